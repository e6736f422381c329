/** What is taken out of a run, as others read it. */
import { confusionMatrix, decodeNpz, fromOnnx, parseCsv } from 'nnfs';
import { expect, test } from 'vitest';
import { recipeOf } from '../../playground/core/settings/changes.ts';
import { Run } from '../../playground/core/run/run.ts';
import { save, type Savable } from '../../playground/core/export/save.ts';

function runOf(query: string): Run {
  const run = new Run(recipeOf(query));
  run.seek(5);
  return run;
}

const bytesOf = async (run: Run, what: Savable): Promise<Uint8Array> => (await save(run, what)).content as Uint8Array;
const textOf = async (run: Run, what: Savable): Promise<string> => (await save(run, what)).content as string;

test.each(['activation=mish&hidden=5&dropout=0.1', 'data=hills&hidden=4&activation=softsign'])(
  'the ONNX file answers as the run: %s',
  async (query) => {
    const run = runOf(query);
    const { X } = run.data.training;
    const [ours, theirs] = [run.model.predict(X), fromOnnx(await bytesOf(run, 'onnx')).predict(X)];
    ours.data.forEach((value, i) => expect(theirs.data[i]).toBeCloseTo(value, 5)); // float32 in another order
  },
);

test('NumPy has every parameter, to the bit', async () => {
  const run = runOf('hidden=5&dropout=0.1');
  const arrays = decodeNpz(await bytesOf(run, 'numpy'));
  expect([...arrays.keys()]).toEqual(['layers.0.weights', 'layers.0.biases', 'layers.3.weights', 'layers.3.biases']);
  expect([...arrays.values()].map(({ data }) => data)).toEqual(run.model.getParameters().map(({ data }) => data));
});

test('points and answers are a table', async () => {
  const run = runOf('data=moons&heldOut=0.5');
  const table = parseCsv(await textOf(run, 'points'));
  expect(table.names).toEqual(['x', 'y', 'target', 'answer', 'part']);
  expect(table.rows).toBe(200);
  const { X, y } = run.data.heldOut!;
  expect(table.row(150)).toEqual({
    x: X.at(50, 0),
    y: X.at(50, 1),
    target: y.at(50),
    answer: run.model.classes(X).at(50),
    part: 'held out',
  });
});

test('pictures are SVG', async () => {
  const run = runOf('classes=4');
  const { X, y } = run.data.heldOut!;
  const most = Math.max(...confusionMatrix(run.model.classes(X), y, 4).data);
  const confusion = await textOf(run, 'confusion');
  expect(confusion).toMatch(/^<svg /);
  expect(confusion).toContain(`>${most}<`);
  for (const what of ['map', 'course'] as const) expect(await textOf(run, what)).toMatch(/^<svg /);
});

test.each([
  ['hidden=6,4', ['Decision map', '>x<', '>A<']],
  ['data=hills&hidden=4', ['Decision map', '>y<']],
  ['data=sine&hidden=4&activation=tanh', ['Fit', 'class="sticks"']],
])('the picture of what is answered, of the network and of its weights: %s', async (query, parts) => {
  const run = runOf(query);
  for (const part of parts) expect(await textOf(run, 'map')).toContain(part);
  const layers = run.settings.hidden.length + 1;
  expect((await textOf(run, 'network')).match(/>Dense\(/g)).toHaveLength(layers);
  expect((await textOf(run, 'histograms')).match(/class="bar"/g)).toHaveLength(2 * layers);
  run.seek(0);
  expect(await textOf(run, 'histograms')).not.toContain('gradients');
});

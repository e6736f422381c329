/** Models that the library made, on the command line. */
import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  Adam,
  BinaryCrossentropy,
  CategoricalCrossentropy,
  Dense,
  F1,
  Linear,
  MeanSquaredError,
  Model,
  ReLU,
  Recall,
  Residual,
  Sequential,
  Sigmoid,
  SigmoidBinaryCrossentropy,
  SoftmaxFocalCrossentropy,
  Softmax,
  spiralData,
  type Layer,
  type Loss,
} from 'nnfs';
import { loadModel } from 'nnfs/node';
import { loadModelData } from '../../src/cli/data/model-data.ts';
import { Terminal } from '../../src/cli/terminal/terminal.ts';
import { folder, run, words } from './run.ts';

const DATA = `a,b,y\n${Array.from({ length: 20 }, (_, i) => `${i % 2},${(i % 3) / 3},${i % 2}`).join('\n')}\n`;

/** A folder with d.csv and a model that has learnt it. */
async function learnt(layers: Layer[], loss: Loss, settings = {}) {
  const at = folder({ 'd.csv': DATA });
  const model = new Model(layers).set({ loss, optimizer: new Adam({ learningRate: 0.1 }), ...settings });
  const rows = DATA.trim().split('\n').slice(1).map((line) => line.split(',').map(Number)); // prettier-ignore
  const y = rows.map((row) => row[2]!);
  const column = model.outputShape!.at(-1) === 1 ? y.map((value) => [value]) : y.map((value) => [1 - value, value]);
  const labels = loss instanceof CategoricalCrossentropy ? y : column;
  await model.train(
    rows.map((row) => row.slice(0, 2)),
    labels,
    { epochs: 50 },
  );
  writeFileSync(at('m'), model.toBytes());
  return { at, model };
}

const block = (): Layer[] => [new Sequential([new Dense(2, 8), new ReLU()]), new Residual([new Dense(8, 8)])];

describe('layers inside others', () => {
  const nested = () => learnt([...block(), new Sequential([new Dense(8, 2), new Softmax()])], new CategoricalCrossentropy()); // prettier-ignore

  test('summary', async () => {
    const { at, model } = await nested();
    const { stdout } = await run('summary', at('m'));
    expect(stdout.startsWith(`${model.summary()}\nloss: `)).toBe(true);
    expect(stdout).toContain('total parameters: 114\n');
  });

  test('summary --json', async () => {
    const { at } = await nested();
    const { layers, parameters } = JSON.parse((await run('summary', at('m'), '--json')).stdout);
    expect(parameters).toBe(114);
    expect(layers[0]).toMatchObject({
      kind: 'Sequential',
      config: {},
      parameters: {},
      layers: [
        { kind: 'Dense', parameters: { weights: [2, 8], biases: [1, 8] } },
        { kind: 'ReLU', parameters: {} },
      ],
    });
    expect(layers[1]).toMatchObject({ kind: 'Residual', layers: [{ kind: 'Dense' }] });
  });

  test('evaluate and predict', async () => {
    const { at } = await nested();
    const { stdout, stderr } = await run('evaluate', at('m'), '--data', at('d.csv'));
    expect({ stdout, stderr }).toEqual({
      stdout: expect.stringMatching(/^acc: 1\.000, loss: 0\.\d{3}\n$/),
      stderr: '',
    });
    const predicted = await run('predict', at('m'), '--data', at('d.csv'), '--target', 'y');
    expect(predicted.stdout).toMatch(/^prediction,0,1\n0,\S+,\S+\n1,\S+,\S+\n/);
    expect((await run('predict', at('m'), '--data', 'spiral')).stdout.split('\n')).toHaveLength(202);
    const refused = await run('train', '--resume', at('m'));
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('a model that nnfs train saved') });
  });
});

describe('what outputs are read as', () => {
  test.each<[string, () => Layer, Loss, number, head: string, answers: RegExp]>([
    ['confidences of classes', () => new Softmax(), new CategoricalCrossentropy(), 2, 'prediction,0,1', /^[01],/],
    ['the same by distance', () => new Softmax(), new MeanSquaredError(), 2, 'prediction,0,1', /^[01],/],
    ['a yes', () => new Sigmoid(), new BinaryCrossentropy(), 1, 'prediction,1', /^[01],/],
    ['a yes by distance', () => new Sigmoid(), new MeanSquaredError(), 1, 'prediction,1', /^[01],/],
    ['logits of classes', () => new Linear(), new SoftmaxFocalCrossentropy(), 2, 'prediction,0,1', /^[01],/],
    ['logits of a yes', () => new Linear(), new SigmoidBinaryCrossentropy(), 1, 'prediction,1', /^[01],/],
    ['values', () => new Linear(), new MeanSquaredError(), 1, 'prediction', /^-?\d+(\.\d*)?(e-\d+)?$/],
  ])('%s', async (_, closing, loss, outputs, head, answers) => {
    const { at, model } = await learnt([...block(), new Dense(8, outputs), closing()], loss);
    const { stdout, stderr } = await run('predict', at('m'), '--data', at('d.csv'), '--target', 'y');
    expect(stderr).toBe('');
    const [first, ...rows] = stdout.trimEnd().split('\n');
    expect(first).toBe(head);
    rows.forEach((row) => expect(row).toMatch(answers));
    const X = DATA.trim().split('\n').slice(1).map((line) => line.split(',').slice(0, 2).map(Number)); // prettier-ignore
    expect(rows.map((row) => Number(row.split(',')[0]))).toEqual(
      Array.from(model.classes(X).data, (value): unknown => expect.closeTo(value, 5)),
    );
    const judged = await run('evaluate', at('m'), '--data', at('d.csv'));
    expect(judged).toEqual({ code: 0, stdout: expect.stringMatching(/^acc: /), stderr: '' });
  });

  test('logits of classes: the confidence in each', async () => {
    const { at, model } = await learnt([new Dense(2, 2)], new SoftmaxFocalCrossentropy());
    const { stdout } = await run('predict', at('m'), '--data', at('d.csv'), '--target', 'y');
    const [no, yes] = stdout.split('\n')[1]!.split(',').slice(1).map(Number) as [number, number];
    const [a, b] = model.predict([[0, 0]]).data as unknown as [number, number];
    expect(no).toBeCloseTo(1 / (1 + Math.exp(b - a)), 6);
    expect(no + yes).toBeCloseTo(1, 6);
  });

  test('logits of a yes: the confidence in it', async () => {
    const { at, model } = await learnt([new Dense(2, 1)], new SigmoidBinaryCrossentropy());
    const { stdout } = await run('predict', at('m'), '--data', at('d.csv'), '--target', 'y');
    const [, second] = stdout.split('\n');
    const logit = model.predict([[0, 0]]).item();
    expect(Number(second!.split(',')[1])).toBeCloseTo(1 / (1 + Math.exp(-logit)), 6);
    expect((await run('predict', at('m'), '--data', 'moons', '--classes-only')).stdout).toMatch(/^prediction\n([01]\n){200}$/); // prettier-ignore
  });
});

test('samples of any rank are rows of a table', async () => {
  class Pixels extends Dense {
    override get inputShape(): number[] {
      return [3, 2];
    }
  }
  const model = new Model([new Pixels(2, 4), new Dense(4, 2), new Softmax()]).set({ loss: new CategoricalCrossentropy() }); // prettier-ignore
  const at = folder({ 'd.csv': 'a,b,c,d,e,f,y\n1,2,3,4,5,6,1\n', 'narrow.csv': 'a,b,y\n1,2,1\n' });
  const terminal = new Terminal({ stdout: { write: () => true }, stderr: { write: () => true } });
  const load = (data: string) =>
    loadModelData({ path: 'm', model, record: undefined }, { data, target: 'y' }, terminal, false);
  expect((await load(at('d.csv'))).X).toMatchObject({ shape: [1, 3, 2], data: Float32Array.of(1, 2, 3, 4, 5, 6) });
  const message = `${at('narrow.csv')}: expected 6 columns of inputs, as the model has, received 2.`;
  await expect(load(at('narrow.csv'))).rejects.toThrow(message);
});

test('evaluate prints all metrics', async () => {
  const metrics = [new F1(), new Recall()];
  const { at, model } = await learnt([...block(), new Dense(8, 2), new Softmax()], new CategoricalCrossentropy(), { metrics }); // prettier-ignore
  const { X, y } = spiralData({ samples: 100, classes: 2 });
  expect(loadModel(at('m')).metrics).toEqual(metrics);
  const argv = words(`evaluate ${at('m')} --data spiral --classes 2`);
  const { samples, ...figures } = JSON.parse((await run(...argv, '--json')).stdout) as Record<string, number>;
  expect({ samples, names: Object.keys(figures) }).toEqual({
    samples: 200,
    names: ['loss', 'accuracy', 'f1', 'recall'],
  });
  expect(Object.keys(model.evaluate(X, y))).toEqual(Object.keys(figures));
  const line = Object.entries(figures).map(([name, value]) => `${name}: ${value.toFixed(3)}`);
  const [loss, accuracy, ...more] = line;
  const text = [accuracy!.replace('accuracy', 'acc'), loss, ...more].join(', ');
  expect((await run(...argv)).stdout).toBe(`${text}\n`);
});

test('a model of several numbers, or of several yeses or noes, is judged in a program', async () => {
  const [numbers, yeses] = [await learnt([new Dense(2, 2), new Linear()], new MeanSquaredError()), await learnt([new Dense(2, 2), new Sigmoid()], new BinaryCrossentropy())]; // prettier-ignore
  for (const [{ at }, several] of [[numbers, 'numbers'], [yeses, 'yeses or noes']] as const) {
    for (const command of [['evaluate'], ['plot', '--to', at('p.html')]]) {
      const { code, stderr } = await run(...command, at('m'), '--data', at('d.csv'));
      expect({ code, stderr }).toEqual({ code: 1, stderr: `nnfs: ${at('m')}: expected a model of one answer for each sample, received one of 2 ${several}. In a program, model.evaluate judges it.\n` });
    }
  } // prettier-ignore
});

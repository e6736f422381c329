import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { Dense, Model, RandomState, ReLU, WeightAverage, Adam, MeanSquaredError, Flatten, cosineDecay, toPyTorch } from 'nnfs'; // prettier-ignore
import { folder, run } from './run.ts';

const random = new RandomState(0);
const plain = new Model([new Dense(2, 3, { random }), new ReLU(), new Dense(3, 1, { random })]);
const rows = Array.from(
  { length: 40 },
  (_, i) => `${i % 7},${i % 3 ? 'red' : 'blue'},${3 * (i % 7) + (i % 3 ? 0.5 : 9)}`,
);
const table = `size,color,price\n${rows.join('\n')}\n`;

const NAMES = ['model.py', 'model.safetensors', 'optimizer.safetensors', 'table.json', 'table.py', 'train.py'];

/** A trained model in a folder. */
async function trained(...words: string[]) {
  const at = folder({ 'table.csv': table });
  const { code, stderr } = await run('train', '--data', at('table.csv'), '--save', at('m.safetensors'), '--hidden', '4', '--epochs', '20', ...words); // prettier-ignore
  expect(code, stderr).toBe(0);
  return at;
}

it('writes a folder of Python, with the rates of the run', async () => {
  const at = await trained('--batch-size', '8', '--validation', '0.25');
  const call = ['export', at('m.safetensors'), '--to', at('out'), '--target', 'pytorch'] as const;
  const { code, stdout, stderr } = await run(...call);
  expect(stderr).toBe('');
  expect(stdout).toBe(`wrote ${at('out')}: model.py, model.safetensors, table.py, table.json, train.py and optimizer.safetensors\n`); // prettier-ignore
  expect(code).toBe(0);
  expect(readdirSync(at('out')).sort()).toEqual(NAMES);
  expect(readdirSync(at('')).sort()).toEqual(['m.safetensors', 'out', 'table.csv']); // nothing half-written is left
  const { kinds } = await import('nnfs');
  const model = Model.fromBytes(readFileSync(at('m.safetensors')), { kinds });
  const rate = (model.notes as { train: { options: string[] } }).train.options;
  const learningRate = Number(rate[rate.indexOf('--learning-rate') + 1]);
  model.optimizer!.learningRate = cosineDecay({ rate: learningRate, end: 0.01 * learningRate, steps: 20 * Math.ceil(model.progress!.samples / 8) }); // prettier-ignore
  for (const [name, wanted] of toPyTorch(model)) {
    expect(Buffer.compare(readFileSync(`${at('out')}/${name}`), Buffer.from(wanted)), name).toBe(0);
  }
  expect(readFileSync(`${at('out')}/train.py`, 'utf8')).toContain('BATCH = 8');
  // A folder that holds something stays as it is.
  writeFileSync(`${at('out')}/train.py`, 'mine');
  const again = await run(...call);
  expect(again.code).toBe(1);
  expect(again.stderr).toContain(`--to: expected a folder that is new or empty, received "${at('out')}": it is there, with something in it. Name another.`); // prettier-ignore
  expect(readFileSync(`${at('out')}/train.py`, 'utf8')).toBe('mine');
});

it('writes into an empty folder, and the weights of classes where the run had them', async () => {
  const at = await trained('--target', 'color', '--class-weights');
  mkdirSync(at('out'));
  expect((await run('export', at('m.safetensors'), '--to', `${at('out')}/`, '--target', 'pytorch')).code).toBe(0);
  expect(readFileSync(`${at('out')}/train.py`, 'utf8')).toContain('BALANCED = True');
});

it('how files are written, where training was told', async () => {
  const file = `%of today\n${rows.join('\n').replaceAll(',', '~')}\n`;
  const at = folder({ 'table.csv': file });
  const told = ['--delimiter', '~', '--comment', '%', '--header', 'size,color,price', '--encoding', 'latin1', '--quote', 'none', '--ragged']; // prettier-ignore
  const call = ['train', '--data', at('table.csv'), '--save', at('m.safetensors'), '--hidden', 'none', '--epochs', '2', ...told]; // prettier-ignore
  expect(await run(...call)).toMatchObject({ code: 0 });
  await run('export', at('m.safetensors'), '--to', at('out'), '--target', 'pytorch');
  expect(JSON.parse(readFileSync(`${at('out')}/table.json`, 'utf8'))).toMatchObject({
    file: { delimiter: '~', comment: '%', header: ['size', 'color', 'price'], encoding: 'windows-1252', quote: '', ragged: true }, // prettier-ignore
  });
});

it('says so where there is nothing to train with', async () => {
  const at = folder({ 'm.safetensors': plain.toBytes() });
  const { stdout } = await run('export', at('m.safetensors'), '--to', at('out'), '--target', 'pytorch');
  expect(stdout).toBe(`wrote ${at('out')}: model.py and model.safetensors; no train.py, since the model has no loss and no optimizer\n`); // prettier-ignore
});

describe('refused', () => {
  const average = new Model([new Dense(1, 1)]).set({ loss: new MeanSquaredError(), optimizer: new WeightAverage(new Adam()) }); // prettier-ignore
  const scheduled = new Model([new Dense(1, 1)]).set({ loss: new MeanSquaredError(), optimizer: new Adam({ learningRate: cosineDecay({ rate: 1, steps: 2 }) }) }); // prettier-ignore
  test.each<[words: string, code: number, message: string]>([
    ['m --to x.onnx --target pytorch', 2, '--to: expected a folder, for --target pytorch, received "x.onnx".'],
    ['m --to out --target keras', 2, '--target: expected pytorch, received "keras".'],
    ['m --to m --target pytorch', 1, '--to: expected a folder that is new or empty, received "m": it is a file. Name another.'],
    ['m --to none/out --target pytorch', 1, '--to: expected a folder that is new or empty, received "none/out": ENOENT: no such file or directory. There is no folder none.'],
    ['none --to out --target pytorch', 1, 'MODEL: expected'],
    ['average --to out --target pytorch', 1, 'average, toPyTorch: expected an optimizer alone, '],
    ['scheduled --to out --target pytorch', 1, 'scheduled, toPyTorch: expected a learning rate that is a number or a schedule of the package, received a function.'],
    ['flat --to out --target pytorch', 1, 'flat, toPyTorch: expected layers that tell the shape of a sample, received none that does. Tell it: --input-shape 28,28,1.'],
    ['m --to out', 2, '--to: expected a file that ends in .onnx, .js, .mjs, .npz or .safetensors, received "out". --target pytorch writes a folder.'],
  ])('%s', async (line, code, message) => {
    const at = folder({
      m: plain.toBytes(),
      average: average.toBytes(),
      scheduled: scheduled.toBytes(),
      flat: new Model([new Flatten()]).toBytes(),
    });
    const result = await run('export', ...line.split(' ').map((word) => (/^(--|pytorch|keras)/.test(word) ? word : at(word))));
    expect(result.stderr.replaceAll(at(''), '')).toContain(`nnfs: ${message}`);
    expect(result.code).toBe(code);
    expect(existsSync(at('out'))).toBe(false);
  }); // prettier-ignore
});

/** What train.py refuses: in a line that names the file, what is expected and what is there, with exit code 2. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Loss } from 'nnfs';
import { Adam, BinaryCrossentropy, CategoricalCrossentropy, Dense, Hinge, Linear, MeanSquaredError, Model, Poisson, RandomState, Sigmoid, Softmax, encodeNpz, parseCsv, tensor, toPyTorch, trainTable, type Layer, type Tensor } from 'nnfs'; // prettier-ignore
import { root } from '../../support/dist.ts';
import { hasPython, runPython } from '../../support/python.ts';
import { newFolder, writeFiles } from './folders.ts';

const npz = (arrays: Readonly<Record<string, Tensor>>): Uint8Array => encodeNpz(new Map(Object.entries(arrays)));
const X = tensor([[1, 2], [3, 4], [5, 6]]); // prettier-ignore
const samples = (y: readonly unknown[], x = X): Uint8Array => npz({ X: x, y: tensor(y as number[]) });

function network(outputs: number, last: Layer, loss: Loss): Model {
  const model = new Model([new Dense(2, outputs, { random: new RandomState(0) }), last], { inputShape: [2] });
  return model.set({ loss, optimizer: new Adam() });
}

const table = `size,color,price\n${Array.from({ length: 30 }, (_, i) => `${i % 7},${i % 3 ? 'red' : 'blue'},${3 * (i % 7)}`).join('\n')}\n`; // prettier-ignore
const ofTable = async (target: string): Promise<Model> => (await trainTable(parseCsv(table), { target, hidden: [], epochs: 1 })).model; // prettier-ignore

/** What a file holds, how it is called, and what is said of it; nothing where it is taken. */
type Refused = readonly [name: string, content: string | Uint8Array, complaint: string];

const ARRAYS: Refused[] = [
  ['none.npz', 'none', 'none.npz: expected an .npz file, received none'],
  ['folder', 'folder', 'folder: expected an .npz file, received a folder'],
  ['empty.npz', '', 'empty.npz: expected an .npz file of numbers, as numpy.savez writes it, received another one'],
  ['table.csv', table, 'table.csv: expected an .npz file of numbers, as numpy.savez writes it, received another one'],
  ['cut.npz', samples([0, 1, 2]).subarray(0, 99), 'cut.npz: expected an .npz file of numbers, as numpy.savez writes it, received another one'],
  ['x.npz', npz({ X }), 'x.npz: expected arrays X and y, received X'],
  ['nan.npz', samples([0, 1, 2], tensor([[1, 2], [NaN, 4], [5, 6]])), 'nan.npz: expected finite numbers in X, received nan'],
  ['more.npz', samples([0, 1]), 'more.npz: expected 3 targets in y, one for each sample of X, received 2'],
  ['wide.npz', samples([0, 1, 2], tensor([[1, 2, 3], [1, 2, 3], [4, 5, 6]])), 'wide.npz: expected samples [2], received [3]'],
]; // prettier-ignore
const cases: { name: string; model: () => Model | Promise<Model>; files: Refused[] }[] = [
  { name: 'classes', model: () => network(3, new Softmax(), new CategoricalCrossentropy()), files: [
    ...ARRAYS,
    ['y.npz', samples([0, 1, 3]), 'y.npz: expected targets to be classes from 0 to 2, received 3'],
    ['part.npz', samples([0, 1.5, 2]), 'part.npz: expected targets to be classes from 0 to 2, received 1.5'],
    ['rows.npz', samples([[0, 1], [1, 0], [1, 0]]), 'rows.npz: expected targets [3], received [2]'],
    ['share.npz', samples([[0, 1, 0], [1, 0, 0], [0, 0, 2]]), 'share.npz: expected targets to be numbers from 0 to 1, received 2'],
    ['good.npz', samples([0, 1, 2]), ''],
    ['shares.npz', samples([[0, 1, 0], [1, 0, 0], [0, 0.5, 0.5]]), ''],
  ] },
  { name: 'margins', model: () => network(1, new Linear(), new Hinge()), files: [
    ['y.npz', samples([7, 8, 7]), 'y.npz: expected targets to be 1 and 0, or 1 and -1, received 7'],
    ['good.npz', samples([[-1], [1], [0]]), ''],
  ] },
  { name: 'yes or no', model: () => network(1, new Sigmoid(), new BinaryCrossentropy()), files: [
    ['y.npz', samples([0, 1, 2]), 'y.npz: expected targets to be numbers from 0 to 1, received 2'],
    ['two.npz', samples([[0, 1], [1, 1], [0, 0]]), 'two.npz: expected targets [1], received [2]'],
  ] },
  { name: 'counts', model: () => network(1, new Linear(), new Poisson()), files: [
    ['y.npz', samples([0, 1, -2]), 'y.npz: expected targets to be numbers from 0, received -2'],
  ] },
  { name: 'numbers', model: () => network(1, new Linear(), new MeanSquaredError()), files: [
    ['y.npz', samples([0, 1, Infinity]), 'y.npz: expected finite numbers in y, received inf'],
    ['good.npz', samples([0, 1, -2]), ''],
  ] },
  { name: 'a table, classes', model: () => ofTable('color'), files: [
    ['none.csv', 'none', 'none.csv: expected a CSV file, received none'],
    ['folder', 'folder', 'folder: expected a CSV file, received a folder'],
    ['empty.csv', '', 'empty.csv: expected a row of column names and rows of cells, received none'],
    ['names.csv', 'size,color,price\n', 'names.csv: expected rows below the column names, received none'],
    ['other.csv', 'a,b\n1,2\n', 'other.csv: expected the columns size, price, received none of the name size, price, color, of a, b'],
    ['bare.csv', 'size,price\n1,2\n', 'bare.csv: expected the columns size, price, received none of the name color, of size, price'],
    ['cells.csv', 'size,color,price\n1,red,2\n1,red\n', 'cells.csv, row 2: expected 3 cells, received 2'],
    ['gaps.csv', 'size,color,price\n1,,2\n', 'gaps.csv: expected rows with a target, received none'],
    ['green.csv', 'size,color,price\n1,red,2\n1,green,2\n', "green.csv, column 'color': expected 'blue', 'red', received 'green'"],
    ['good.csv', 'price;size;color\n1,5;2;red\n', ''],
  ] },
  { name: 'a table, a number', model: () => ofTable('price'), files: [
    ['words.csv', 'size,color,price\n1,red,dear\n', 'words.csv: expected rows with a target, received none'],
  ] },
]; // prettier-ignore

describe.skipIf(!hasPython('torch'))('train.py', { timeout: 600_000 }, () => {
  const folder = newFolder();
  beforeAll(async () => {
    for (const [i, { model, files }] of cases.entries()) {
      const calls = JSON.stringify([...files.map(([name]) => [name]), ...RESUMED.map((path) => [files.at(-1)[0], '--resume', path])]); // prettier-ignore
      const path = writeFiles(folder, String(i), [...toPyTorch(await model()), ['calls', calls], ['damaged.pt', 'x']]);
      for (const [name, content] of files) {
        if (content === 'folder') mkdirSync(join(path, name));
        else if (content !== 'none') writeFileSync(join(path, name), content);
      }
    }
    runPython(`${root}tests/formats/pytorch/refused.py`, [folder]);
  }, 600_000);

  const RESUMED = ['none.pt', 'damaged.pt'];

  it.each(cases.map(({ name }, i) => [name, i] as const))('%s', (_, i) => {
    const found = JSON.parse(readFileSync(join(folder, String(i), 'found'), 'utf8')) as [number, string][];
    const { files } = cases[i]!;
    const wanted = files.map(([, , complaint]) => (complaint ? [2, `train.py: ${complaint}\n`] : [0, '']));
    expect(found.slice(0, files.length)).toEqual(wanted);
    if (files.at(-1)[2] !== '') return;
    expect(found.slice(files.length)).toEqual([
      [2, 'train.py: --resume: expected a file that train.py kept, received none of the name none.pt\n'],
      [2, 'train.py: --resume: expected what train.py kept of this network, received damaged.pt\n'],
    ]);
  });
});

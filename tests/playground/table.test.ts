/** Tables that somebody brings: as points, in pictures, and in the program that is exported. */
import * as nnfs from 'nnfs';
import { FormatError, RandomState, ValueError } from 'nnfs';
import { describe, expect, test } from 'vitest';
import { walk } from '../../playground/core/arithmetic/walk.ts';
import type { Change, WeightChange } from '../../playground/core/settings/changes.ts';
import { OwnTable } from '../../playground/core/data/own-table.ts';
import { save } from '../../playground/core/export/save.ts';
import { MAP, Painter } from '../../playground/core/picture/picture.ts';
import { Run } from '../../playground/core/run/run.ts';
import { ofTable } from '../../playground/core/run/subject.ts';
import { sceneOf } from '../../playground/core/picture/scene.ts';
import { DEFAULTS, fromQuery, toQuery, type Settings } from '../../playground/core/settings/settings.ts';
import { sumOf } from '../../playground/core/data/sum.ts';
import { usualTarget } from '../../playground/core/data/target.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Flowers of three kinds, quoted, with a byte order mark and a gap. */
function flowers(rows: number): string {
  const random = new RandomState(5);
  const lines = Array.from({ length: rows }, (_, n) => {
    const kind = n % 3;
    const [a, b] = [random.randn() + 2 * kind, random.randn() - kind];
    return `${n === 4 ? '' : a.toFixed(3)},${b.toFixed(3)},"${['wet, low', 'dry', 'sand'][n % 2]!}",${['rose', 'lily', 'iris'][kind]!}`;
  });
  return `\ufefflength,width,"soil, kind",flower\r\n${lines.join('\r\n')}\r\n`;
}

function runOf(text: string, change: Partial<Settings> = {}, changes: readonly Change[] = []): Run {
  const table = new OwnTable('my flowers.csv', bytesOf(text), nnfs);
  const { id, columns } = table.summary;
  const settings = { ...DEFAULTS, data: 'table', table: id, ...usualTarget(columns), ...change } as Settings;
  return new Run({ settings, changes }, undefined, ofTable(table));
}

test('what it is, and what of it is told', () => {
  const { summary } = new OwnTable('f.csv', bytesOf(flowers(60)), nnfs);
  expect(summary).toMatchObject({ name: 'f.csv', rows: 60 });
  expect(sumOf(bytesOf('a'))).toBe('e40c292c'); // as the authors of FNV have it
  expect(summary.columns).toEqual([
    { name: 'length', isNumber: true, values: 59, repeats: false },
    { name: 'width', isNumber: true, values: 60, repeats: false },
    { name: 'soil, kind', isNumber: false, values: 2, repeats: true },
    { name: 'flower', isNumber: false, values: 3, repeats: true },
  ]);
  expect(usualTarget(summary.columns)).toEqual({ target: 'flower', task: 'classes', classes: 3 });
});

test('a number beside one other column of numbers is told over a line', () => {
  const { columns } = new OwnTable(
    'f.csv',
    bytesOf('x,y\n1,2.5\n2,3\n3,9.5\n4,1\n5,7\n6,1.5\n7,2\n8,3.5\n9,8\n10,0\n'),
    nnfs,
  ).summary;
  expect(usualTarget(columns)).toEqual({ target: 'y', task: 'curve' });
});

test('few numbers are classes where they come again, and a number where none does', () => {
  const targetIn = (text: string): Partial<Settings> =>
    usualTarget(new OwnTable('f.csv', bytesOf(text), nnfs).summary.columns);
  expect(targetIn('x,y\n1,0\n2,1\n3,0\n4,1\n')).toEqual({ target: 'y', task: 'classes', classes: 2 });
  expect(targetIn('x,y\n1,2\n2,4.1\n3,6\n4,\n')).toEqual({ target: 'y', task: 'curve' });
});

test('where no row held out is of a class that the others have, none is', () => {
  const rare = 'n,k\n1.5,u\n4,v\n2,w\n2.5,x\n7,y\n3,y\n3.5,y\n4.5,y\n1,y\n6,y\n';
  const runs = Array.from({ length: 40 }, (_, seed) => runOf(rare, { heldOut: 0.1, seed }));
  const heldOut = runs.map(({ data }) => data.heldOut?.X.shape[0]);
  expect(new Set(heldOut)).toEqual(new Set([1, undefined]));
  const run = runs[heldOut.indexOf(undefined)]!;
  expect(run.data.training.X.shape[0]).toBe(9);
  run.seek(2);
  expect(Number.isFinite(run.model.evaluate(run.data.training.X, run.data.training.y).loss)).toBe(true);
});

test('of few rows none is held out', () => {
  const text = `a,b\n${Array.from({ length: 12 }, (_, n) => `${n % 5},${n < 4 ? 'x' : n < 8 ? 'y' : ''}`).join('\n')}\n`;
  expect(runOf(text, { heldOut: 0.5 }).data.heldOut).toBeUndefined(); // 8 rows have a class
});

test('a link carries the name of the target, whatever is in it', () => {
  const settings: Settings = { ...DEFAULTS, data: 'table', table: '01234567', target: 'a&b=c #1, 価格' };
  expect(fromQuery(toQuery(settings)).settings).toEqual(settings);
});

describe('a run', () => {
  test('its map is taken along as it is looked at', async () => {
    const run = runOf(flowers(60));
    const svg = async (axes: [number, number], held = 0): Promise<string> =>
      (await save(run, 'map', { axes, held })).content as string;
    expect(await svg([1, 0])).toMatch(/>width<[^]*>length</);
    expect(await svg([0, 1])).toMatch(/>iris<[^]*>lily<[^]*>rose</);
    // The soil is held: wet or dry.
    const maps = await Promise.all([0, 1, 2, 3, 4, 5].map((held) => svg([0, 1], held)));
    expect(new Set(maps).size).toBe(2);
  });

  test('learns it, and is the same again', () => {
    const [run, again] = [runOf(flowers(90)), runOf(flowers(90))];
    expect(run.data.inputs).toEqual(['length', 'length=NA', 'width', 'soil, kind=dry', 'soil, kind=wet, low']);
    expect(run.data.labels).toEqual(['iris', 'lily', 'rose']);
    expect([run.data.training.X.shape[0], run.data.heldOut!.X.shape[0]]).toEqual([72, 18]);
    run.seek(60);
    again.seek(80);
    again.seek(60);
    expect(again.model.toBytes({ training: true })).toEqual(run.model.toBytes({ training: true }));
    expect(run.model.evaluate(run.data.training.X, run.data.training.y).accuracy).toBeGreaterThan(0.8);
  });

  test('has a picture over two of its inputs, the others as in a row', () => {
    const run = runOf(flowers(90));
    run.seek(20);
    const scene = sceneOf(run, { axes: [2, 0], held: 7 });
    const { map } = new Painter(run, scene).paint();
    const { left, right, top, bottom } = scene.region;
    const [row, column] = [30, 71];
    const place = [...run.data.training.X.slice(7, 8).data];
    place[2] = Math.fround(left + ((column + 0.5) / MAP) * (right - left));
    place[0] = Math.fround(top + ((row + 0.5) / MAP) * (bottom - top));
    expect(map.classes[row * MAP + column]).toBe(run.model.classes([place]).item());
    expect(scene.points[2 * 7]).toBe(run.data.training.X.at(7, 2));
    expect(scene.points[2 * 7 + 1]).toBe(run.data.training.X.at(7, 0));
  });

  test('of 20,000 rows shows some of them, and counts all', () => {
    const run = runOf(flowers(20_000));
    const scene = sceneOf(run);
    const { confusion } = new Painter(run, scene).paint();
    expect([scene.samples, scene.shown.length]).toEqual([20_000, 2000]);
    expect(confusion.reduce((a, b) => a + b)).toBe(4000);
  });
});

test('one input: points of classes are spread over the plane, which asks only for that input', () => {
  const run = runOf('x,kind\n1,a\n2,a\n3.5,b\n4,b\n5,a\n6.5,b\n7,b\n', { heldOut: 0 });
  const scene = sceneOf(run);
  const { map } = new Painter(run, scene).paint();
  expect(scene.inputs).toEqual(['x']);
  expect(map.classes.subarray(0, MAP)).toEqual(map.classes.subarray(MAP, 2 * MAP));
});

describe('changes on the way', () => {
  const change: WeightChange = { step: 6, kind: 'Dense', layer: 0, parameter: 'weights', at: [2, 1], value: 0.75 };

  test('a branch is that of the same table', () => {
    const trunk = runOf(flowers(60));
    trunk.seek(10);
    const branch = trunk.branch([change]);
    const always = runOf(flowers(60), {}, [change]);
    for (const run of [branch, always]) run.seek(9);
    expect(branch.model.toBytes({ training: true })).toEqual(always.model.toBytes({ training: true }));
  });

  test('the weight of an input that the table does not make is refused', () => {
    expect(() => runOf(flowers(60), {}, [{ ...change, at: [7, 1] }])).toThrow(
      'The link: expected weights of the 4 inputs that the table makes, received w1-7-1.',
    );
  });
});

test('the arithmetic of its many inputs is the library’s', () => {
  const run = runOf(flowers(60));
  run.seek(3);
  const { pages, missing } = walk(run, { sample: 11, way: [2, 1, 0, 2] });
  expect(missing).toBeUndefined();
  const checked = pages.flatMap(({ lines }) => lines).filter(({ library }) => library !== undefined);
  expect(checked.length).toBeGreaterThan(20);
  expect(checked.filter(({ result, library }) => !Object.is(result, library))).toEqual([]);
});

describe('what is refused, by name', () => {
  const refused =
    (text: string, change: Partial<Settings> = {}) =>
    () =>
      runOf(text, change);
  const numbers = Array.from({ length: 30 }, (_, n) => `${n},${n % 10}`).join('\n');

  test.each([
    ['nothing', '', FormatError],
    ['a column that lacks', flowers(30), ValueError, { target: 'price' }],
    ['more classes than were said', `x,y\n${numbers}`, ValueError, { target: 'y', task: 'classes', classes: 3 }],
    ['rows of other lengths', 'a,b\n1,2\n1,2,3\n', FormatError],
    ['a target that is all there is', 'a\n1\n2\n3\n', ValueError],
  ] as const)('%s', (_, text, kind, change: Partial<Settings> = {}) => {
    expect(refused(text, change)).toThrow(kind);
  });

  test('a link without its table', () => {
    expect(() => new Run({ settings: { ...DEFAULTS, data: 'table', table: 'ffffffff' }, changes: [] })).toThrow(
      'The link: expected the table that it is about, received none. A link does not hold it: drop the file here.',
    );
  });

  test('a file that is too large', () => {
    expect(() => new OwnTable('big.csv', new Uint8Array(50e6 + 1), nnfs)).toThrow(
      'big.csv: expected up to 50 MB, received 50.0 MB.',
    );
  });

  test('a name that is too long for a link is none of a target', () => {
    const text = `a,${'x'.repeat(201)}\n${Array.from({ length: 20 }, (_, n) => `${(n * 7) % 11},${n % 2}`).join('\n')}\n`;
    const { columns } = new OwnTable('f.csv', bytesOf(text), nnfs).summary;
    expect(usualTarget(columns).target).toBe('a');
  });

  test('too many inputs', () => {
    const names = Array.from({ length: 260 }, (_, k) => `c${k}`);
    const row = (n: number): string => names.map((_, k) => ((n * 7 + k * 3) % 11) + n / 10).join(',');
    const text = `${names.join(',')},t\n${Array.from({ length: 12 }, (_, n) => `${row(n)},${n % 2 ? 'a' : 'b'}`).join('\n')}\n`;
    expect(refused(text, { heldOut: 0 })).toThrow('The table: expected up to 256 inputs, received 260.');
  });
});

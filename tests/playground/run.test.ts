/** A run in the playground is the run of the program that it exports, and goes to any step of itself. */
import { createHash } from 'node:crypto';
import * as nnfs from 'nnfs';
import { describe, expect, test } from 'vitest';
import { encodePoints, snapped } from '../../playground/core/settings/points.ts';
import { featuresOf } from '../../playground/core/data/columns.ts';
import { OwnTable } from '../../playground/core/data/own-table.ts';
import { programOf } from '../../playground/core/export/program.ts';
import { recipeOf, type Change } from '../../playground/core/settings/changes.ts';
import { Run } from '../../playground/core/run/run.ts';
import { DEFAULTS, type Settings } from '../../playground/core/settings/settings.ts';
import { encodeSketches } from '../../playground/core/settings/sketches.ts';
import { DIGITS } from '../../playground/core/data/digits.ts';
import { ofTable } from '../../playground/core/run/subject.ts';
import { execute, stripTypes } from '../support/program.ts';
import { subjectIn } from '../support/subject.ts';

const settingsOf = (query: string) => recipeOf(query).settings;
const bytesOf = (model: nnfs.Model): Uint8Array => model.toBytes({ training: true, history: false });
const hash = (model: nnfs.Model): string => createHash('sha256').update(bytesOf(model)).digest('hex');

/** Three marks on a spiral. */
const DRAWING = encodePoints(
  Array.from({ length: 24 }, (_, n) => ({
    x: snapped(0.03 * n * Math.cos(n)),
    y: snapped(0.04 * n * Math.sin(n)),
    mark: n % 3,
  })),
);

/** Sketches with one bright row or column. */
const sketches = (side: number, count: number): string =>
  encodeSketches(
    Array.from({ length: count }, (_, n) => ({
      mark: n % 3,
      pixels: Uint8Array.from({ length: side ** 2 }, (_, i) => {
        const [row, column] = [Math.floor(i / side), i % side];
        return (n % 3 === 0 ? row : n % 3 === 1 ? column : Math.abs(row - column)) === n % side ? 16 - (i % 5) : 0;
      }),
    })),
  );

const QUERIES = [
  '',
  'heldOut=0&hidden=64&initializer=book&rate=0.05&decay=5e-7',
  'batch=32&shuffle=yes&dropout=0.1&l2=0.0005&seed=7',
  'data=moons&noise=0.2&dataSeed=3&hidden=8&activation=tanh&optimizer=sgd&momentum=0.9&rate=0.5',
  'data=vertical&classes=5&hidden=none&optimizer=rmsprop&batch=50',
  'data=circles&heldOut=0.5&activation=leakyRelu&optimizer=adagrad&initializer=glorotUniform',
  'data=blobs&classes=8&samples=30&activation=gelu&optimizer=adamw&batch=7&shuffle=yes',
  'data=sine&samples=200&activation=swish&hidden=8,8&noise=0.05&seed=2',
  'data=sine&samples=60&noise=0.1&dataSeed=4&activation=elu&dropout=0.2&heldOut=0',
  'data=sine&noise=0&activation=sigmoid&batch=16&shuffle=yes',
  'optimizer=nadam&schedule=cosine&scheduleSteps=20&activation=mish&l1=0.001',
  'optimizer=adamax&schedule=oneCycle&scheduleSteps=25&activation=selu&hidden=8&l2=0.001',
  'optimizer=amsgrad&schedule=halving&scheduleSteps=10&activation=hardSwish&hidden=5',
  'optimizer=adadelta&rate=1&schedule=warmup&scheduleSteps=9&activation=softplus&hidden=5',
  'optimizer=lion&rate=0.002&activation=softsign&hidden=5',
  'data=hills&samples=80&noise=0.05&hidden=8&seed=3',
  'data=hills&samples=50&noise=0&dataSeed=2&heldOut=0',
  `data=drawn&points=${DRAWING}`,
  `data=drawn&task=curve&points=${DRAWING}&heldOut=0&batch=5&shuffle=yes`,
  `data=drawn&task=surface&points=${DRAWING}&dataSeed=1`,
  'data=digits&conv=3&hidden=none&rate=0.01&batch=64&shuffle=yes',
  `data=bars&samples=10&conv=2,3&hidden=5&sketches=${sketches(8, 3)}&shift=0.1&turn=0.02&dropout=0.1&batch=20`,
  'data=bars&samples=15&conv=2&hidden=none&l2=0.001&initializer=book&seed=4',
  `data=shapes&samples=11&conv=2,2&hidden=4&sketches=${sketches(12, 4)}&activation=tanh&heldOut=0&dataSeed=3`,
  `data=sketches&classes=3&sketches=${sketches(8, 12)}&conv=none&hidden=none&optimizer=sgd&rate=0.1`,
];

/** What a program has in itself. */
const fileOf = ({ data }: Settings) => (data === 'digits' ? { name: 'digits', inputs: 64, text: DIGITS } : undefined);

describe.each(QUERIES)('%s', (query) => {
  test('the exported program trains to the same bits', async () => {
    const settings = settingsOf(query);
    const run = new Run({ settings, changes: [] }, undefined, subjectIn(settings));
    const start = hash(run.model);
    run.seek(12 * run.stepsPerEpoch);
    const { model, printed } = await execute(programOf(settings, 12, fileOf(settings)));
    expect(Buffer.compare(bytesOf(model.set({})), bytesOf(run.model))).toBe(0);
    expect(hash(run.model)).not.toBe(start);
    const { training, heldOut } = run.data;
    const scores = [training, ...(heldOut ? [heldOut] : [])].map(({ X, y }) => run.model.evaluate(X, y));
    expect(printed).toEqual(scores);
    expect((await execute(programOf(settings, 0, fileOf(settings)))).printed).toHaveLength(scores.length);
  });

  test('every step of it can be gone to, in any order and in any slices', () => {
    const settings = settingsOf(query);
    const reference = new Run({ settings, changes: [] }, undefined, subjectIn(settings));
    const steps = [0, 1, 5, 11, 30];
    const hashes = steps.map((step) => {
      reference.seek(step);
      return hash(reference.model);
    });
    expect(new Set(hashes).size).toBe(steps.length);
    let time = 0;
    const run = new Run({ settings, changes: [] }, () => (time += 150), subjectIn(settings)); // a keyframe every other look
    for (const i of [4, 2, 3, 0, 4, 1, 0, 2]) {
      run.seek(steps[i]!);
      expect([run.step, hash(run.model)]).toEqual([steps[i], hashes[i]]);
    }
    run.seek(0);
    while (run.step < 30) run.advance({ until: 30, ms: 1 });
    expect(hash(run.model)).toBe(hashes[4]);
    expect(run.reached).toBe(30);
  });
});

test('a run that leaves the finite numbers says so, and can be left backwards', () => {
  const run = new Run(recipeOf('data=sine&optimizer=sgd&rate=10&hidden=8&activation=linear&heldOut=0'));
  run.advance({ until: 1000 });
  expect(run.diverged).toBeInstanceOf(nnfs.DivergedError);
  const last = run.step;
  expect(last).toBeGreaterThan(0);
  run.advance({ until: 1000 });
  expect(run.step).toBe(last);
  run.seek(last - 1);
  expect([run.step, run.diverged]).toEqual([last - 1, undefined]);
  run.advance({ until: 1000 });
  run.seek(last);
  expect([run.step, run.diverged]).toEqual([last, undefined]);
});

test.each([
  { target: 'kind', task: 'classes', classes: 2 },
  { target: 'kind', task: 'classes', classes: 2, heldOut: 0, hidden: [] },
  { target: 'b', task: 'surface', dataSeed: 4, batch: 10, shuffle: 'yes' },
] as const)('a program that reads a table has the same bits: %o', async (change) => {
  const random = new nnfs.RandomState(3);
  const rows = Array.from(
    { length: 40 },
    (_, n) => `${random.randn()},${n === 5 ? '' : random.randn()},${n % 3 ? 'x' : 'y'}`,
  );
  const text = `a,b,kind\n${rows.join('\n')}\n`;
  const table = new OwnTable('own.csv', new TextEncoder().encode(text), nnfs);
  const settings: Settings = { ...DEFAULTS, data: 'table', table: table.summary.id, ...change };
  const run = new Run({ settings, changes: [] }, undefined, ofTable(table));
  run.seek(9 * run.stepsPerEpoch);
  const { model, printed } = await execute(
    programOf(settings, 9, { name: 'own.csv', inputs: run.data.inputs.length }),
    text,
  );
  expect(Buffer.compare(bytesOf(model.set({})), bytesOf(run.model))).toBe(0);
  expect(printed).toHaveLength(run.data.heldOut ? 2 : 1);

  const changes: Change[] = [
    { step: 4, kind: 'Dense', layer: 0, parameter: 'weights', at: [1, 1], value: 0.5 },
    { step: 6, name: 'rate', value: 0.1 },
  ];
  const changed = new Run({ settings, changes }, undefined, ofTable(table));
  changed.seek(9);
  const file = { name: 'own.csv', inputs: run.data.inputs.length };
  const again = await execute(stripTypes(programOf(settings, 0, file, { changes, steps: 9 })), text);
  expect(hash(again.model.set({}))).toBe(hash(changed.model));
});

test.each([
  ['names in brackets', 'size(m2),price(USD)', 24, 'price(USD)'],
  ['a column that counts the rows, and none held out', 'x,"a ""b"" \\"', 30, 'a "b" \\', 0],
  ['few rows, of which none are held out', 'x,y', 3, 'y'],
])('a program that reads a table has the same bits: %s', async (_, names, count, target, heldOut = 0.2) => {
  const text = `${names}\n${Array.from({ length: count }, (_, n) => `${n},${Math.sin(n).toFixed(3)}`).join('\n')}\n`;
  const table = new OwnTable('own.csv', new TextEncoder().encode(text), nnfs);
  const settings: Settings = { ...DEFAULTS, data: 'table', table: table.summary.id, target, task: 'curve', heldOut };
  const run = new Run({ settings, changes: [] }, undefined, ofTable(table));
  run.seek(5);
  const features = featuresOf(table.summary.columns, target);
  expect(features).toHaveLength(1);
  expect(run.data.heldOut === undefined).toBe(count < 10 || heldOut === 0);
  const shown = { ...settings, ...(run.data.heldOut === undefined && { heldOut: 0 }) };
  const { model } = await execute(programOf(shown, 5, { name: 'own.csv', inputs: 1, features }), text);
  expect(hash(model.set({}))).toBe(hash(run.model));
});

describe('changes on the way', () => {
  const query = 'samples=40&batch=16&shuffle=yes&seed=3&hidden=5,4&dropout=0.1';
  const pictures = 'data=bars&samples=10&shift=0.1&conv=2,3&hidden=4&dropout=0.1&batch=8&shuffle=yes';
  const changes = [
    [query, '12:rate:0.1'],
    [query, '12:w1-1-3:-0.5,30:b2-0:1.25'],
    [query, '9:optimizer:sgd,20:momentum:0.9,20:rate:0.5,33:w3-0-2:0'],
    [query, '0:w1-0-0:2,1:decay:0.01,31:optimizer:adamw'],
    [query, '9:schedule:cosine,9:scheduleSteps:30,20:optimizer:nadam,22:rate:0.05,25:w1-0-0:1'],
    [pictures, '12:cw2-1-2-0-2:-0.5,20:w2-3-1:0.25,30:cb1-1:1.25'],
  ] as const;
  const made = (link: string, now?: () => number): Run => {
    const recipe = recipeOf(link);
    return new Run(recipe, now, subjectIn(recipe.settings));
  };

  test.each(changes)('%s, %s: they are replayed exactly, in any order of travel', async (of, text) => {
    const reference = made(`${of}&changes=${text}`);
    const { recipe } = reference;
    const hashes = Array.from({ length: 41 }, (_, step) => {
      reference.seek(step);
      return hash(reference.model);
    });
    let time = 0;
    const run = made(`${of}&changes=${text}`, () => (time += 150));
    for (const step of [40, 12, 35, 0, 11, 31, 30, 40, 20]) {
      run.seek(step);
      expect([step, hash(run.model)]).toEqual([step, hashes[step]]);
    }
    const plain = made(of);
    plain.seek(40);
    expect(hash(plain.model)).not.toBe(hashes[40]);
    const program = programOf(recipe.settings, 0, undefined, { changes: recipe.changes, steps: 40 });
    expect(program).not.toContain('take, ');
    const { model } = await execute(stripTypes(program));
    expect(hash(model.set({}))).toBe(hashes[40]);
  });

  test.each(changes)('%s, %s: a branch has the bits of a run that was always so', (of, text) => {
    const always = made(`${of}&changes=${text}`);
    const { recipe } = always;
    for (const at of [3, 12, 40]) {
      const trunk = made(of);
      trunk.seek(60);
      trunk.seek(at);
      const branch = trunk.branch(recipe.changes);
      expect(branch.step).toBe(Math.min(at, recipe.changes[0]!.step));
      for (const step of [35, 2, 41]) {
        branch.seek(step);
        always.seek(step);
        expect([at, step, hash(branch.model)]).toEqual([at, step, hash(always.model)]);
      }
      trunk.seek(50);
      const other = made(of);
      other.seek(50);
      expect(hash(trunk.model)).toBe(hash(other.model));
    }
  });

  test('the weights and biases that are named are those that change', () => {
    const of = made(`${pictures}&changes=0:cw2-1-2-0-2:-0.5,0:w2-3-1:0.25,0:cb1-1:1.25,0:b1-2:3`).model.parameters();
    const before = made(pictures).model.parameters();
    const changed = of.flatMap(({ name, tensor }, p) =>
      Array.from(tensor.data).flatMap((value, i) => (value === before[p]!.tensor.data[i] ? [] : [{ name, i, value }])),
    );
    expect(changed).toEqual([
      { name: 'layers.1.biases', i: 1, value: 1.25 },
      { name: 'layers.4.weights', i: ((1 * 3 + 2) * 2 + 0) * 3 + 2, value: -0.5 },
      { name: 'layers.8.biases', i: 2, value: 3 },
      { name: 'layers.11.weights', i: 3 * 4 + 1, value: 0.25 },
    ]);
  });

  test('a branch of a branch, where only the last change differs', () => {
    const first = new Run(recipeOf(`${query}&changes=10:rate:0.1`));
    first.seek(25);
    const { changes: more } = recipeOf(`${query}&changes=10:rate:0.1,25:w1-0-0:1`);
    const second = first.branch(more);
    expect([second.step, second.reached]).toEqual([25, 25]);
    const always = new Run(recipeOf(`${query}&changes=10:rate:0.1,25:w1-0-0:1`));
    for (const step of [30, 12, 25]) {
      for (const run of [second, always]) run.seek(step);
      expect(hash(second.model)).toBe(hash(always.model));
    }
    expect(second.course.length).toBe(5);
  });
});

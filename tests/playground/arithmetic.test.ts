/** Every number of the arithmetic that is shown is the library's. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import * as nnfs from 'nnfs';
import { describe, expect, test } from 'vitest';
import type { Line } from '../../playground/core/arithmetic/lines.ts';
import { walk, type Place } from '../../playground/core/arithmetic/walk.ts';
import { recipeOf } from '../../playground/core/settings/changes.ts';
import { Run } from '../../playground/core/run/run.ts';
import { encodePoints } from '../../playground/core/settings/points.ts';
import { ACTIVATIONS, OPTIMIZERS, POINT_SETS, SCHEDULES, TASKS } from '../../playground/core/settings/settings.ts';
import { checkCode, differing } from '../support/arithmetic.ts';
import { root } from '../support/dist.ts';

const runOf = (query: string): Run => new Run(recipeOf(query));

/** Those that the library keeps no number of. */
const ON_THE_WAY = ['sum', 'largest', 'exp', 'whole', 'term', 'corrected', 'scale', 'decayed'];

/** A sample, and a way through the layers of a run. */
function placeIn(run: Run, random: nnfs.RandomState): Place {
  const { training, heldOut } = run.data;
  const samples = training.X.shape[0]! + (heldOut?.X.shape[0] ?? 0);
  const sizes = [training.X.shape[1]!, ...run.settings.hidden, run.model.outputShape![0]!];
  return { sample: random.randint(0, samples), way: sizes.map((size) => random.randint(0, size)) };
}

const DRAWING = encodePoints(
  Array.from({ length: 30 }, (_, n) => ({ x: (n % 7) / 8, y: ((n * n) % 11) / 16 - 0.25, mark: n % 5 })),
);

const anyQuery = fc
  .record({
    data: fc.constantFrom(...POINT_SETS.filter((data) => data !== 'table')),
    task: fc.constantFrom(...TASKS),
    points: fc.constant(DRAWING),
    samples: fc.integer({ min: 10, max: 40 }),
    classes: fc.integer({ min: 2, max: 8 }),
    heldOut: fc.constantFrom(0, 0.3),
    hidden: fc.constantFrom('none', '3', '5,4', '17,1,6'),
    activation: fc.constantFrom(...ACTIVATIONS),
    optimizer: fc.constantFrom(...OPTIMIZERS),
    rate: fc.constantFrom(0.001, 0.02),
    momentum: fc.constantFrom(0, 0.9),
    decay: fc.constantFrom(0, 1e-3),
    schedule: fc.constantFrom(...SCHEDULES),
    scheduleSteps: fc.constant(20),
    l1: fc.constantFrom(0, 1e-3),
    l2: fc.constantFrom(0, 5e-4),
    dropout: fc.constantFrom(0, 0.2),
    batch: fc.constantFrom(0, 16),
    seed: fc.nat(1000),
  })
  .map((settings) => new URLSearchParams(Object.entries(settings).map(([name, value]) => [name, String(value)])));

test('any network, sample and neuron: forward, back and the step of the optimizer', () => {
  let [wholes, numbers] = [0, 0];
  const property = fc.property(anyQuery, fc.constantFrom(0, 1, 7, 30), fc.nat(1e6), (query, step, seed) => {
    const run = runOf(query.toString());
    run.seek(step);
    const random = new nnfs.RandomState(seed);
    for (let i = 0; i < 3; i++) {
      const { pages, missing, step: at } = walk(run, placeIn(run, random));
      expect(at).toBe(run.step);
      expect(differing(pages)).toEqual([]);
      const lines = pages.flatMap((page) => page.lines);
      for (const { name, library, result } of lines) {
        if (missing === undefined && library === undefined && !ON_THE_WAY.includes(name)) {
          expect(['dweight', 'dbias', 'told']).toContain(name); // before penalties pull; of optimizers told by a formula
        }
        expect(Number.isNaN(result)).toBe(false);
      }
      numbers += lines.length;
      if (missing === undefined) wholes++;
    }
  });
  fc.assert(property, { numRuns: 60, seed: 1 });
  expect(wholes).toBeGreaterThan(60);
  expect(numbers).toBeGreaterThan(5000);
});

test('the run is where it was, and its next step is the one that is shown', () => {
  const run = runOf('batch=32&shuffle=yes&dropout=0.1&l2=0.0005');
  run.seek(13);
  const before = run.model.toBytes({ training: true, history: false });
  const { pages } = walk(run, { sample: 3, way: [0, 1, 2, 1] });
  expect(run.model.toBytes({ training: true, history: false })).toEqual(before);
  run.seek(14);
  const values = run.model.parameters().map(({ tensor }) => tensor);
  const made = pages.filter(({ name }) => name === 'newWeight').map(({ lines }) => lines.at(-1)!);
  expect(made.map(({ result }) => result)).toEqual(made.map(({ cell }, layer) => values[2 * layer]!.at(...cell)));
});

test.each([
  ['heldOut=0.5', 299, 'heldOut'],
  ['batch=10&heldOut=0', 299, 'otherBatch'],
  ['data=sine&optimizer=sgd&rate=10&hidden=8&activation=linear&heldOut=0', 3, 'diverges'],
] as const)('%s: where no step is taken there is the way forward', (query, sample, why) => {
  const run = runOf(query);
  run.advance({ until: query.includes('sine') ? 1000 : 3 });
  const { missing, pages } = walk(run, { sample, way: [0, 1, 0, 0].slice(0, run.settings.hidden.length + 2) });
  expect(missing).toBe(why);
  expect(pages.map(({ phase }) => phase)).not.toContain('back');
  expect(differing(pages)).toEqual([]);
});

describe('at seed 0', () => {
  const chapter = (name: string): string => readFileSync(`${root}docs/${name}.md`, 'utf8');
  const run = runOf('heldOut=0&hidden=3&initializer=book&optimizer=sgd&rate=1');
  const line = (way: readonly number[], page: string, name: string, layer: number, sample = 0): Line =>
    walk(run, { sample, way })
      .pages.find((each) => each.name === page && each.layer === layer)!
      .lines.find((each) => each.name === name)!;

  test('the loss is that of the chapter on loss', () => {
    const { result } = line([0, 0, 0], 'loss', 'mean', 1);
    expect(chapter('chapter-5')).toContain(`loss: ${nnfs.formatNumber(result, 'float32')}`);
  });

  test('the first confidences are those of the chapter on backpropagation', () => {
    const rows = /\[\[0\.33333334.*?\]\]/s
      .exec(chapter('chapter-9'))![0]
      .match(/[\d.]+/g)!
      .map(Number);
    const shares = rows.map((_, i) => line([0, 0, i % 3], 'softmax', 'share', 1, Math.floor(i / 3)).result);
    expect(shares).toEqual(rows.map(Math.fround));
    expect(shares).toHaveLength(15);
  });

  test('every gradient is that of the chapter on backpropagation', () => {
    const printed = /acc: 0\.34\n(.*?)```/s.exec(chapter('chapter-9'))![1]!;
    const numbers = printed.match(/-?\d[\d.]*e[+-]\d+/g)!.map((text) => Math.fround(Number(text)));
    const gradients = [
      ...[0, 1].flatMap((i) => [0, 1, 2].map((o) => line([i, o, 0], 'dweights', 'dweight', 0))),
      ...[0, 1, 2].map((o) => line([0, o, 0], 'dbiases', 'dbias', 0)),
      ...[0, 1, 2].flatMap((i) => [0, 1, 2].map((o) => line([0, i, o], 'dweights', 'dweight', 1))),
      ...[0, 1, 2].map((o) => line([0, 0, o], 'dbiases', 'dbias', 1)),
    ];
    expect(gradients.map(({ result }) => result)).toEqual(numbers);
    expect(numbers).toHaveLength(21);
  });

  test('the losses of the chapter on optimizers', () => {
    const sgd = runOf('heldOut=0&hidden=64&initializer=book&optimizer=sgd&rate=1');
    for (const epoch of [0, 100]) {
      sgd.seek(epoch);
      const { pages } = walk(sgd, { sample: 0, way: [0, 0, 0] });
      const loss = pages.flatMap(({ lines }) => lines).find(({ name }) => name === 'mean')!.result;
      expect(chapter('chapter-10')).toMatch(
        new RegExp(`epoch: ${epoch}, acc: 0.\\d+, loss: ${loss.toFixed(3)}, lr: 1.0`),
      );
    }
  });
});

const PROGRAMS = [
  'heldOut=0&hidden=3&initializer=book',
  'hidden=5,4&activation=tanh&optimizer=sgd&momentum=0.9&rate=0.1&l2=0.001',
  'data=sine&hidden=4&activation=sigmoid&optimizer=rmsprop&rate=0.001',
  'data=moons&hidden=6&activation=leakyRelu&optimizer=adagrad&decay=0.01',
  'data=blobs&classes=5&hidden=7&activation=gelu&optimizer=adamw',
];

test.each(PROGRAMS)('the lines of TypeScript make the numbers: %s', (query) => {
  const run = runOf(query);
  run.seek(5);
  const place = placeIn(run, new nnfs.RandomState(4));
  const { pages } = walk(run, { ...place, sample: 9 });
  expect(new Set(pages.map(({ phase }) => phase)).size).toBe(4);
  checkCode(run, pages);
});

test('what is not there is the last that is', () => {
  const run = runOf('hidden=4');
  expect(walk(run, { sample: 999, way: [9, 9] })).toEqual(walk(run, { sample: 299, way: [1, 3, 0] }));
});

test('a number that differs is named', () => {
  const run = runOf('hidden=4');
  const copy = run.copy.bind(run);
  run.copy = () => {
    const model = copy();
    const compute = model.layers[0]!.compute.bind(model.layers[0]);
    model.layers[0]!.compute = (pass) => {
      compute(pass);
      pass.output.data[0]! += 1;
    };
    return model;
  };
  expect(differing(walk(run, { sample: 0, way: [0, 0, 0] }).pages).join()).toContain('forward neuron total');
});

/** Every number of the arithmetic of a picture is the library's: forward, back and the step of the optimizer. */
import fc from 'fast-check';
import * as nnfs from 'nnfs';
import { expect, test } from 'vitest';
import { ranked } from '../../playground/core/arithmetic/terms.ts';
import { walk, type Place } from '../../playground/core/arithmetic/walk.ts';
import { Run } from '../../playground/core/run/run.ts';
import { recipeOf, sizesOf } from '../../playground/core/settings/changes.ts';
import { ACTIVATIONS, OPTIMIZERS, SCHEDULES } from '../../playground/core/settings/settings.ts';
import { encodeSketches } from '../../playground/core/settings/sketches.ts';
import { checkCode, differing } from '../support/arithmetic.ts';
import { subjectIn } from '../support/subject.ts';

const RUNS = Number(process.env.PLAYGROUND_WALKS ?? 20);

function runOf(query: string): Run {
  const recipe = recipeOf(query);
  return new Run(recipe, undefined, subjectIn(recipe.settings));
}

/** A picture for training, a way through the dense layers, and for some convolutions a filter. */
function placeIn({ data, settings }: Run, random: nnfs.RandomState): Place {
  const samples = data.training.y.size + (data.heldOut?.y.size ?? 0);
  const filters = settings.conv.flatMap((count, k) =>
    random.randint(0, 2) === 0 ? [] : [[k, random.randint(0, count)] as const],
  );
  return {
    sample: random.randint(0, samples),
    way: sizesOf(settings).map((size) => random.randint(0, size)),
    filters: Object.fromEntries(filters),
  };
}

/** Those that the library keeps no number of. */
const ON_THE_WAY = [
  ...['sum', 'windowSum', 'largest', 'exp', 'whole', 'term', 'placeTerm', 'part'],
  ...['corrected', 'scale', 'decayed'],
  ...['dweight', 'dbias', 'dplaces', 'told'], // before penalties pull; of optimizers told by a formula
];

const [FORWARD, BACK] = [
  ['window', 'mapActivation', 'pool'],
  ['unpool', 'mapGate', 'dkernel', 'dmapBias', 'dwindow', 'dpixel'],
];

/** The pages of the convolutions, forward, back and of the optimizer. */
function frontNames(convolutions: number): string[] {
  const [all, first] = [Array<string[]>(convolutions), BACK.slice(0, -2)];
  return [
    ...all.fill(FORWARD).flat(),
    ...(convolutions > 0 ? ['flatten'] : []),
    ...(convolutions > 0 ? ['unflatten', ...Array<string[]>(convolutions - 1).fill(BACK).flat(), ...first] : []), // prettier-ignore
    ...Array<string[]>(convolutions).fill(['newKernel', 'newMapBias']).flat(),
  ];
}

/** Sketches of lines, and one of nothing, all whose windows hold equals. */
const SKETCHES = encodeSketches(
  Array.from({ length: 12 }, (_, n) => ({
    mark: n % 3,
    pixels: Uint8Array.from({ length: 64 }, (_, i) => (n > 0 && (i % 8 === n % 8 || i >> 3 === n % 5) ? 16 - n : 0)),
  })),
);

const anyQuery = fc
  .record({
    data: fc.constantFrom('digits', 'bars', 'shapes', 'sketches'),
    sketches: fc.constant(SKETCHES),
    samples: fc.constant(10),
    heldOut: fc.constantFrom(0, 0.3),
    shift: fc.constantFrom(0, 0.1),
    turn: fc.constantFrom(0, 0.05),
    conv: fc.constantFrom('none', '1', '3', '2,4', '4,1', '3,2,2'),
    hidden: fc.constantFrom('none', '3', '5,4'),
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
    batch: fc.constantFrom(0, 1, 16),
    shuffle: fc.constantFrom('no', 'yes'),
    seed: fc.nat(1000),
  })
  .map((settings) => new URLSearchParams(Object.entries(settings).map(([name, value]) => [name, String(value)])));

test('any network, picture and way through it', () => {
  let [wholes, numbers, ties] = [0, 0, 0];
  const property = fc.property(anyQuery, fc.constantFrom(0, 1, 5), fc.nat(1e6), (query, step, seed) => {
    const run = runOf(query.toString());
    run.seek(step);
    const random = new nnfs.RandomState(seed);
    const convolutions = run.settings.conv.length;
    for (let i = 0; i < 3; i++) {
      const place = placeIn(run, random);
      const { pages, missing } = walk(run, place);
      expect(differing(pages)).toEqual([]);
      const lines = pages.flatMap((page) => page.lines);
      for (const { name, library, result } of lines) {
        if (missing === undefined && library === undefined) expect(ON_THE_WAY).toContain(name);
        expect(Number.isNaN(result)).toBe(false);
      }
      const front = pages.filter(({ layer }) => layer < 0);
      const names = frontNames(convolutions);
      expect(front.map(({ name }) => name)).toEqual(
        missing === undefined ? names : names.slice(0, names.indexOf('flatten') + 1),
      );
      for (const { name, lines: made, input, neuron, place: at } of pages) {
        const { cell } = made.at(-1)!;
        if (/Bias$|biases$/.test(name)) expect([name, cell]).toEqual([name, [0, neuron]]);
        if (/Weight$|weights$/.test(name)) expect([name, cell]).toEqual([name, [input, neuron]]);
        if (/Kernel$|kernel$/.test(name)) expect([name, cell]).toEqual([name, [at!.row, at!.column, at!.map, neuron]]);
      }
      // What a pooling leaves is what is looked at next, at last by the neuron that is followed.
      const neuron = pages.find(({ name }) => name === 'neuron')!;
      if (convolutions > 0)
        expect(neuron.figures!.rows[place.way[0]!]![0]).toBe(front[3 * convolutions - 1]!.lines[0]!.result);
      numbers += lines.length;
      if (missing === undefined && convolutions > 0) wholes++;
      for (const { figures } of pages.filter(({ name }) => name === 'unpool')) {
        const outputs = figures!.rows.map(([, , output]) => output as number);
        if (outputs.filter((output) => output === Math.max(...outputs)).length > 1) ties++;
      }
    }
  });
  fc.assert(property, { numRuns: RUNS, seed: 1 });
  expect(wholes).toBeGreaterThan(RUNS);
  expect(ties).toBeGreaterThan(RUNS / 5);
  expect(numbers).toBeGreaterThan(100 * RUNS);
});

test('what is not there is the last that is, and a filter that is not there is none', () => {
  const run = runOf('data=bars&samples=10&conv=2,3&hidden=4');
  const last = walk(run, { sample: 39, way: [11, 3, 3] });
  expect(walk(run, { sample: 999, way: [999, 9, 9], filters: { 0: 7, 1: 2, 5: 0 } })).toEqual(last);
});

test('a filter is followed where it is asked for', () => {
  const run = runOf('data=digits&conv=4,3&hidden=none');
  for (const filter of [0, 1, 2, 3]) {
    const { pages } = walk(run, { sample: 7, way: [5, 2], filters: { 0: filter } });
    const first = pages.filter(({ layer }) => layer === -2);
    expect(new Set(first.map(({ neuron }) => neuron))).toEqual(new Set([filter]));
    const second = pages.find(({ name, layer }) => name === 'window' && layer === -1)!;
    expect(second.place!.map).toBe(filter);
    const { rows, own } = second.figures!;
    const products = rows.filter(([, , map]) => map === filter).map((row) => Math.abs(row[5] as number));
    expect(Math.abs(rows[own!]![5] as number)).toBe(Math.max(...products));
  }
});

test.each([
  ['data=digits&heldOut=0.5&conv=2', 299, 'heldOut'],
  ['data=digits&heldOut=0&batch=10&conv=2', 299, 'otherBatch'],
  ['data=bars&samples=10&heldOut=0&conv=3&optimizer=sgd&rate=10&activation=linear', 3, 'diverges'],
] as const)('%s: where no step is taken there is the way forward', (query, sample, why) => {
  const run = runOf(query);
  run.advance({ until: why === 'diverges' ? 1000 : 2 });
  const { missing, pages } = walk(run, { sample, way: [0, 1, 0, 0] });
  expect(missing).toBe(why);
  expect(new Set(pages.map(({ phase }) => phase))).toEqual(new Set(['forward', 'loss']));
  expect(differing(pages)).toEqual([]);
});

test('the terms that are shown are the largest, and those of a part', () => {
  const anyTerms = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(anyTerms, fc.nat(), fc.nat(), fc.nat(), (terms, a, b, c) => {
      const [own, from, length] = [a % terms.length, b % terms.length, 1 + (c % 5)];
      const sorted = terms.map((_, i) => i).sort((i, j) => Math.abs(terms[j]!) - Math.abs(terms[i]!) || i - j);
      const part = sorted.filter((i) => i >= from && i < from + length).slice(0, 3);
      const wanted = sorted.flatMap((i, rank) => (rank < 5 || i === own || part.includes(i) ? [{ i, rank }] : []));
      expect(ranked(terms, own, [from, Math.min(terms.length, from + length)])).toEqual(wanted);
    }),
  );
});

const PROGRAMS = [
  'data=digits&conv=2,3&hidden=none&batch=16&optimizer=sgd&momentum=0.9&rate=0.1',
  'data=bars&samples=10&conv=1,2&hidden=4&activation=tanh&l2=0.001&optimizer=rmsprop&rate=0.001',
  'data=shapes&samples=10&shift=0.1&conv=2,1,2&hidden=3&activation=leakyRelu&l1=0.001',
];

test.each(PROGRAMS)('the lines of TypeScript make the numbers: %s', (query) => {
  const run = runOf(query);
  run.seek(3);
  const place = { sample: 9, way: sizesOf(run.settings).map((size) => size - 1), filters: { 0: 0 } };
  const { pages, missing } = walk(run, run.settings.batch > 0 ? { ...place, sample: walk(run, place).other! } : place);
  expect(missing).toBeUndefined();
  checkCode(run, pages);
});

test('a number that differs is named', () => {
  const run = runOf('data=bars&samples=10&conv=2&hidden=none');
  const copy = run.copy.bind(run);
  run.copy = () => {
    const model = copy();
    const conv = model.layers[0]!;
    const gradient = conv.gradient.bind(conv);
    conv.gradient = (pass) => {
      gradient(pass);
      conv.parameters[0]!.gradient.data.fill(1);
    };
    return model;
  };
  const wrong = differing(walk(run, { sample: 0, way: [0, 0] }).pages);
  expect(wrong.map((text) => text.split(':')[0])).toEqual(['back dkernel dplaces']);
});

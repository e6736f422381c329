import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accuracy,
  confusionMatrix,
  f1,
  oneHot,
  precision,
  recall,
  tensor,
  type Average,
  type ScoreOptions,
} from 'nnfs';
import { ClassCounts } from '../../src/metrics/class-counts.ts';
import { classPairs } from '../../src/metrics/class-pairs.ts';

const scores = { precision, recall, f1 };
type Name = keyof typeof scores;
const names = Object.keys(scores) as Name[];

const predictions = [0, 2, 2, 1, 1, 1, 0, 2, 1, 2];
const targets = [0, 1, 2, 2, 1, 0, 3, 2, 1, 2];

// scikit-learn 1.9: precision_score(targets, predictions, average=average, zero_division=0), and so on
it.each<[Name, Average, number]>([
  ['precision', 'macro', 0.4375],
  ['precision', 'micro', 0.6],
  ['precision', 'weighted', 0.55],
  ['recall', 'macro', 0.47916666666666663],
  ['recall', 'micro', 0.6],
  ['recall', 'weighted', 0.6],
  ['f1', 'macro', 0.45535714285714285],
  ['f1', 'micro', 0.6],
  ['f1', 'weighted', 0.5714285714285714],
])('%s, %s', (name, average, expected) => {
  expect(scores[name](predictions, targets, { average })).toBeCloseTo(expected, 15);
  expect(scores[name](oneHot(predictions, 4), oneHot(targets, 4), { average })).toBeCloseTo(expected, 15);
});

it.each<[Name, number[]]>([
  ['precision', [0.5, 0.5, 0.75, 0]],
  ['recall', [0.5, 2 / 3, 0.75, 0]],
  ['f1', [0.5, 4 / 7, 0.75, 0]],
])('%s of each class, 0 where there is nothing to divide by', (name, expected) => {
  const average = 'none';
  expect(scores[name](predictions, targets, { average })).toEqualTensor(tensor(expected, 'float64'));
  const wider = scores[name](predictions, targets, { average, classes: 5 });
  expect(wider).toEqualTensor(tensor([...expected, 0], 'float64'));
});

// precision_score(targets, predictions): of class 1
it.each<[Name, number]>([
  ['precision', 0.6],
  ['recall', 0.75],
  ['f1', 2 / 3],
])('%s of two classes is that of class 1', (name, expected) => {
  const p = [1, 1, 0, 1, 0, 1, 1];
  const t = [1, 0, 1, 1, 0, 0, 1];
  const columns = tensor(p, 'float32').reshape([-1, 1]);
  expect(scores[name](p, t)).toBe(expected);
  expect(scores[name](p, t, { average: 'binary' })).toBe(expected);
  expect(scores[name](columns, tensor(t).reshape([-1, 1]))).toBe(expected);
  expect(scores[name](p, t, { average: 'macro' })).not.toBe(expected);
});

it.each(names)('%s: edges', (name) => {
  const score = scores[name];
  expect(score(predictions, targets)).toBe(score(predictions, targets, { average: 'macro' })); // the default
  expect(score([3, 3, 0], [0, 3, 3])).toBe(0.25); // macro: classes 1 and 2 do not occur
  expect(score([3, 3, 0], [0, 3, 3], { classes: 9 })).toBe(0.25);
  expect(score([0, 0], [0, 0])).toBe(0); // no class 1 at all
  expect(score([1, 1], [1, 1])).toBe(1);
  expect(score([0, 0], [0, 0], { average: 'macro' })).toBe(1);
});

// Only labels that occur are counted: f1_score([12345678, 5], [12345678, 3], average=average), and so on
it.each<[Average, number, number, number]>([
  ['macro', 1 / 3, 1 / 3, 1 / 3],
  ['micro', 0.5, 0.5, 0.5],
  ['weighted', 0.5, 0.5, 0.5],
])('%s of large labels', (average, ...expected) => {
  const classes = [12_345_678, 3];
  expect(names.map((name) => scores[name](classes, [12_345_678, 5], { average }))).toEqual(expected);
  expect(names.map((name) => scores[name](classes.map((k) => k * 1e8), [1_234_567_800_000_000, 5e8], { average }))).toEqual(expected); // prettier-ignore
});

it('has no room for the score of each of too many classes', () => {
  expect(() => f1([2 ** 53 - 2], [0], { average: 'none' })).toThrow(
    'f1: expected a size that fits into memory, received 9007199254740991 elements of float64.',
  );
  expect(() => confusionMatrix([12_345_678], [0])).toThrow(
    'confusionMatrix: expected a size that fits into memory, received 152415789971041 elements of int32.',
  );
});

it('adds up over batches', () => {
  const batches = [0, 4, 7].map((from, i, starts) => {
    const part = (x: readonly number[]): number[] => x.slice(from, starts[i + 1]);
    return classPairs('f1', part(predictions), part(targets));
  });
  const counts = batches.reduce((all, batch) => all.add(batch), new ClassCounts());
  expect(counts).toEqual(new ClassCounts().add(classPairs('f1', predictions, targets)));
  expect(counts.classes()).toEqual([
    [0, { right: 1, predicted: 2, actual: 2 }],
    [1, { right: 2, predicted: 4, actual: 3 }],
    [2, { right: 3, predicted: 4, actual: 4 }],
    [3, { right: 0, predicted: 0, actual: 1 }],
  ]);
});

const pairs = fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 40 });

it('precision and recall change places with predictions and targets; micro is the accuracy; f1 is the harmonic mean', () => {
  fc.assert(
    fc.property(pairs, (all) => {
      const [p, t] = [all.map(([a]) => a), all.map(([, b]) => b)];
      const none = { average: 'none', classes: 4 } as const;
      expect(precision(p, t, none)).toEqualTensor(recall(t, p, none));
      expect(f1(p, t, none)).toEqualTensor(f1(t, p, none));
      for (const name of names) expect(scores[name](p, t, { average: 'micro' })).toBeCloseTo(accuracy(p, t), 15);
      expect(recall(p, t, { average: 'weighted' })).toBeCloseTo(accuracy(p, t), 14);
      const [P, R, F] = names.map((name) => scores[name](p, t, none).data) as [
        Float64Array,
        Float64Array,
        Float64Array,
      ];
      F.forEach((f, k) => {
        const [a, b] = [P[k]!, R[k]!];
        expect(f).toBeCloseTo(a + b === 0 ? 0 : (2 * a * b) / (a + b), 14);
      });
    }),
    { seed: 20240308, numRuns: 50 },
  );
});

describe.each(names)('%s is refused', (name) => {
  it.each<[unknown, string]>([
    [{ average: 'binary' }, "two classes for the average 'binary', received 4."],
    [{ average: 'mean' }, "average 'binary', 'macro', 'micro', 'weighted' or 'none', received \"mean\"."],
    [{ classes: 3 }, 'whole labels from 0 to 2, received 3 at sample 6. Labels count classes from 0.'],
    [{ labels: 3 }, 'options { average, classes }, received the option "labels".'],
  ])('%o', (options, text) => {
    const call = () => scores[name](predictions, targets, options as ScoreOptions);
    expect(call).toThrow(`${name}: expected ${text}`);
  });
});

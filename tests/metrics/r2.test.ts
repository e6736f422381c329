import fc from 'fast-check';
import { expect, it } from 'vitest';
import { r2, tensor, type ArrayLike, type NestedArray } from 'nnfs';

// scikit-learn 1.9: r2_score(targets, predictions)
it.each<[string, NestedArray, NestedArray, number]>([
  ['one output', [2.5, 0, 2, 8], [3, -0.5, 2, 7], 0.9486081370449679],
  ['the mean of two outputs', [[0, 2], [-1, 2], [8, -5]], [[0.5, 1], [-1, 1], [7, -6]], 0.9368005266622779], // prettier-ignore
  ['the mean of the targets', [2, 2, 2], [1, 2, 3], 0],
  ['worse than the mean', [3, 2, 1], [1, 2, 3], -3],
  ['perfect', [1, 2, 3], [1, 2, 3], 1],
  ['equal targets, hit', [5, 5], [5, 5], 1],
  ['equal targets, missed', [5, 6], [5, 5], 0],
  ['equal targets that have no exact mean', [0.1, 0.1, 0.2], [0.1, 0.1, 0.1], 0],
])('%s', (_, predictions, targets, expected) => {
  for (const dtype of ['float32', 'float64'] as const) {
    const digits = dtype === 'float64' ? 15 : 6;
    expect(r2(tensor(predictions, dtype), tensor(targets, dtype))).toBeCloseTo(expected, digits);
  }
});

it('stays the same when both are moved and stretched alike', () => {
  const values = fc.double({ min: -100, max: 100, noNaN: true });
  const pairs = fc.array(fc.tuple(values, values), { minLength: 3, maxLength: 30 });
  fc.assert(
    fc.property(pairs, (all) => {
      const [p, t] = [all.map(([a]) => a), all.map(([, b]) => b)];
      fc.pre(Math.max(...t) - Math.min(...t) > 1);
      const plain = r2(tensor(p, 'float64'), tensor(t, 'float64'));
      const change = (x: number[]) => tensor(x.map((v) => 4 * v + 3), 'float64'); // prettier-ignore
      expect(plain).toBeLessThanOrEqual(1);
      expect(Math.abs(r2(change(p), change(t)) - plain)).toBeLessThan(1e-11 * (1 + Math.abs(plain)));
      expect(r2(tensor(t, 'float64'), tensor(t, 'float64'))).toBe(1);
    }),
    { seed: 20240310, numRuns: 50 },
  );
});

it.each<[ArrayLike, ArrayLike, string]>([
  [[1], [1], 'predictions [N] or [N, O] of two samples or more, received [1].'],
  [[[[1]], [[2]]], [1, 2], 'predictions [N] or [N, O] of two samples or more, received [2, 1, 1].'],
  [new Float32Array(0), [], 'predictions [N] or [N, O] of two samples or more, received [0].'],
  [[1, 2], [1, 2, 3], 'targets [2], as the output, received [3].'],
  [[[1], [2]], [1, 2], 'targets [2, 1], as the output, received [2]. Reshape the targets to [N, 1].'],
  [[1, 2], [1, NaN], 'finite targets, received NaN at sample 1.'],
  [[1, NaN, 3], [1, 2, 3], 'finite predictions, received NaN at sample 1.'],
  [[NaN, 5], [5, 5], 'finite predictions, received NaN at sample 0.'],
  [[[1, 2], [3, Infinity]], [[1, 2], [3, 4]], 'finite predictions, received Infinity at sample 1.'], // prettier-ignore
  [
    tensor([0, 0], 'float64'),
    tensor([1e200, -1e200], 'float64'),
    'targets whose squares are above 0 and below 1.8e308, received a sum of Infinity.',
  ],
  [
    tensor([0, 0], 'float64'),
    tensor([1e-200, 2e-200], 'float64'),
    'targets whose squares are above 0 and below 1.8e308, received a sum of 0.',
  ],
])('%# is refused', (predictions, targets, text) => {
  expect(() => r2(predictions, targets)).toThrow(`r2: expected ${text}`);
});

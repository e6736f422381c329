import fc from 'fast-check';
import { expect, it } from 'vitest';
import { accuracy, oneHot, RandomState, topKAccuracy, type ArrayLike } from 'nnfs';

const confidences = [
  [0.5, 0.2, 0.2, 0.1],
  [0.1, 0.3, 0.2, 0.4],
  [0.25, 0.25, 0.4, 0.1],
  [0.7, 0.1, 0.05, 0.15],
];

// The labels rank 2, 2, 2, 4 and 3, 2, 3, 4: of equals the first ranks higher.
it.each([
  [[1, 1, 0, 2], 1, 0],
  [[1, 1, 0, 2], 2, 0.75],
  [[2, 1, 1, 2], 2, 0.25],
  [[2, 1, 1, 2], 3, 0.75],
  [[2, 1, 1, 2], 4, 1],
])('labels %o among the first %i: %f', (labels, k, expected) => {
  expect(topKAccuracy(confidences, labels, k)).toBe(expected);
  expect(topKAccuracy(confidences, oneHot(labels, 4), k)).toBe(expected);
});

it('is the accuracy for k = 1, grows with k, and takes 5 by default', () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 5, max: 8 }), (seed, N, C) => {
      const random = new RandomState(seed);
      const scores = random.randint(0, 6, [N, C]).astype('float32'); // many ties
      const labels = random.randint(0, C, [N]);
      const all = Array.from({ length: C }, (_, i) => topKAccuracy(scores, labels, i + 1));
      expect(all[0]).toBe(accuracy(scores, labels));
      expect([...all].sort((a, b) => a - b)).toEqual(all);
      expect(all.at(-1)).toBe(1);
      expect(topKAccuracy(scores, labels)).toBe(all[4]);
    }),
    { seed: 20240309, numRuns: 50 },
  );
});

it.each<[ArrayLike, ArrayLike, number, string]>([
  [confidences, [1, 1, 0, 2], 5, 'k up to 4, the number of classes, received 5.'],
  [confidences, [1, 1, 0, 2], 0, 'k to be a whole number, 1 or more, received 0.'],
  [[[0.9], [0.1]], [[0], [1]], 1, 'confidences [N, C] of two classes or more, received [2, 1].'],
  [[0, 1], [0, 1], 1, 'confidences [N, C], received [2].'],
  [confidences, [1, 1, 0], 1, 'labels [4] or one-hot rows [4, 4], received [3].'],
  [confidences, [1, 1, 0, 4], 1, 'whole labels from 0 to 3, received 4 at sample 3. Labels count classes from 0.'],
  [[[0.5, 0.5], [NaN, 1]], [0, 1], 1, 'confidences, received NaN at sample 1.'], // prettier-ignore
])('%# is refused', (scores, labels, k, text) => {
  expect(() => topKAccuracy(scores, labels, k)).toThrow(`topKAccuracy: expected ${text}`);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accuracy, confusionMatrix, oneHot, ShapeError, tensor, ValueError, type ArrayLike } from 'nnfs';

const predictions = [0, 2, 2, 1, 1, 1, 0, 2, 1, 2];
const targets = [0, 1, 2, 2, 1, 0, 3, 2, 1, 2];

// scikit-learn 1.9: confusion_matrix(targets, predictions)
const matrix = [
  [1, 1, 0, 0],
  [0, 2, 1, 0],
  [0, 1, 3, 0],
  [1, 0, 0, 0],
];

it.each<[string, ArrayLike, ArrayLike, number?]>([
  ['classes and labels', predictions, targets],
  ['with the number of classes', predictions, targets, 4],
  ['of any type', new Uint8Array(predictions), new Float64Array(targets)],
  ['confidences', oneHot(predictions, 4), targets],
  ['one-hot targets', predictions, oneHot(targets, 4)],
  ['both', oneHot(predictions, 4), oneHot(targets, 4), 4],
])('counts %s', (_, p, t, classes) => {
  expect(confusionMatrix(p, t, classes)).toEqualTensor(tensor(matrix, 'int32'));
});

it.each<[string, ArrayLike, ArrayLike, number | undefined, number[][]]>([
  ['room for classes that do not occur', [0, 1], [1, 1], 3, [[0, 0, 0], [1, 1, 0], [0, 0, 0]]], // prettier-ignore
  ['gaps among the labels', [2], [0], undefined, [[0, 0, 1], [0, 0, 0], [0, 0, 0]]], // prettier-ignore
  ['one class', [0, 0], [0, 0], undefined, [[2]]],
  ['confidences of a yes', [[0.9], [0.5], [0.51], [0]], [1, 1, 0, 0], undefined, [[1, 1], [1, 1]]], // prettier-ignore
  ['a column of labels', [[1], [0], [1]], [[1], [0], [0]], 2, [[1, 1], [0, 1]]], // prettier-ignore
  ['yes and no as two columns', [[0.9], [0.2]], [[0, 1], [0, 1]], undefined, [[0, 0], [1, 1]]], // prettier-ignore
  ['the first of equal confidences', [[0.5, 0.5]], [1], undefined, [[0, 0], [1, 0]]], // prettier-ignore
])('has %s', (_, p, t, classes, expected) => {
  expect(confusionMatrix(p, t, classes)).toEqualTensor(tensor(expected, 'int32'));
});

it('holds the accuracy on its diagonal and the classes in its rows', () => {
  const pairs = fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(pairs, (all) => {
      const [p, t] = [all.map(([a]) => a), all.map(([, b]) => b)];
      const counts = confusionMatrix(p, t, 5);
      let right = 0;
      for (let k = 0; k < 5; k++) {
        right += counts.at(k, k);
        const row = counts.slice(k, k + 1).data;
        expect(row.reduce((sum, n) => sum + n)).toBe(t.filter((label) => label === k).length);
      }
      expect(right / all.length).toBe(accuracy(p, t));
      expect(confusionMatrix(t, p, 5)).toMatchObject({ data: counts.transpose().data });
    }),
    { seed: 20240307, numRuns: 50 },
  );
});

describe('is refused', () => {
  it.each<[ArrayLike, ArrayLike, unknown, typeof ShapeError | typeof ValueError, string]>([
    [[], [], undefined, ShapeError, 'predictions [N, C] or classes [N], received [0].'],
    [[[[1]]], [0], undefined, ShapeError, 'predictions [N, C] or classes [N], received [1, 1, 1].'],
    [[0, 1], [0], undefined, ShapeError, 'labels [2] or one-hot rows [2, C], received [1].'],
    [oneHot([0], 2), oneHot([0], 3), undefined, ShapeError, 'labels [1] or one-hot rows [1, 2], received [1, 3].'],
    [oneHot([0], 2), [0], 3, ShapeError, '3 classes, received predictions or targets of 2.'],
    [[[0.5]], [0], 3, ShapeError, '3 classes, received predictions or targets of 2.'],
    [
      [0, 0.75],
      [0, 1],
      undefined,
      ValueError,
      'whole labels, 0 or more, received 0.75 at sample 1. Predictions [N] are classes; confidences are [N, C].',
    ],
    [
      [0, 3],
      [0, 1],
      3,
      ValueError,
      'whole labels from 0 to 2, received 3 at sample 1. Predictions [N] are classes; confidences are [N, C].',
    ],
    [
      [0, 1],
      [0, -1],
      undefined,
      ValueError,
      'whole labels, 0 or more, received -1 at sample 1. Labels count classes from 0.',
    ],
    [
      [[0.1, 0.9], [NaN, 1]], // prettier-ignore
      [0, 1],
      undefined,
      ValueError,
      'confidences, received NaN at sample 1.',
    ],
    [
      [[0.4], [1.5]],
      [0, 1],
      undefined,
      ValueError,
      'confidences [N, 1] from 0 to 1, received 1.5 at sample 1. Logits become confidences by Sigmoid.',
    ],
    [[0], [0], 0, ValueError, 'classes to be a whole number, 1 or more, received 0.'],
  ])('%#', (p, t, classes, type, text) => {
    const call = () => confusionMatrix(p, t, classes as number);
    expect(call).toThrow(type);
    expect(call).toThrow(`confusionMatrix: expected ${text}`);
  });
});

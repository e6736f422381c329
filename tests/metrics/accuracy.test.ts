import { describe, expect, it } from 'vitest';
import { accuracy, oneHot, tensor, zeros, type ArrayLike } from 'nnfs';

const confidences = [
  [0.7, 0.2, 0.1],
  [0.5, 0.1, 0.4],
  [0.02, 0.9, 0.08],
  [0.3, 0.3, 0.4],
];
const classes = [0, 0, 1, 2];
const labels = [0, 1, 1, 2];

const forms: readonly [string, ArrayLike][] = [
  ['a plain array', labels],
  ['float32', tensor(labels)],
  ['float64', tensor(labels, 'float64')],
  ['int32', tensor(labels, 'int32')],
  ['uint8', tensor(labels, 'uint8')],
  ['a typed array', Uint8Array.from(labels)],
  ['one-hot rows', oneHot(labels, 3)],
  ['one-hot rows of int32', oneHot(labels, 3).astype('int32')],
  ['shares, the largest of which counts', labels.map((label) => [0, 1, 2].map((c) => (c === label ? 0.6 : 0.2)))],
];

describe.each(forms)('targets as %s', (_, targets) => {
  it('against confidences', () => expect(accuracy(confidences, targets)).toBe(0.75));
  it('against classes', () => expect(accuracy(classes, targets)).toBe(0.75));
  it('against classes of uint8', () => expect(accuracy(tensor(classes, 'uint8'), targets)).toBe(0.75));
});

it('takes the first of equally confident classes, as NumPy', () => {
  expect(accuracy([[0.5, 0.5]], [0])).toBe(1);
  expect(accuracy([[0.5, 0.5]], [1])).toBe(0);
});

it('counts samples, of one and of many', () => {
  expect(accuracy([[0, 1]], [1])).toBe(1);
  expect(accuracy(zeros([10_000], 'int32'), zeros([10_000], 'int32'))).toBe(1);
  expect(accuracy([0, 1, 2], [2, 0, 1])).toBe(0);
});

it('tells more than 256 classes apart', () => {
  const many = tensor([0, 256, 511, 255], 'int32');
  expect(accuracy(oneHot(many, 512), many)).toBe(1);
  expect(accuracy(oneHot(many, 512), oneHot([0, 0, 255, 255], 512))).toBe(0.5);
});

it('takes labels of any size', () => {
  expect(accuracy([16_777_217, 3e9], [16_777_216, 3e9])).toBe(0.5);
});

it.each<[string, ArrayLike, ArrayLike]>([
  ['confidences of one class', [[0.9], [0.1]], [[0], [1]]],
  ['a column of labels', [0, 1], [[0], [1]]],
])('refuses %s', (_, predictions, targets) => {
  expect(() => accuracy(predictions, targets)).toThrow(
    'accuracy: expected confidences [N, C] of two classes or more, received [2, 1]. For yes or no use Sigmoid and BinaryCrossentropy.',
  );
});

it('knows one class alone by its label', () => {
  expect(accuracy([[1], [1]], [0, 0])).toBe(1);
  expect(() => accuracy([[0.9], [0.1]], [0, 1])).toThrow(
    'accuracy: expected whole labels from 0 to 0, received 1 at sample 1.',
  );
});

it('refuses NaN, which is no confidence', () => {
  expect(() => accuracy([[0, 1], [NaN, 1]], [1, 1])).toThrow('accuracy: expected confidences, received NaN at sample 1.'); // prettier-ignore
});

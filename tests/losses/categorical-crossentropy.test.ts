import { describe, expect, it } from 'vitest';
import {
  CategoricalCrossentropy,
  exp,
  log,
  negative,
  oneHot,
  RandomState,
  Softmax,
  tensor,
  type ArrayLike,
  type DType,
} from 'nnfs';

const loss = new CategoricalCrossentropy();
const output = [
  [0.7, 0.1, 0.2],
  [0.1, 0.5, 0.4],
  [0.02, 0.9, 0.08],
];
const labels = [0, 1, 1];
const expected = negative(log(tensor([0.7, 0.5, 0.9])));

const forms: readonly [string, ArrayLike][] = [
  ['a plain array', labels],
  ['a typed array', Int32Array.from(labels)],
  ...(['float32', 'float64', 'int32', 'uint8'] as const).map((dtype): [DType, ArrayLike] => [
    dtype,
    tensor(labels, dtype),
  ]),
  ['one-hot rows', oneHot(labels, 3)],
  ['one-hot rows of uint8', oneHot(labels, 3).astype('uint8')],
  ['nested arrays of one-hot rows', oneHot(labels, 3).toArray() as number[][]],
];

it.each(forms)('labels as %s', (_, targets) => {
  expect(loss.forward(output, targets)).toEqualTensor(expected);
});

describe('clipping', () => {
  it.each([
    { confidence: 0, of: Math.fround(1e-7) },
    { confidence: 1e-8, of: Math.fround(1e-7) },
    { confidence: 1, of: Math.fround(1 - 1e-7) },
  ])('of the confidence $confidence', ({ confidence, of }) => {
    const wanted = negative(log(tensor([of])));
    expect(loss.forward([[confidence, 1 - confidence]], [0])).toEqualTensor(wanted);
    expect(loss.forward([[confidence, 1 - confidence]], [[1, 0]])).toEqualTensor(wanted);
    expect(Number.isFinite(wanted.item())).toBe(true);
  });

  it('is symmetric in float64', () => {
    const both = loss.forward(tensor([[0, 1]], 'float64'), [0]).item();
    expect(exp(-both).item()).toBeCloseTo(1e-7, 20);
    expect(loss.calculate(tensor([[0, 1]], 'float64'), [1])).toBe(1.0000000494736474e-7);
  });

  it('lets NaN through', () => {
    expect(loss.calculate([[NaN, NaN]], [0])).toBeNaN();
  });
});

it('soft labels weigh the logarithms', () => {
  const shares = [[0.25, 0.75]];
  const confidences = [[0.5, 0.125]];
  const terms = [0.25 * Math.fround(Math.log(0.5)), 0.75 * log(tensor([0.125])).item()];
  const [a, b] = terms.map(Math.fround) as [number, number];
  expect(loss.forward(confidences, shares)).toEqualTensor(tensor([-Math.fround(a + b)]));
  expect(loss.forward([[0.5, 0.5]], [[0, 0]])).toEqualTensor(tensor([0])); // no class, no loss, and not -0
});

it('more than 256 classes', () => {
  const C = 1000;
  const confidences = new Softmax().forward(new RandomState(0).randn([4, C]));
  const many = [0, 256, 511, 999];
  const picked = many.map((label, n) => confidences.at(n, label));
  expect(loss.forward(confidences, many)).toEqualTensor(negative(log(tensor(picked))));
  expect(loss.forward(confidences, oneHot(many, C))).toEqualTensor(loss.forward(confidences, many));
});

it('leaves its arguments alone', () => {
  const x = tensor(output);
  const y = tensor(labels, 'int32');
  loss.calculate(x, y);
  loss.backward(x, y);
  expect(x).toEqualTensor(tensor(output));
  expect(y).toEqualTensor(tensor(labels, 'int32'));
});

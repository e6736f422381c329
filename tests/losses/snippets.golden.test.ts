/** Every worked example of chapter 5, in float64, equal in every bit. */
import { describe, expect, it } from 'vitest';
import {
  accuracy,
  argmax,
  CategoricalCrossentropy,
  clip,
  exp,
  formatNumber,
  log,
  mean,
  multiply,
  negative,
  oneHot,
  sum,
  tensor,
  Tensor,
} from 'nnfs';
import { decode, golden, type GoldenArray } from '../support/golden.ts';

interface Worked {
  readonly expr: string;
  readonly value: number;
  readonly repr: string;
}

type BatchArrays =
  | 'softmax_outputs'
  | 'sparse'
  | 'onehot'
  | 'confidences'
  | 'neg_log'
  | 'average'
  | 'confidences_onehot'
  | 'neg_log_onehot'
  | 'average_onehot'
  | 'predictions'
  | 'accuracy_sparse'
  | 'accuracy_onehot';
type Batch = Readonly<Record<BatchArrays, GoldenArray> & Record<'neg_log_printed' | 'average_printed', string>>;

const file = golden<{
  categorical_cross_entropy_by_hand: { softmax_output: number[]; target_output: number[]; loss: Worked; short: Worked };
  math_log: readonly Worked[];
  np_log_5_2: readonly [Worked, Worked];
  batch_loss: Batch;
  accuracy: Batch;
  indexing_loop: readonly number[];
  neg_log_zero: Readonly<Record<'value' | 'mean_with_inf', GoldenArray>>;
  neg_log_clip: readonly Worked[];
  clip: { x: GoldenArray; min: number; max: number; result: GoldenArray; printed: string };
}>('snippets.json');

/** The argument of a logarithm as the chapter writes it: `np.log(1-1e-7)`. */
function argument(expr: string): number {
  const [, text = ''] = /log\(([^)]+)\)/.exec(expr) ?? [];
  const [a = NaN, b = 0] = text.split(/(?<=\d)(?=[+-]\d)/).map(Number);
  return a + b;
}

describe('logarithms', () => {
  it.each([...file.math_log, file.np_log_5_2[0]])('$expr', ({ expr, value, repr }) => {
    const result = log(argument(expr));
    expect(result.item()).toBe(value);
    expect(formatNumber(result.item(), 'float64')).toBe(repr);
  });

  it.each(file.neg_log_clip)('$expr', ({ expr, value, repr }) => {
    const result = negative(log(argument(expr))).item();
    expect(result).toBe(value);
    expect(formatNumber(result, 'float64')).toBe(repr);
  });

  it('undone by exp', () => {
    // The chapter raises the rounded number e to the power; exp knows e to all digits and comes back exactly.
    expect(exp(log(5.2)).item()).toBe(5.2);
    expect(Math.E ** log(5.2).item()).toBe(file.np_log_5_2[1].value);
  });

  it('of no confidence', () => {
    expect(negative(log(tensor([0], 'float64')))).toEqualTensor(decode(file.neg_log_zero.value));
    const losses = negative(log(tensor([0, 1, 1], 'float64')));
    expect(mean(losses)).toEqualTensor(decode(file.neg_log_zero.mean_with_inf));
  });
});

it('cross-entropy by hand', () => {
  const { softmax_output, target_output, loss, short } = file.categorical_cross_entropy_by_hand;
  const output = tensor(softmax_output, 'float64');
  expect(negative(sum(multiply(log(output), tensor(target_output, 'float64')))).item()).toBe(loss.value);
  expect(negative(log(0.7)).item()).toBe(short.value);
  const row = output.reshape([1, 3]);
  expect(new CategoricalCrossentropy().calculate(row, [target_output])).toBe(loss.value);
  expect(new CategoricalCrossentropy().calculate(row, [0])).toBe(loss.value);
});

describe.each([
  { name: 'loss of a batch', batch: file.batch_loss },
  { name: 'accuracy of a batch', batch: file.accuracy },
])('$name', ({ batch }) => {
  const output = decode(batch.softmax_outputs);
  const sparse = decode(batch.sparse);
  const hot = decode(batch.onehot);
  const picked = (): Tensor =>
    new Tensor(
      'float64',
      [3],
      Float64Array.from(sparse.data, (c, n) => output.at(n, c)),
    );

  it('confidences', () => {
    expect(picked()).toEqualTensor(decode(batch.confidences));
    expect(sum(multiply(output, hot), { axis: 1 })).toEqualTensor(decode(batch.confidences_onehot));
    expect(oneHot(sparse, 3).astype('int32')).toEqualTensor(hot);
  });

  it('losses by hand, and of the class', () => {
    const loss = new CategoricalCrossentropy();
    const byHand = negative(log(picked()));
    expect(byHand).toEqualTensor(decode(batch.neg_log));
    expect(byHand.toString()).toBe(batch.neg_log_printed);
    expect(mean(byHand)).toEqualTensor(decode(batch.average));
    expect(formatNumber(mean(byHand).item(), 'float64')).toBe(batch.average_printed);
    expect(loss.forward(output, sparse)).toEqualTensor(decode(batch.neg_log));
    expect(loss.forward(output, hot)).toEqualTensor(decode(batch.neg_log_onehot));
    expect(loss.calculate(output, sparse)).toBe(decode(batch.average).item());
    expect(loss.calculate(output, hot)).toBe(decode(batch.average_onehot).item());
  });

  it('predictions and accuracy', () => {
    expect(argmax(output, { axis: 1 })).toEqualTensor(decode(batch.predictions));
    expect(accuracy(output, sparse)).toBe(decode(batch.accuracy_sparse).item());
    expect(accuracy(output, hot)).toBe(decode(batch.accuracy_onehot).item());
  });
});

it('picking one confidence a row', () => {
  const output = decode(file.batch_loss.softmax_outputs);
  expect([0, 1, 1].map((label, n) => output.at(n, label))).toEqual(file.indexing_loop);
});

it('clipping', () => {
  const { x, min, max, result, printed } = file.clip;
  expect(clip(decode(x), min, max)).toEqualTensor(decode(result));
  expect(clip(decode(x), min, max).toString()).toBe(printed);
});

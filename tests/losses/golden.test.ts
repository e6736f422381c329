/** The book's losses with their gradients, alone and behind their activation, equal in every bit. */
import { beforeAll, describe, expect, it } from 'vitest';
import {
  accuracy,
  BinaryAccuracy,
  BinaryCrossentropy,
  CategoricalCrossentropy,
  init,
  Linear,
  MeanAbsoluteError,
  MeanSquaredError,
  negative,
  oneHot,
  RegressionAccuracy,
  Sigmoid,
  Softmax,
  SoftmaxCategoricalCrossentropy,
} from 'nnfs';
import { decode, golden, type GoldenArray } from '../support/golden.ts';

type Arrays<Names extends string> = Readonly<Record<Names, GoldenArray>>;

type Classes = Arrays<
  'sample_losses' | 'loss' | 'loss_dinputs' | 'then_softmax_dinputs' | 'combined_loss' | 'combined_dinputs'
>;
type Values = Arrays<'sample_losses' | 'loss' | 'dinputs' | 'linear_dinputs'>;

interface Seeded {
  readonly seed: number;
}

const file = golden<{
  cross_entropy: readonly (Arrays<'inputs' | 'softmax_output' | 'y_sparse' | 'y_onehot' | 'accuracy'> & {
    readonly sparse: Classes;
    readonly onehot: Classes;
  } & Seeded)[];
  binary: readonly (Arrays<
    'inputs' | 'y' | 'sigmoid_output' | 'sample_losses' | 'loss' | 'loss_dinputs' | 'sigmoid_dinputs' | 'accuracy'
  > &
    Seeded)[];
  regression: readonly (Arrays<'inputs' | 'y' | 'accuracy_precision' | 'accuracy' | 'accuracy_at_0_5'> & {
    readonly Loss_MeanSquaredError: Values;
    readonly Loss_MeanAbsoluteError: Values;
  } & Seeded)[];
}>('backward.json');

beforeAll(() => init());

describe('CategoricalCrossentropy and Softmax', () => {
  it.each(file.cross_entropy)('seed $seed', (one) => {
    const softmax = new Softmax();
    const output = softmax.forward(decode(one.inputs));
    expect(output).toEqualTensor(decode(one.softmax_output));
    const labels = decode(one.y_sparse);
    expect(oneHot(labels, one.y_onehot.shape[1]!)).toEqualTensor(decode(one.y_onehot));
    expect(accuracy(output, labels)).toBe(decode(one.accuracy).item());

    for (const [targets, wanted] of [
      [labels, one.sparse],
      [decode(one.y_onehot), one.onehot],
    ] as const) {
      const loss = new CategoricalCrossentropy();
      expect(loss.forward(output, targets)).toEqualTensor(decode(wanted.sample_losses));
      expect(loss.calculate(output, targets)).toBe(decode(wanted.loss).item());
      expect(loss.backward(output, targets)).toEqualTensor(decode(wanted.loss_dinputs));
      expect(softmax.backward(loss.dinputs)).toEqualTensor(decode(wanted.then_softmax_dinputs));

      const pair = new SoftmaxCategoricalCrossentropy();
      expect(pair.forward(decode(one.inputs), targets)).toBe(decode(wanted.combined_loss).item());
      expect(pair.output).toEqualTensor(output);
      expect(pair.backward(pair.output, targets)).toEqualTensor(decode(wanted.combined_dinputs));
    }
  });
});

describe('BinaryCrossentropy and Sigmoid', () => {
  it.each(file.binary)('seed $seed', (one) => {
    const sigmoid = new Sigmoid();
    const loss = new BinaryCrossentropy();
    const output = sigmoid.forward(decode(one.inputs));
    // NumPy goes to float64 where int64 meets float32; here integers never do, so the targets must be float64 themselves.
    const targets = one.y.dtype === 'int64' ? decode(one.y).astype('float64') : decode(one.y);
    expect(output).toEqualTensor(decode(one.sigmoid_output));
    expect(loss.forward(output, targets)).toEqualTensor(decode(one.sample_losses));
    expect(loss.calculate(output, targets)).toBe(decode(one.loss).item());
    expect(loss.backward(output, targets)).toEqualTensor(decode(one.loss_dinputs));
    expect(sigmoid.backward(loss.dinputs)).toEqualTensor(decode(one.sigmoid_dinputs));
    expect(new BinaryAccuracy().calculate(sigmoid.predictions(output), targets)).toBe(decode(one.accuracy).item());
  });
});

describe('MeanSquaredError and MeanAbsoluteError', () => {
  it.each(file.regression)('seed $seed', (one) => {
    const output = decode(one.inputs);
    const targets = decode(one.y);
    const [squared, absolute] = [one.Loss_MeanSquaredError, one.Loss_MeanAbsoluteError];

    const mse = new MeanSquaredError();
    expect(mse.forward(output, targets)).toEqualTensor(decode(squared.sample_losses));
    expect(mse.calculate(output, targets)).toBe(decode(squared.loss).item());
    expect(mse.backward(output, targets)).toEqualTensor(decode(squared.dinputs));
    const linear = new Linear();
    linear.forward(output);
    expect(linear.backward(mse.dinputs)).toEqualTensor(decode(squared.linear_dinputs));

    const mae = new MeanAbsoluteError();
    expect(mae.forward(output, targets)).toEqualTensor(decode(absolute.sample_losses));
    expect(mae.calculate(output, targets)).toBe(decode(absolute.loss).item());
    // The book's file points uphill; -0 and 0 aside, its negative is the gradient.
    const uphill = negative(mae.backward(output, targets));
    expect(uphill).toEqualTensor(decode(absolute.dinputs), { ulps: 0 });

    const precision = decode(one.accuracy_precision).item();
    expect(new RegressionAccuracy({ precision }).calculate(output, targets)).toBe(decode(one.accuracy).item());
    expect(new RegressionAccuracy({ precision: 0.5 }).calculate(output, targets)).toBe(
      decode(one.accuracy_at_0_5).item(),
    );
  });
});

/** Forward and backward passes of the book's classes, equal in every bit. */
import { beforeAll, describe, expect, it } from 'vitest';
import {
  CategoricalCrossentropy,
  Dense,
  Dropout,
  init,
  random,
  RandomState,
  ReLU,
  scaledNormal,
  Sigmoid,
  Softmax,
  type Layer,
} from 'nnfs';
import { decode, golden, type GoldenArray } from '../support/golden.ts';

type Case<Names extends string> = Readonly<Record<Names, GoldenArray>> & { readonly seed: number };
type Pass = 'inputs' | 'output' | 'dvalues' | 'dinputs';

interface Backward {
  readonly dense: readonly (Case<Pass | 'weights' | 'biases' | 'dweights' | 'dbiases' | 'initial_weights_from_seed'> & {
    readonly reg: Readonly<Record<string, number>>;
    readonly regularization_loss: GoldenArray;
  })[];
  readonly relu: readonly Case<Pass>[];
  readonly softmax: readonly Case<Pass>[];
  readonly binary: readonly Case<
    'inputs' | 'sigmoid_output' | 'dvalues' | 'sigmoid_dinputs_of_dvalues' | 'predictions'
  >[];
  readonly dropout: readonly (Case<'inputs' | 'dvalues' | 'binary_mask' | 'output' | 'dinputs' | 'second_mask'> & {
    readonly rate: number;
    readonly next_random_sample: number;
  })[];
}

/** Python's `weight_regularizer_l1` as `weightRegularizerL1`. */
const camelCase = (name: string): string => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

const file = golden<Backward>('backward.json');
beforeAll(() => init());

describe('Dense', () => {
  it.each(file.dense)('seed $seed, regularization $reg', (one) => {
    const [I, O] = one.weights.shape as [number, number];
    const regularization = Object.fromEntries(Object.entries(one.reg).map(([name, value]) => [camelCase(name), value]));
    const dense = new Dense(I, O, {
      ...regularization,
      initializer: scaledNormal(0.1),
      random: new RandomState(one.seed),
    });
    expect(dense.weights).toEqualTensor(decode(one.initial_weights_from_seed));
    dense.weights = decode(one.weights);
    dense.biases = decode(one.biases);
    expect(dense.forward(decode(one.inputs))).toEqualTensor(decode(one.output));
    expect(dense.backward(decode(one.dvalues))).toEqualTensor(decode(one.dinputs));
    expect(dense.dweights).toEqualTensor(decode(one.dweights));
    expect(dense.dbiases).toEqualTensor(decode(one.dbiases));
    expect(dense.dinputs).toEqualTensor(decode(one.dinputs));
    expect(new CategoricalCrossentropy().regularizationLoss([dense])).toBe(decode(one.regularization_loss).item());
  });
});

describe.each([
  { name: 'ReLU', make: (): Layer => new ReLU(), cases: file.relu },
  { name: 'Softmax', make: (): Layer => new Softmax(), cases: file.softmax },
])('$name', ({ make, cases }) => {
  it.each(cases)('seed $seed', (one) => {
    const layer = make();
    expect(layer.forward(decode(one.inputs))).toEqualTensor(decode(one.output));
    expect(layer.backward(decode(one.dvalues))).toEqualTensor(decode(one.dinputs));
  });
});

describe('Sigmoid', () => {
  it.each(file.binary)('seed $seed', (one) => {
    const sigmoid = new Sigmoid();
    const output = sigmoid.forward(decode(one.inputs));
    expect(output).toEqualTensor(decode(one.sigmoid_output));
    expect(sigmoid.backward(decode(one.dvalues))).toEqualTensor(decode(one.sigmoid_dinputs_of_dvalues));
    expect(sigmoid.predictions(output)).toEqualTensor(decode(one.predictions));
  });
});

describe('Dropout', () => {
  it.each(file.dropout)('rate $rate, seed $seed', (one) => {
    init({ seed: one.seed });
    const { shape } = one.inputs;
    expect(random.randn(shape)).toEqualTensor(decode(one.inputs));
    expect(random.randn(shape)).toEqualTensor(decode(one.dvalues));
    const dropout = new Dropout(one.rate);
    expect(dropout.forward(decode(one.inputs), { training: true })).toEqualTensor(decode(one.output));
    expect(dropout.backward(decode(one.dvalues))).toEqualTensor(decode(one.dinputs));
    const ones = new Float64Array(decode(one.inputs).size).fill(1);
    expect(dropout.forward(ones, { training: true }).reshape(shape)).toEqualTensor(decode(one.second_mask));
    expect(random.randomSample()).toBe(one.next_random_sample);
  });
});

/** Penalties on the size of parameters: what they add to the loss, and their gradients. */
import { describe, expect, it } from 'vitest';
import {
  abs,
  CategoricalCrossentropy,
  Dense,
  Dropout,
  MeanSquaredError,
  RandomState,
  ReLU,
  square,
  sum,
  tensor,
  ValueError,
  type DenseOptions,
} from 'nnfs';

type Regularization = Omit<DenseOptions, 'initializer' | 'random'>;

const loss = new MeanSquaredError();
const NAMES = ['weightRegularizerL1', 'weightRegularizerL2', 'biasRegularizerL1', 'biasRegularizerL2'] as const;

function dense(options: Regularization): Dense {
  const layer = new Dense(2, 2, options);
  layer.weights = [[1, -2], [0, 0.5]]; // prettier-ignore
  layer.biases = [[-1, 3]];
  return layer;
}

describe('the loss grows by', () => {
  it.each<[Regularization, number]>([
    [{}, 0],
    [{ weightRegularizerL1: 0.5 }, 0.5 * 3.5],
    [{ weightRegularizerL2: 0.25 }, 0.25 * 5.25],
    [{ biasRegularizerL1: 2 }, 2 * 4],
    [{ biasRegularizerL2: 3 }, 3 * 10],
    [
      { weightRegularizerL1: 1, weightRegularizerL2: 2, biasRegularizerL1: 3, biasRegularizerL2: 4 },
      3.5 + 10.5 + 12 + 40,
    ],
  ])('%j', (options, expected) => {
    expect(loss.regularizationLoss([dense(options)])).toBe(expected);
    expect(loss.regularizationLoss(dense(options))).toBe(expected);
    expect(dense(options).parameters.some(({ penalized }) => penalized)).toBe(expected > 0);
  });

  it('all layers, term by term in float64, as chapter 18 adds them', () => {
    const random = new RandomState(4);
    const layers = [0, 1, 2].map(
      () => new Dense(3, 3, { random, weightRegularizerL1: 5e-4, weightRegularizerL2: 3e-4, biasRegularizerL2: 1e-3 }),
    );
    let total = 0;
    for (const { weights, biases } of layers) {
      total += 5e-4 * sum(abs(weights)).item();
      total += 3e-4 * sum(square(weights)).item();
      total += 1e-3 * sum(square(biases)).item();
    }
    expect(loss.regularizationLoss([layers[0]!, new ReLU(), layers[1]!, new Dropout(0.1), layers[2]!])).toBe(total);
    expect(new CategoricalCrossentropy().regularizationLoss([new ReLU()])).toBe(0);
  });
});

describe('gradients grow by', () => {
  it.each<[Regularization, number[][], number[][]]>([
    [
      { weightRegularizerL1: 0.5 },
      [
        [0.5, -0.5],
        [0.5, 0.5],
      ],
      [[0, 0]],
    ], // the book counts 0 as positive
    [
      { weightRegularizerL2: 0.25 },
      [
        [0.5, -1],
        [0, 0.25],
      ],
      [[0, 0]],
    ],
    [
      { biasRegularizerL1: 2 },
      [
        [0, 0],
        [0, 0],
      ],
      [[-2, 2]],
    ],
    [
      { biasRegularizerL2: 3 },
      [
        [0, 0],
        [0, 0],
      ],
      [[-6, 18]],
    ],
    [
      { weightRegularizerL1: 0.5, weightRegularizerL2: 0.25, biasRegularizerL1: 2, biasRegularizerL2: 3 },
      [
        [1, -1.5],
        [0.5, 0.75],
      ],
      [[-8, 20]],
    ],
  ])('%j', (options, weights, biases) => {
    const layer = dense(options);
    layer.forward([[0, 0]]);
    layer.backward([[0, 0]]);
    expect(layer.dweights).toEqualTensor(tensor(weights));
    expect(layer.dbiases).toEqualTensor(tensor(biases));
    const plain = dense({});
    for (const each of [layer, plain]) {
      each.forward([[1, 2]]);
      each.backward([[3, 4]]);
    }
    layer.dweights.data.forEach((value, i) => expect(value - plain.dweights.data[i]!).toBe(weights.flat()[i]));
    layer.dbiases.data.forEach((value, i) => expect(value - plain.dbiases.data[i]!).toBe(biases.flat()[i]));
  });
});

describe.each(NAMES)('%s', (name) => {
  it.each([
    [-1, '-1'],
    [NaN, 'NaN'],
    [Infinity, 'Infinity'],
    ['0.1', '"0.1"'],
  ] as const)('must not be %s', (value, text) => {
    expect(() => new Dense(1, 1, { [name]: value })).toThrow(
      expect.objectContaining({
        constructor: ValueError,
        message: `Dense: expected ${name} to be a number, 0 or more, received ${text}.`,
      }),
    );
  });
});

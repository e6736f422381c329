import {
  Adam,
  CategoricalCrossentropy,
  Dense,
  Dropout,
  Linear,
  MeanSquaredError,
  Model,
  RandomState,
  ReLU,
  SGD,
  Softmax,
  spiralData,
  type NnfsError,
  type Tensor,
} from 'nnfs';

/** A classifier with dropout on 30 points, all of it from one stream; the same each time. */
export function classifier(rate = 0.2): { model: Model; X: Tensor<'float32'>; y: Tensor<'int32'> } {
  const random = new RandomState(5);
  const { X, y } = spiralData({ samples: 10, classes: 3, random });
  const layers = [
    new Dense(2, 8, { random, initializer: 'heNormal', weightRegularizerL2: 1e-3 }),
    new ReLU(),
    new Dropout(rate, { random }),
    new Dense(8, 3, { random, initializer: 'heNormal' }),
    new Softmax(),
  ];
  const model = new Model(layers, { random }).set({
    loss: new CategoricalCrossentropy(),
    optimizer: new Adam({ learningRate: 0.05, decay: 1e-3 }),
  });
  return { model, X, y };
}

/** A line through one weight: y = 2x from w = 0. */
export function line(learningRate = 0.1): { model: Model; dense: Dense; X: number[][]; y: number[][] } {
  const dense = new Dense(1, 1);
  dense.weights = [[0]];
  const model = new Model([dense, new Linear()]).set({
    loss: new MeanSquaredError(),
    optimizer: new SGD({ learningRate }),
  });
  return { model, dense, X: [[1], [2]], y: [[2], [4]] };
}

/** All parameters, flat. */
export const parametersOf = (model: Model): number[] => model.getParameters().flatMap(({ data }) => [...data]);

/** The error a call throws, or the promise of one. */
export async function errorOf(call: () => unknown): Promise<NnfsError> {
  try {
    await call();
  } catch (error) {
    return error as NnfsError;
  }
  throw new Error('nothing was thrown');
}

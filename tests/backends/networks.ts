/** Networks to train on either backend: between them every layer, loss and optimizer, both precisions, sizes below and above a vector. */
import type { Dense, EpochReport, Layer, Loss, Model, Optimizer, RandomState, Tensor, TrainOptions } from 'nnfs';
import type { Library } from './library.ts';

/** A network and its data, made with one copy of the library. */
interface Made {
  readonly layers: readonly Layer[];
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  readonly X: Tensor;
  readonly y: Tensor;
}

interface Case {
  readonly precision: 'float32' | 'float64';
  readonly options: TrainOptions;
  readonly make: (nnfs: Library, random: RandomState) => Made;
}

const spiral = (nnfs: Library, random: RandomState, classes = 3) => nnfs.spiralData({ samples: 20, classes, random });

/** `N` samples of `I` numbers around 0. */
const noise = (random: RandomState, N: number, I: number) => random.randn([N, I]);

/** Column of 0 and 1. */
const yesNo = ({ Tensor }: Library, { data }: Tensor): Tensor =>
  new Tensor('int32', [data.length, 1], Int32Array.from(data));

const batches = { epochs: 4, batchSize: 7, shuffle: true }; // 60 samples: the last batch has 4

export const NETWORKS: Readonly<Record<string, Case>> = {
  'chapter 19: L2, dropout, Adam with decay': {
    precision: 'float64',
    options: batches,
    make: (nnfs, random) => ({
      layers: [
        new nnfs.Dense(2, 64, { random, weightRegularizerL2: 5e-4, biasRegularizerL2: 5e-4 }),
        new nnfs.ReLU(),
        new nnfs.Dropout(0.1, { random }),
        new nnfs.Dense(64, 3, { random }),
        new nnfs.Softmax(),
      ],
      loss: new nnfs.CategoricalCrossentropy(),
      optimizer: new nnfs.Adam({ learningRate: 0.05, decay: 5e-5 }),
      ...spiral(nnfs, random),
    }),
  },
  'the same in float32, whole batches': {
    precision: 'float32',
    options: { epochs: 30 },
    make: (nnfs, random) => NETWORKS['chapter 19: L2, dropout, Adam with decay']!.make(nnfs, random),
  },
  'L1 and L2 everywhere, Nesterov, one-hot targets, class weights': {
    precision: 'float64',
    options: { ...batches, classWeights: [1, 0.5, 3] },
    make: (nnfs, random) => {
      const penalties = {
        weightRegularizerL1: 1e-4,
        weightRegularizerL2: 1e-3,
        biasRegularizerL1: 1e-4,
        biasRegularizerL2: 1e-3,
      };
      const { X, y } = spiral(nnfs, random);
      return {
        layers: [
          new nnfs.Dense(2, 17, { random, initializer: 'heNormal', ...penalties }),
          new nnfs.LeakyReLU(),
          new nnfs.Dense(17, 5, { random, initializer: 'glorotUniform', ...penalties }),
          new nnfs.Tanh(),
          new nnfs.Dense(5, 3, { random, initializer: 'glorotNormal' }),
          new nnfs.Softmax(),
        ],
        loss: new nnfs.CategoricalCrossentropy(),
        optimizer: new nnfs.SGD({ learningRate: 0.1, decay: 1e-3, momentum: 0.9, nesterov: true }),
        X,
        y: nnfs.oneHot(y, 3),
      };
    },
  },
  'two classes, sigmoid, RMSprop': {
    precision: 'float64',
    options: { epochs: 4, batchSize: 9, validationSplit: 0.2 },
    make: (nnfs, random) => {
      const { X, y } = spiral(nnfs, random, 2);
      return {
        layers: [
          new nnfs.Dense(2, 33, { random, initializer: 'heUniform' }),
          new nnfs.Sigmoid(),
          new nnfs.Dense(33, 1, { random }),
          new nnfs.Sigmoid(),
        ],
        loss: new nnfs.BinaryCrossentropy(),
        optimizer: new nnfs.RMSprop({ learningRate: 0.02, decay: 1e-5, rho: 0.999 }),
        X,
        y: yesNo(nnfs, y),
      };
    },
  },
  'sigmoid within the loss, Adagrad, gradients clipped': {
    precision: 'float32',
    options: batches,
    make: (nnfs, random) => {
      const { X, y } = spiral(nnfs, random, 2);
      return {
        layers: [new nnfs.Dense(2, 20, { random }), new nnfs.GELU(), new nnfs.Dense(20, 1, { random })],
        loss: new nnfs.SigmoidBinaryCrossentropy(),
        optimizer: new nnfs.Adagrad({ learningRate: 0.5, decay: 1e-4, clipNorm: 0.2 }),
        X,
        y: yesNo(nnfs, y),
      };
    },
  },
  'values, squared errors, momentum': {
    precision: 'float64',
    options: { ...batches, batchSize: 32 },
    make: (nnfs, random) => ({
      layers: [
        new nnfs.Dense(1, 64, { random, initializer: 'heNormal' }),
        new nnfs.Swish(),
        new nnfs.Dropout(0.3, { random }),
        new nnfs.Dense(64, 64, { random, initializer: 'heNormal' }),
        new nnfs.ELU(),
        new nnfs.Dense(64, 1, { random }),
        new nnfs.Linear(),
      ],
      loss: new nnfs.MeanSquaredError(),
      optimizer: new nnfs.SGD({ learningRate: 0.01, momentum: 0.5, globalClipNorm: 1 }),
      ...nnfs.sineData({ samples: 100 }),
    }),
  },
  'several values, absolute errors, AdamW': {
    precision: 'float32',
    options: batches,
    make: (nnfs, random) => ({
      layers: [
        new nnfs.Dense(6, 12, { random, initializer: 'glorotNormal' }),
        new nnfs.Tanh(),
        new nnfs.Dense(12, 4, { random }),
      ],
      loss: new nnfs.MeanAbsoluteError(),
      optimizer: new nnfs.AdamW({ learningRate: 0.01, weightDecay: 0.1, clipValue: 0.05 }),
      X: noise(random, 60, 6),
      y: noise(random, 60, 4),
    }),
  },
  'Huber, a schedule': {
    precision: 'float64',
    options: batches,
    make: (nnfs, random) => ({
      layers: [
        new nnfs.Dense(3, 16, { random, initializer: 'heNormal' }),
        new nnfs.ReLU(),
        new nnfs.Dense(16, 2, { random }),
      ],
      loss: new nnfs.Huber({ delta: 0.5 }),
      optimizer: new nnfs.Adam({ learningRate: nnfs.cosineDecay({ rate: 0.05, steps: 30 }), beta1: 0.8, beta2: 0.97 }),
      X: noise(random, 60, 3),
      y: noise(random, 60, 2),
    }),
  },
  'wide: blocks of the inner length and of the columns': {
    precision: 'float64',
    options: { epochs: 2, batchSize: 24, shuffle: true },
    make: (nnfs, random) => ({
      layers: [
        new nnfs.Dense(330, 130, { random, initializer: 'heNormal' }),
        new nnfs.ReLU(),
        new nnfs.Dropout(0.5, { random }),
        new nnfs.Dense(130, 10, { random, initializer: 'heNormal' }),
        new nnfs.Softmax(),
      ],
      loss: new nnfs.CategoricalCrossentropy(),
      optimizer: new nnfs.Adam(),
      X: noise(random, 60, 330),
      y: random.randint(0, 10, [60]),
    }),
  },
  'wide in float32': {
    precision: 'float32',
    options: { epochs: 2, batchSize: 24, shuffle: true },
    make: (nnfs, random) => NETWORKS['wide: blocks of the inner length and of the columns']!.make(nnfs, random),
  },
  'parameters in float64 and a softmax that is not the last layer': {
    precision: 'float64',
    options: batches,
    make: (nnfs, random) => {
      const double = (layer: Dense): Dense => {
        layer.weights = layer.weights.astype('float64');
        layer.biases = layer.biases.astype('float64');
        return layer;
      };
      return {
        layers: [
          double(new nnfs.Dense(2, 9, { random })),
          new nnfs.Softmax(),
          new nnfs.Dense(9, 3, { random }),
          new nnfs.Softmax(),
        ],
        loss: new nnfs.CategoricalCrossentropy(),
        optimizer: new nnfs.Adam({ learningRate: 0.05 }),
        ...spiral(nnfs, random),
      };
    },
  },
};

/** Everything a caller can learn of a trained network, and the model itself. */
export interface Trained {
  readonly model: Model;
  readonly epochs: readonly EpochReport[];
  readonly file: Uint8Array;
  readonly predictions: readonly Tensor[];
  readonly scores: readonly object[];
}

/** Trains a network made with a copy of the library; the same numbers every time. */
export async function trained(nnfs: Library, { precision, options, make }: Case): Promise<Trained> {
  nnfs.init({ dotPrecision: precision });
  const random = new nnfs.RandomState(11);
  const { layers, X, y, loss, optimizer } = make(nnfs, random);
  const model = new nnfs.Model(layers, { random }).set({ loss, optimizer });
  const { epochs } = await model.train(X, y, options);
  return {
    model,
    epochs,
    file: model.toBytes({ training: true }),
    predictions: [model.predict(X), model.predict(X, { batchSize: 13 }), model.classes(X)],
    scores: [model.evaluate(X, y), model.evaluate(X, y, { batchSize: 13 })],
  };
}

/** A small convnet on real pictures: the UCI digits of scikit-learn, 8 x 8, as CSV at DIGITS_PATH; skipped where there is none. */
import {
  Adam,
  BatchNormalization,
  CategoricalCrossentropy,
  Conv2D,
  Dense,
  Dropout,
  Flatten,
  MaxPooling2D,
  Model,
  RandomRotation,
  RandomState,
  RandomTranslation,
  ReLU,
  Rescaling,
  Softmax,
  SpatialDropout,
  cosineDecay,
  init,
  tensor,
  trainTestSplit,
  type Layer,
} from 'nnfs';
import { readFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';

const path = process.env.DIGITS_PATH;

afterEach(() => init());

/** A convolution as people stack them: without biases, since the normalization has some. */
const block = (channels: number, filters: number, padding: 'same' | 'valid'): Layer[] => [
  new Conv2D(channels, filters, 3, { padding, useBias: false }),
  new BatchNormalization(filters, { momentum: 0.9 }),
  new ReLU(),
];

it.skipIf(path === undefined).each([0, 1, 2, 3, 4])(
  'reads 98.5 % of the quarter it has not seen, seed %i',
  async (seed) => {
    const lines = readFileSync(path!, 'utf8').trim().split('\n').slice(1);
    const rows = lines.map((line) => line.split(',').map(Number));
    const X = tensor(rows.map((row) => row.slice(0, 64))).reshape([rows.length, 8, 8, 1]);
    const y = tensor(rows.map((row) => row[64]!), 'int32'); // prettier-ignore

    init({ seed, dotPrecision: 'float32' });
    const parts = trainTestSplit(X, y, { testShare: 0.25, stratify: true, random: new RandomState(seed) });
    const model = new Model([
      new Rescaling({ scale: 1 / 16 }),
      new RandomTranslation(0.1, 0.1, { fillMode: 'constant' }),
      new RandomRotation(0.03, { fillMode: 'constant' }),
      ...block(1, 16, 'same'),
      ...block(16, 32, 'same'),
      new MaxPooling2D(2),
      new SpatialDropout(0.1),
      ...block(32, 64, 'valid'),
      new Flatten(),
      new Dropout(0.3),
      new Dense(256, 10, { initializer: 'glorotUniform' }),
      new Softmax(),
    ]);
    const [epochs, batchSize] = [25, 32];
    const steps = epochs * Math.ceil(parts.XTrain.shape[0]! / batchSize);
    const optimizer = new Adam({ learningRate: cosineDecay({ rate: 0.005, steps }) });
    model.set({ loss: new CategoricalCrossentropy(), optimizer });
    await model.train(parts.XTrain, parts.yTrain, { epochs, batchSize, shuffle: true });
    expect(model.evaluate(parts.XTest, parts.yTest).accuracy).toBeGreaterThanOrEqual(0.985);
  },
);

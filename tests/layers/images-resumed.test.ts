/** A network of pictures with all that draws and all that has a state inside: interrupted, it goes on as if it never had been. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  Adam,
  BatchNormalization,
  CategoricalCrossentropy,
  Conv2D,
  Dense,
  Flatten,
  MaxPooling2D,
  Model,
  RandomFlip,
  RandomRotation,
  RandomState,
  RandomTranslation,
  ReLU,
  Rescaling,
  Residual,
  Softmax,
  SpatialDropout,
  barsData,
  init,
  kinds,
} from 'nnfs';

beforeEach(() => init({ dotPrecision: 'float32' }));
afterEach(() => init());

const { X, y } = barsData({ samples: 5, classes: 2, size: 6, random: new RandomState(1) });

/** @param shared whether all draw from one stream */
function network(shared: boolean): Model {
  const one = new RandomState(3);
  const stream = (seed: number): RandomState => (shared ? one : new RandomState(seed));
  const model = new Model(
    [
      new Rescaling({ scale: 2, offset: -1 }),
      new RandomFlip('horizontal', { random: stream(4) }),
      new RandomTranslation(0.2, 0.2, { random: stream(5) }),
      new Conv2D(1, 4, 3, { random: stream(6) }),
      new BatchNormalization(4, { momentum: 0.9 }),
      new ReLU(),
      new SpatialDropout(0.3, { random: stream(7) }),
      new MaxPooling2D(2),
      new Residual([new RandomRotation(0.5, { random: stream(8), fillMode: 'constant' })]),
      new Flatten(),
      new Dense(16, 2, { random: stream(9) }),
      new Softmax(),
    ],
    { random: stream(10) },
  );
  return model.set({ loss: new CategoricalCrossentropy(), optimizer: new Adam({ learningRate: 0.01 }) });
}

const OPTIONS = { epochs: 3, batchSize: 4, shuffle: true };

describe.each([false, true])('one stream for all: %s', (shared) => {
  it.each([1, 2, 3, 4, 7, 8])('goes on exactly when training was killed after step %i', (after) => {
    const whole = network(shared);
    for (const _ of whole.trainSteps(X, y, OPTIONS));
    const model = network(shared);
    const steps = model.trainSteps(X, y, OPTIONS);
    for (let i = 0; i < after; i++) steps.next();
    const resumed = Model.fromBytes(model.toBytes({ training: true }), { kinds });
    const { epoch } = resumed.progress!;
    for (const _ of resumed.trainSteps(X, y, { ...OPTIONS, epochs: 3 - epoch, startEpoch: epoch }));
    expect(resumed.toBytes({ training: true })).toEqual(whole.toBytes({ training: true }));
  });
});

it('predicts and evaluates the same each time, and draws nothing for it', () => {
  const model = network(true);
  const before = model.toBytes({ training: true });
  const first = model.predict(X);
  expect(model.evaluate(X, y)).toEqual(model.evaluate(X, y));
  expect(model.predict(X, { batchSize: 3 })).toEqualTensor(first);
  expect(model.toBytes({ training: true })).toEqual(before);
});

it('is told layer by layer', () => {
  const lines = network(true)
    .summary()
    .split('\n')
    .map((line) => line.replace(/ {2,}\d+$/, ''));
  for (const text of [
    '0  Rescaling({ scale: 2, offset: -1 })',
    "1  RandomFlip('horizontal')",
    '2  RandomTranslation(0.2, 0.2)',
    '6  SpatialDropout(0.3)',
    "   0  RandomRotation(0.5, { fillMode: 'constant' })",
  ]) {
    expect(lines).toContain(text);
  }
});

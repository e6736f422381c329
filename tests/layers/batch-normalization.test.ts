/** Moving statistics: whose they are, and what may change them. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  Adam,
  BatchNormalization,
  Conv2D,
  Dense,
  Flatten,
  MaxPooling2D,
  MeanSquaredError,
  Model,
  RandomState,
  ReLU,
  ValueError,
  earlyStopping,
  init,
  kinds,
  type Tensor,
} from 'nnfs';

beforeEach(() => init({ dotPrecision: 'float32' }));
afterEach(() => init());

const X = new RandomState(1).randn([22, 6, 6, 1]);
const y = new RandomState(2).randn([22, 1]);

function network(): { model: Model; norm: BatchNormalization } {
  const random = new RandomState(3);
  const norm = new BatchNormalization(4, { momentum: 0.9 });
  const before = [new Conv2D(1, 4, 3, { random }), norm, new ReLU(), new MaxPooling2D(2), new Flatten()];
  const model = new Model([...before, new Dense(16, 1, { random })], { random });
  model.set({ loss: new MeanSquaredError(), optimizer: new Adam({ learningRate: 0.01 }) });
  return { model, norm };
}

const state = ({ movingMean, movingVariance }: BatchNormalization): Tensor[] => [
  movingMean.clone(),
  movingVariance.clone(),
];
const numbers = (tensors: readonly Tensor[]): number[][] => tensors.map(({ data }) => [...data]);

describe('moving statistics', () => {
  it('are changed by training, and by nothing else', async () => {
    const { model, norm } = network();
    const fresh = numbers(state(norm));
    model.predict(X);
    model.evaluate(X, y);
    expect(numbers(state(norm))).toEqual(fresh);
    await model.train(X, y, { batchSize: 8 });
    const trained = numbers(state(norm));
    expect(trained).not.toEqual(fresh);
    model.predict(X, { batchSize: 5 });
    model.evaluate(X, y, { batchSize: 5 });
    expect(numbers(state(norm))).toEqual(trained);
  });

  it('come nearer to those of the data with every batch', () => {
    const norm = new BatchNormalization(1, { momentum: 0.5 });
    const data = [[4], [6], [8], [6]]; // mean 6, variance 2
    norm.forward(data, { training: true });
    expect(norm.movingMean.item()).toBe(3);
    expect(norm.movingVariance.item()).toBe(1.5);
    norm.forward(data, { training: true });
    expect(norm.movingMean.item()).toBe(4.5);
    expect(norm.movingVariance.item()).toBe(1.75);
  });

  it('are frozen with the layer, which uses them in training too', async () => {
    const { model, norm } = network();
    await model.train(X, y, { epochs: 2, batchSize: 8 });
    norm.trainable = false;
    const before = numbers([...state(norm), norm.gamma, norm.beta]);
    const predicted = norm.forward(new RandomState(4).randn([5, 4]));
    await model.train(X, y, { epochs: 2, batchSize: 8 });
    expect(numbers([...state(norm), norm.gamma, norm.beta])).toEqual(before);
    expect(norm.forward(new RandomState(4).randn([5, 4]), { training: true })).toEqualTensor(predicted);
    norm.trainable = true;
    await model.train(X, y, { batchSize: 8 });
    expect(numbers(state(norm))).not.toEqual(before.slice(0, 2));
  });

  it('come back with the best weights', async () => {
    const { model, norm } = network();
    const seen: number[][][] = [];
    const watch = { onEpoch: () => void seen.push(numbers(state(norm))) };
    const best = earlyStopping({ monitor: 'loss', patience: 2, minDelta: 1e9 }); // the first epoch stays the best
    await model.train(X, y, { epochs: 9, batchSize: 8, callbacks: [watch, best] });
    expect(seen.length).toBeGreaterThan(1);
    expect(numbers(state(norm))).toEqual(seen[0]);
  });

  it('are no parameters that are trained', () => {
    const { model } = network();
    expect(model.summary()).toContain('total parameters: 73\ntrained: 65');
    expect(model.parameters().map(({ name }) => name)).toContain('layers.1.movingVariance');
  });

  it.each([1, 2, 4, 5, 7])('go on as if never interrupted when training was killed after step %i', (after) => {
    const options = { epochs: 3, batchSize: 8, shuffle: true };
    const whole = network().model;
    for (const _ of whole.trainSteps(X, y, options));
    const { model } = network();
    const steps = model.trainSteps(X, y, options);
    for (let i = 0; i < after; i++) steps.next();
    const bytes = model.toBytes({ training: true });
    const resumed = Model.fromBytes(bytes, { kinds });
    for (const _ of resumed.trainSteps(X, y, {
      ...options,
      epochs: 3 - resumed.progress!.epoch,
      startEpoch: resumed.progress!.epoch,
    }));
    resumed.getParameters().forEach((tensor, i) => expect(tensor).toEqualTensor(whole.getParameters()[i]!));
  });
});

describe('a batch of one row', () => {
  it('is refused in training, before the first step', async () => {
    const { model } = network();
    const message =
      'Model.train, layer 1, BatchNormalization(4): expected two rows or more in training, received 1. The variance of one row is 0. Take larger batches.';
    const norm = new BatchNormalization(4);
    expect(() => norm.forward([[1, 2, 3, 4]], { training: true })).toThrow(ValueError);
    const rows = new Model([new Dense(3, 4), norm, new Dense(4, 1)]);
    rows.set({ loss: new MeanSquaredError(), optimizer: new Adam() });
    const data = new RandomState(1).randn([9, 3]);
    await expect(rows.train(data, y.slice(0, 9), { batchSize: 4 })).rejects.toThrow(message);
    await model.train(X.slice(0, 1), y.slice(0, 1)); // an image has many rows
  });
});

it('refuses what it cannot be', () => {
  const refused = (make: () => unknown, message: string): void => expect(make).toThrow(message);
  refused(
    () => new BatchNormalization(0),
    'BatchNormalization: expected features to be a whole number, 1 or more, received 0.',
  );
  refused(
    () => new BatchNormalization(2, { momentum: 1.1 }),
    'BatchNormalization: expected momentum from 0 to 1, received 1.1.',
  );
  refused(() => new BatchNormalization(2, { epsilon: 0 }), 'BatchNormalization: expected epsilon above 0, received 0.');
  refused(
    () => new BatchNormalization(2).forward([[1, 2, 3]]),
    'BatchNormalization(2).forward: expected inputs [N, ..., 2], received [1, 3]. For these inputs the layer is new BatchNormalization(3).',
  );
});

/** Training that leaves the finite numbers, and inputs that never were among them. */
import { beforeEach, describe, expect, it } from 'vitest';
import {
  Adagrad,
  Adam,
  BinaryCrossentropy,
  CategoricalCrossentropy,
  Dense,
  DivergedError,
  init,
  Linear,
  MeanSquaredError,
  Model,
  RMSprop,
  SGD,
  ShapeError,
  Sigmoid,
  Softmax,
  ValueError,
  zeros,
  type NnfsError,
  type Optimizer,
} from 'nnfs';
import { classifier, errorOf, line, parametersOf } from './networks.ts';

const CURES =
  'The usual cures: a smaller learning rate, inputs scaled to about -1 to 1, gradient clipping (clipNorm), smaller first weights.';

beforeEach(() => init());

/** A line whose last finite parameters are known: those before the step that failed. */
async function diverge(model: Model, X: number[][], y: number[][], epochs = 10_000) {
  let before: number[] = [];
  let steps = 0;
  const error = await errorOf(() =>
    model.train(X, y, {
      epochs,
      print: () => undefined,
      callbacks: [
        {
          onBegin: () => void (before = parametersOf(model)),
          onStep() {
            before = parametersOf(model);
            steps++;
          },
        },
      ],
    }),
  );
  if (!(error instanceof DivergedError)) throw error;
  return { error, before, steps };
}

describe('DivergedError', () => {
  it('stops at the first loss that is not finite, with the parameters before it', async () => {
    const { model, X, y } = line(1);
    const { error, before, steps } = await diverge(model, X, y);
    expect(error).toBeInstanceOf(DivergedError);
    expect(error.epoch).toBe(steps);
    expect(error).toMatchObject({ step: 0, learningRate: 1 });
    expect(error.message).toBe(
      `Model.train, epoch ${steps}, step 0, ${error.layer}, learning rate 1: ` +
        `expected ${error.expected}, received ${error.received}. ${CURES}`,
    );
    expect(parametersOf(model)).toEqual(before);
    expect(before.every(Number.isFinite)).toBe(true);
    expect(model.optimizer!.iterations).toBe(steps);
  });

  it('names the first layer whose output overflows', async () => {
    const [first, second] = [new Dense(1, 1), new Dense(1, 1)];
    first.weights = [[2]];
    second.weights = [[3e38]];
    const model = new Model([first, second, new Linear()]).set({ loss: new MeanSquaredError(), optimizer: new SGD() });
    const { error, before } = await diverge(model, [[1]], [[0]]);
    expect(error.message).toBe(
      'Model.train, epoch 0, step 0, layer 1, Dense(1, 1), learning rate 1: expected a finite loss, received Infinity. ' +
        CURES,
    );
    expect(error).toMatchObject({ epoch: 0, step: 0, layer: 'layer 1, Dense(1, 1)', learningRate: 1 });
    expect(parametersOf(model)).toEqual(before);
  });

  it('names the loss where all outputs are finite', async () => {
    const { model, dense } = line();
    dense.weights = [[3e30]];
    const { error } = await diverge(model, [[1]], [[0]]);
    expect(error.layer).toBe('layer 1, Linear()');
    expect(error.received).toBe('Infinity');
  });

  it('names the layer of a gradient that overflows, before the step', async () => {
    const [first, second] = [new Dense(1, 1), new Dense(1, 1)];
    first.weights = [[1e-30]];
    second.weights = [[1e20]];
    const model = new Model([first, second]).set({ loss: new MeanSquaredError(), optimizer: new SGD() });
    const { error, before } = await diverge(model, [[1e25]], [[1e16]]);
    expect(error.message).toBe(
      'Model.train, epoch 0, step 0, layer 0, Dense(1, 1), learning rate 1: expected finite gradients dweights, received Infinity. ' +
        CURES,
    );
    expect(parametersOf(model)).toEqual(before);
  });

  it.each<[string, Optimizer, string]>([
    ['SGD', new SGD({ learningRate: 1e30 }), 'weights'],
    ['momentum', new SGD({ learningRate: 1e30, momentum: 0.9 }), 'weights'],
    ['Adam', new Adam({ learningRate: 1e-3 }), 'the cache of weights'],
    ['RMSprop', new RMSprop({ learningRate: 1e-3 }), 'the cache of weights'],
    ['Adagrad', new Adagrad({ learningRate: 1e-3 }), 'the cache of weights'],
  ])('takes a step back that overflows: %s', async (_, optimizer, what) => {
    const dense = new Dense(1, 1);
    dense.weights = [[1]];
    const model = new Model([dense]).set({ loss: new MeanSquaredError(), optimizer });
    // The loss, 1e36, is finite; the gradient of the weight, 2e18 * 1e18 and more, or its square, is not small.
    const { error, before, steps } = await diverge(model, [[9e17]], [[0]]);
    expect(error).toMatchObject({ expected: 'a finite step', received: `an overflow of ${what}` });
    expect(parametersOf(model)).toEqual(before);
    expect(optimizer.iterations).toBe(steps);
    for (const slot of optimizer.slotsOf(dense.parameters[0])) expect(slot.every(Number.isFinite)).toBe(true);
  });

  it('lets large but finite steps be', async () => {
    const { model, dense } = line(1e21);
    await model.train([[1e-10]], [[1e-3]], { print: () => undefined });
    expect(dense.weights.item()).toBeCloseTo(1e21 * 2e-13, -6);
  });

  it('tells the learning rate of the step, and lets one go on with a smaller one', async () => {
    const { model, X, y } = line(1);
    (model.optimizer as SGD).learningRate = 1.5;
    const { error, before } = await diverge(model, X, y);
    expect(error.learningRate).toBe(1.5);
    model.optimizer!.learningRate = 1e-30;
    const healthy = line(0.1);
    model.setParameters(healthy.model.getParameters());
    expect(before.every(Number.isFinite)).toBe(true);
    const history = await model.train(X, y, { epochs: 2 });
    expect(history.stopReason).toBe('finished');
  });

  it('is not raised by clipped gradients', async () => {
    const { model, X, y } = line();
    model.set({ optimizer: new SGD({ learningRate: 1, clipNorm: 0.1 }) });
    await model.train(X, y, { epochs: 200 });
    expect(model.evaluate(X, y).loss).toBeLessThan(0.5); // from 10; without clipping it grows
  });

  it('spares those who reach the ends of the range in sound ways', async () => {
    const dense = new Dense(1, 1);
    dense.weights = [[3000]];
    const model = new Model([dense, new Sigmoid()]).set({ loss: new BinaryCrossentropy(), optimizer: new SGD() });
    const history = await model.train([[1], [-1]], [[0], [1]], { epochs: 3 });
    expect(history.loss.every(Number.isFinite)).toBe(true);
    const wide = new Dense(2, 2);
    wide.weights = [[1e4, -1e4], [1e4, -1e4]]; // prettier-ignore
    const softmax = new Model([wide, new Softmax()]);
    softmax.set({ loss: new CategoricalCrossentropy(), optimizer: new SGD({ learningRate: 0.1 }) });
    expect((await softmax.train([[1, 1]], [1], { epochs: 3 })).loss.every(Number.isFinite)).toBe(true);
  });
});

describe('before the first step', () => {
  const X = (value: number): number[][] => [[0, 1], [1, 1], [2, value]]; // prettier-ignore
  const classes = (): Model => {
    const { model } = classifier();
    return model;
  };
  const values = (): Model => new Model([new Dense(2, 1), new Linear()]).set({ loss: new MeanSquaredError(), optimizer: new SGD() }); // prettier-ignore
  const rows = [[1], [2], [3]];

  it.each<[Model, unknown, unknown, typeof NnfsError, string]>([
    [
      classes(),
      X(NaN),
      [0, 1, 2],
      ValueError,
      'finite inputs X, received NaN at sample 2. Drop or fill in such samples.',
    ],
    [
      classes(),
      X(-Infinity),
      [0, 1, 2],
      ValueError,
      'finite inputs X, received -Infinity at sample 2. Drop or fill in such samples.',
    ],
    [
      classes(),
      X(1),
      [0, 1, 3],
      ValueError,
      'whole labels from 0 to 2, received 3 at sample 2. Labels count classes from 0.',
    ],
    [
      classes(),
      X(1),
      [0, NaN, 1],
      ValueError,
      'whole labels from 0 to 2, received NaN at sample 1. Labels count classes from 0.',
    ],
    [
      classes(),
      X(1),
      [0, -1, 1],
      ValueError,
      'whole labels from 0 to 2, received -1 at sample 1. Labels count classes from 0.',
    ],
    [
      classes(),
      X(1),
      [[0], [1], [1]],
      ShapeError,
      'labels [3] or one-hot rows [3, 3], received [3, 1]. Reshape a column of labels to [N].',
    ],
    [values(), X(1), [[1], [NaN], [3]], ValueError, 'finite targets, received NaN at sample 1.'],
    [values(), X(1), [[1], [2], [Infinity]], ValueError, 'finite targets, received Infinity at sample 2.'],
    [
      values(),
      X(1),
      [1, 2, 3],
      ShapeError,
      'targets [3, 1], as the output, received [3]. Reshape the targets to [N, 1].',
    ],
    [values(), X(1), [[1], [2]], ShapeError, 'X and y of one number of samples, received [3, 2] and [2, 1].'],
    [values(), zeros([0, 2]), zeros([0, 1]), ShapeError, 'inputs X of at least one sample, received [0, 2].'],
    [values(), 5, rows, ShapeError, 'inputs X of at least one sample, received [].'],
  ])('%# is refused', async (model, inputs, targets, kind, message) => {
    const before = parametersOf(model);
    const error = await errorOf(() => model.train(inputs as never, targets as never));
    expect(error).toBeInstanceOf(kind);
    expect(error.message).toBe(`Model.train: expected ${message}`);
    expect(parametersOf(model)).toEqual(before);
    expect(model.optimizer!.iterations).toBe(0);
  });

  it('shapes name the layer that they do not fit', async () => {
    const error = await errorOf(() => values().train([[1, 2, 3]], [[1]]));
    expect(error.message).toBe(
      'Model.train, layer 0, Dense(2, 1): expected inputs [N, 2], received [1, 3]. For these inputs the layer is new Dense(3, 1).',
    );
  });

  it('validation data are looked at as well', async () => {
    const { model, X: inputs, y } = classifier();
    const error = await errorOf(() => model.train(inputs, y, { validationData: [[[NaN, 0]], [0]] }));
    expect(error.message).toBe(
      'Model.train, validationData: expected finite inputs X, received NaN at sample 0. Drop or fill in such samples.',
    );
  });
});

describe('the warning about the scale of inputs', () => {
  const warn = async (largest: number, twice = false): Promise<string[]> => {
    const lines: string[] = [];
    const { model } = line(1e-30);
    for (let i = 0; i < (twice ? 2 : 1); i++) {
      await model.train([[largest], [0]], [[1], [0]], { print: (text) => void lines.push(text) });
    }
    return lines;
  };

  it.each([150, 1e6, -255, 1e-4])('is given for inputs of %d', async (largest) => {
    expect(await warn(largest)).toEqual([
      `The inputs reach ${Math.fround(Math.abs(largest))}; networks learn best from inputs of about -1 to 1. Scale them, for example with StandardScaler.`,
    ]);
  });
  it.each([1, -1, 0, 100, 0.01])('is not given for inputs of %d', async (largest) => {
    expect(await warn(largest)).toEqual([]);
  });
  it('is given once', async () => {
    expect(await warn(1000, true)).toHaveLength(1);
  });
});

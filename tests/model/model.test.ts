/** What a model is besides its training: its layers, settings, predictions, parameters and texts. */
import { beforeEach, describe, expect, it } from 'vitest';
import {
  accuracy,
  Adam,
  argmax,
  BinaryAccuracy,
  CategoricalAccuracy,
  CategoricalCrossentropy,
  Dense,
  Dropout,
  ELU,
  init,
  Linear,
  MeanSquaredError,
  Model,
  NnfsError,
  RandomState,
  RegressionAccuracy,
  ReLU,
  SGD,
  ShapeError,
  Sigmoid,
  SigmoidBinaryCrossentropy,
  Softmax,
  SoftmaxCategoricalCrossentropy,
  tensor,
  ValueError,
  type Layer,
} from 'nnfs';
import { classifier, line, parametersOf } from './networks.ts';

beforeEach(() => init());

const failing = (kind: typeof NnfsError, message: string): unknown =>
  expect.objectContaining({ constructor: kind, message });
const bad = (value: unknown): never => value as never;

describe('layers', () => {
  it('are given at once or one by one', () => {
    const layers = [new Dense(2, 3), new ReLU()];
    expect(new Model(layers).layers).toEqual(layers);
    const [dense, relu] = [new Dense(2, 3), new ReLU()];
    const model = new Model().add(dense).add(relu);
    expect(model.layers).toEqual([dense, relu]);
    expect(model.toString()).toBe('Model(Dense(2, 3), ReLU())');
  });

  it('belong to one model, and only after all of them fit', () => {
    const [dense, wrong] = [new Dense(2, 3), new Dense(4, 1)];
    const misfit =
      'Model.add, layer 1, Dense(4, 1): expected inputs [N, 4], received [1, 3]. For these inputs the layer is new Dense(3, 1).';
    expect(() => new Model([dense, wrong])).toThrow(failing(ShapeError, misfit));
    const model = new Model([dense]); // nobody owns it yet
    expect(() => model.add(wrong)).toThrow(failing(ShapeError, misfit));
    expect(model.layers).toEqual([dense]);
    const owned =
      'Model.add: expected a layer of its own, received Dense(2, 3), which belongs to a model. Make a new one.';
    expect(() => new Model([dense])).toThrow(failing(ValueError, owned));
    const twin = new Dense(2, 3);
    expect(() => new Model([twin, twin])).toThrow(failing(ValueError, owned));
    expect(new Model([twin]).layers).toEqual([twin]);
  });

  it('must be layers', () => {
    expect(() => new Model(bad(new Dense(1, 1)))).toThrow(
      failing(ValueError, 'Model: expected an array of layers, received a Dense.'),
    );
    expect(() => new Model().add(bad(new MeanSquaredError()))).toThrow(
      failing(ValueError, 'Model.add: expected a layer, received a MeanSquaredError.'),
    );
    expect(() => new Model().add(bad(undefined))).toThrow(
      failing(ValueError, 'Model.add: expected a layer, received undefined.'),
    );
    expect(() => new Model([], bad({ seed: 1 }))).toThrow(
      failing(ValueError, 'Model: expected options { random, inputShape }, received the option "seed".'),
    );
    expect(() => new Model([], { random: bad(1) })).toThrow(
      failing(
        ValueError,
        'Model: expected random to be a RandomState, received 1. A seed becomes one: new RandomState(seed).',
      ),
    );
  });
});

describe('settings', () => {
  it('are added to each other', () => {
    const [loss, optimizer, metric] = [new CategoricalCrossentropy(), new SGD(), new CategoricalAccuracy()];
    const model = new Model([new Dense(2, 2), new Softmax()]).set({ loss }).set({ optimizer, accuracy: metric });
    expect([model.loss, model.optimizer]).toEqual([loss, optimizer]);
  });

  it.each<[() => unknown, string]>([
    [
      () => new Model().set(bad({ metric: 1 })),
      'options { loss, optimizer, accuracy, metrics }, received the option "metric".',
    ],
    [() => new Model().set(bad({ loss: 'mse' })), 'a loss, received "mse".'],
    [() => new Model().set(bad({ optimizer: MeanSquaredError })), 'an optimizer, received function MeanSquaredError.'],
    [() => new Model().set(bad({ accuracy: new Adam() })), 'an accuracy, received an Adam.'],
    [
      () => new Model().set(bad({ loss: new SoftmaxCategoricalCrossentropy() })),
      'CategoricalCrossentropy, received SoftmaxCategoricalCrossentropy. After Softmax a model takes the two in one step by itself.',
    ],
  ])('%# are refused', (call, message) => {
    expect(call).toThrow(failing(ValueError, `Model.set: expected ${message}`));
  });

  it('are needed', () => {
    const steps = (model: Model) => model.trainSteps([[1]], [[1]]).next();
    const model = new Model([new Dense(1, 1), new Linear()]);
    expect(() => steps(new Model())).toThrow(
      failing(NnfsError, 'Model.train: expected a model of at least one layer, received none.'),
    );
    expect(() => new Model().predict([[1]])).toThrow(
      failing(NnfsError, 'Model.predict: expected a model of at least one layer, received none.'),
    );
    expect(() => steps(model)).toThrow(
      failing(NnfsError, 'Model.train: expected a loss, received none. Call model.set({ loss }) first.'),
    );
    expect(() => model.evaluate([[1]], [[1]])).toThrow(
      failing(NnfsError, 'Model.evaluate: expected a loss, received none. Call model.set({ loss }) first.'),
    );
    model.set({ loss: new MeanSquaredError() });
    expect(model.evaluate([[1]], [[1]])).toHaveProperty('loss');
    expect(() => steps(model)).toThrow(
      failing(NnfsError, 'Model.train: expected an optimizer, received none. Call model.set({ optimizer }) first.'),
    );
  });
});

describe('the accuracy', () => {
  const X = new RandomState(1).randn([8, 2]);
  it('fits the last layer by default', () => {
    const labels = [0, 1, 2, 0, 1, 2, 0, 1];
    const classes = new Model([new Dense(2, 3), new Softmax()]).set({ loss: new CategoricalCrossentropy() });
    expect(classes.evaluate(X, labels).accuracy).toBe(accuracy(classes.predict(X), labels));
    const yes = [[1], [0], [1], [1], [0], [0], [1], [0]];
    const sigmoid = new Model([new Dense(2, 1), new Sigmoid()]).set({ loss: new MeanSquaredError() });
    expect(sigmoid.evaluate(X, yes).accuracy).toBe(new BinaryAccuracy().calculate(sigmoid.classes(X), yes));
    const linear = new Model([new Dense(2, 1)]).set({ loss: new MeanSquaredError() });
    const values = new RandomState(2).randn([8, 1]);
    expect(linear.evaluate(X, values).accuracy).toBe(new RegressionAccuracy().calculate(linear.predict(X), values));
  });

  it('of logits is asked for', () => {
    const yes = [[1], [0], [1], [1], [0], [0], [1], [0]];
    const model = new Model([new Dense(2, 1), new Linear()]).set({
      loss: new SigmoidBinaryCrossentropy(),
      accuracy: new BinaryAccuracy({ threshold: 0 }),
    });
    const right = model.predict(X).data.filter((logit, n) => logit > 0 === (yes[n]![0] === 1)).length;
    expect(model.evaluate(X, yes).accuracy).toBe(right / 8);
  });
});

describe('predict', () => {
  it('runs in inference, in batches of any size', () => {
    const { model, X } = classifier(0.9);
    const whole = model.predict(X);
    const alone = model.layers
      .filter((layer) => !(layer instanceof Dropout))
      .reduce<ReturnType<Layer['forward']>>((values, layer) => layer.forward(values), X);
    expect(whole).toEqualTensor(alone);
    for (const batchSize of [1, 7, 29, 30, 31]) expect(model.predict(X, { batchSize })).toEqualTensor(whole);
    expect(model.predict(X.toArray() as number[][])).toEqualTensor(whole);
    expect(model.random.getState()).toEqual(classifier(0.9).model.random.getState());
  });

  it('lets a sample that is no number spoil itself alone', () => {
    const { model, X } = classifier();
    const spoilt = X.clone();
    spoilt.data[2 * 4] = NaN;
    const [output, whole] = [model.predict(spoilt), model.predict(X)];
    expect(output.slice(4, 5).data.every(Number.isNaN)).toBe(true);
    expect(output.slice(0, 4)).toEqualTensor(whole.slice(0, 4));
    expect(output.slice(5)).toEqualTensor(whole.slice(5));
  });

  it('hands out copies', async () => {
    const { model, X, y } = classifier();
    const before = model.predict(X);
    const kept = before.clone();
    await model.train(X, y, { epochs: 3 });
    model.predict(X);
    expect(before).toEqualTensor(kept);
  });

  it('classes are what the last layer predicts', () => {
    const { model, X } = classifier();
    expect(model.classes(X)).toEqualTensor(argmax(model.predict(X), { axis: 1 }));
    expect(model.classes(X, { batchSize: 7 })).toEqualTensor(model.classes(X));
    const linear = new Model([new Dense(2, 1)]);
    expect(linear.classes(X)).toEqualTensor(linear.predict(X));
  });

  it.each<[() => unknown, typeof NnfsError, string]>([
    [
      () => classifier().model.predict([[1, 2, 3]]),
      ShapeError,
      'Model.predict, layer 0, Dense(2, 8): expected inputs [N, 2], received [1, 3]. For these inputs the layer is new Dense(3, 8).',
    ],
    [
      () => classifier().model.predict([1, 2]),
      ShapeError,
      'Model.predict, layer 0, Dense(2, 8): expected inputs [N, 2], received [2]. Wrap a single sample in another array: [[...]].',
    ],
    [
      () => classifier().model.predict([[1, 2]], { batchSize: 0 }),
      ValueError,
      'Model.predict: expected batchSize to be a whole number, 1 or more, received 0.',
    ],
    [
      () => classifier().model.predict([[1, 2]], bad(5)),
      ValueError,
      'Model.predict: expected options { batchSize }, received 5.',
    ],
    [
      () => classifier().model.evaluate([[1, 2]], [0], bad({ batch: 5 })),
      ValueError,
      'Model.evaluate: expected options { batchSize, sampleWeights }, received the option "batch".',
    ],
    [
      () => classifier().model.evaluate([[1, 2]], [0], { batchSize: 1.5 }),
      ValueError,
      'Model.evaluate: expected batchSize to be a whole number, 1 or more, received 1.5.',
    ],
    [
      () => classifier().model.evaluate([[1, 2]], [0, 1]),
      ShapeError,
      'Model.evaluate: expected X and y of one number of samples, received [1, 2] and [2].',
    ],
  ])('%# is refused', (call, kind, message) => {
    expect(call).toThrow(failing(kind, message));
  });
});

describe('evaluate', () => {
  it('leaves penalties, dropout and the model out of it', () => {
    const { model, X, y } = classifier(0.9);
    const before = parametersOf(model);
    expect(model.evaluate(X, y)).toEqual({
      loss: new CategoricalCrossentropy().calculate(model.predict(X), y),
      accuracy: accuracy(model.predict(X), y),
    });
    expect(parametersOf(model)).toEqual(before);
  });
});

describe('parameters', () => {
  it('have names, and are copies', () => {
    const { model } = classifier();
    const parameters = model.parameters();
    expect(parameters.map(({ name, tensor: { shape } }) => [name, shape])).toEqual([
      ['layers.0.weights', [2, 8]],
      ['layers.0.biases', [1, 8]],
      ['layers.3.weights', [8, 3]],
      ['layers.3.biases', [1, 3]],
    ]);
    expect(model.getParameters()).toEqual(parameters.map((parameter) => parameter.tensor));
    const before = parametersOf(model);
    parameters[0]!.tensor.data.fill(9);
    expect(parametersOf(model)).toEqual(before);
  });

  it('can be taken over from an equal model', async () => {
    const [a, b] = [classifier(), classifier()];
    await a.model.train(a.X, a.y, { epochs: 3 });
    const values = a.model.getParameters();
    b.model.setParameters(values);
    expect(parametersOf(b.model)).toEqual(parametersOf(a.model));
    values[0]!.data.fill(9);
    expect(parametersOf(b.model)).toEqual(parametersOf(a.model));
    b.model.setParameters(a.model.getParameters().map((x) => x.toArray() as number[][]));
    expect(b.model.predict(b.X)).toEqualTensor(a.model.predict(a.X));
  });

  it.each<[unknown, typeof NnfsError, string]>([
    [[[[1]]], ShapeError, '2 tensors, received 1.'],
    [[[[1]], [[1, 2]]], ShapeError, '[1, 1] at index 1, received [1, 2].'],
    [[[[5]], [5]], ShapeError, '[1, 1] at index 1, received [1].'],
    [[[[5]], [[5], [6, 7]]], ShapeError, 'nested arrays of shape [2, 1], received an array of 2 at [1]. Pad the short rows or leave them out.'], // prettier-ignore
    [undefined, ValueError, 'an array of tensors, received undefined.'],
  ])('%# are refused, and nothing changes', (values, kind, message) => {
    const { model } = line();
    const before = parametersOf(model);
    expect(() => model.setParameters(bad(values))).toThrow(failing(kind, `Model.setParameters: expected ${message}`));
    expect(parametersOf(model)).toEqual(before);
  });
});

describe('summary', () => {
  it('lists layers, shapes and numbers of parameters', () => {
    const model = new Model([
      new Dense(784, 128),
      new ReLU(),
      new Dropout(0.1),
      new ELU({ alpha: 0.5 }),
      new Dense(128, 10),
      new Softmax(),
    ]);
    expect(model.summary()).toBe(
      `
layer                   output    parameters
--------------------------------------------
0  Dense(784, 128)      [N, 128]     100,480
1  ReLU()               [N, 128]           0
2  Dropout(0.1)         [N, 128]           0
3  ELU({ alpha: 0.5 })  [N, 128]           0
4  Dense(128, 10)       [N, 10]        1,290
5  Softmax()            [N, 10]            0
total parameters: 101,770`.trim(),
    );
  });

  it('leaves out shapes that nothing tells, and works without layers', () => {
    expect(new Model([new ReLU()]).summary()).toBe(
      ['layer      output  parameters', '-----------------------------', '0  ReLU()                   0', 'total parameters: 0'].join('\n'), // prettier-ignore
    );
    expect(new Model().summary()).toBe(
      ['layer  output  parameters', '-------------------------', 'total parameters: 0'].join('\n'),
    );
  });
});

describe('types', () => {
  it('of float64 inputs are kept where there are no parameters, and met by float32 weights', () => {
    const X = tensor([[1, 2]], 'float64');
    expect(new Model([new Softmax()]).predict(X).dtype).toBe('float64');
    expect(new Model([new Dense(2, 1)]).predict(X).dtype).toBe('float32');
  });
});

import { beforeEach, describe, expect, it, test } from 'vitest';
import {
  Adagrad,
  Adam,
  AdamW,
  BinaryAccuracy,
  BinaryCrossentropy,
  CategoricalAccuracy,
  CategoricalCrossentropy,
  Dense,
  Dropout,
  ELU,
  FormatError,
  GELU,
  History,
  Huber,
  LeakyReLU,
  Linear,
  MeanAbsoluteError,
  MeanSquaredError,
  Model,
  RMSprop,
  RandomState,
  ReLU,
  RegressionAccuracy,
  SGD,
  Sequential,
  Sigmoid,
  SigmoidBinaryCrossentropy,
  Softmax,
  Swish,
  Tanh,
  Tensor,
  ValueError,
  decodeSafetensors,
  encodeSafetensors,
  exponentialDecay,
  init,
  random,
  sineData,
  spiralData,
  type AccuracyMetric,
  type EpochReport,
  type Layer,
  type Loss,
  type Optimizer,
  type SaveOptions,
} from 'nnfs';
import { decodeModel, encodeModel, type ModelState } from '../../src/model/files/native.ts';
import { described, descriptionOf, differences, edit, trained } from './support.ts';

beforeEach(() => init());

/** A state with these parts. */
const state = (parts: Partial<ModelState>): ModelState => ({
  chain: new Sequential(),
  random,
  notes: {},
  history: new History(),
  memories: new Map(),
  ...parts,
});
const decoded = (parts: Partial<ModelState>, options: SaveOptions = {}): ModelState =>
  decodeModel(encodeModel(state(parts), options));

describe('a model file gives back', () => {
  const layers: Layer[] = [
    new Dense(3, 2),
    new Dense(1, 4, { weightRegularizerL1: 1e-3, weightRegularizerL2: 0.1, biasRegularizerL1: 2, biasRegularizerL2: 1 / 3 }),
    new Dropout(0.1),
    new Dropout(0),
    new ELU({ alpha: 0.3 }),
    new GELU(),
    new LeakyReLU({ slope: 0.2 }),
    new Linear(),
    new ReLU(),
    new Sigmoid(),
    new Softmax(),
    new Swish(),
    new Tanh(),
  ]; // prettier-ignore

  it.each(layers.map((layer) => [layer.toString(), layer] as const))('the layer %s', (_, layer) => {
    const [back, ...others] = decoded({ chain: new Sequential([layer]) }).chain.layers;
    expect(others).toEqual([]);
    expect(back!.constructor).toBe(layer.constructor);
    expect(back!.config()).toEqual(layer.config());
    expect(back!.parameters.map(({ value }) => value)).toEqual(layer.parameters.map(({ value }) => value));
  });

  it.each<Loss>([
    new BinaryCrossentropy(),
    new CategoricalCrossentropy(),
    new Huber({ delta: 0.7 }),
    new MeanAbsoluteError(),
    new MeanSquaredError(),
    new SigmoidBinaryCrossentropy(),
  ])('a loss %#', (loss) => {
    const back = decoded({ loss }).loss!;
    expect(back.constructor).toBe(loss.constructor);
    expect(back.config()).toEqual(loss.config());
  });

  it.each<AccuracyMetric>([
    new BinaryAccuracy(),
    new BinaryAccuracy({ threshold: -0 }),
    new CategoricalAccuracy(),
    new RegressionAccuracy(),
    new RegressionAccuracy({ precision: 1e-300 }),
  ])('an accuracy %#', (accuracy) => {
    const back = decoded({ accuracy }).accuracy!;
    expect(back.constructor).toBe(accuracy.constructor);
    expect(back.config()).toEqual(accuracy.config());
  });

  it.each<Optimizer>([
    new SGD(),
    new SGD({ learningRate: 0.1, decay: 1e-3, momentum: 0.9, nesterov: true, clipNorm: 1 }),
    new Adagrad({ epsilon: 1e-4, globalClipNorm: 5 }),
    new RMSprop({ rho: 0.99, clipValue: 0.5 }),
    new Adam({ beta1: 0.8, beta2: 0.9 }),
    new AdamW({ weightDecay: 0 }),
  ])('an optimizer %#', (optimizer) => {
    const back = decoded({ optimizer }).optimizer!;
    expect(back.constructor).toBe(optimizer.constructor);
    expect(back.config()).toEqual(optimizer.config());
    expect(back.iterations).toBe(0);
  });

  it('parameters of both float types, every bit of them', () => {
    const dense = new Dense(2, 2);
    dense.weights = Float64Array.of(NaN, -0, 1e-320, 1 / 3).reduce(
      (tensor, value, i) => ((tensor.data[i] = value), tensor),
      new Tensor('float64', [2, 2]),
    );
    dense.biases = new Tensor('float32', [1, 2], Float32Array.of(-Infinity, 1e-45));
    const back = decoded({ chain: new Sequential([dense]) }).chain.layers[0] as Dense;
    expect(back.weights).toEqualTensor(dense.weights);
    expect(back.biases).toEqualTensor(dense.biases);
  });

  it('labels and scaler', () => {
    const labels = ['cat', '', '__proto__', 'ü\n"'];
    const scaler = { kind: 'standard', mean: [0.1, -1e-300], names: { a: null, b: true }, text: 'NaN' };
    const back = decoded({ labels, scaler });
    expect(back.labels).toEqual(labels);
    expect(back.scaler).toEqual(scaler);
  });

  it.each([{ scaler: undefined }, { scaler: null }, { scaler: 0 }, { scaler: [] }])('%j', ({ scaler }) => {
    expect(decoded({ scaler }).scaler).toEqual(scaler);
  });

  it('an empty model', () => {
    const back = decoded({}, { training: true });
    expect([back.chain.layers, back.history.epochs, back.loss, back.progress]).toEqual([[], [], undefined, undefined]);
  });

  it('a history of any numbers, validated in some epochs only', () => {
    const epoch = (epoch: number, x: number): EpochReport => ({
      epoch,
      loss: x,
      dataLoss: x,
      regularizationLoss: -0,
      accuracy: 1 / 3,
      learningRate: 5e-324,
      learningRateBefore: x,
    });
    const history = [
      epoch(0, NaN),
      { ...epoch(1, Infinity), validationLoss: 0.1 },
      epoch(7, -1.7e308),
      { ...epoch(8, 0.1), validationLoss: NaN, validationAccuracy: 0 },
    ];
    const whole = new History();
    for (const report of history) whole.add(report);
    expect(decoded({ history: whole }, { training: true }).history.epochs).toEqual(history);
    expect(decoded({ history: whole }, { training: true, history: false }).history.length).toBe(0);
    expect(decoded({ history: whole }).history.length).toBe(0);
  });
});

describe('random streams', () => {
  const dropouts = (...streams: (RandomState | undefined)[]): Sequential =>
    new Sequential(streams.map((random) => new Dropout(0.5, random && { random })));
  const streamOf = ({ chain }: ModelState, at: number): RandomState => (chain.layers[at] as Dropout).random;

  it('stay shared where they were, and apart where they were', () => {
    const [a, b] = [new RandomState('one'), new RandomState('one')];
    const back = decoded({ chain: dropouts(a, b, a, undefined), random: b }, { training: true });
    expect(streamOf(back, 0)).toBe(streamOf(back, 2));
    expect(streamOf(back, 1)).toBe(back.random);
    expect(new Set([0, 1, 3].map((at) => streamOf(back, at))).size).toBe(3);
    expect(back.random.getState()).toEqual(b.getState());
  });

  it('go on where they stood, and leave the global one alone', () => {
    random.randn();
    const bytes = encodeModel(state({ chain: dropouts(undefined) }), { training: true });
    const [before, expected] = [random.getState(), random.randn([5])];
    random.setState(before);
    const back = decodeModel(bytes);
    expect(back.random).not.toBe(random);
    expect(streamOf(back, 0)).toBe(back.random);
    expect(back.random.randn([5])).toEqualTensor(expected);
    expect(random.getState()).toEqual(before);
  });

  it('are the global one without training', () => {
    const own = new RandomState(5);
    const bytes = encodeModel(state({ chain: dropouts(own), random: own }), {});
    const before = random.getState();
    const back = decodeModel(bytes);
    expect(back.random).toBe(random);
    expect(streamOf(back, 0)).toBe(random);
    expect(random.getState()).toEqual(before);
  });
});

describe('training goes on', () => {
  const { X, y } = spiralData({ samples: 30, classes: 3, random: new RandomState(1) });
  const layers = (stream: RandomState): Layer[] => [
    new Dense(2, 8, { random: stream, weightRegularizerL2: 1e-4 }),
    new ReLU(),
    new Dropout(0.2, { random: stream }),
    new Dense(8, 3, { random: stream }),
    new Softmax(),
  ];
  const build = (optimizer: Optimizer, own = new RandomState(3)): Model =>
    new Model(layers(own), { random: own }).set({ loss: new CategoricalCrossentropy(), optimizer });
  const options = { batchSize: 16, shuffle: true };
  const full = (model: Model): Uint8Array => model.toBytes({ training: true });

  test.each([
    ['SGD', () => new SGD({ learningRate: 0.5, momentum: 0.9, nesterov: true, decay: 1e-2 })],
    ['SGD without slots', () => new SGD({ learningRate: 0.5 })],
    ['Adagrad', () => new Adagrad({ learningRate: 0.1 })],
    ['RMSprop', () => new RMSprop({ learningRate: 0.01, decay: 1e-3 })],
    ['Adam', () => new Adam({ learningRate: 0.05, decay: 5e-7, clipNorm: 1 })],
    ['AdamW', () => new AdamW({ learningRate: 0.05 })],
  ])('with %s as if it had never stopped, bit for bit', async (_, optimizer) => {
    for (const dotPrecision of ['float64', 'float32'] as const) {
      init({ dotPrecision });
      const whole = build(optimizer());
      await whole.train(X, y, { ...options, epochs: 7 });
      const half = build(optimizer());
      await half.train(X, y, { ...options, epochs: 3 });
      const bytes = half.toBytes({ training: true });
      const resumed = Model.fromBytes(bytes);
      expect(differences(full(resumed), bytes)).toEqual([]);
      await resumed.train(X, y, { ...options, epochs: 4 });
      expect(resumed.history.epochs).toEqual(whole.history.epochs);
      expect(differences(full(resumed), full(whole))).toEqual([]);
    }
  });

  it('from any step in an epoch', async () => {
    const whole = build(new Adam({ learningRate: 0.02 }));
    const files: Uint8Array[] = [];
    await whole.train(X, y, {
      ...options,
      epochs: 3,
      callbacks: [
        {
          onStep(_, { model }) {
            if (whole.progress!.step > 0) files.push(model.toBytes({ training: true }));
          },
          onEpoch(_, { model }) {
            files.push(model.toBytes({ training: true }));
          },
        },
      ],
    });
    expect(files).toHaveLength(18);
    for (const file of files.slice(0, -1)) {
      const resumed = Model.fromBytes(file);
      await resumed.train(X, y, { ...options, epochs: 3 - resumed.progress!.epoch });
      expect(differences(full(resumed), full(whole))).toEqual([]);
    }
  });

  it('from before the first step: saving settles nothing', async () => {
    const whole = build(new Adam({ learningRate: 0.02 }));
    const resumed = Model.fromBytes(whole.toBytes({ training: true }));
    await whole.train(X, y, { ...options, epochs: 2 });
    const unsaved = build(new Adam({ learningRate: 0.02 }));
    await unsaved.train(X, y, { ...options, epochs: 2 });
    await resumed.train(X, y, { ...options, epochs: 2 });
    expect(differences(full(whole), full(unsaved))).toEqual([]);
    expect(differences(full(resumed), full(unsaved))).toEqual([]);
  });

  it('in float64', async () => {
    const { X, y } = sineData({ samples: 40 });
    const model = (): Model => {
      const own = new RandomState('doubles');
      const dense = new Dense(1, 6, { initializer: (shape) => own.randn(shape, { dtype: 'float64' }), random: own });
      const last = new Dense(6, 1, { initializer: (shape) => own.randn(shape, { dtype: 'float64' }), random: own });
      const made = new Model([dense, new Tanh(), last], { random: own });
      return made.set({ loss: new MeanSquaredError(), optimizer: new Adam({ learningRate: 0.01 }) });
    };
    const [whole, half] = [model(), model()];
    await whole.train(X.astype('float64'), y.astype('float64'), { epochs: 5 });
    await half.train(X.astype('float64'), y.astype('float64'), { epochs: 2 });
    const resumed = Model.fromBytes(half.toBytes({ training: true }));
    await resumed.train(X.astype('float64'), y.astype('float64'), { epochs: 3 });
    expect(resumed.parameters()[0]!.tensor.dtype).toBe('float64');
    expect(differences(full(resumed), full(whole))).toEqual([]);
  });

  it('under a schedule, once that is set again', async () => {
    const schedule = exponentialDecay({ rate: 0.1, factor: 0.9 });
    const [whole, half] = [build(new SGD({ learningRate: schedule })), build(new SGD({ learningRate: schedule }))];
    await whole.train(X, y, { ...options, epochs: 4 });
    await half.train(X, y, { ...options, epochs: 2 });
    const resumed = Model.fromBytes(half.toBytes({ training: true }));
    expect(resumed.optimizer!.currentLearningRate).toBe(half.optimizer!.currentLearningRate);
    expect(resumed.predict(X)).toEqualTensor(half.predict(X));
    expect(differences(full(resumed), full(half))).toEqual([]);
    const parameters = resumed.getParameters();
    await expect(resumed.train(X, y, { ...options, epochs: 2 })).rejects.toThrow(
      new ValueError(
        'Model.train',
        'the learning-rate schedule of the saved model',
        'none',
        'A file holds no functions: set model.optimizer.learningRate to the schedule.',
      ),
    );
    expect(resumed.getParameters()).toEqual(parameters);
    const resumedAgain = Model.fromBytes(half.toBytes({ training: true }));
    resumedAgain.optimizer!.learningRate = schedule;
    await resumedAgain.train(X, y, { ...options, epochs: 2 });
    expect(differences(full(resumedAgain), full(whole))).toEqual([]);
  });

  it('not without { training: true }: the file is smaller, the predictions are the same', async () => {
    const model = build(new Adam());
    await model.train(X, y, { ...options, epochs: 1 });
    const back = Model.fromBytes(model.toBytes());
    expect(back.predict(X)).toEqualTensor(model.predict(X));
    expect(back.evaluate(X, y)).toEqual(model.evaluate(X, y));
    expect(back.optimizer!.iterations).toBe(0);
    expect(back.progress).toBeUndefined();
    expect(back.history.epochs).toEqual([]);
    const names = [...decodeSafetensors(model.toBytes()).tensors.keys()];
    expect(names).toEqual(['layers.0.biases', 'layers.0.weights', 'layers.3.biases', 'layers.3.weights']);
  });
});

describe('encodeModel refuses what could not be loaded', () => {
  class Mine extends ReLU {}
  const cycle: unknown[] = [];
  cycle.push(cycle);
  const deep = JSON.parse(`${'['.repeat(40)}${']'.repeat(40)}`) as unknown;
  const plain = 'Model.toBytes: expected a scaler of plain JSON, received';

  test.each<[string, Partial<ModelState>, string]>([
    ['a layer of your own that goes by the name of another', { chain: new Sequential([new Mine()]) }, "Model.toBytes: expected ReLU itself, received a class that extends ReLU. Give the class a kind of its own: static kind = '...'."],
    ['notes that are no JSON', { notes: { of: new Map() } }, 'Model.toBytes: expected notes of plain JSON, received a Map at "of". Array.from makes a list.'],
    ['labels that are no text', { labels: ['a', 1 as never] }, 'Model.toBytes: expected text as label 1, received 1.'],
    ['a typed array', { scaler: { mean: Float32Array.of(1) } }, `${plain} a Float32Array at "mean". Array.from makes a list.`],
    ['NaN', { scaler: [NaN] }, `${plain} NaN at "0".`],
    ['a tensor', { scaler: new Tensor('float32', [1]) }, `${plain} a Tensor.`],
    ['a function', { scaler: () => 1 }, `${plain} function scaler.`],
    ['undefined inside', { scaler: { a: undefined } }, `${plain} undefined at "a".`],
    ['a cycle', { scaler: cycle }, `${plain} one that contains itself.`],
    ['deep nesting', { scaler: deep }, 'Model.toBytes: expected a scaler of at most 31 levels, received a deeper one.'],
  ])('%s', (_, parts, message) => {
    expect(() => encodeModel(state(parts), {})).toThrow(ValueError);
    expect(() => encodeModel(state(parts), {})).toThrow(message);
  }); // prettier-ignore
});

describe('decodeModel refuses', () => {
  const bytes = trained();

  const refusal = (file: Uint8Array): string => {
    const before = random.getState();
    try {
      decodeModel(file);
    } catch (error) {
      expect(error).toBeInstanceOf(FormatError);
      expect(random.getState()).toEqual(before);
      return (error as Error).message;
    }
    throw new Error('it was accepted');
  };

  it('a file that is no model', () => {
    const plain = encodeSafetensors(new Map([['x', new Tensor('float32', [1])]]));
    expect(refusal(plain)).toBe(
      'Model.fromBytes: expected metadata nnfs, which describes the model, received none. ' +
        'A file of tensors alone does not tell what they belong to.',
    );
    expect(refusal(bytes.subarray(0, 100))).toMatch(/^Model.fromBytes: expected a file of at least/);
  });

  it('a description that is no JSON, names something twice, or is deep', () => {
    const refused = (text: string): string => refusal(described(bytes, text));
    expect(refused('{')).toBe('Model.fromBytes, nnfs: expected JSON, received "{".');
    expect(refused('[]')).toBe('Model.fromBytes, nnfs: expected an object, received [].');
    expect(refused('{"formatVersion":1,"formatVersion":1}')).toContain('expected each name once');
    expect(refused(`{"scaler":${'['.repeat(99)}${']'.repeat(99)}}`)).toContain('at most 32 levels');
  });

  const DENSE = { kind: 'Dense', config: { nInputs: 2, nNeurons: 4 } };

  /** Where a description is changed, to what (undefined: without it), and what is said about it. */
  test.each<[string, path: string, value: unknown, string]>([
    ['another version', 'formatVersion', 3, 'nnfs.formatVersion: expected 1 or 2, received 3. It was written by nnfs '],
    ['no version', 'formatVersion', undefined, 'nnfs.formatVersion: expected 1 or 2, received none. It was written by nnfs '],
    ['no layers', 'layers', undefined, 'nnfs.layers: expected a list, received none.'],
    ['a layer of text', 'layers.1', 'ReLU', 'nnfs.layers[1]: expected an object, received "ReLU".'],
    ['an unknown layer', 'layers.1.kind', 'Conv2D', 'nnfs.layers[1].kind: expected the name of a layer: Dense, Dropout, Sequential, Residual, ReLU, LeakyReLU, ELU, GELU, Swish, Tanh, Sigmoid, Softmax, Linear, received "Conv2D". Pass its class: fromBytes(bytes, { kinds: [Conv2D] }), or all of ours: { kinds }.'],
    ['a layer that objects inherit', 'layers.1.kind', 'constructor', 'nnfs.layers[1].kind: expected the name of a layer: Dense,'],
    ['no kind', 'layers.1.kind', undefined, 'nnfs.layers[1].kind: expected text, received none.'],
    ['no config', 'layers.1.config', undefined, 'nnfs.layers[1].config: expected an object, received none.'],
    ['an option of another kind', 'layers.1.config', { rate: 0.5 }, 'nnfs.layers[1].config: expected no options, received the option "rate".'],
    ['an initializer', 'layers.0.config.initializer', 'glorotNormal', 'nnfs.layers[0].config: expected options { nInputs,'],
    ['text for a number', 'layers.2.config.rate', '0.5', 'nnfs.layers[2].config.rate: expected rate from 0 to below 1, received "0.5".'],
    ['a list for a number', 'layers.2.config.rate', [0.5], 'nnfs.layers[2].config.rate: expected rate from 0 to below 1, received [0.5].'],
    ['an option out of range', 'layers.2.config.rate', 1, 'nnfs.layers[2].config.rate: expected rate from 0 to below 1, received 1.'],
    ['NaN', 'layers.2.config.rate', 'NaN', 'nnfs.layers[2].config.rate: expected rate from 0 to below 1, received "NaN".'],
    ['no inputs', 'layers.0.config.nInputs', undefined, 'nnfs.layers[0].config, Dense: expected nInputs to be a whole number, 1 or more, received undefined.'],
    ['a huge layer', 'layers.0.config.nInputs', 1e15, 'tensor "layers.0.weights": expected [1000000000000000, 4], received [2, 4].'],
    ['a wide layer', 'layers.0.config.nNeurons', 2 ** 53 - 1, 'tensor "layers.0.weights": expected [2, 9007199254740991], received [2, 4].'],
    ['a negative layer', 'layers.0.config.nNeurons', -4, 'nnfs.layers[0].config.nNeurons: expected nNeurons to be a whole number'],
    ['a layer more', 'layers.5', DENSE, 'tensor "layers.5.weights": expected [2, 4], received none.'],
    ['ten thousand layers', 'layers', Array(1e4).fill(DENSE), 'tensor "layers.1.weights": expected [2, 4], received none.'],
    ['an unknown loss', 'loss.kind', 'Hinge', 'nnfs.loss.kind: expected the name of a loss: CategoricalCrossentropy,'],
    ['a loss null', 'loss', null, 'nnfs.loss: expected an object, received null.'],
    ['an unknown accuracy', 'accuracy', { kind: 'F9', config: {} }, 'nnfs.accuracy.kind: expected the name of a metric: CategoricalAccuracy, BinaryAccuracy, RegressionAccuracy, received "F9".'],
    ['an unknown optimizer', 'optimizer.kind', 'Lion', 'nnfs.optimizer.kind: expected the name of an optimizer: SGD, Adagrad, RMSprop, Adam, AdamW, received "Lion".'],
    ['a rate of 0', 'optimizer.config.learningRate', 0, 'nnfs.optimizer.config.learningRate: expected learningRate above 0, received 0.'],
    ['an infinite rate', 'optimizer.config.learningRate', 'Infinity', 'nnfs.optimizer.config.learningRate: expected learningRate above 0, received "Infinity".'],
    ['a schedule of text', 'optimizer.schedule', 'cosine', 'nnfs.optimizer.schedule: expected true or false, received "cosine".'],
    ['half a step', 'optimizer.state.iterations', 0.5, 'nnfs.optimizer.state.iterations: expected a whole number, 0 or more, received 0.5.'],
    ['no rate', 'optimizer.state.currentLearningRate', undefined, 'nnfs.optimizer.state.currentLearningRate: expected a number, received none.'],
    ['no optimizer state', 'optimizer.state', undefined, 'expected tensors of the model only, received a tensor "optimizer.layers.'],
    ['no training', 'training', undefined, 'expected tensors of the model only, received a tensor "history.'],
    ['labels of numbers', 'labels', [1], 'nnfs.labels[0]: expected text, received 1.'],
    ['no streams', 'training.streams', undefined, 'nnfs.training.streams: expected a list, received none.'],
    ['no stream', 'training.streams', [], 'nnfs.training.streams: expected a stream of the model, received none.'],
    ['a stream that nobody draws from', 'training.streams.0.owners.2', 'layers.0', 'nnfs.training.streams: expected streams of layers.2, model, received layers.0, layers.2, model.'],
    ['a layer without its stream', 'training.streams.0.owners', ['model'], 'nnfs.training.streams: expected streams of layers.2, model, received model.'],
    ['a layer with two streams', 'training.streams.1', { owners: ['model'], state: new RandomState(0).getState() }, 'nnfs.training.streams[1].owners[0]: expected an owner of one stream, received model, who has another.'],
    ['a generator of your own', 'training.streams.0.state.bitGenerator', 'PCG64', "nnfs.training.streams[0].state, RandomState.fromState: expected bitGenerator 'MT19937' or 'alea', received \"PCG64\"."],
    ['a stream of zeros', 'training.streams.0.state.state.key', Array(624).fill(0), 'nnfs.training.streams[0].state, RandomState.fromState: expected state.key with a bit set, received zeros only.'],
    ['no progress of steps', 'training.progress.step', -1, 'nnfs.training.progress.step: expected a whole number, 0 or more, received -1.'],
    ['sums of text', 'training.progress.sums.loss', 'much', 'nnfs.training.progress.sums.loss: expected a number, received "much".'],
    ['an order from nowhere', 'training.progress.shuffledFrom', {}, 'nnfs.training.progress.shuffledFrom, RandomState.fromState: expected hasGauss true or false, received undefined.'],
  ])('%s', (_, path, value, message) => {
    const at = message.startsWith('expected') ? ':' : ',';
    expect(refusal(edit(bytes, path, value))).toContain(`Model.fromBytes${at} ${message}`);
  }); // prettier-ignore

  test.each<[string, (tensors: Map<string, Tensor>) => void, string]>([
    ['a missing tensor', (t) => void t.delete('layers.3.biases'), ', tensor "layers.3.biases": expected [1, 3], received none.'],
    ['another shape', (t) => void t.set('layers.3.biases', new Tensor('float32', [3])), ', tensor "layers.3.biases": expected [1, 3], received [3].'],
    ['whole numbers', (t) => void t.set('layers.3.biases', new Tensor('int32', [1, 3])), ', tensor "layers.3.biases": expected float32 or float64, received int32.'],
    ['a stranger', (t) => void t.set('x', new Tensor('uint8', [0])), ': expected tensors of the model only, received a tensor "x".'],
    ['one slot of two', (t) => void t.delete('optimizer.layers.0.weights.cache'), ', tensor "optimizer.layers.0.weights.cache": expected [2, 4], received none.'],
    ['a short slot', (t) => void t.set('optimizer.layers.0.weights.cache', new Tensor('float32', [1])), ', tensor "optimizer.layers.0.weights.cache": expected [2, 4], received [1].'],
    ['a figure less', (t) => void t.delete('history.loss'), ', history.loss: expected [2], received none.'],
    ['a figure short', (t) => void t.set('history.loss', new Tensor('float64', [1])), ', tensor "history.loss": expected [2], received [1].'],
    ['a figure without its epochs', (t) => void t.set('history.validationLoss', new Tensor('float64', [1])), ', tensor "history.validationLoss": expected [2], received [1].'],
    ['a figure beyond the epochs', (t) => void t.set('history.validationLoss', new Tensor('float64', [1])).set('history.validationLoss.at', new Tensor('float64', [1], Float64Array.of(2))), ', history.validationLoss.at[0]: expected an epoch of 2, received 2.'],
    ['half an epoch', (t) => void t.set('history.validationLoss', new Tensor('float64', [1])).set('history.validationLoss.at', new Tensor('float64', [1], Float64Array.of(0.5))), ', history.validationLoss.at[0]: expected an epoch of 2, received 0.5.'],
  ])('%s', (_, change, message) => {
    const { tensors, metadata } = decodeSafetensors(bytes);
    const changed = new Map(tensors);
    change(changed);
    expect(refusal(encodeSafetensors(changed, metadata))).toBe(`Model.fromBytes${message}`);
  }); // prettier-ignore

  it('layers that do not fit together', () => {
    const { tensors } = decodeSafetensors(new Model([new Dense(2, 3), new Dense(3, 1)]).toBytes());
    const text = JSON.stringify(descriptionOf(new Model([new Dense(2, 3), new Dense(3, 1)]).toBytes()));
    const wider = new Map(tensors).set('layers.1.weights', new Tensor('float32', [4, 1]));
    const file = encodeSafetensors(wider, new Map([['nnfs', text.replace('"nInputs":3', '"nInputs":4')]]));
    expect(refusal(file)).toMatch(
      /^Model.fromBytes, nnfs.layers, layers, layer 1, Dense\(4, 1\): expected inputs \[N, 4\], received \[1, 3\]\./,
    );
  });

  it('to let a file reach into prototypes', () => {
    const poison = '"__proto__":{"polluted":true,"kind":"ReLU","config":{}}';
    const text = JSON.stringify(descriptionOf(bytes));
    const places = ['"config":{', '"layers":[{', '"state":{', '"progress":{', '{"formatVersion"'];
    for (const place of places) {
      const poisoned = text.replaceAll(
        place,
        place.startsWith('{') ? `{${poison},"formatVersion"` : `${place}${poison},`,
      );
      expect(poisoned).not.toBe(text);
      try {
        decodeModel(described(bytes, poisoned.replaceAll(',}', '}')));
      } catch (error) {
        expect(error).toBeInstanceOf(FormatError);
      }
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
      expect(Object.keys(Object.prototype)).toEqual([]);
    }
    const scaler = JSON.parse(`{${poison}}`) as object;
    const back = decoded({ scaler }).scaler as object;
    expect(Object.getPrototypeOf(back)).toBe(Object.prototype);
    expect(Object.keys(back)).toEqual(['__proto__']);
  });
});

import { describe, expect, test } from 'vitest';
import {
  CategoricalCrossentropy,
  Dense,
  Flatten,
  FormatError,
  Model,
  RandomState,
  ShapeError,
  Softmax,
  Tensor,
  ValueError,
  convnet,
  evaluateImages,
  init,
  kinds,
  predictImages,
  trainImages,
  type TrainImagesOptions,
} from 'nnfs';

/** Pictures of lines that lie, class 0, or stand, class 1; of color, in the last channel alone. */
function pictures(N: number, side = 6, channels = 1): { X: Tensor<'float32'>; y: Tensor<'int32'> } {
  const X = new Tensor('float32', [N, side, side, channels]);
  const y = new Tensor('int32', [N]);
  for (let n = 0; n < N; n++) {
    const [kind, at] = [n % 2, (3 * n) % side];
    y.data[n] = kind;
    for (let i = 0; i < side; i++) {
      const pixel = kind === 1 ? side * i + at : side * at + i;
      X.data[(n * side * side + pixel) * channels + channels - 1] = 1 - (n % 5) / 10;
    }
  }
  return { X, y };
}

const QUICK = { recipe: 'dense', hidden: [8], epochs: 20, batchSize: 8, learningRate: 0.02 } as const;

describe('trainImages', () => {
  test('learns; the report is that of the model; the same call gives the same bits', async () => {
    const labels = ['lies', 'stands'];
    const { model, report } = await trainImages({ ...pictures(48), labels }, { validation: 0.25, ...QUICK });
    expect(model.labels).toEqual(labels);
    expect(model.inputShape).toEqual([6, 6, 1]);
    expect(model.notes).toEqual({ images: {}, dotPrecision: 'float32' });
    expect([report.training.rows, report.validation!.rows]).toEqual([36, 12]);
    expect(report.training.accuracy).toBe(1);
    expect(report.training.classes.map(({ label, rows }) => [label, rows])).toEqual([['lies', 18], ['stands', 18]]); // prettier-ignore
    expect(report.best!.loss).toBe(Math.min(...report.history.column('validationLoss').map(Number)));
    expect(report.validation!.accuracy).toBe(report.history.last!.validationAccuracy);
    const again = await trainImages({ ...pictures(48), labels }, { validation: 0.25, ...QUICK });
    expect(again.model.toBytes()).toEqual(model.toBytes());
    const other = await trainImages({ ...pictures(48), labels }, { validation: 0.25, seed: 1, ...QUICK });
    expect(other.model.toBytes()).not.toEqual(model.toBytes());
  });

  test('test pictures validate where nothing else is said', async () => {
    const test = pictures(6);
    const { report } = await trainImages({ ...pictures(12), test }, QUICK);
    expect(report.validation!.rows).toBe(6);
    const others = await trainImages({ ...pictures(12), test }, { ...QUICK, validation: pictures(4) });
    expect(others.report.validation!.rows).toBe(4);
    const none = await trainImages(pictures(12), QUICK);
    expect([none.report.validation, none.report.best]).toEqual([undefined, undefined]);
  });

  test('the convolutional network is that of convnet', async () => {
    const { model } = await trainImages(pictures(8, 9, 3), { epochs: 1 });
    const layers = convnet({ inputShape: [9, 9, 3], classes: 2 });
    expect(model.layers.map(String)).toEqual(layers.map(String));
    expect(model.layers.map(({ kind }) => kind).join(' ')).toBe(
      'Conv2D ReLU MaxPooling2D Conv2D ReLU MaxPooling2D Flatten Dense ReLU Dropout Dense Softmax',
    );
  });

  test('penalties are on the weights of convolutions too', async () => {
    const { model } = await trainImages(pictures(8), { epochs: 1, l1: 0.01, l2: 0.02 });
    const penalized = model.layers.map(({ parameters }) => parameters.filter((each) => each.penalized).map(({ name }) => name)); // prettier-ignore
    expect(penalized.flat()).toEqual(Array(4).fill('weights'));
    expect(model.layers[0]!.config()).toMatchObject({ weightRegularizerL1: 0.01, weightRegularizerL2: 0.02 });
  });

  test.each<[string, TrainImagesOptions]>([
    ['two classes with one output', { loss: 'binary' }],
    ['focal loss of logits', { loss: 'focal' }],
    ['weights of classes, early stopping', { classWeights: true, earlyStopping: 5, validation: 0.25 }],
    ['listed layers', { hidden: undefined, recipe: undefined, layers: [{ kind: 'Flatten' }, { kind: 'Dense', config: { nInputs: 36, nNeurons: 2 } }, { kind: 'Softmax' }] }],
    ['penalties, another activation', { l2: 1e-4, activation: 'tanh', dropout: 0.1 }],
  ])('%s', async (_, options) => {
    const { model, report } = await trainImages(pictures(40), { ...QUICK, epochs: 40, ...options });
    expect(report.training.accuracy).toBeGreaterThan(0.9);
    const X = pictures(4).X;
    const loaded = Model.fromBytes(model.toBytes(), { kinds });
    expect(predictImages(loaded, X)).toEqual(predictImages(model, X));
    expect(predictImages(model, X).every(({ confidence }) => confidence >= 0.5)).toBe(true);
  }); // prettier-ignore

  const { X, y } = pictures(6);
  test.each<[string, unknown, Readonly<Record<string, unknown>>, new (...args: never[]) => Error, string]>([
    ['no images', undefined, {}, ValueError, 'trainImages: expected images { X, y }, received undefined.'],
    ['rows', { X: X.reshape([6, 36]), y }, {}, ShapeError, 'trainImages: expected images X [N, H, W, C], received [6, 36]. Gray images have C = 1: reshape them.'],
    ['fewer classes', { X, y: [0, 1] }, {}, ShapeError, 'trainImages: expected classes y [6], one for each image, received [2].'],
    ['fractions', { X, y: [0, 1, 0.5, 0, 1, 0] }, {}, ValueError, 'trainImages: expected whole labels, 0 or more, received 0.5 at sample 2.'],
    ['one class', { X, y: [0, 0, 0, 0, 0, 0], labels: ['a'] }, {}, ValueError, 'trainImages: expected two classes or more, received only "a".'],
    ['a class without a label', { X, y: [0, 1, 2, 0, 1, 2], labels: ['a', 'b'] }, {}, ValueError, 'trainImages: expected whole labels from 0 to 1, received 2 at sample 2.'],
    ['an unknown recipe', { X, y }, { recipe: 'vgg' }, ValueError, 'trainImages: expected recipe to be one of convnet, dense, received "vgg".'],
    ['an unknown option', { X, y }, { epoch: 1 }, ValueError, 'received the option "epoch".'],
    ['a loss of numbers', { X, y }, { loss: 'mse' }, ValueError, 'trainImages: expected a loss of classes (categorical, binary, focal, hinge, squared-hinge), received mse.'],
    ['three classes for the loss binary', { X, y, labels: ['a', 'b', 'c'] }, { loss: 'binary' }, ValueError, 'trainImages: expected two classes for the loss binary, received 3.'],
    ['early stopping without validation', { X, y }, { earlyStopping: true }, ValueError, 'trainImages: expected validation where earlyStopping is set, received none.'],
    ['validation of another size', { X, y }, { validation: pictures(2, 5), epochs: 1 }, ShapeError, 'trainImages, validation: expected images [6, 6, 1], as the others are, received [5, 5, 1].'],
    ['validation that is none', { X, y }, { validation: true }, ValueError, 'trainImages, validation: expected images { X, y }, received true.'],
    ['layers and what says how they are chosen', { X, y }, { layers: [], hidden: [3] }, ValueError, 'trainImages: expected layers, or what says how they are chosen, received layers and hidden.'],
  ])('refuses %s', async (_, images, options, Kind, message) => {
    const error: unknown = await trainImages(images as never, options).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(Kind);
    expect((error as Error).message).toContain(message);
  }); // prettier-ignore
});

describe('convnet', () => {
  test.each([
    [[8, 8, 1], 'Conv2D MaxPooling2D Conv2D MaxPooling2D', 2 * 2 * 64],
    [[28, 28, 1], 'Conv2D MaxPooling2D Conv2D MaxPooling2D', 7 * 7 * 64],
    [[64, 48, 3], 'Conv2D MaxPooling2D Conv2D MaxPooling2D Conv2D MaxPooling2D', 8 * 6 * 128],
    [[1, 5, 1], 'Conv2D MaxPooling2D Conv2D MaxPooling2D', 64],
    [[1, 1, 1], 'Conv2D MaxPooling2D Conv2D MaxPooling2D', 64],
  ])('of pictures %j', (inputShape, front, size) => {
    const layers = convnet({ inputShape, classes: 3, dropout: 0 });
    const names = layers.map(({ kind }) => kind).filter((kind) => /Conv|Pool/.test(kind));
    expect(names.join(' ')).toBe(front);
    expect(layers.slice(-4).map(String)).toEqual([`Dense(${size}, 128)`, 'ReLU()', 'Dense(128, 3)', 'Softmax()']);
    expect(new Model(layers, { inputShape }).outputShape).toEqual([3]);
  });

  test('draws from the stream it is given', () => {
    const weights = (seed: number) => convnet({ inputShape: [4, 4, 1], classes: 2, random: new RandomState(seed) })[0]!.parameters[0]!.value; // prettier-ignore
    expect(weights(1)).toEqual(weights(1));
    expect(weights(2)).not.toEqual(weights(1));
  });

  test.each([
    [{ inputShape: [28, 28], classes: 2 }, 'convnet: expected inputShape to be [H, W, C], as [28, 28, 1], received [28, 28].'],
    [{ inputShape: [28, 28, 1] }, 'convnet: expected classes to be a whole number, 1 or more, received undefined.'],
    [{ inputShape: [28, 28, 1], classes: 2, dropout: 1 }, 'convnet: expected dropout from 0 to below 1, received 1.'],
  ])('refuses %j', (options, message) => {
    expect(() => convnet(options as never)).toThrow(ValueError);
    expect(() => convnet(options as never)).toThrow(message);
  }); // prettier-ignore
});

/** A model of pictures [2, 2, 1]: upper or lower. */
function upperOrLower(notes = {}): Model {
  const dense = new Dense(4, 2);
  dense.weights = [[9, 0], [9, 0], [0, 9], [0, 9]]; // prettier-ignore
  const model = new Model([new Flatten(), dense, new Softmax()], { inputShape: [2, 2, 1] });
  model.set({ loss: new CategoricalCrossentropy() });
  return Object.assign(model, { labels: ['upper', 'lower'], notes });
}

const bytes = (shape: number[], data: number[]): Tensor<'uint8'> => new Tensor('uint8', shape, Uint8Array.from(data));

describe('predictImages and evaluateImages', () => {
  test('images as loaders give them, and pictures as decoders do', () => {
    const model = upperOrLower({ images: { size: [2, 2], background: 0 } });
    const X = new Tensor('float32', [2, 2, 2, 1], Float32Array.of(1, 1, 0, 0, 0, 0, 1, 0));
    const answers = predictImages(model, X);
    expect(answers.map(({ label }) => label)).toEqual(['upper', 'lower']);
    const decoded = [
      bytes([2, 2, 3], [255, 255, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0]), // in color
      bytes([2, 2, 2], [0, 255, 9, 0, 255, 255, 255, 0]), // with opacity
    ];
    expect(predictImages(model, decoded)).toEqual(answers);
    const larger = bytes([4, 2, 1], [255, 255, 255, 255, 0, 0, 0, 0]);
    expect(predictImages(model, [larger])[0]!.label).toBe('upper');
  });

  test('gray images for a model of color', async () => {
    const { model } = await trainImages(pictures(20, 6, 3), { epochs: 1 });
    const { X, y } = pictures(8);
    const data = Uint8Array.from({ length: X.size }, (_, i) => (37 * i) % 256);
    const gray = new Tensor(
      'float32',
      X.shape,
      Float32Array.from(data, (byte) => byte / 255),
    );
    const answers = predictImages(model, gray);
    const decoded = Array.from(
      { length: 8 },
      (_, n) => new Tensor('uint8', [6, 6, 1], data.slice(36 * n, 36 * n + 36)),
    );
    expect(answers).toEqual(predictImages(model, decoded));
    expect(new Set(answers.map(({ confidence }) => confidence)).size).toBe(8);
    const colored = new Tensor('float32', [8, 6, 6, 3], Float32Array.from({ length: 3 * X.size }, (_, i) => gray.data[Math.floor(i / 3)]!)); // prettier-ignore
    expect(evaluateImages(model, { X: gray, y })).toEqual(evaluateImages(model, { X: colored, y }));
  });

  test('no images', () => {
    expect(predictImages(upperOrLower(), [])).toEqual([]);
    expect(predictImages(upperOrLower(), new Tensor('float32', [0, 2, 2, 1]))).toEqual([]);
  });

  test('the precision of training goes before that of the session', async () => {
    const { model } = await trainImages(pictures(20, 9), { epochs: 1 });
    const { X } = pictures(20, 9);
    const before = predictImages(model, X);
    const output = model.predict(X);
    init();
    expect(predictImages(model, X)).toEqual(before);
    expect(model.predict(X)).not.toEqual(output); // the session's is another, and tells
    init({ dotPrecision: 'float32' });
  });

  test.each<[string, () => unknown, new (...args: never[]) => Error, string]>([
    ['a model of rows', () => predictImages(new Model([new Dense(4, 2)]), [[[[1]]]]), ValueError, 'predictImages: expected a model of pictures [H, W, C], received one of samples [4]. new Model(layers, { inputShape }) tells it.'],
    ['a model that does not tell', () => predictImages(new Model([new Flatten()]), [[[[1]]]]), ValueError, 'received one that does not tell.'],
    ['another size', () => predictImages(upperOrLower(), [[[[1]]]]), ShapeError, 'predictImages: expected images [N, 2, 2, 1], as the model was trained with, received [1, 1, 1, 1].'],
    ['color for a model of gray', () => predictImages(upperOrLower(), new Tensor('float32', [5, 2, 2, 3])), ShapeError, 'predictImages: expected images [N, 2, 2, 1], as the model was trained with, received [5, 2, 2, 3]. loadImageFolder(folder, { channels }) brings pictures into the channels of the model.'],
    ['to judge by color a model of gray', () => evaluateImages(upperOrLower(), { X: new Tensor('float32', [5, 2, 2, 3]), y: [0, 1, 0, 1, 0] }), ShapeError, 'evaluateImages: expected images [N, 2, 2, 1]'],
    ['pictures of another size', () => predictImages(upperOrLower(), [bytes([1, 1, 1], [1])]), ShapeError, 'received [1, 1, 1, 1].'],
    ['transparent pixels', () => predictImages(upperOrLower(), [bytes([1, 1, 2], [1, 0])]), FormatError, 'predictImages, picture 0: expected a picture without transparent pixels, received some.'],
    ['a list of floats', () => predictImages(upperOrLower(), [new Tensor('float32', [2, 2, 1]) as never]), ShapeError, 'predictImages: expected bytes [H, W, C] as picture 0, received float32 [2, 2, 1]. decodeImage gives them.'],
    ['labels of another number', () => predictImages(Object.assign(upperOrLower(), { labels: ['a'] }), [bytes([2, 2, 1], [1, 2, 3, 4])]), ValueError, 'predictImages: expected a model of 1 classes, as its labels are, received 2.'],
  ])('refuse %s', (_, work, Kind, message) => {
    expect(work).toThrow(Kind);
    expect(work).toThrow(message);
  }); // prettier-ignore

  test('classes of other names, in another order, unknown ones', () => {
    const X = new Tensor('float32', [3, 2, 2, 1], Float32Array.of(1, 1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0));
    const scores = evaluateImages(upperOrLower(), { X, y: [1, 0, 2], labels: ['lower', 'upper', 'middle'] });
    expect(scores.classes.map(({ label, rows }) => [label, rows])).toEqual([['upper', 1], ['lower', 1], ['middle', 1]]); // prettier-ignore
    expect([scores.accuracy, scores.unknown]).toEqual([2 / 3, ['middle']]);
    expect(scores.confusion).toEqual([[1, 0, 0], [0, 1, 0], [1, 0, 0]]); // prettier-ignore
    expect(scores.loss).toBe(upperOrLower().evaluate(X.slice(0, 2), [0, 1]).loss);
    const strange = evaluateImages(upperOrLower(), { X: X.slice(0, 1), y: [0], labels: ['middle'] });
    expect([strange.loss, strange.accuracy]).toEqual([NaN, 0]);
  });
});

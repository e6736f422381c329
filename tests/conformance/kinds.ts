/** Every layer, loss and optimizer of the package, with what a test needs to run it. A new one is one line here. */
import type { RandomState, Tensor } from 'nnfs';
import {
  Adadelta,
  Adagrad,
  Adam,
  Adamax,
  AdamW,
  AMSGrad,
  AveragePooling1D,
  AveragePooling2D,
  BatchNormalization,
  BinaryCrossentropy,
  BinaryCrossentropyFromLogits,
  CategoricalCrossentropy,
  CategoricalCrossentropyFromLogits,
  CenteredRMSprop,
  Conv1D,
  Conv2D,
  CosineSimilarity,
  Dense,
  Dropout,
  ELU,
  exp,
  Flatten,
  GELU,
  GELUTanh,
  GlobalAveragePooling1D,
  GlobalAveragePooling2D,
  GlobalMaxPooling2D,
  HardSigmoid,
  HardSwish,
  Hinge,
  Huber,
  KLDivergence,
  LayerNormalization,
  LeakyReLU,
  Linear,
  Lion,
  LogCosh,
  LogSoftmax,
  MaxPooling1D,
  MaxPooling2D,
  MeanAbsoluteError,
  MeanSquaredError,
  Mish,
  Nadam,
  Poisson,
  PReLU,
  RandomFlip,
  RandomRotation,
  RandomTranslation,
  ReLU,
  ReLU6,
  RMSprop,
  Rescaling,
  Reshape,
  SELU,
  SGD,
  Sigmoid,
  SigmoidBinaryCrossentropy,
  SigmoidFocalCrossentropy,
  Softmax,
  SoftmaxFocalCrossentropy,
  Softplus,
  Softsign,
  SpatialDropout,
  SquaredHinge,
  Swish,
  Tanh,
  type Layer,
  type Loss,
  type Optimizer,
  type Shape,
} from 'nnfs';

export interface LayerRow {
  /** The layer as its constructor call. */
  readonly text: string;
  readonly make: (random: RandomState) => Layer;
  /** The shape of a sample. @default [3] */
  readonly input?: Shape;
  /** The shape of what it makes of one. @default the same */
  readonly output?: Shape;
  /** How many numbers it learns. */
  readonly parameters?: number;
  /** Whether it takes inputs of any shape. */
  readonly anyShape: boolean;
  /** Whether it adds up many inputs, so that the largest numbers there are overflow. @default where it has parameters */
  readonly adds?: boolean;
  /** Whether it has a kink, where no derivative exists. */
  readonly kink?: boolean;
  /** Whether it draws in training. */
  readonly random?: boolean;
  /** Whether training differs from inference for another reason: it takes statistics of the batch, of two samples or more. */
  readonly statistics?: boolean;
}

/** All of them. */
export const LAYER_ROWS: readonly LayerRow[] = [
  { text: 'Dense(3, 4)', make: (random) => new Dense(3, 4, { random }), output: [4], parameters: 16, anyShape: false },
  {
    text: 'Dense(3, 1)',
    make: (random) => new Dense(3, 1, { random, initializer: 'glorotUniform', weightRegularizerL2: 0.01 }),
    output: [1],
    parameters: 4,
    anyShape: false,
  },
  { text: 'Dropout(0.5)', make: (random) => new Dropout(0.5, { random }), anyShape: true, random: true },
  { text: 'Dropout(0)', make: (random) => new Dropout(0, { random }), anyShape: true },
  { text: 'ReLU()', make: () => new ReLU(), anyShape: true, kink: true },
  { text: 'LeakyReLU({ slope: 0.01 })', make: () => new LeakyReLU(), anyShape: true, kink: true },
  { text: 'LeakyReLU({ slope: 0.3 })', make: () => new LeakyReLU({ slope: 0.3 }), anyShape: true, kink: true },
  { text: 'ELU({ alpha: 1 })', make: () => new ELU(), anyShape: true },
  { text: 'ELU({ alpha: 0.5 })', make: () => new ELU({ alpha: 0.5 }), anyShape: true, kink: true },
  { text: 'GELU()', make: () => new GELU(), anyShape: true },
  { text: 'Swish()', make: () => new Swish(), anyShape: true },
  { text: 'Tanh()', make: () => new Tanh(), anyShape: true },
  { text: 'Sigmoid()', make: () => new Sigmoid(), anyShape: true },
  { text: 'Linear()', make: () => new Linear(), anyShape: true },
  { text: 'Softmax()', make: () => new Softmax(), anyShape: false },
  { text: 'ReLU6()', make: () => new ReLU6(), anyShape: true, kink: true },
  { text: 'PReLU()', make: () => new PReLU(), parameters: 1, anyShape: true, kink: true },
  { text: 'PReLU(3)', make: () => new PReLU(3, { slope: 0.5 }), parameters: 3, anyShape: false, kink: true },
  { text: 'SELU()', make: () => new SELU(), anyShape: true, kink: true },
  { text: 'GELUTanh()', make: () => new GELUTanh(), anyShape: true },
  { text: 'Mish()', make: () => new Mish(), anyShape: true },
  { text: 'HardSwish()', make: () => new HardSwish(), anyShape: true, kink: true },
  { text: 'HardSigmoid()', make: () => new HardSigmoid(), anyShape: true, kink: true },
  { text: 'Softplus()', make: () => new Softplus(), anyShape: true },
  { text: 'Softsign()', make: () => new Softsign(), anyShape: true },
  { text: 'LogSoftmax()', make: () => new LogSoftmax(), anyShape: false },
  { text: 'Flatten()', make: () => new Flatten(), input: [2, 3, 2], output: [12], anyShape: false },
  { text: 'Reshape([2, 3, 1])', make: () => new Reshape([2, 3, 1]), input: [6], output: [2, 3, 1], anyShape: false },
  {
    text: 'Conv2D(2, 3, 3)',
    make: (random) => new Conv2D(2, 3, 3, { random }),
    input: [4, 5, 2],
    output: [2, 3, 3],
    parameters: 57,
    anyShape: false,
  },
  {
    text: "Conv2D(1, 4, [2, 3], { strides: [1, 2], padding: 'same', dilation: [2, 1] })",
    make: (random) =>
      new Conv2D(1, 4, [2, 3], {
        random,
        strides: [1, 2],
        padding: 'same',
        dilation: [2, 1],
        weightRegularizerL1: 0.1,
      }),
    input: [4, 4, 1],
    output: [4, 2, 4],
    parameters: 28,
    anyShape: false,
  },
  {
    text: 'Conv2D(3, 2, 1, { padding: [[1, 0], [0, 2]] })',
    make: (random) => new Conv2D(3, 2, 1, { random, padding: [[1, 0], [0, 2]], useBias: false }), // prettier-ignore
    input: [2, 2, 3],
    output: [3, 4, 2],
    parameters: 6,
    anyShape: false,
  },
  {
    text: "Conv1D(2, 3, 3, { padding: 'causal', dilation: 2 })",
    make: (random) => new Conv1D(2, 3, 3, { random, padding: 'causal', dilation: 2 }),
    input: [6, 2],
    output: [6, 3],
    parameters: 21,
    anyShape: false,
  },
  {
    text: 'Conv1D(1, 1, 2, { strides: 2, padding: 1 })',
    make: (random) => new Conv1D(1, 1, 2, { random, strides: 2, padding: 1 }),
    input: [5, 1],
    output: [3, 1],
    parameters: 3,
    anyShape: false,
  },
  pooling('MaxPooling2D(2)', () => new MaxPooling2D(), [4, 5, 3], [2, 2, 3], true),
  pooling(
    "MaxPooling2D([3, 2], { strides: 1, padding: 'same' })",
    () => new MaxPooling2D([3, 2], { strides: 1, padding: 'same' }),
    [3, 4, 2],
    [3, 4, 2],
    true,
  ),
  pooling('MaxPooling1D(2)', () => new MaxPooling1D(2), [6, 3], [3, 3], true),
  pooling('AveragePooling2D(2)', () => new AveragePooling2D(2), [4, 5, 3], [2, 2, 3]),
  pooling(
    "AveragePooling2D(3, { strides: 2, padding: 'same' })",
    () => new AveragePooling2D(3, { strides: 2, padding: 'same' }),
    [5, 4, 2],
    [3, 2, 2],
  ),
  pooling('AveragePooling1D(3, { strides: 1 })', () => new AveragePooling1D(3, { strides: 1 }), [6, 3], [4, 3]),
  pooling('GlobalAveragePooling2D()', () => new GlobalAveragePooling2D(), [3, 4, 5], [5]),
  pooling('GlobalAveragePooling1D()', () => new GlobalAveragePooling1D(), [3, 5], [5]),
  {
    text: 'BatchNormalization(3)',
    make: () => new BatchNormalization(3),
    parameters: 12,
    anyShape: false,
    statistics: true,
  },
  {
    text: 'BatchNormalization(5, { momentum: 0.5, epsilon: 0.01 })',
    make: () => new BatchNormalization(5, { momentum: 0.5, epsilon: 0.01 }),
    input: [2, 3, 5],
    parameters: 20,
    anyShape: false,
    statistics: true,
  },
  { text: 'LayerNormalization(3)', make: () => new LayerNormalization(3), parameters: 6, anyShape: false },
  {
    text: 'LayerNormalization(9, { epsilon: 0.1 })',
    make: () => new LayerNormalization(9, { epsilon: 0.1 }),
    input: [2, 9],
    parameters: 18,
    anyShape: false,
  },
  { text: 'Rescaling()', make: () => new Rescaling(), anyShape: true },
  {
    text: 'Rescaling({ scale: 0.5, offset: -1 })',
    make: () => new Rescaling({ scale: 0.5, offset: -1 }),
    anyShape: true,
  },
  drawing('SpatialDropout(0.5)', (random) => new SpatialDropout(0.5, { random }), [2, 3, 2]),
  drawing("RandomFlip('horizontalAndVertical')", (random) => new RandomFlip(undefined, { random }), [3, 2, 2]),
  drawing("RandomFlip('vertical')", (random) => new RandomFlip('vertical', { random }), [2, 3, 1]),
  drawing('RandomTranslation(0.5, [-0.2, 0.3])', (random) => new RandomTranslation(0.5, [-0.2, 0.3], { random }), [4, 3, 2]), // prettier-ignore
  drawing(
    "RandomTranslation(1, 0, { fillMode: 'constant', interpolation: 'nearest' })",
    (random) => new RandomTranslation(1, 0, { random, fillMode: 'constant', interpolation: 'nearest' }),
    [3, 2, 1],
  ),
  drawing('RandomRotation(0.5)', (random) => new RandomRotation(0.5, { random }), [3, 4, 1]),
  drawing(
    "RandomRotation([0.1, 0.2], { fillMode: 'constant', fillValue: 3 })",
    (random) => new RandomRotation([0.1, 0.2], { random, fillMode: 'constant', fillValue: 3 }),
    [3, 3, 2],
  ),
  pooling('GlobalMaxPooling2D()', () => new GlobalMaxPooling2D(), [3, 4, 5], [5], true),
];

function pooling(text: string, make: () => Layer, input: Shape, output: Shape, kink = false): LayerRow {
  return { text, make, input, output, anyShape: false, adds: true, kink };
}

function drawing(text: string, make: (random: RandomState) => Layer, input: Shape): LayerRow {
  return { text, make, input, anyShape: false, random: true };
}

/** What a loss compares: confidences of classes, of yes or no, or values; logits of these; distributions; counts. */
export type Compared =
  | 'labels'
  | 'rows'
  | 'binary'
  | 'values'
  | 'logits'
  | 'class logits'
  | 'share logits'
  | 'distributions'
  | 'counts'
  | 'log counts';

/** Whether targets are labels of classes or rows of their shares. */
export const ofClasses = (compared: Compared): boolean =>
  ['labels', 'rows', 'class logits', 'share logits', 'distributions'].includes(compared);

export interface LossRow {
  readonly text: string;
  readonly make: () => Loss;
  readonly compared: Compared;
  readonly kink?: boolean;
  /** Whether it may be below 0. */
  readonly signed?: boolean;
}

export const LOSS_ROWS: readonly LossRow[] = [
  { text: 'CategoricalCrossentropy of labels', make: () => new CategoricalCrossentropy(), compared: 'labels' },
  { text: 'CategoricalCrossentropy of rows', make: () => new CategoricalCrossentropy(), compared: 'rows' },
  { text: 'BinaryCrossentropy', make: () => new BinaryCrossentropy(), compared: 'binary' },
  { text: 'SigmoidBinaryCrossentropy', make: () => new SigmoidBinaryCrossentropy(), compared: 'logits' },
  { text: 'MeanSquaredError', make: () => new MeanSquaredError(), compared: 'values' },
  { text: 'MeanAbsoluteError', make: () => new MeanAbsoluteError(), compared: 'values', kink: true },
  { text: 'Huber', make: () => new Huber(), compared: 'values' },
  { text: 'Huber with delta 0.3', make: () => new Huber({ delta: 0.3 }), compared: 'values' },
  {
    text: 'CategoricalCrossentropyFromLogits of labels',
    make: () => new CategoricalCrossentropyFromLogits(),
    compared: 'class logits',
  },
  {
    text: 'CategoricalCrossentropyFromLogits, smoothed',
    make: () => new CategoricalCrossentropyFromLogits({ labelSmoothing: 0.1 }),
    compared: 'share logits',
  },
  { text: 'BinaryCrossentropyFromLogits', make: () => new BinaryCrossentropyFromLogits(), compared: 'logits' },
  {
    text: 'BinaryCrossentropyFromLogits, smoothed',
    make: () => new BinaryCrossentropyFromLogits({ labelSmoothing: 0.1 }),
    compared: 'logits',
  },
  { text: 'SoftmaxFocalCrossentropy', make: () => new SoftmaxFocalCrossentropy(), compared: 'class logits' },
  {
    text: 'SoftmaxFocalCrossentropy with gamma 0.5',
    make: () => new SoftmaxFocalCrossentropy({ gamma: 0.5 }),
    compared: 'share logits',
  },
  { text: 'SigmoidFocalCrossentropy', make: () => new SigmoidFocalCrossentropy(), compared: 'logits' },
  {
    text: 'SigmoidFocalCrossentropy with alpha',
    make: () => new SigmoidFocalCrossentropy({ gamma: 1.5, alpha: 0.25 }),
    compared: 'logits',
  },
  { text: 'KLDivergence', make: () => new KLDivergence(), compared: 'distributions' },
  { text: 'Hinge', make: () => new Hinge(), compared: 'logits', kink: true },
  { text: 'SquaredHinge', make: () => new SquaredHinge(), compared: 'logits', kink: true },
  { text: 'LogCosh', make: () => new LogCosh(), compared: 'values' },
  { text: 'Poisson', make: () => new Poisson(), compared: 'counts', signed: true },
  { text: 'Poisson of logarithms', make: () => new Poisson({ logOutput: true }), compared: 'log counts', signed: true },
  { text: 'CosineSimilarity', make: () => new CosineSimilarity(), compared: 'values' },
];

/** An output [N, O] that a loss takes, and targets for it, in a float type. */
export function outputAndTargets(
  compared: Compared,
  [N, O]: readonly [number, number],
  random: RandomState,
  dtype: 'float32' | 'float64',
): { output: Tensor<'float32' | 'float64'>; targets: Tensor } {
  const shape: Shape = [N, O];
  const confidences = compared === 'labels' || compared === 'rows' || compared === 'binary';
  const output = confidences ? random.uniform(0.05, 0.95, shape, { dtype }) : random.uniform(-2, 2, shape, { dtype });
  switch (compared) {
    case 'labels':
    case 'class logits':
      return { output, targets: random.randint(0, O, [N]) };
    case 'rows':
    case 'share logits':
      return { output, targets: random.uniform(0, 1, shape, { dtype }) }; // shares of several classes are taken too
    case 'distributions':
      return { output: new Softmax().forward(output), targets: new Softmax().forward(random.randn(shape, { dtype })) };
    case 'binary':
    case 'logits':
      return { output, targets: random.randint(0, 2, shape).astype(dtype) };
    case 'values':
      return { output, targets: random.randn(shape, { dtype }) };
    case 'counts':
      return { output: exp(output), targets: random.randint(0, 5, shape).astype(dtype) };
    case 'log counts':
      return { output, targets: random.randint(0, 5, shape).astype(dtype) };
  }
}

export interface OptimizerRow {
  readonly text: string;
  readonly make: () => Optimizer;
  /** The options it must give back, those that are not defaults. */
  readonly options: Readonly<Record<string, number | boolean>>;
  /** Whether earlier gradients still move a parameter whose gradient is 0, or the parameter decays by itself. */
  readonly moves?: boolean;
}

const optimizer = <Options extends Readonly<Record<string, number | boolean>>>(
  Kind: new (options: Options) => Optimizer,
  options: Options,
  moves = false,
): OptimizerRow => ({
  text: `${Kind.name} ${JSON.stringify(options)}`,
  make: () => new Kind(options),
  options,
  moves,
});

export const OPTIMIZER_ROWS: readonly OptimizerRow[] = [
  optimizer(SGD, {}),
  optimizer(SGD, { learningRate: 0.3, decay: 0.01 }),
  optimizer(SGD, { learningRate: 0.1, momentum: 0.8 }, true),
  optimizer(SGD, { learningRate: 0.1, decay: 0.1, momentum: 0.9, nesterov: true }, true),
  optimizer(Adagrad, {}),
  optimizer(Adagrad, { learningRate: 0.5, decay: 1e-3, epsilon: 1e-3 }),
  optimizer(RMSprop, {}),
  optimizer(RMSprop, { learningRate: 0.02, decay: 1e-5, rho: 0.999, epsilon: 1e-4 }),
  optimizer(RMSprop, { rho: 0 }),
  optimizer(Adam, {}, true),
  optimizer(Adam, { learningRate: 0.05, decay: 5e-7, beta1: 0.8, beta2: 0.9, epsilon: 1e-5 }, true),
  optimizer(Adam, { beta1: 0 }),
  optimizer(AdamW, {}, true),
  optimizer(AdamW, { learningRate: 0.01, weightDecay: 0.2, decay: 1e-2 }, true),
  optimizer(AMSGrad, {}, true),
  optimizer(AMSGrad, { learningRate: 0.05, decay: 1e-3, beta1: 0.8, beta2: 0.9, epsilon: 1e-5 }, true),
  optimizer(Nadam, {}, true),
  optimizer(Nadam, { learningRate: 0.02, beta1: 0.8, beta2: 0.99, momentumDecay: 0.1 }, true),
  optimizer(Adamax, {}, true),
  optimizer(Adamax, { learningRate: 0.02, decay: 1e-3, beta1: 0.5, beta2: 0.9, epsilon: 1e-3 }, true),
  optimizer(Lion, {}, true),
  optimizer(Lion, { learningRate: 0.01, beta1: 0.8, beta2: 0.95, weightDecay: 0.1 }, true),
  optimizer(Adadelta, {}),
  optimizer(Adadelta, { learningRate: 0.5, decay: 0.1, rho: 0.9, epsilon: 1e-4 }),
  optimizer(CenteredRMSprop, {}),
  optimizer(CenteredRMSprop, { learningRate: 0.02, rho: 0.99, momentum: 0.9, epsilon: 1e-4 }, true),
  optimizer(CenteredRMSprop, { centered: false, momentum: 0.5 }, true),
];

/** Every kind that a model file may name, in the open: loading makes what is listed here and nothing else. */
import { ELU, type ELUOptions } from '../activations/elu.ts';
import { GELU } from '../activations/gelu.ts';
import { LeakyReLU, type LeakyReLUOptions } from '../activations/leaky-relu.ts';
import { Linear } from '../activations/linear.ts';
import { ReLU } from '../activations/relu.ts';
import { Sigmoid } from '../activations/sigmoid.ts';
import { Softmax } from '../activations/softmax.ts';
import { Swish } from '../activations/swish.ts';
import { Tanh } from '../activations/tanh.ts';
import { ValueError, describe } from '../errors.ts';
import type { JsonValue } from '../io/json.ts';
import { Dense } from '../layers/dense.ts';
import { Dropout } from '../layers/dropout.ts';
import type { FloatTensor, Layer } from '../layers/layer.ts';
import type { Regularization } from '../layers/regularization.ts';
import { BinaryCrossentropy } from '../losses/binary-crossentropy.ts';
import { CategoricalCrossentropy } from '../losses/categorical-crossentropy.ts';
import { Huber, type HuberOptions } from '../losses/huber.ts';
import type { Loss } from '../losses/loss.ts';
import { MeanAbsoluteError } from '../losses/mean-absolute-error.ts';
import { MeanSquaredError } from '../losses/mean-squared-error.ts';
import { SigmoidBinaryCrossentropy } from '../losses/sigmoid-binary-crossentropy.ts';
import type { AccuracyMetric } from '../metrics/accuracy-metric.ts';
import { BinaryAccuracy, type BinaryAccuracyOptions } from '../metrics/binary-accuracy.ts';
import { CategoricalAccuracy } from '../metrics/categorical-accuracy.ts';
import { RegressionAccuracy, type RegressionAccuracyOptions } from '../metrics/regression-accuracy.ts';
import { Adagrad, type AdagradOptions } from '../optimizers/adagrad.ts';
import { Adam, type AdamOptions } from '../optimizers/adam.ts';
import { AdamW, type AdamWOptions } from '../optimizers/adamw.ts';
import type { ClipOptions } from '../optimizers/clip.ts';
import type { Optimizer, OptimizerOptions } from '../optimizers/optimizer.ts';
import { RMSprop, type RMSpropOptions } from '../optimizers/rmsprop.ts';
import { SGD, type SGDOptions } from '../optimizers/sgd.ts';
import type { RandomState } from '../random/random-state.ts';
import type { Shape } from '../tensor/shape.ts';

/** The types of the options that a configuration may hold. */
type Types = Readonly<Record<string, 'number' | 'boolean'>>;

/** With `satisfies`, a new option cannot be forgotten here. */
type Fields<Options> = { readonly [name in keyof Options]-?: Types[string] };

/** The options of both. Calls are marked as pure: bundlers drop those that nobody needs, but never a spread. */
function join<A extends Types, B extends Types>(first: A, second: B): A & B {
  return { ...first, ...second };
}

/** What a layer finds beside its options. */
export interface LayerParts {
  /** A parameter of the file, once it is known to have this shape. */
  readonly parameter: (name: string, shape: Shape) => FloatTensor;
  /** The random stream that the layer drew from, where the file tells. */
  readonly random: RandomState | undefined;
}

interface Kind<T, Parts> {
  readonly fields: Types;
  make(options: object, parts: Parts): T;
}

/** Kinds by their name. */
export type Kinds<T, Parts = undefined> = Readonly<Record<string, Kind<T, Parts>>>;

type DenseConfig = Regularization & { readonly nInputs: number; readonly nNeurons: number };

/** The weights of the file are the first values: nothing is drawn, and their shape is checked before anything is made. */
function makeDense({ nInputs, nNeurons, ...options }: DenseConfig, { parameter }: LayerParts): Dense {
  const initializer = (shape: Shape): FloatTensor => parameter('weights', shape);
  const dense = new Dense(nInputs, nNeurons, { ...options, initializer });
  dense.biases = parameter('biases', [1, nNeurons]);
  return dense;
}

const REGULARIZATION = {
  weightRegularizerL1: 'number',
  weightRegularizerL2: 'number',
  biasRegularizerL1: 'number',
  biasRegularizerL2: 'number',
} satisfies Fields<Regularization>;

export const LAYERS: Kinds<Layer, LayerParts> = {
  Dense: {
    fields: /* @__PURE__ */ join(
      { nInputs: 'number', nNeurons: 'number' },
      REGULARIZATION,
    ) satisfies Fields<DenseConfig>,
    make: makeDense,
  },
  Dropout: {
    fields: { rate: 'number' },
    make: ({ rate }: { rate: number }, { random }) => new Dropout(rate, random && { random }),
  },
  ELU: { fields: { alpha: 'number' } satisfies Fields<ELUOptions>, make: (options) => new ELU(options) },
  GELU: { fields: {}, make: () => new GELU() },
  LeakyReLU: {
    fields: { slope: 'number' } satisfies Fields<LeakyReLUOptions>,
    make: (options) => new LeakyReLU(options),
  },
  Linear: { fields: {}, make: () => new Linear() },
  ReLU: { fields: {}, make: () => new ReLU() },
  Sigmoid: { fields: {}, make: () => new Sigmoid() },
  Softmax: { fields: {}, make: () => new Softmax() },
  Swish: { fields: {}, make: () => new Swish() },
  Tanh: { fields: {}, make: () => new Tanh() },
};

export const LOSSES: Kinds<Loss> = {
  BinaryCrossentropy: { fields: {}, make: () => new BinaryCrossentropy() },
  CategoricalCrossentropy: { fields: {}, make: () => new CategoricalCrossentropy() },
  Huber: { fields: { delta: 'number' } satisfies Fields<HuberOptions>, make: (options) => new Huber(options) },
  MeanAbsoluteError: { fields: {}, make: () => new MeanAbsoluteError() },
  MeanSquaredError: { fields: {}, make: () => new MeanSquaredError() },
  SigmoidBinaryCrossentropy: { fields: {}, make: () => new SigmoidBinaryCrossentropy() },
};

export const METRICS: Kinds<AccuracyMetric> = {
  BinaryAccuracy: {
    fields: { threshold: 'number' } satisfies Fields<BinaryAccuracyOptions>,
    make: (options) => new BinaryAccuracy(options),
  },
  CategoricalAccuracy: { fields: {}, make: () => new CategoricalAccuracy() },
  RegressionAccuracy: {
    fields: { precision: 'number' } satisfies Fields<RegressionAccuracyOptions>,
    make: (options) => new RegressionAccuracy(options),
  },
};

const CLIP = { clipNorm: 'number', globalClipNorm: 'number', clipValue: 'number' } satisfies Fields<ClipOptions>;
const RATE = /* @__PURE__ */ join({ learningRate: 'number', decay: 'number' }, CLIP) satisfies Fields<OptimizerOptions>;
const ADAM = /* @__PURE__ */ join(RATE, {
  epsilon: 'number',
  beta1: 'number',
  beta2: 'number',
}) satisfies Fields<AdamOptions>;

export const OPTIMIZERS: Kinds<Optimizer> = {
  SGD: {
    fields: /* @__PURE__ */ join(RATE, { momentum: 'number', nesterov: 'boolean' }) satisfies Fields<SGDOptions>,
    make: (options) => new SGD(options),
  },
  Adagrad: {
    fields: /* @__PURE__ */ join(RATE, { epsilon: 'number' }) satisfies Fields<AdagradOptions>,
    make: (options) => new Adagrad(options),
  },
  RMSprop: {
    fields: /* @__PURE__ */ join(RATE, { epsilon: 'number', rho: 'number' }) satisfies Fields<RMSpropOptions>,
    make: (options) => new RMSprop(options),
  },
  Adam: { fields: ADAM, make: (options) => new Adam(options) },
  AdamW: {
    fields: /* @__PURE__ */ join(ADAM, { weightDecay: 'number' }) satisfies Fields<AdamWOptions>,
    make: (options) => new AdamW(options),
  },
};

/** @throws ValueError for a kind that could not be loaded again */
export function checkKind(where: string, kinds: Readonly<Record<string, unknown>>, kind: string): void {
  if (Object.hasOwn(kinds, kind)) return;
  throw new ValueError(where, `one of ${Object.keys(kinds).join(', ')}`, kind, 'Files hold no kinds of your own.');
}

/**
 * Makes what `{ kind, config }` describes.
 *
 * @throws FormatError for an unknown kind, and for options that the kind does not take
 */
export function makeKind<T, Parts>(kinds: Kinds<T, Parts>, description: JsonValue, parts: Parts): T {
  const kind = description.member('kind');
  const name = kind.string();
  if (!Object.hasOwn(kinds, name)) throw kind.error(`one of ${Object.keys(kinds).join(', ')}`);
  const known = kinds[name]!;
  const config = description.member('config');
  const options = config.entries().map(([option, value]) => {
    if (!Object.hasOwn(known.fields, option)) {
      const names = Object.keys(known.fields).join(', ');
      throw config.error(names === '' ? 'no options' : `options { ${names} }`, `the option ${describe(option)}`);
    }
    return [option, known.fields[option] === 'boolean' ? value.flag() : value.number()] as const;
  });
  return config.convert(() => known.make(Object.fromEntries(options), parts));
}

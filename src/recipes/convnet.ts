import { ReLU } from '../activations/relu.ts';
import { Softmax } from '../activations/softmax.ts';
import { Conv2D } from '../layers/conv2d.ts';
import { Dense } from '../layers/dense.ts';
import { Dropout } from '../layers/dropout.ts';
import { Flatten } from '../layers/flatten.ts';
import { heNormal, type Initializer } from '../layers/initializers.ts';
import type { Layer } from '../layers/layer.ts';
import { MaxPooling2D } from '../layers/max-pooling.ts';
import { INFERENCE } from '../layers/pass.ts';
import { sampleShape } from '../layers/sample-shape.ts';
import { any, count, readOptions, share, type OptionRule } from '../options.ts';
import type { RandomState } from '../random/random-state.ts';
import { streamOf } from '../session.ts';
import { sizeOf, type Shape } from '../tensor/shape.ts';

export interface ConvnetOptions {
  /** The shape of a picture, [H, W, C]. */
  readonly inputShape: Shape;
  readonly classes: number;
  /** The share dropped behind the hidden dense layer. @default 0.5 */
  readonly dropout?: number;
  /** Where weights and dropped neurons are drawn from. @default the global stream */
  readonly random?: RandomState;
}

/** Filters of the first convolution; each further one has twice as many, up to `MOST_FILTERS`. */
const FIRST_FILTERS = 32;
const MOST_FILTERS = 128;
/** Convolutions follow each other until pictures are no larger than this. */
const SMALL = 8;
const LEAST_CONVOLUTIONS = 2;

const picture: OptionRule<Shape> = {
  fallback: [],
  expected: 'to be [H, W, C], as [28, 28, 1]',
  holds: (shape) => sampleShape.holds(shape) && (shape as Shape).length === 3,
};

const RULES = {
  inputShape: picture,
  classes: /* @__PURE__ */ count(NaN),
  dropout: /* @__PURE__ */ share(0.5),
  random: /* @__PURE__ */ any<RandomState | undefined>(undefined),
};

/** The neurons of the hidden dense layer. */
export const HIDDEN = 128;

/** How weights start: as ReLU, which halves the variance, needs it. */
const START = heNormal;

/**
 * The layers of a small convolutional network for pictures.
 *
 *     [Conv2D(3 x 3, 'same'), ReLU, MaxPooling2D(2)] twice or more, Flatten, Dense(128), ReLU, Dropout, Dense(classes), Softmax
 *
 * The first convolution has 32 filters, the next 64, all further ones 128; there are as many as it takes to bring pictures down to 8 x 8
 * pixels, at least two. Weights start as He et al. have it.
 *
 * @throws ValueError for a shape that is not [H, W, C], and for options out of range
 *
 * @example
 * import { Model, RandomState, convnet } from 'nnfs';
 * const random = new RandomState(0);
 * const model = new Model(convnet({ inputShape: [28, 28, 1], classes: 10, random }), { inputShape: [28, 28, 1], random });
 * console.log(model.layers.length, model.outputShape); // 12 [ 10 ]
 */
export function convnet(options: ConvnetOptions): Layer[] {
  const where = 'convnet';
  const { inputShape, classes, dropout, random } = readOptions(where, [options], RULES);
  const stream = streamOf(where, random);
  const layers = convolutions(inputShape, START, () => new ReLU(), {}, stream);
  const hidden = new Dense(flatSize(inputShape, layers), HIDDEN, { initializer: START, random: stream });
  const dropped = dropout > 0 ? [new Dropout(dropout, { random: stream })] : [];
  const last = new Dense(HIDDEN, classes, { initializer: START, random: stream });
  return [...layers, hidden, new ReLU(), ...dropped, last, new Softmax()];
}

/** Its layers up to Flatten. @param penalties on the size of weights */
export function convolutions(
  inputShape: Shape,
  initializer: Initializer | undefined,
  activation: () => Layer,
  penalties: { readonly weightRegularizerL1?: number; readonly weightRegularizerL2?: number },
  random: RandomState,
): Layer[] {
  let [height, width, channels] = inputShape as [number, number, number];
  const layers: Layer[] = [];
  for (let n = 0, filters = FIRST_FILTERS; n < LEAST_CONVOLUTIONS || Math.max(height, width) > SMALL; n++) {
    const pool: [number, number] = [Math.min(2, height), Math.min(2, width)];
    layers.push(
      new Conv2D(channels, filters, 3, { padding: 'same', random, ...penalties, ...(initializer && { initializer }) }),
      activation(),
      new MaxPooling2D(pool),
    );
    [height, width, channels] = [Math.floor(height / pool[0]), Math.floor(width / pool[1]), filters];
    filters = Math.min(2 * filters, MOST_FILTERS);
  }
  return [...layers, new Flatten()];
}

/** How many numbers a sample has behind layers. */
export function flatSize(inputShape: Shape, layers: readonly Layer[]): number {
  let shape: Shape = [1, ...inputShape];
  for (const layer of layers) shape = layer.plan({ shape, dtype: 'float32' }, INFERENCE).output.shape;
  return sizeOf(shape);
}

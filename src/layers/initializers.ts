import { DTypeError, ShapeError, ValueError, describe } from '../errors.ts';
import type { OptionRule } from '../options.ts';
import type { RandomState } from '../random/random-state.ts';
import { isFloat, type FloatDType } from '../tensor/dtype.ts';
import { kernels } from '../tensor/kernels/index.ts';
import { formatShape, sameShape, sizeOf, type Shape } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';

/** How many values come together in an output of a layer, and how many outputs a value goes to. */
export interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

/** Draws the first values of a layer's weights, of which the last two axes are inputs and outputs: [I, O], or [..., I, O]. */
export type Initializer = (shape: Shape, random: RandomState, fans?: Fans) => Tensor<FloatDType>;

/** The fans of weights: [I, O] have I and O; in front of these, axes such as those of a window count for both. */
export function fansOf(shape: Shape): Fans {
  const window = sizeOf(shape.slice(0, -2));
  return { fanIn: window * (shape.at(-2) ?? 1), fanOut: window * (shape.at(-1) ?? 1) };
}

/** scale * randn: the book's start, small and symmetric. ValueError for a scale that is not finite. */
export function scaledNormal(scale = 0.01): Initializer {
  if (!Number.isFinite(scale)) throw new ValueError('scaledNormal', 'a finite scale', describe(scale));
  return (shape, random) => {
    const values = random.randn(shape);
    kernels.scale(values.data, scale);
    return values;
  };
}

/** Normal with mean 0 and a standard deviation that follows from the fans. */
export const normal =
  (deviation: (fans: Fans) => number): Initializer =>
  (shape, random, fans = fansOf(shape)) =>
    scaledNormal(deviation(fans))(shape, random);

/** Uniform in ± a limit that follows from the fans. */
export const uniform =
  (limit: (fans: Fans) => number): Initializer =>
  (shape, random, fans = fansOf(shape)) =>
    random.uniform(-limit(fans), limit(fans), shape);

/** Normal with standard deviation √(2 / (fanIn + fanOut)), for Tanh, Sigmoid and Softmax (Glorot and Bengio 2010). */
export const glorotNormal = /* @__PURE__ */ normal(({ fanIn, fanOut }) => Math.sqrt(2 / (fanIn + fanOut)));

/** Uniform in ±√(6 / (fanIn + fanOut)), with the same deviation (Glorot and Bengio 2010). */
export const glorotUniform = /* @__PURE__ */ uniform(({ fanIn, fanOut }) => Math.sqrt(6 / (fanIn + fanOut)));

/** Normal with standard deviation √(2 / fanIn), for ReLU, which halves the variance (He et al. 2015). */
export const heNormal = /* @__PURE__ */ normal(({ fanIn }) => Math.sqrt(2 / fanIn));

/** Uniform in ±√(6 / fanIn), with the same deviation (He et al. 2015). */
export const heUniform = /* @__PURE__ */ uniform(({ fanIn }) => Math.sqrt(6 / fanIn));

/** The initializers that go by a name. */
export const INITIALIZERS = { glorotNormal, glorotUniform, heNormal, heUniform } as const;

/** Their names. */
export type InitializerName = keyof typeof INITIALIZERS;

/** The option that says how a parameter starts, by name or as a function. */
export function startOf(parameter: string, fallback: Initializer): OptionRule<Initializer | InitializerName> {
  return {
    fallback,
    expected: `to be a function or one of ${Object.keys(INITIALIZERS).join(', ')}`,
    holds: (value) => typeof value === 'function' || (typeof value === 'string' && Object.hasOwn(INITIALIZERS, value)),
    transient: { startOf: parameter },
  };
}

/**
 * Draws the first values of a parameter.
 *
 * @throws ShapeError or DTypeError when an initializer gives something else than it was asked for
 */
export function initialValues(
  where: string,
  initializer: Initializer | InitializerName,
  shape: Shape,
  random: RandomState,
): Tensor<FloatDType> {
  const draw = typeof initializer === 'function' ? initializer : INITIALIZERS[initializer];
  const values: Tensor = draw(shape, random, fansOf(shape));
  if (!(values instanceof Tensor && isFloat(values.dtype))) {
    const received = values instanceof Tensor ? `a tensor of ${values.dtype}` : describe(values);
    throw new DTypeError(where, 'an initializer that gives a float tensor', received);
  }
  if (!sameShape(values.shape, shape)) {
    throw new ShapeError(where, `initial weights ${formatShape(shape)}`, formatShape(values.shape));
  }
  return values as Tensor<FloatDType>;
}

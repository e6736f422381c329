import { DTypeError, ShapeError, ValueError, describe } from '../errors.ts';
import { checkRange } from '../options.ts';
import type { RandomState } from '../random/random-state.ts';
import { isFloat, type FloatDType } from '../tensor/dtype.ts';
import { kernels } from '../tensor/kernels/index.ts';
import { formatShape, sameShape, type Shape } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';

/** Draws the first values of a layer's weights [I, O]. */
export type Initializer = (shape: Shape, random: RandomState) => Tensor<FloatDType>;

/** scale * randn: the book's start, small and symmetric. ValueError for a scale that is not finite. */
export function scaledNormal(scale = 0.01): Initializer {
  checkRange('scaledNormal', 'a finite scale', scale, Number.isFinite);
  return (shape, random) => {
    const values = random.randn(shape);
    kernels.scale(values.data, scale);
    return values;
  };
}

/** Normal with standard deviation √(2 / (I + O)), for Tanh, Sigmoid and Softmax (Glorot and Bengio 2010). */
export const glorotNormal: Initializer = ([I, O], random) => scaledNormal(Math.sqrt(2 / (I! + O!)))([I!, O!], random);

/** Uniform in ±√(6 / (I + O)), with the same deviation (Glorot and Bengio 2010). */
export const glorotUniform: Initializer = ([I, O], random) => uniform(Math.sqrt(6 / (I! + O!)), [I!, O!], random);

/** Normal with standard deviation √(2 / I), for ReLU, which halves the variance (He et al. 2015). */
export const heNormal: Initializer = ([I, O], random) => scaledNormal(Math.sqrt(2 / I!))([I!, O!], random);

/** Uniform in ±√(6 / I), with the same deviation (He et al. 2015). */
export const heUniform: Initializer = ([I, O], random) => uniform(Math.sqrt(6 / I!), [I!, O!], random);

function uniform(limit: number, shape: Shape, random: RandomState): Tensor<FloatDType> {
  return random.uniform(-limit, limit, shape);
}

const BY_NAME = { glorotNormal, glorotUniform, heNormal, heUniform } as const;

/** The initializers that go by a name. */
export type InitializerName = keyof typeof BY_NAME;

function findInitializer(initializer: Initializer | InitializerName): Initializer {
  if (typeof initializer === 'function') return initializer;
  if (Object.hasOwn(BY_NAME, initializer)) return BY_NAME[initializer];
  const names = Object.keys(BY_NAME).join(', ');
  throw new ValueError('Dense', `an initializer: a function or one of ${names}`, describe(initializer));
}

/**
 * Draws the first weights.
 *
 * @throws ValueError for a name that is none; ShapeError or DTypeError when a function gives something else than asked for
 */
export function initialWeights(
  initializer: Initializer | InitializerName,
  shape: Shape,
  random: RandomState,
): Tensor<FloatDType> {
  const values: Tensor = findInitializer(initializer)(shape, random);
  if (!(values instanceof Tensor && isFloat(values.dtype))) {
    const received = values instanceof Tensor ? `a tensor of ${values.dtype}` : describe(values);
    throw new DTypeError('Dense', 'an initializer that gives a float tensor', received);
  }
  if (!sameShape(values.shape, shape)) {
    throw new ShapeError('Dense', `initial weights ${formatShape(shape)}`, formatShape(values.shape));
  }
  return values as Tensor<FloatDType>;
}

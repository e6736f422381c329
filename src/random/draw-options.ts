import { DTypeError, ValueError, describe } from '../errors.ts';
import { allocate, isFloat, type DType, type FloatDType } from '../tensor/dtype.ts';
import { checkShape, sizeOf, type Shape } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';

/** The shape of a draw: the lengths of its axes, or one number n for [n]. */
export type DrawShape = Shape | number;

/** Options of a draw with a shape. */
export interface DrawOptions<D extends DType = DType> {
  /** The element type; numbers are drawn in float64 and converted once. @default 'float32', 'int32' for whole numbers */
  readonly dtype?: D;
}

/** The whole numbers from `min` to `max` that an element type holds; float32 rounds what it does not hold. */
const LIMITS: Readonly<Record<DType, readonly [min: number, max: number]>> = {
  float32: [-(2 ** 53 - 1), 2 ** 53 - 1],
  float64: [-(2 ** 53 - 1), 2 ** 53 - 1],
  int32: [-(2 ** 31), 2 ** 31 - 1],
  uint8: [0, 255],
};

/** A tensor of zeros for real numbers, by default float32. */
export function realTensor(where: string, shape: DrawShape, options: unknown): Tensor<FloatDType> {
  const dtype = dtypeOption(where, options) ?? 'float32';
  if (!isFloat(dtype)) throw new DTypeError(where, "dtype 'float32' or 'float64'", describe(dtype));
  return zeros(where, shape, dtype);
}

/** A tensor of zeros, by default int32, for whole numbers from `min` to `max`. */
export function integerTensor(where: string, shape: DrawShape, options: unknown, min: number, max: number): Tensor {
  const dtype = dtypeOption(where, options) ?? 'int32';
  const result = zeros(where, shape, dtype); // checks dtype
  const [least, most] = LIMITS[dtype];
  if (min < least || max > most) {
    const hint = "Ask for { dtype: 'float64' }.";
    throw new ValueError(where, `numbers from ${least} to ${most} for ${dtype}`, `${min} to ${max}`, hint);
  }
  return result;
}

function zeros<D extends DType>(where: string, shape: DrawShape, dtype: D): Tensor<D> {
  const checked = checkShape(where, typeof shape === 'number' ? [shape] : shape);
  return new Tensor(dtype, checked, allocate(dtype, sizeOf(checked)));
}

function dtypeOption(where: string, options: unknown): DType | undefined {
  if (options === undefined) return undefined;
  if (typeof options !== 'object' || options === null) {
    const hint = "The shape is one argument, for example [2, 3]; the type is { dtype: 'float64' }.";
    throw new ValueError(where, 'options { dtype }', describe(options), hint);
  }
  for (const name of Object.keys(options)) {
    if (name !== 'dtype') throw new ValueError(where, 'options { dtype }', `the option ${describe(name)}`);
  }
  return (options as DrawOptions).dtype;
}

import { ShapeError, ValueError } from '../errors.ts';
import { checkOptions } from '../options.ts';
import { asFloat, asTensor, type ArrayLike } from './create.ts';
import { allocate, isFloat, type Data, type FloatDType } from './dtype.ts';
import { kernels } from './kernels/index.ts';
import { checkAxis, formatShape, sizeOf } from './shape.ts';
import { Tensor } from './tensor.ts';

/** Which axis a reduction runs along. */
export interface ReduceOptions {
  /** The axis that goes away; negative counts from the last. @default all axes, giving a tensor of shape [] */
  readonly axis?: number;
  /** Whether the reduced axis stays, with length 1. @default false */
  readonly keepDims?: boolean;
}

/** A tensor seen as [outer, length, inner] around the reduced axis, and the shape of the result. */
interface View {
  readonly x: Tensor;
  readonly outer: number;
  readonly length: number;
  readonly inner: number;
  readonly shape: readonly number[];
}

function view(where: string, values: ArrayLike, options: ReduceOptions): View {
  checkOptions(where, options, ['axis', 'keepDims']);
  const { axis, keepDims = false } = options;
  const x = asTensor(values, where);
  if (axis === undefined) {
    return { x, outer: 1, length: x.size, inner: 1, shape: keepDims ? x.shape.map(() => 1) : [] };
  }
  const reduced = checkAxis(where, axis, x.rank);
  return {
    x,
    outer: sizeOf(x.shape.slice(0, reduced)),
    length: x.shape[reduced]!,
    inner: sizeOf(x.shape.slice(reduced + 1)),
    shape: x.shape.flatMap((length, i) => (i !== reduced ? [length] : keepDims ? [1] : [])),
  };
}

/** Sums floats along an axis: a pairwise run where the axis is contiguous, row after row elsewhere. */
function sumFloats({ x, outer, length, inner, shape }: View): Tensor<FloatDType> {
  const input = x as Tensor<FloatDType>;
  const output = new Tensor(input.dtype, shape);
  if (inner === 1) {
    for (let i = 0; i < outer; i++) output.data[i] = kernels.sum(input.data, i * length, length);
    return output;
  }
  for (let i = 0; i < outer; i++) {
    const slab = input.data.subarray(i * length * inner, (i + 1) * length * inner);
    kernels.sumRows(slab, output.data.subarray(i * inner, (i + 1) * inner), length, inner);
  }
  return output;
}

/**
 * The sum of all elements or along an axis, in NumPy's order of summation; integers stay integers.
 *
 * A transposed tensor is summed in the order of its source, as NumPy's view is.
 *
 * @throws ValueError when a sum of integers does not fit int32
 *
 * @example
 * import { sum, tensor } from 'nnfs';
 * console.log(sum(tensor([[1, 2], [3, 4]]), { axis: 0 }));
 * // [4. 6.]
 */
export function sum(values: ArrayLike, options: ReduceOptions = {}): Tensor {
  const reduction = view('sum', values, options);
  const { x } = reduction;
  if (x.transposed && isFloat(x.dtype)) return sumTransposed(x as Tensor<FloatDType>, options);
  if (isFloat(x.dtype)) return sumFloats(reduction);
  const wide = sumFloats({ ...reduction, x: x.astype('float64') });
  const output = wide.astype('int32');
  if (!wide.data.every((total, i) => total === output.data[i])) {
    throw new ValueError('sum', 'a total within int32', 'a larger one', "Sum x.astype('float64') instead.");
  }
  return output;
}

/** Transposes back, sums the source along the mirrored axis, and transposes the result. */
function sumTransposed(x: Tensor<FloatDType>, options: ReduceOptions): Tensor {
  const { axis } = options;
  const mirrored = axis === undefined ? options : { ...options, axis: x.rank - 1 - checkAxis('sum', axis, x.rank) };
  const total = sumFloats(view('sum', x.transpose(), mirrored)).transpose();
  return total.reshape(total.shape); // no view of another
}

/**
 * The arithmetic mean: NumPy's sum, divided by the count. Integers are averaged in float64.
 *
 * @throws ShapeError for an empty tensor or axis
 */
export function mean(values: ArrayLike, options: ReduceOptions = {}): Tensor {
  const { x, length } = filledView('mean', values, options);
  const total = sum(asFloat(x, 'float64'), options);
  for (let i = 0; i < total.size; i++) total.data[i]! /= length;
  return total;
}

/** The view of a reduction that has no result for an empty axis. */
function filledView(where: string, values: ArrayLike, options: ReduceOptions): View {
  const reduction = view(where, values, options);
  if (reduction.length === 0) throw new ShapeError(where, 'at least one element', formatShape(reduction.x.shape));
  return reduction;
}

/** The elements with the reduced axis last, so that each run is contiguous. */
function runsOf({ x, outer, length, inner }: View): Data {
  if (inner === 1) return x.data;
  const runs = allocate(x.dtype, x.size);
  let next = 0;
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      for (let k = 0; k < length; k++) runs[next++] = x.data[(o * length + k) * inner + i]!;
    }
  }
  return runs;
}

/** The element of each run that none after it beats; the first NaN beats all. */
function extreme(reduction: View, beats: (value: number, best: number) => boolean): Tensor {
  const { x, length, shape } = reduction;
  const runs = runsOf(reduction);
  const output = new Tensor(x.dtype, shape);
  for (let run = 0; run < output.size; run++) {
    let best = runs[run * length]!;
    for (let i = 1; i < length && best === best; i++) {
      const value = runs[run * length + i]!;
      if (beats(value, best) || value !== value) best = value;
    }
    output.data[run] = best;
  }
  return output;
}

/** The largest element, the last of equals (0 and -0); NaN where there is one. @throws ShapeError for an empty tensor or axis */
export function max(values: ArrayLike, options: ReduceOptions = {}): Tensor {
  return extreme(filledView('max', values, options), (value, best) => value >= best);
}

/** The smallest element, the last of equals (0 and -0); NaN where there is one. @throws ShapeError for an empty tensor or axis */
export function min(values: ArrayLike, options: ReduceOptions = {}): Tensor {
  return extreme(filledView('min', values, options), (value, best) => value <= best);
}

/**
 * The index of the largest element, the first of equals; the first NaN counts as largest. Without an axis the index is into the
 * flattened tensor.
 *
 * @throws ShapeError for an empty tensor or axis
 *
 * @example
 * import { argmax } from 'nnfs';
 * console.log(argmax([[0.7, 0.2, 0.1], [0.5, 0.1, 0.4], [0.02, 0.9, 0.08]], { axis: 1 }));
 * // [0 0 1]
 */
export function argmax(values: ArrayLike, options: ReduceOptions = {}): Tensor<'int32'> {
  const reduction = filledView('argmax', values, options);
  const { outer, length, inner, shape } = reduction;
  const indices = new Int32Array(outer * inner);
  kernels.argmaxRows(runsOf(reduction), indices, indices.length, length);
  return new Tensor('int32', shape, indices);
}

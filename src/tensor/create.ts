import { DTypeError, ShapeError, ValueError, describe } from '../errors.ts';
import { allocate, dtypeOf, isFloat, type Data, type DType, type FloatDType } from './dtype.ts';
import { MAX_RANK, checkShape, formatShape, sizeOf, type Shape } from './shape.ts';
import { Tensor } from './tensor.ts';

/** Nested arrays of numbers, every level of one length. */
export type NestedArray = readonly number[] | readonly NestedArray[];

/** A tensor without its methods, as it arrives where one was posted to a worker, cloned or kept in a browser's database. */
export interface PlainTensor extends Pick<Tensor, 'dtype' | 'shape' | 'data'> {
  readonly transposed?: boolean;
}

/** What every function of this package takes where it needs a tensor. */
export type ArrayLike = Tensor | PlainTensor | Data | NestedArray;

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value);
}

/** The lengths along the first elements; `flatten` then checks that all others agree. An array that contains itself has no end of them. */
function shapeOf(where: string, values: unknown): Shape {
  const shape: number[] = [];
  for (let level = values; isList(level) && shape.length <= MAX_RANK; level = level[0]) shape.push(level.length);
  return checkShape(where, shape);
}

/** The numbers of nested arrays, in order. */
function flatten(where: string, values: unknown, shape: Shape): Float64Array {
  // Memory is asked for once the first value has been seen: arrays of something else may be of any length.
  let numbers: Float64Array | undefined;
  const index: number[] = []; // of the value visited
  let next = 0;
  const visit = (value: unknown, axis: number): void => {
    const at = (): string => (axis === 0 ? '' : ` at ${formatShape(index.slice(0, axis))}`);
    if (isList(value) ? value.length !== shape[axis] : axis < shape.length) {
      const received = isList(value) ? `an array of ${value.length}` : describe(value);
      const hint = 'Pad the short rows or leave them out.';
      throw new ShapeError(where, `nested arrays of shape ${formatShape(shape)}`, received + at(), hint);
    }
    if (isList(value)) {
      for (let i = 0; i < value.length; i++) {
        index[axis] = i;
        visit(value[i], axis + 1);
      }
    } else if (typeof value === 'number') {
      (numbers ??= allocate('float64', sizeOf(shape), where))[next++] = value;
    } else {
      throw new DTypeError(where, 'numbers', describe(value) + at());
    }
  };
  visit(values, 0);
  return numbers ?? new Float64Array(0);
}

/** Throws unless an integer type can hold every value as it is. */
function checkWhole(where: string, values: Data | readonly number[], dtype: DType): void {
  const [low, high] = dtype === 'uint8' ? [0, 255] : [-2147483648, 2147483647];
  for (const value of values) {
    if (!Number.isInteger(value) || value < low || value > high) {
      const hint = 'To drop fractions, make a float tensor and call astype().';
      throw new ValueError(where, `whole numbers from ${low} to ${high} for ${dtype}`, describe(value), hint);
    }
  }
}

/** The tensor that a value is, or was before it was cloned. @throws DTypeError, ShapeError for fields that do not fit together */
function tensorOf(values: unknown): Tensor | undefined {
  if (values instanceof Tensor) return values;
  if (typeof values !== 'object' || values === null || !('dtype' in values && 'data' in values)) return undefined;
  const { dtype, shape, data, transposed = false } = values as PlainTensor;
  return dtypeOf(data) === undefined ? undefined : new Tensor(dtype, shape, data, transposed);
}

function build(where: string, values: number | ArrayLike, dtype: DType): Tensor {
  const given = tensorOf(values);
  const [source, shape, transposed] =
    given === undefined ? [values, shapeOf(where, values), false] : [given.data, given.shape, given.transposed];
  const numbers = dtypeOf(source) === undefined ? flatten(where, source, shape) : (source as Data);
  const out = new Tensor(dtype, shape, undefined, transposed);
  if (!isFloat(dtype)) checkWhole(where, numbers, dtype);
  out.data.set(numbers);
  return out;
}

/**
 * A new tensor with a copy of the values: nested arrays, a typed array, another tensor, or one number (shape []).
 *
 * A tensor that was posted to a worker or cloned arrives as its fields alone; here it becomes a tensor again, and where a function takes
 * arrays it is taken as it is.
 *
 * @param dtype the element type; that of another tensor is kept by naming it, `tensor(x, x.dtype)` @default 'float32'
 * @throws ShapeError for ragged nested arrays, ValueError for values an integer type cannot hold
 *
 * @example
 * import { tensor } from 'nnfs';
 * const x = tensor([[0.7, 0.1, 0.2]]);
 * console.log(x);
 * // [[0.7 0.1 0.2]]
 * console.log(tensor(structuredClone(x)));
 * // [[0.7 0.1 0.2]]
 */
export function tensor<D extends DType = 'float32'>(values: number | ArrayLike, dtype?: D): Tensor<D>;
export function tensor(values: number | ArrayLike, dtype: DType = 'float32'): Tensor {
  return build('tensor', values, dtype);
}

/**
 * The argument itself if it is a tensor, else a tensor of it: typed arrays keep their type and memory, plain numbers get `dtype`.
 *
 * @param where the operation that errors name
 */
export function asTensor(values: number | ArrayLike, where = 'tensor', dtype: DType = 'float32'): Tensor {
  const given = tensorOf(values);
  if (given !== undefined) return given;
  const own = dtypeOf(values);
  return own === undefined ? build(where, values, dtype) : new Tensor(own, shapeOf(where, values), values as Data);
}

/** A tensor of floats as it is, one of integers converted. */
export function asFloat(x: Tensor, dtype: FloatDType = 'float32'): Tensor<FloatDType> {
  return isFloat(x.dtype) ? (x as Tensor<FloatDType>) : x.astype(dtype);
}

/** A tensor of zeros. */
export function zeros<D extends DType = 'float32'>(shape: Shape, dtype?: D): Tensor<D>;
export function zeros(shape: Shape, dtype: DType = 'float32'): Tensor {
  return new Tensor(dtype, shape);
}

/** A tensor of ones. */
export function ones<D extends DType = 'float32'>(shape: Shape, dtype?: D): Tensor<D>;
export function ones(shape: Shape, dtype: DType = 'float32'): Tensor {
  return full(shape, 1, dtype);
}

/** A tensor with every element `value`. @throws DTypeError for a value that is no number, ValueError for one an integer type cannot hold */
export function full<D extends DType = 'float32'>(shape: Shape, value: number, dtype?: D): Tensor<D>;
export function full(shape: Shape, value: number, dtype: DType = 'float32'): Tensor {
  if (typeof value !== 'number') throw new DTypeError('full', 'numbers', describe(value));
  if (!isFloat(dtype)) checkWhole('full', [value], dtype);
  const out = new Tensor(dtype, shape);
  out.data.fill(value);
  return out;
}

/** The identity matrix [n, n]; row `k` is the one-hot vector of class `k`. */
export function eye<D extends DType = 'float32'>(n: number, dtype?: D): Tensor<D>;
export function eye(n: number, dtype: DType = 'float32'): Tensor {
  const out = new Tensor(dtype, [n, n]);
  for (let i = 0; i < n; i++) out.data[i * n + i] = 1;
  return out;
}

/**
 * The numbers start, start + step, ... before stop, as np.arange: `ceil((stop - start) / step)` of them, element i is
 * `start + i * ((start + step) - start)` in float64. With one argument, 0 to stop.
 *
 * @throws ValueError for bounds that are not finite and for a step of 0
 */
export function arange<D extends DType = 'float32'>(start: number, stop?: number, step?: number, dtype?: D): Tensor<D>;
export function arange(start: number, stop?: number, step = 1, dtype: DType = 'float32'): Tensor {
  const [from, to] = stop === undefined ? [0, start] : [start, stop];
  const numbers = [from, to, step].every((value) => typeof value === 'number');
  const length = numbers ? Math.ceil((to - from) / step) : NaN;
  if (!Number.isFinite(length)) {
    const received = `${describe([from, to])}, step ${describe(step)}`;
    throw new ValueError('arange', 'finite bounds and a step other than 0', received);
  }
  const delta = from + step - from; // not always `step`: NumPy takes the difference of the first two
  const values = allocate('float64', Math.max(0, length), 'arange');
  for (let i = 0; i < values.length; i++) values[i] = from + i * delta;
  return build('arange', values, dtype);
}

/**
 * `n` evenly spaced numbers from start to stop, both included, as np.linspace: `i * ((stop - start) / (n - 1)) + start` in float64,
 * the last exactly `stop`, then converted to `dtype`.
 *
 * @throws ValueError for bounds that are not finite and for an `n` that is not a whole number, 0 or more
 */
export function linspace<D extends DType = 'float32'>(start: number, stop: number, n?: number, dtype?: D): Tensor<D>;
export function linspace(start: number, stop: number, n = 50, dtype: DType = 'float32'): Tensor {
  if (!Number.isInteger(n) || n < 0) {
    throw new ValueError('linspace', 'a whole number of points, 0 or more', describe(n));
  }
  if (![start, stop].every(Number.isFinite)) {
    throw new ValueError('linspace', 'finite bounds', describe([start, stop]));
  }
  const values = allocate('float64', n, 'linspace');
  const step = (stop - start) / (n - 1);
  for (let i = 0; i < n; i++) values[i] = i * step + start;
  if (n === 1) values[0] = start;
  else if (n > 1) values[n - 1] = stop;
  const points = new Tensor('float64', [n], values);
  return dtype === 'float64' ? points : points.astype(dtype);
}

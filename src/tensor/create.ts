import { DTypeError, ShapeError, ValueError, describe } from '../errors.ts';
import { allocate, dtypeOf, isFloat, type Data, type DType } from './dtype.ts';
import { formatShape, sizeOf, type Shape } from './shape.ts';
import { Tensor } from './tensor.ts';

/** Nested arrays of numbers, every level of one length. */
export type NestedArray = readonly number[] | readonly NestedArray[];

/** What every function of this package takes where it needs a tensor. */
export type ArrayLike = Tensor | Data | NestedArray;

/** The lengths along the first elements; `fill` then checks that all others agree. */
function shapeOf(values: number | ArrayLike): Shape {
  const shape: number[] = [];
  for (
    let level: unknown = values;
    Array.isArray(level) || ArrayBuffer.isView(level);
    level = (level as unknown[])[0]
  ) {
    shape.push((level as unknown[]).length);
  }
  return shape;
}

function fill(where: string, values: unknown, shape: Shape, out: number[] | Data): void {
  let next = 0;
  const visit = (value: unknown, axis: number): void => {
    if (axis === shape.length) {
      if (typeof value !== 'number') {
        const ragged = Array.isArray(value) || ArrayBuffer.isView(value);
        if (ragged) throw raggedError(where, shape);
        throw new DTypeError(where, 'numbers', describe(value));
      }
      out[next++] = value;
      return;
    }
    if (!(Array.isArray(value) || ArrayBuffer.isView(value)) || (value as unknown[]).length !== shape[axis]) {
      throw raggedError(where, shape);
    }
    for (const part of value as unknown[]) visit(part, axis + 1);
  };
  visit(values, 0);
}

function raggedError(where: string, shape: Shape): ShapeError {
  return new ShapeError(
    where,
    `nested arrays of one shape, here ${formatShape(shape)} after the first row`,
    'rows of different lengths',
    'Pad the short rows or drop them.',
  );
}

/** Throws unless every value can be stored in an integer type as it is. */
function checkWhole(where: string, values: ArrayLike | readonly number[] | Data, dtype: DType): void {
  const [low, high] = dtype === 'uint8' ? [0, 255] : [-2147483648, 2147483647];
  for (const value of values as Iterable<number>) {
    if (!Number.isInteger(value) || value < low || value > high) {
      throw new ValueError(
        where,
        `whole numbers from ${low} to ${high} for ${dtype}`,
        describe(value),
        'astype() truncates.',
      );
    }
  }
}

/**
 * A new tensor with a copy of the values: nested arrays, a typed array, another tensor, or one number (shape []).
 *
 * @param dtype the element type @default 'float32'
 * @throws ShapeError for ragged nested arrays, ValueError for values an integer type cannot hold
 *
 * @example
 * import { tensor } from 'nnfs';
 * console.log(tensor([[0.7, 0.1, 0.2]]));
 * // [[0.7 0.1 0.2]]
 */
export function tensor<D extends DType = 'float32'>(values: number | ArrayLike, dtype?: D): Tensor<D>;
export function tensor(values: number | ArrayLike, dtype: DType = 'float32'): Tensor {
  const shape = values instanceof Tensor ? values.shape : shapeOf(values);
  const flat = values instanceof Tensor ? values.data : values;
  const data = allocate(dtype, sizeOf(shape));
  if (!isFloat(dtype)) {
    const exact: number[] = [];
    fill('tensor', flat, values instanceof Tensor ? [values.size] : shape, exact);
    checkWhole('tensor', exact, dtype);
    data.set(exact);
  } else if (ArrayBuffer.isView(flat)) data.set(flat as Data);
  else fill('tensor', flat, shape, data);
  return new Tensor(dtype, shape, data);
}

/** The argument itself if it is a tensor, else a tensor of it: typed arrays keep their type and memory, numbers become float32. */
export function asTensor(values: number | ArrayLike): Tensor {
  if (values instanceof Tensor) return values;
  const dtype = dtypeOf(values);
  return dtype === undefined ? tensor(values) : new Tensor(dtype, [(values as Data).length], values as Data);
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

/** A tensor with every element `value`. */
export function full<D extends DType = 'float32'>(shape: Shape, value: number, dtype?: D): Tensor<D>;
export function full(shape: Shape, value: number, dtype: DType = 'float32'): Tensor {
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
 * `start + i * step`. With one argument, 0 to stop.
 */
export function arange<D extends DType = 'float32'>(start: number, stop?: number, step?: number, dtype?: D): Tensor<D>;
export function arange(start: number, stop?: number, step = 1, dtype: DType = 'float32'): Tensor {
  const [from, to] = stop === undefined ? [0, start] : [start, stop];
  const length = Math.ceil((to - from) / step);
  if (!Number.isFinite(length)) {
    throw new ValueError('arange', 'finite bounds and a step other than 0', `${from}, ${to}, step ${step}`);
  }
  const values = Array.from({ length: Math.max(0, length) }, (_, i) => from + i * step);
  return tensor(values, dtype);
}

/**
 * `n` evenly spaced numbers from start to stop, both included, as np.linspace: `i * ((stop - start) / (n - 1)) + start` in float64,
 * the last exactly `stop`, then converted to `dtype`.
 */
export function linspace<D extends DType = 'float32'>(start: number, stop: number, n?: number, dtype?: D): Tensor<D>;
export function linspace(start: number, stop: number, n = 50, dtype: DType = 'float32'): Tensor {
  if (!Number.isInteger(n) || n < 0)
    throw new ValueError('linspace', 'a whole number of points, 0 or more', describe(n));
  const values = new Float64Array(n);
  const step = (stop - start) / (n - 1);
  for (let i = 0; i < n; i++) values[i] = i * step + start;
  if (n === 1) values[0] = start;
  else if (n > 1) values[n - 1] = stop;
  return new Tensor('float64', [n], values).astype(dtype);
}

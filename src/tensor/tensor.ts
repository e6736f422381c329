import { DTypeError, ShapeError, ValueError, describe } from '../errors.ts';
import { allocate, dtypeOf, plainArray, type DataOf, type DType } from './dtype.ts';
import { checkShape, formatShape, isArray, sizeOf, type Shape } from './shape.ts';
import { formatArray } from './text/index.ts';

/** A tensor's elements as nested arrays; a plain number for rank 0. */
export type NestedNumbers = number | NestedNumbers[];

/**
 * A row-major block of numbers of one type: `shape` says how `data` is read, the last axis varies fastest.
 *
 * Nothing has to be disposed. Operations return new tensors; `slice`, `reshape` and `at` never change their source.
 *
 * @example
 * import { tensor } from 'nnfs';
 * const x = tensor([[1, 2, 3], [4, 5, 6.5]]);
 * console.log(x.shape); // [ 2, 3 ]
 * console.log(`${x}`);
 * // [[1.  2.  3. ]
 * //  [4.  5.  6.5]]
 */
export class Tensor<D extends DType = DType> {
  readonly dtype: D;
  readonly shape: Shape;
  /** The elements, row-major. Writing to them changes this tensor. */
  readonly data: DataOf<D>;
  /**
   * Whether NumPy would hold this tensor as the transposed view of another and so sum it in the order of that one. Only the order of
   * summation depends on it, never the layout of `data`.
   */
  readonly transposed: boolean;

  /**
   * @param data the elements, used where they are, not copied; zeros when absent
   * @throws ShapeError when `data` has not as many elements as `shape`, DTypeError when it is of another type
   */
  constructor(dtype: D, shape: Shape, data?: DataOf<D>, transposed = false) {
    this.dtype = dtype;
    this.shape = checkShape('Tensor', shape);
    const elements = data ?? allocate(dtype, sizeOf(shape));
    if (dtypeOf(elements) !== dtype) {
      throw new DTypeError('Tensor', `elements of type ${dtype}`, describe(data), 'To convert them, call tensor().');
    }
    this.data = plainArray(dtype, elements);
    this.transposed = transposed;
    if (this.data.length !== sizeOf(shape)) {
      throw new ShapeError('Tensor', `${sizeOf(shape)} elements for ${formatShape(shape)}`, `${this.data.length}`);
    }
  }

  get size(): number {
    return this.data.length;
  }

  get rank(): number {
    return this.shape.length;
  }

  /** One element: an index for each axis, negative ones count from the end. */
  at(...index: number[]): number {
    if (index.length !== this.rank) {
      throw new ShapeError('Tensor.at', `${this.rank} indices for ${formatShape(this.shape)}`, `${index.length}`);
    }
    let offset = 0;
    this.shape.forEach((length, axis) => {
      const i = index[axis]!;
      if (!Number.isInteger(i) || i < -length || i >= length) {
        throw new ValueError('Tensor.at', `an index from ${-length} to ${length - 1} for axis ${axis}`, describe(i));
      }
      offset = offset * length + (i < 0 ? i + length : i);
    });
    return this.data[offset]!;
  }

  /** A copy of the rows `begin` to `end` (not included) of the first axis; negative numbers count from the end, as in Array.slice. */
  slice(begin: number, end?: number): Tensor<D> {
    if (this.rank === 0) throw new ShapeError('Tensor.slice', 'at least one axis', 'a single number');
    const rows = this.shape[0]!;
    for (const bound of [begin, end ?? rows]) {
      if (!Number.isInteger(bound)) throw new ValueError('Tensor.slice', 'whole row numbers', describe(bound));
    }
    const clamp = (i: number): number => Math.min(rows, Math.max(0, i < 0 ? i + rows : i));
    const from = clamp(begin);
    const to = Math.max(from, clamp(end ?? rows));
    const row = sizeOf(this.shape.slice(1));
    const data = this.data.slice(from * row, to * row) as DataOf<D>;
    return new Tensor(this.dtype, [to - from, ...this.shape.slice(1)], data, this.transposed);
  }

  /** The same elements, copied, under another shape; one length may be -1 and is then worked out. */
  reshape(shape: Shape): Tensor<D> {
    if (!isArray(shape)) {
      throw new ShapeError('Tensor.reshape', 'a shape such as [2, -1]', describe(shape), 'Lengths go into one array.');
    }
    const unknown = shape.indexOf(-1);
    const known = sizeOf(shape.filter((_, axis) => axis !== unknown));
    const whole = unknown < 0 ? shape : shape.map((length, axis) => (axis === unknown ? this.size / known : length));
    if (!whole.every((length) => Number.isInteger(length) && length >= 0) || sizeOf(whole) !== this.size) {
      const hint = unknown < 0 ? '' : 'One length may be -1 where the others divide the number of elements.';
      throw new ShapeError('Tensor.reshape', `a shape of ${this.size} elements`, describe(shape), hint);
    }
    return new Tensor(this.dtype, whole, this.data.slice() as DataOf<D>);
  }

  /**
   * A copy with the axes in another order, by default reversed: [N, I] becomes [I, N].
   *
   *     transpose(axes).shape[i] = shape[axes[i]]
   *
   * A reversal is summed in the order of its source, as NumPy sums the view. Of any other order NumPy's view has its own order of
   * summation; here it is that of a row-major copy, `np.ascontiguousarray(x.transpose(axes))`.
   *
   * @param axes each axis once; negative ones count from the last
   * @throws ValueError for axes that are left out, come twice or do not exist
   * @see NumPy's `transpose`
   *
   * @example
   * import { zeros } from 'nnfs';
   * console.log(zeros([2, 3, 4]).transpose([0, -1, 1]).shape); // [ 2, 4, 3 ]
   */
  transpose(axes: readonly number[] = [...this.shape.keys()].reverse()): Tensor<D> {
    const { rank, shape } = this;
    const order = checkOrder(axes, rank);
    const turned = order.map((axis) => shape[axis]!);
    const out = allocate(this.dtype, this.size);
    const strides = new Array<number>(rank); // where a step along our axis leads
    order.forEach((axis, i) => (strides[axis] = sizeOf(turned.slice(i + 1))));
    const index = new Array<number>(rank).fill(0);
    let target = 0;
    for (let i = 0; i < out.length; i++) {
      out[target] = this.data[i]!;
      for (let axis = rank - 1; axis >= 0; axis--) {
        index[axis]!++;
        target += strides[axis]!;
        if (index[axis]! < shape[axis]!) break;
        target -= strides[axis]! * shape[axis]!;
        index[axis] = 0;
      }
    }
    const long = order.filter((axis) => shape[axis] !== 1); // the others may stand anywhere
    const rises = long.filter((axis, i) => axis > long[i - 1]!).length;
    const transposed = rises === 0 ? !this.transposed : rises === long.length - 1 && this.transposed;
    return new Tensor(this.dtype, turned, out, transposed);
  }

  /** A copy in another element type, converted as a C cast does: fractions towards zero, floats rounded to nearest. */
  astype<E extends DType>(dtype: E): Tensor<E> {
    const data = allocate(dtype, this.size);
    data.set(this.data);
    return new Tensor(dtype, this.shape, data, this.transposed);
  }

  clone(): Tensor<D> {
    return new Tensor(this.dtype, this.shape, this.data.slice() as DataOf<D>, this.transposed);
  }

  /** The only element of a tensor of size 1. */
  item(): number {
    if (this.size !== 1) {
      throw new ShapeError(
        'Tensor.item',
        'a tensor of one element',
        formatShape(this.shape),
        'For one of several, call at().',
      );
    }
    return this.data[0]!;
  }

  /** The elements as nested arrays of numbers; a number for rank 0. */
  toArray(): NestedNumbers {
    let offset = 0;
    const build = (axis: number): NestedNumbers =>
      axis === this.rank ? this.data[offset++]! : Array.from({ length: this.shape[axis]! }, () => build(axis + 1));
    return build(0);
  }

  /** NumPy's text of the array, as `print` shows it. */
  toString(): string {
    return formatArray(this);
  }

  /** What `console.log` shows in Node. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

/** Axes counted from the first. @throws ValueError unless each of them comes once */
function checkOrder(axes: unknown, rank: number): number[] {
  const order = isArray(axes) ? axes.map((axis) => ((axis as number) < 0 ? (axis as number) + rank : axis)) : [NaN];
  if (order.length !== rank || !order.every((_, axis) => order.includes(axis))) {
    throw new ValueError('Tensor.transpose', `each of ${rank} axes once`, describe(axes));
  }
  return order as number[];
}

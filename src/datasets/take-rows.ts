import { ShapeError, ValueError, describe } from '../errors.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import type { DType } from '../tensor/dtype.ts';
import { formatShape, sizeOf } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';

/**
 * A copy of some rows of a tensor (its first axis), in the order of `indices`; a row may come more than once.
 *
 * @param x [N, ...]
 * @param indices [M], from 0 to N - 1
 * @returns [M, ...], of the type of x
 * @throws ValueError for a row that x does not have, ShapeError where x has no rows or indices are not [M]
 * @see NumPy's `x[indices]`
 *
 * @example
 * import { takeRows } from 'nnfs';
 * console.log(takeRows([[1, 2], [3, 4], [5, 6]], [2, 0]));
 * // [[5. 6.]
 * //  [1. 2.]]
 */
export function takeRows<D extends DType>(x: Tensor<D>, indices: ArrayLike): Tensor<D>;
export function takeRows(x: ArrayLike, indices: ArrayLike): Tensor;
export function takeRows(x: ArrayLike, indices: ArrayLike): Tensor {
  const source = asTensor(x, 'takeRows');
  const { data: rows, rank, shape } = asTensor(indices, 'takeRows', 'float64');
  const [N, ...rest] = source.shape;
  if (N === undefined) throw new ShapeError('takeRows', 'a tensor with rows', 'a single number');
  if (rank !== 1) throw new ShapeError('takeRows', 'indices [M]', formatShape(shape));
  const width = sizeOf(rest);
  const output = new Tensor(source.dtype, [rows.length, ...rest]);
  rows.forEach((n, i) => {
    if (!Number.isInteger(n) || n < 0 || n >= N) {
      throw new ValueError('takeRows', `whole indices from 0 to ${N - 1}`, `${describe(n)} at index ${i}`);
    }
    output.data.set(source.data.subarray(n * width, (n + 1) * width), i * width);
  });
  return output;
}

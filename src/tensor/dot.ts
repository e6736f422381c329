import { kernels } from './kernels/index.ts';
import { ShapeError } from '../errors.ts';
import { asFloat, asTensor, type ArrayLike } from './create.ts';
import { isFloat, promote, type FloatDType } from './dtype.ts';
import { dotPrecision } from './precision.ts';
import { formatShape } from './shape.ts';
import { Tensor } from './tensor.ts';

/**
 * The matrix product of rank 2 tensors, or the inner product where an operand has rank 1, as np.dot.
 *
 *     output[n, o] = Σ_i a[n, i] * b[i, o]
 *
 * float32 operands accumulate in one chain over i, in the precision that `init()` sets; integers are computed in float64.
 *
 * @throws ShapeError when the inner lengths differ or a rank is neither 1 nor 2
 *
 * @example
 * import { dot } from 'nnfs';
 * console.log(dot([[1, 2], [3, 4]], [[1, 0], [0, 2]]));
 * // [[1. 4.]
 * //  [3. 8.]]
 */
export function dot(a: ArrayLike, b: ArrayLike): Tensor<FloatDType> {
  const left = asTensor(a, 'dot');
  const right = asTensor(b, 'dot');
  const inner = left.shape.at(-1);
  if (![1, 2].includes(left.rank) || ![1, 2].includes(right.rank) || inner === undefined || inner !== right.shape[0]) {
    throw new ShapeError(
      'dot',
      'shapes [N, I] and [I, O]',
      `${formatShape(left.shape)} and ${formatShape(right.shape)}`,
      'The last axis of the first and the first axis of the second must have one length.',
    );
  }
  const common = promote(left.dtype, right.dtype);
  const dtype = isFloat(common) ? common : 'float64';
  const output = new Tensor<FloatDType>(dtype, [...left.shape.slice(0, -1), ...right.shape.slice(1)]);
  const [N, I, O] = [left.rank === 2 ? left.shape[0]! : 1, inner, right.rank === 2 ? right.shape[1]! : 1];
  kernels.dot(asFloat(left, 'float64').data, asFloat(right, 'float64').data, output.data, N, I, O, dotPrecision());
  return output;
}

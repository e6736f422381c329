import { ShapeError, describe } from '../errors.ts';
import { checkCount } from '../options.ts';
import { asTensor, type ArrayLike } from './create.ts';
import { promote } from './dtype.ts';
import { checkAxis, formatShape, isArray, sameShape, sizeOf } from './shape.ts';
import { checkLabels } from './targets.ts';
import { Tensor } from './tensor.ts';

/**
 * Class labels [N] as rows [N, C] with a 1 at the label.
 *
 * @throws ShapeError for labels that are not [N], ValueError for a label that is not a whole number from 0 to classes - 1
 *
 * @example
 * import { oneHot } from 'nnfs';
 * console.log(oneHot([0, 2], 3));
 * // [[1. 0. 0.]
 * //  [0. 0. 1.]]
 */
export function oneHot(labels: ArrayLike, classes: number): Tensor<'float32'> {
  const indices = asTensor(labels, 'oneHot');
  if (indices.rank !== 1) throw new ShapeError('oneHot', 'labels [N]', formatShape(indices.shape));
  checkCount('oneHot', 'classes', classes);
  checkLabels('oneHot', indices.data, classes);
  const output = new Tensor('float32', [indices.size, classes]);
  indices.data.forEach((label, n) => (output.data[n * classes + label] = 1));
  return output;
}

/**
 * Tensors joined along an axis; their other lengths must agree, and the type is the widest among them.
 *
 * @throws ShapeError when no tensors are given or their other lengths differ
 *
 * @example
 * import { concat } from 'nnfs';
 * console.log(concat([[[1, 2]], [[3, 4]]]));
 * // [[1. 2.]
 * //  [3. 4.]]
 */
export function concat(tensors: readonly ArrayLike[], axis = 0): Tensor {
  if (!isArray(tensors) || tensors.length === 0) {
    throw new ShapeError('concat', 'an array of one or more tensors', describe(tensors));
  }
  const parts = Array.from(tensors, (x) => asTensor(x, 'concat'));
  const first = parts[0]!;
  const joined = checkAxis('concat', axis, first.rank);
  const rest = (x: Tensor): number[] => x.shape.filter((_, i) => i !== joined);
  const odd = parts.find((x) => x.rank !== first.rank || !sameShape(rest(x), rest(first)));
  if (odd !== undefined) {
    const shapes = `${formatShape(first.shape)} and ${formatShape(odd.shape)}`;
    throw new ShapeError('concat', `shapes that agree but for axis ${joined}`, shapes);
  }
  const dtype = parts.map((x) => x.dtype).reduce(promote);
  const length = parts.reduce((total, x) => total + x.shape[joined]!, 0);
  const output = new Tensor(
    dtype,
    first.shape.map((n, i) => (i === joined ? length : n)),
  );
  const inner = sizeOf(first.shape.slice(joined + 1));
  const outer = sizeOf(first.shape.slice(0, joined));
  let column = 0;
  for (const part of parts) {
    const width = part.shape[joined]! * inner;
    for (let row = 0; row < outer; row++) {
      output.data.set(part.data.subarray(row * width, (row + 1) * width), row * length * inner + column);
    }
    column += width;
  }
  return output;
}

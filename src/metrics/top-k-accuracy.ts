import { ShapeError, ValueError } from '../errors.ts';
import { checkCount } from '../options.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { formatShape } from '../tensor/shape.ts';
import { checkConfidences, classLabels } from './class-pairs.ts';

/**
 * The share of samples whose class is among the k most confident ones; of equally confident classes the first comes first, so that
 * k = 1 gives the accuracy.
 *
 * @param confidences [N, C]
 * @param targets class labels [N] or one-hot rows [N, C]
 * @param k from 1 to C
 * @returns 0 to 1
 * @throws ShapeError for confidences that are not [N, C], of one class alone, and other numbers of targets; ValueError for k, labels that are no class and NaN
 *
 * @example
 * import { topKAccuracy } from 'nnfs';
 * console.log(topKAccuracy([[0.5, 0.3, 0.2], [0.1, 0.8, 0.1], [0.6, 0.3, 0.1]], [1, 1, 2], 2)); // 0.6666666666666666
 */
export function topKAccuracy(confidences: ArrayLike, targets: ArrayLike, k = 5): number {
  const where = 'topKAccuracy';
  const given = asTensor(confidences, where, 'float64');
  if (given.rank !== 2 || given.size === 0) throw new ShapeError(where, 'confidences [N, C]', formatShape(given.shape));
  const [N, C] = given.shape as [number, number];
  if (C === 1) throw new ShapeError(where, 'confidences [N, C] of two classes or more', formatShape(given.shape));
  checkCount(where, 'k', k);
  if (k > C) throw new ValueError(where, `k up to ${C}, the number of classes`, `${k}`);
  checkConfidences(where, given);
  const labels = classLabels(where, asTensor(targets, where, 'float64'), N, C);
  let right = 0;
  for (let n = 0; n < N; n++) {
    const label = labels[n]!;
    const own = given.data[n * C + label]!;
    let before = 0;
    for (let j = 0; j < C; j++) {
      const other = given.data[n * C + j]!;
      if (other > own || (other === own && j < label)) before++;
    }
    if (before < k) right++;
  }
  return right / N;
}

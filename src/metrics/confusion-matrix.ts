import type { ArrayLike } from '../tensor/create.ts';
import { allocate } from '../tensor/dtype.ts';
import { Tensor } from '../tensor/tensor.ts';
import { classPairs } from './class-pairs.ts';

/**
 * How often which class was taken for which: row k, column j counts the samples of class k that were predicted to be j.
 *
 *     right predictions are on the diagonal; row sums count the samples of a class, column sums the predictions of it
 *
 * @param predictions classes [N], confidences [N, C], or confidences of a yes [N, 1], class 1 above one half
 * @param targets class labels [N] or one-hot rows [N, C]
 * @param classes C where only labels [N] are given @default the largest label that occurs, and one
 * @returns [C, C]
 * @throws ShapeError when the numbers of samples or classes differ; ValueError for labels that are no class, confidences that are NaN,
 *     and more classes than memory holds
 * @see scikit-learn's `confusion_matrix`, which takes the targets first
 *
 * @example
 * import { confusionMatrix } from 'nnfs';
 * console.log(confusionMatrix([0, 0, 2, 1], [0, 0, 2, 2]));
 * // [[2 0 0]
 * //  [0 0 0]
 * //  [0 1 1]]
 */
export function confusionMatrix(predictions: ArrayLike, targets: ArrayLike, classes?: number): Tensor<'int32'> {
  const where = 'confusionMatrix';
  const { predicted, actual, C } = classPairs(where, predictions, targets, classes);
  const matrix = new Tensor('int32', [C, C], allocate('int32', C * C, where));
  actual.forEach((label, n) => matrix.data[label * C + predicted[n]!]!++);
  return matrix;
}

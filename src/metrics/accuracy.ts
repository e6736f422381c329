import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { readPairs } from './class-pairs.ts';

/**
 * The share of samples whose most confident class is the right one.
 *
 *     accuracy = (number of n with predictions_n = targets_n) / N          0 to 1
 *
 * @param predictions classes [N], or confidences [N, C] of two classes or more
 * @param targets class labels [N] or one-hot rows [N, C]
 * @throws ShapeError when the numbers of samples differ; ValueError for labels that are no class, confidences that are NaN, and those of
 *     one class: a column of yes and no is for `BinaryAccuracy`
 * @see the book, chapter 5
 *
 * @example
 * import { accuracy } from 'nnfs';
 * console.log(accuracy([[0.7, 0.2, 0.1], [0.5, 0.1, 0.4], [0.02, 0.9, 0.08]], [0, 1, 1])); // 0.6666666666666666
 */
export function accuracy(predictions: ArrayLike, targets: ArrayLike): number {
  const where = 'accuracy';
  const given = asTensor(predictions, where, 'float64');
  const { predicted, actual } = readPairs(where, given, asTensor(targets, where, 'float64'));
  let right = 0;
  for (let n = 0; n < actual.length; n++) if (predicted[n] === actual[n]) right++;
  return right / actual.length;
}

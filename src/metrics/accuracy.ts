import { ShapeError } from '../errors.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { formatShape } from '../tensor/shape.ts';
import { checkLabels, classTargets, classesOf } from '../tensor/targets.ts';

/**
 * The share of samples whose most confident class is the right one.
 *
 *     accuracy = (number of n with predictions_n = targets_n) / N          0 to 1
 *
 * @param predictions confidences [N, C], or class indices [N]
 * @param targets class labels [N] or one-hot rows [N, C]
 * @throws ShapeError when the numbers of samples differ, ValueError for labels that are no class
 * @see the book, chapter 5
 *
 * @example
 * import { accuracy } from 'nnfs';
 * console.log(accuracy([[0.7, 0.2, 0.1], [0.5, 0.1, 0.4], [0.02, 0.9, 0.08]], [0, 1, 1])); // 0.6666666666666666
 */
export function accuracy(predictions: ArrayLike, targets: ArrayLike): number {
  const given = asTensor(predictions, 'accuracy');
  const wanted = asTensor(targets, 'accuracy');
  const N = given.shape[0] ?? 0;
  if ((given.rank !== 1 && given.rank !== 2) || given.size === 0) {
    throw new ShapeError('accuracy', 'predictions [N, C] or classes [N]', formatShape(given.shape));
  }
  const classes = classesOf('accuracy', given);
  if (given.rank === 1)
    checkLabels('accuracy', given.data, Infinity, 'Predictions [N] are classes; confidences are [N, C].');
  // Bare class indices do not tell how many classes there are; one-hot targets do.
  const C = given.rank === 2 ? given.shape[1]! : (wanted.shape[1] ?? Infinity);
  const labels = classesOf('accuracy', classTargets('accuracy', wanted, [N, C]));
  let right = 0;
  for (let n = 0; n < N; n++) {
    if (classes.data[n] === labels.data[n]) right++;
  }
  return right / N;
}

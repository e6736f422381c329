import type { ArrayLike } from '../tensor/create.ts';
import { mean, outputsOf, spreadOf } from './value-pairs.ts';

/**
 * How much of the targets' spread the predictions explain if a constant error is forgiven.
 *
 *     explainedVariance = 1 - var(targets - predictions) / var(targets)          the mean over outputs
 *
 * Where the targets are all equal, 1 if the errors are too and 0 if not.
 *
 * @param predictions [N] or [N, O]
 * @param targets the same
 * @throws ShapeError for other shapes; ValueError for NaN and infinities
 * @see scikit-learn's `explained_variance_score`, which takes the targets first
 *
 * @example
 * import { explainedVariance } from 'nnfs';
 * console.log(explainedVariance([2, 3, 4], [1, 2, 3])); // 1
 */
export function explainedVariance(predictions: ArrayLike, targets: ArrayLike): number {
  const scores = outputsOf('explainedVariance', predictions, targets, 1).map(({ predicted, actual }) => {
    const [left, spread] = [spreadOf(actual.map((y, n) => y - predicted[n]!)), spreadOf(actual)];
    return spread === 0 ? Number(left === 0) : 1 - left / spread;
  });
  return mean(Float64Array.from(scores));
}

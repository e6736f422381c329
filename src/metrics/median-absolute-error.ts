import type { ArrayLike } from '../tensor/create.ts';
import { mean, outputsOf } from './value-pairs.ts';

/**
 * The error that half of the predictions keep below, in the unit of the targets; outliers do not move it.
 *
 *     medianAbsoluteError = median_n |targets - predictions|          the mean over outputs
 *
 * @param predictions [N] or [N, O]
 * @param targets the same
 * @throws ShapeError for other shapes; ValueError for NaN and infinities
 * @see scikit-learn's `median_absolute_error`, which takes the targets first
 *
 * @example
 * import { medianAbsoluteError } from 'nnfs';
 * console.log(medianAbsoluteError([2.5, 0, 2, 8], [3, -0.5, 2, 7])); // 0.5
 */
export function medianAbsoluteError(predictions: ArrayLike, targets: ArrayLike): number {
  const medians = outputsOf('medianAbsoluteError', predictions, targets, 1).map(({ predicted, actual }) => {
    const errors = actual.map((y, n) => Math.abs(y - predicted[n]!)).sort();
    const half = errors.length >> 1;
    return errors.length % 2 === 1 ? errors[half]! : (errors[half - 1]! + errors[half]!) / 2;
  });
  return mean(Float64Array.from(medians));
}

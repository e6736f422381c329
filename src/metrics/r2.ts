import { ValueError } from '../errors.ts';
import type { ArrayLike } from '../tensor/create.ts';
import { mean, outputsOf, spreadOf, type ValuePairs } from './value-pairs.ts';

/**
 * The coefficient of determination: how much of the targets' spread the predictions explain.
 *
 *     R² = 1 - Σ (target - prediction)² / Σ (target - mean of the targets)²
 *
 * 1 for perfect predictions, 0 for predicting the mean, below 0 for worse. Where the targets are all equal, 1 if the predictions are
 * perfect and 0 if not. Several outputs count the same: the mean of their R².
 *
 * @param predictions [N] or [N, O]
 * @param targets the same
 * @throws ShapeError for other shapes and for fewer than two samples; ValueError for NaN and infinities, and for targets whose spread a
 *     float64 does not hold
 * @see scikit-learn's `r2_score`, which takes the targets first
 *
 * @example
 * import { r2 } from 'nnfs';
 * console.log(r2([2.5, 0, 2, 8], [3, -0.5, 2, 7])); // 0.9486081370449679
 */
export function r2(predictions: ArrayLike, targets: ArrayLike): number {
  const scores = outputsOf('r2', predictions, targets, 2).map((pairs) => r2Of('r2', pairs));
  return mean(Float64Array.from(scores));
}

/** R² of one output. */
export function r2Of(where: string, { predicted, actual }: ValuePairs): number {
  const residual = actual.reduce((sum, y, n) => sum + (y - predicted[n]!) ** 2, 0);
  if (actual.every((y) => y === actual[0])) return residual === 0 ? 1 : 0;
  const spread = spreadOf(actual);
  if (!(spread > 0 && spread < Infinity)) {
    throw new ValueError(where, 'targets whose squares are above 0 and below 1.8e308', `a sum of ${spread}`);
  }
  return 1 - residual / spread;
}

import { ShapeError, ValueError } from '../errors.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { formatShape } from '../tensor/shape.ts';
import { checkFinite, valueTargets } from '../tensor/targets.ts';

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
  const given = asTensor(predictions, 'r2');
  const { shape, rank, data: predicted } = given;
  const [N = 0, O = 1] = shape;
  if (rank > 2 || N < 2 || O === 0) {
    throw new ShapeError('r2', 'predictions [N] or [N, O] of two samples or more', formatShape(shape));
  }
  const actual = valueTargets('r2', targets, shape).data;
  checkFinite('r2', 'finite predictions', given);
  let total = 0;
  for (let o = 0; o < O; o++) {
    let mean = 0;
    for (let i = o; i < actual.length; i += O) mean += actual[i]!;
    mean /= N;
    let residual = 0;
    let spread = 0;
    let constant = true;
    for (let i = o; i < actual.length; i += O) {
      residual += (actual[i]! - predicted[i]!) ** 2;
      spread += (actual[i]! - mean) ** 2;
      constant &&= actual[i] === actual[o];
    }
    if (!constant && !(spread > 0 && spread < Infinity)) {
      throw new ValueError('r2', 'targets whose squares are above 0 and below 1.8e308', `a sum of ${spread}`);
    }
    total += constant ? (residual === 0 ? 1 : 0) : 1 - residual / spread;
  }
  return total / O;
}

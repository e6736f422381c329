import type { ArrayLike } from '../tensor/create.ts';
import { sumsOf } from './agreement.ts';

/**
 * Matthews' correlation of predictions and targets, for any number of classes.
 *
 *     mcc = (right N - Σ_k p_k t_k) / √((N² - Σ p_k²) (N² - Σ t_k²)),  p_k predictions and t_k targets of k
 *
 * 1 for perfect predictions, 0 for chance, and where either are all of one class. Takes and throws what `precision` does.
 *
 * @see Gorodkin 2004; scikit-learn's `matthews_corrcoef`
 *
 * @example
 * import { matthews } from 'nnfs';
 * console.log(matthews([1, 0, 1, 1], [1, 1, 1, 0]).toFixed(6)); // -0.333333
 */
export function matthews(predictions: ArrayLike, targets: ArrayLike): number {
  const { right, N, both, squares, targetSquares } = sumsOf('matthews', predictions, targets);
  const spread = (N * N - squares) * (N * N - targetSquares);
  return spread === 0 ? 0 : (right * N - both) / Math.sqrt(spread);
}

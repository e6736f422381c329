import type { ArrayLike } from '../tensor/create.ts';
import { sumsOf } from './agreement.ts';

/**
 * How far predictions agree with targets beyond what chance would give.
 *
 *     kappa = (accuracy - chance) / (1 - chance),  chance = Σ_k predictions of k * targets of k / N²
 *
 * 1 for perfect agreement, 0 for chance; 1 too where all are of one class. Takes and throws what `precision` does.
 *
 * @see Cohen 1960; scikit-learn's `cohen_kappa_score`, which gives NaN where all are of one class
 *
 * @example
 * import { cohenKappa } from 'nnfs';
 * console.log(cohenKappa([0, 0, 1, 1], [0, 1, 1, 1])); // 0.5
 */
export function cohenKappa(predictions: ArrayLike, targets: ArrayLike): number {
  const { right, N, both } = sumsOf('cohenKappa', predictions, targets);
  return both === N * N ? 1 : (right * N - both) / (N * N - both);
}

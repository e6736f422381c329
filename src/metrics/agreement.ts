import type { ArrayLike } from '../tensor/create.ts';
import { ClassCounts } from './class-counts.ts';
import { classPairs } from './class-pairs.ts';

/** Right predictions, samples, and Σ_k predicted_k actual_k, Σ predicted_k², Σ actual_k². */
function sumsOf(where: string, predictions: ArrayLike, targets: ArrayLike) {
  const counts = new ClassCounts().add(classPairs(where, predictions, targets)).classes();
  let [right, N, both, squares, targetSquares] = [0, 0, 0, 0, 0];
  for (const [, { right: hits, predicted, actual }] of counts) {
    right += hits;
    N += actual;
    both += predicted * actual;
    squares += predicted ** 2;
    targetSquares += actual ** 2;
  }
  return { right, N, both, squares, targetSquares };
}

/**
 * The accuracy if every class had as many samples: the mean of the recalls of the classes among the targets.
 *
 *     balancedAccuracy = (Σ_k recall_k) / (number of classes with targets)          0 to 1
 *
 * Classes that are only predicted do not count, unlike in the average 'macro' of `recall`. Takes and throws what `precision` does.
 *
 * @see scikit-learn's `balanced_accuracy_score`, which takes the targets first
 *
 * @example
 * import { balancedAccuracy } from 'nnfs';
 * console.log(balancedAccuracy([0, 1, 0, 0, 0, 1], [0, 1, 0, 0, 1, 0])); // 0.625
 */
export function balancedAccuracy(predictions: ArrayLike, targets: ArrayLike): number {
  const counts = new ClassCounts().add(classPairs('balancedAccuracy', predictions, targets)).classes();
  const recalls = counts.filter(([, { actual }]) => actual > 0).map(([, { right, actual }]) => right / actual);
  return recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length;
}

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

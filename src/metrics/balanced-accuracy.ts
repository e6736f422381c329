import type { ArrayLike } from '../tensor/create.ts';
import { ClassCounts } from './class-counts.ts';
import { classPairs } from './class-pairs.ts';

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

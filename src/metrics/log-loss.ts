import type { ArrayLike } from '../tensor/create.ts';
import { log } from '../tensor/kernels/float64.ts';
import { readConfidences } from './class-confidences.ts';

/**
 * The mean surprise at the right class, with the natural logarithm.
 *
 *     logLoss = -(Σ_n log(max(confidences[n, targets_n], 2.2e-16))) / N
 *
 * @param confidences [N, C]
 * @param targets class labels [N] or one-hot rows [N, C]
 * @throws ShapeError for other shapes; ValueError for confidences outside 0 to 1 and labels that are no class
 * @see scikit-learn's `log_loss`, which takes the targets first
 *
 * @example
 * import { logLoss } from 'nnfs';
 * console.log(logLoss([[0.5, 0.5], [0.25, 0.75]], [0, 1]).toFixed(6)); // 0.490415
 */
export function logLoss(confidences: ArrayLike, targets: ArrayLike): number {
  const { given, N, C, labels } = readConfidences('logLoss', confidences, targets);
  let sum = 0;
  for (let n = 0; n < N; n++) sum -= log(Math.max(given.data[n * C + labels[n]!]!, Number.EPSILON));
  return sum / N;
}

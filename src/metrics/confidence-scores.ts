import { ShapeError } from '../errors.ts';
import { count, readOptions } from '../options.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { log } from '../tensor/kernels/float64.ts';
import { formatShape } from '../tensor/shape.ts';
import { checkEach, classesOf } from '../tensor/targets.ts';
import { classLabels } from './class-pairs.ts';

/** Confidences [N, C] from 0 to 1, and the labels of their samples. */
function read(where: string, confidences: ArrayLike, targets: ArrayLike) {
  const given = asTensor(confidences, where, 'float64');
  if (given.rank !== 2 || given.size === 0 || given.shape[1] === 1) {
    throw new ShapeError(where, 'confidences [N, C] of two classes or more', formatShape(given.shape));
  }
  checkEach(where, 'confidences from 0 to 1', given, (x) => x >= 0 && x <= 1);
  const [N, C] = given.shape as [number, number];
  return { given, N, C, labels: classLabels(where, asTensor(targets, where, 'float64'), N, C) };
}

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
  const { given, N, C, labels } = read('logLoss', confidences, targets);
  let sum = 0;
  for (let n = 0; n < N; n++) sum -= log(Math.max(given.data[n * C + labels[n]!]!, Number.EPSILON));
  return sum / N;
}

/**
 * How far confidences are from the accuracy they promise: the expected calibration error.
 *
 *     calibrationError = Σ_b (samples in b) / N * |accuracy in b - mean confidence in b|
 *
 * The bins b are of equal width; a sample is in that of the confidence of its predicted class, upper edges included. 0 to 1.
 *
 * @param confidences [N, C]
 * @param targets class labels [N] or one-hot rows [N, C]
 * @throws as `logLoss`; ValueError for bins that are no whole number
 * @see Guo et al. 2017
 *
 * @example
 * import { calibrationError } from 'nnfs';
 * console.log(calibrationError([[0.75, 0.25], [0.75, 0.25]], [0, 1])); // 0.25
 */
export function calibrationError(
  confidences: ArrayLike,
  targets: ArrayLike,
  options: { readonly bins?: number } = {},
): number {
  const { bins } = readOptions('calibrationError', [options], { bins: count(15) });
  const { given, N, C, labels } = read('calibrationError', confidences, targets);
  const guesses = classesOf('calibrationError', given).data;
  const gaps = new Float64Array(bins); // Σ (right - confidence) of each bin
  for (let n = 0; n < N; n++) {
    const confidence = given.data[n * C + guesses[n]!]!;
    const bin = Math.max(0, Math.ceil(confidence * bins) - 1);
    gaps[bin]! += Number(guesses[n] === labels[n]) - confidence;
  }
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / N;
}

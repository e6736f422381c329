import { count, readOptions } from '../options.ts';
import type { ArrayLike } from '../tensor/create.ts';
import { classesOf } from '../tensor/targets.ts';
import { readConfidences } from './class-confidences.ts';

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
  const { given, N, C, labels } = readConfidences('calibrationError', confidences, targets);
  const guesses = classesOf('calibrationError', given).data;
  const gaps = new Float64Array(bins); // Σ (right - confidence) of each bin
  for (let n = 0; n < N; n++) {
    const confidence = given.data[n * C + guesses[n]!]!;
    const bin = Math.max(0, Math.ceil(confidence * bins) - 1);
    gaps[bin]! += Number(guesses[n] === labels[n]) - confidence;
  }
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / N;
}

import { above0, checkOptions, readOptions } from '../options.ts';
import type { ArrayLike } from '../tensor/create.ts';
import { ClassCounts } from './class-counts.ts';
import { classPairs } from './class-pairs.ts';
import { averageScore, type Average, type Score, type ScoreOptions } from './precision-recall.ts';

export interface FBetaOptions<A extends Average = Average> extends ScoreOptions<A> {
  /** How many times as much recall counts as precision; above 0. @default 1 */
  readonly beta?: number;
}

/**
 * The weighted harmonic mean of precision and recall.
 *
 *     fBeta_k = (1 + beta²) right / (beta² targets of k + predictions of k)          0 to 1; 0 where there are none
 *
 * Averages, and what is thrown, are those of `precision`.
 *
 * @throws ValueError for beta that is not above 0
 * @see scikit-learn's `fbeta_score`, which takes the targets first
 *
 * @example
 * import { fBeta } from 'nnfs';
 * console.log(fBeta([1, 0, 1, 0], [1, 1, 1, 1], { beta: 2 }).toFixed(6)); // 0.555556
 */
export function fBeta<A extends Average = 'macro'>(
  predictions: ArrayLike,
  targets: ArrayLike,
  options: FBetaOptions<A> = {},
): Score<A> {
  checkOptions('fBeta', options, ['beta', 'average', 'classes']);
  const { beta } = readOptions('fBeta', [{ beta: options.beta }], { beta: above0(1) });
  const counts = new ClassCounts().add(classPairs('fBeta', predictions, targets, options.classes));
  return averageScore('fBeta', counts, options.average, ({ right, predicted, actual }) => {
    const whole = beta ** 2 * actual + predicted;
    return whole === 0 ? 0 : ((1 + beta ** 2) * right) / whole;
  }) as Score<A>;
}

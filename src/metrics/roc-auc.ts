import { ValueError } from '../errors.ts';
import type { ArrayLike } from '../tensor/create.ts';
import { levelsOf } from './ranking.ts';

/**
 * How well scores put yeses above noes: the area under the ROC curve, which is the chance that a yes has the higher score of the two, equal
 * scores counting one half.
 *
 *     rocAuc = (pairs in order + pairs of equal score / 2) / (yeses * noes)          0 to 1; 0.5 by chance
 *
 * In a run, `AUC` is the metric of it.
 *
 * @param scores [N] or [N, 1]: confidences, or logits, or any numbers that rise with a yes
 * @param targets [N] or [N, 1] of 0 and 1
 * @throws ShapeError for other shapes; ValueError for NaN, other targets, and targets of one kind alone
 * @see scikit-learn's `roc_auc_score`, which takes the targets first
 *
 * @example
 * import { rocAuc } from 'nnfs';
 * console.log(rocAuc([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])); // 0.75
 */
export function rocAuc(scores: ArrayLike, targets: ArrayLike): number {
  const { levels, yeses, noes } = levelsOf('rocAuc', scores, targets);
  if (yeses === 0 || noes === 0) throw new ValueError('rocAuc', 'targets of both kinds', `${yeses} of 1, ${noes} of 0`);
  let [above, pairs] = [0, 0]; // yeses with a higher score so far
  for (const { yes, no } of levels) {
    pairs += no * (above + yes / 2);
    above += yes;
  }
  return pairs / (yeses * noes);
}

import { ValueError } from '../errors.ts';
import type { ArrayLike } from '../tensor/create.ts';
import { levelsOf } from './ranking.ts';

/**
 * How pure the top of a ranking is: the area under the precision-recall curve, in steps.
 *
 *     averagePrecision = Σ_k (recall_k - recall_(k-1)) * precision_k          over the distinct scores, from the highest
 *
 * Steps, and no straight lines between points, which would promise what no threshold gives. Takes and throws what `rocAuc` does.
 *
 * @see scikit-learn's `average_precision_score`, which takes the targets first
 *
 * @example
 * import { averagePrecision } from 'nnfs';
 * console.log(averagePrecision([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])); // 0.8333333333333333
 */
export function averagePrecision(scores: ArrayLike, targets: ArrayLike): number {
  const { levels, yeses } = levelsOf('averagePrecision', scores, targets);
  if (yeses === 0) throw new ValueError('averagePrecision', 'targets with a 1 among them', 'none');
  let [right, said, area] = [0, 0, 0];
  for (const { yes, no } of levels) {
    right += yes;
    said += yes + no;
    area += (yes / yeses) * (right / said);
  }
  return area;
}

import { ShapeError, ValueError } from '../errors.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { formatShape } from '../tensor/shape.ts';
import { checkEach } from '../tensor/targets.ts';

/** A score at which a curve has a point: how many yeses and noes have it. */
interface Level {
  yes: number;
  no: number;
}

/**
 * How well scores put yeses above noes: the area under the ROC curve, which is the chance that a yes has the higher score of the two, equal
 * scores counting one half.
 *
 *     rocAuc = (pairs in order + pairs of equal score / 2) / (yeses * noes)          0 to 1; 0.5 by chance
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

/** The distinct scores, from the highest. */
function levelsOf(where: string, scores: ArrayLike, targets: ArrayLike) {
  const [given, wanted] = [column(where, 'scores', scores), column(where, 'targets', targets)];
  if (given.size !== wanted.size || given.size === 0) {
    throw new ShapeError(where, `targets [${given.size}], one for each score`, formatShape(wanted.shape));
  }
  checkEach(where, 'scores', given, (x) => !Number.isNaN(x));
  checkEach(where, 'targets of 0 and 1', wanted, (x) => x === 0 || x === 1);
  const byScore = new Map<number, Level>();
  let yeses = 0;
  given.data.forEach((score, n) => {
    const level = byScore.get(score) ?? { yes: 0, no: 0 };
    byScore.set(score, level);
    level[wanted.data[n] === 1 ? 'yes' : 'no']++;
    yeses += wanted.data[n]!;
  });
  const levels = [...byScore].sort(([a], [b]) => (a < b ? 1 : -1)).map(([, level]) => level);
  return { levels, yeses, noes: given.size - yeses };
}

function column(where: string, what: string, values: ArrayLike) {
  const x = asTensor(values, where, 'float64');
  const isColumn = x.rank === 2 && x.shape[1] === 1;
  if (x.rank !== 1 && !isColumn) throw new ShapeError(where, `${what} [N] or [N, 1]`, formatShape(x.shape));
  return x;
}

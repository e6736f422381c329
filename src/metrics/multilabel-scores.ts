import { ShapeError } from '../errors.ts';
import { choice, readOptions } from '../options.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { formatShape } from '../tensor/shape.ts';
import { checkEach, valueTargets } from '../tensor/targets.ts';
import type { ClassCount } from './class-counts.ts';
import { f1Of, precisionOf, recallOf } from './precision-recall.ts';

export interface MultilabelOptions {
  /**
   * - macro: the mean over the labels
   * - weighted: the same, each label weighted by its number of targets
   * - micro: from the counts of all labels together
   * - samples: the mean over the samples, of the labels of each
   * @default 'macro'
   */
  readonly average?: 'macro' | 'micro' | 'weighted' | 'samples';
}

export interface MultilabelScores {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** The share of samples whose labels are all right. */
  readonly accuracy: number;
  /** The share of single answers that are wrong: Hamming's loss. */
  readonly hamming: number;
}

/**
 * Scores of samples that may have any number of labels, as a network that ends in Sigmoid answers.
 *
 *     accuracy = (samples right in every label) / N          hamming = (wrong answers) / (N C)
 *
 * Precision, recall and F1 are those of the yeses, 0 where there are none to count; every label counts, also one that never occurs.
 *
 * @param predictions [N, C]: confidences in a yes, which it is above one half, or 0 and 1
 * @param targets [N, C] of 0 and 1
 * @throws ShapeError for other shapes; ValueError for other numbers and for another average
 * @see scikit-learn's `precision_recall_fscore_support`, `accuracy_score` and `hamming_loss`, which take the targets first
 *
 * @example
 * import { multilabelScores } from 'nnfs';
 * const { f1, accuracy, hamming } = multilabelScores([[0.9, 0.2], [0.6, 0.7]], [[1, 0], [0, 1]]);
 * console.log(f1.toFixed(4), accuracy, hamming); // 0.8333 0.5 0.25
 */
export function multilabelScores(
  predictions: ArrayLike,
  targets: ArrayLike,
  options: MultilabelOptions = {},
): MultilabelScores {
  const where = 'multilabelScores';
  const { average } = readOptions(where, [options], { average: AVERAGE });
  const given = asTensor(predictions, where, 'float64');
  if (given.rank !== 2 || given.size === 0) {
    throw new ShapeError(where, 'predictions [N, C]', formatShape(given.shape));
  }
  const wanted = valueTargets(where, targets, given.shape);
  checkEach(where, 'confidences from 0 to 1', given, (x) => x >= 0 && x <= 1, 'Logits become confidences by Sigmoid.');
  checkEach(where, 'targets of 0 and 1', wanted, (x) => x === 0 || x === 1);
  const [N, C] = given.shape as [number, number];
  const [byLabel, bySample] = [noCounts(C), noCounts(N)];
  const wrong = new Float64Array(N);
  for (let i = 0; i < given.size; i++) {
    const [guess, yes] = [Number(given.data[i]! > 0.5), wanted.data[i]!];
    for (const count of [byLabel[i % C]!, bySample[Math.floor(i / C)]!]) {
      count.right += guess * yes;
      count.predicted += guess;
      count.actual += yes;
    }
    if (guess !== yes) wrong[Math.floor(i / C)]!++;
  }
  const counts = average === 'samples' ? bySample : average === 'micro' ? [sumOf(byLabel)] : byLabel;
  const score = (of: (count: ClassCount) => number): number => {
    const weights = counts.map(({ actual }) => (average === 'weighted' ? actual : 1));
    const whole = weights.reduce((sum, weight) => sum + weight, 0);
    return whole === 0 ? 0 : counts.reduce((sum, count, k) => sum + of(count) * weights[k]!, 0) / whole;
  };
  return {
    precision: score(precisionOf),
    recall: score(recallOf),
    f1: score(f1Of),
    accuracy: wrong.filter((count) => count === 0).length / N,
    hamming: wrong.reduce((sum, count) => sum + count, 0) / given.size,
  };
}

const AVERAGE = /* @__PURE__ */ choice(['macro', 'micro', 'weighted', 'samples'], 'macro' as const);

const noCounts = (length: number): ClassCount[] =>
  Array.from({ length }, () => ({ right: 0, predicted: 0, actual: 0 }));

function sumOf(counts: readonly ClassCount[]): ClassCount {
  const [sum] = noCounts(1) as [ClassCount];
  for (const { right, predicted, actual } of counts) {
    sum.right += right;
    sum.predicted += predicted;
    sum.actual += actual;
  }
  return sum;
}

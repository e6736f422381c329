import { ValueError, describe } from '../errors.ts';
import { checkOptions } from '../options.ts';
import type { ArrayLike } from '../tensor/create.ts';
import { allocate } from '../tensor/dtype.ts';
import { Tensor } from '../tensor/tensor.ts';
import { ClassCounts, type ClassCount } from './class-counts.ts';
import { classPairs } from './class-pairs.ts';

/** How the scores of the classes become one. */
export type Average = 'binary' | 'macro' | 'micro' | 'weighted' | 'none';

export interface ScoreOptions<A extends Average = Average> {
  /**
   * - binary: the score of class 1, for two classes
   * - macro: the mean over the classes that occur among predictions or targets
   * - weighted: the same, each class weighted by its number of targets
   * - micro: from the counts of all classes together; for one class a sample this is the accuracy
   * - none: the scores of all classes, [C]
   *
   * @default 'binary' for two classes, 'macro' for more
   */
  readonly average?: A;
  /** C where only labels [N] are given. @default the largest label that occurs, and one */
  readonly classes?: number;
}

/** One number, or one for each class. */
export type Score<A extends Average> = A extends 'none' ? Tensor<'float64'> : number;

/**
 * Of the samples predicted to be of a class, the share that is.
 *
 *     precision_k = (right predictions of k) / (predictions of k)          0 to 1; 0 where there are none
 *
 * @param predictions classes [N], confidences [N, C], or confidences of a yes [N, 1], class 1 above one half
 * @param targets class labels [N] or one-hot rows [N, C]
 * @throws as `confusionMatrix`; ValueError for the average 'binary' of more than two classes
 * @see scikit-learn's `precision_score`, which takes the targets first
 *
 * @example
 * import { precision } from 'nnfs';
 * console.log(precision([1, 1, 1, 0], [1, 1, 0, 1])); // 0.6666666666666666
 * console.log(precision([0, 2, 1, 2], [0, 1, 1, 2], { average: 'none' }));
 * // [1.  1.  0.5]
 */
export function precision<A extends Average = 'macro'>(
  predictions: ArrayLike,
  targets: ArrayLike,
  options: ScoreOptions<A> = {},
): Score<A> {
  return score('precision', predictions, targets, options, precisionOf);
}

/**
 * Of the samples of a class, the share that was found.
 *
 *     recall_k = (right predictions of k) / (targets of k)          0 to 1; 0 where there are none
 *
 * Takes and throws what `precision` does.
 *
 * @see scikit-learn's `recall_score`, which takes the targets first
 *
 * @example
 * import { recall } from 'nnfs';
 * console.log(recall([1, 0, 1, 0], [1, 1, 1, 1])); // 0.5
 */
export function recall<A extends Average = 'macro'>(
  predictions: ArrayLike,
  targets: ArrayLike,
  options: ScoreOptions<A> = {},
): Score<A> {
  return score('recall', predictions, targets, options, recallOf);
}

/**
 * The harmonic mean of precision and recall.
 *
 *     f1_k = 2 (right predictions of k) / (predictions of k + targets of k)          0 to 1; 0 where there are none
 *
 * Averages are those of the classes' scores, not the score of averages. Takes and throws what `precision` does.
 *
 * @see scikit-learn's `f1_score`, which takes the targets first
 *
 * @example
 * import { f1 } from 'nnfs';
 * console.log(f1([1, 0, 1, 0], [1, 1, 1, 1])); // 0.6666666666666666
 */
export function f1<A extends Average = 'macro'>(
  predictions: ArrayLike,
  targets: ArrayLike,
  options: ScoreOptions<A> = {},
): Score<A> {
  return score('f1', predictions, targets, options, f1Of);
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

export const precisionOf = ({ right, predicted }: ClassCount): number => share(right, predicted);
export const recallOf = ({ right, actual }: ClassCount): number => share(right, actual);
export const f1Of = ({ right, predicted, actual }: ClassCount): number => share(2 * right, predicted + actual);

function score<A extends Average>(
  where: string,
  predictions: ArrayLike,
  targets: ArrayLike,
  options: ScoreOptions<A>,
  of: (count: ClassCount) => number,
): Score<A> {
  checkOptions(where, options, ['average', 'classes']);
  const counts = new ClassCounts().add(classPairs(where, predictions, targets, options.classes));
  return averageScore(where, counts, options.average, of) as Score<A>;
}

/** The score that `of` gives each class, averaged; by default as `ScoreOptions` says. */
export function averageScore(
  where: string,
  counts: Pick<ClassCounts, 'C' | 'classes'>,
  average: Average | undefined,
  of: (count: ClassCount) => number,
): Score<Average> {
  const { C } = counts;
  const classes = counts.classes();
  const total = (value: (count: ClassCount) => number): number =>
    classes.reduce((sum, [, count]) => sum + value(count), 0);
  switch (average ?? (C > 2 ? 'macro' : 'binary')) {
    case 'none': {
      const scores = new Tensor('float64', [C], allocate('float64', C, where));
      for (const [k, count] of classes) scores.data[k] = of(count);
      return scores;
    }
    case 'binary': {
      if (C > 2) throw new ValueError(where, "two classes for the average 'binary'", `${C}`);
      const yes = classes.find(([k]) => k === 1);
      return yes === undefined ? 0 : of(yes[1]);
    }
    case 'micro':
      return of({
        right: total(({ right }) => right),
        predicted: total(({ predicted }) => predicted),
        actual: total(({ actual }) => actual),
      });
    case 'macro':
      return total(of) / classes.length;
    case 'weighted':
      return total((count) => of(count) * count.actual) / total(({ actual }) => actual);
    default: {
      const known = "average 'binary', 'macro', 'micro', 'weighted' or 'none'";
      throw new ValueError(where, known, describe(average));
    }
  }
}

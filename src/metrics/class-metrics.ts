import type { Reading } from '../activations/activation.ts';
import { ValueError } from '../errors.ts';
import { choice, optional, readOptions } from '../options.ts';
import type { ArrayLike } from '../tensor/create.ts';
import type { Shape } from '../tensor/shape.ts';
import { classTargets, classesOf, shareTargets } from '../tensor/targets.ts';
import { Tensor } from '../tensor/tensor.ts';
import type { ClassCount } from './class-counts.ts';
import { Metric, type Measured, type Tally } from './metric.ts';
import { averageScore, f1Of, precisionOf, recallOf } from './precision-recall.ts';

export interface ClassMetricOptions {
  /** How the scores of the classes become one. @default 'binary' for two classes, 'macro' for more */
  readonly average?: 'binary' | 'macro' | 'micro' | 'weighted';
}

const AVERAGE = /* @__PURE__ */ optional(
  /* @__PURE__ */ choice(['binary', 'macro', 'micro', 'weighted'], 'macro' as const),
);

/** Targets as labels of classes, or as 0 and 1 of yes-or-no outputs. */
export function prepareClasses(
  kind: string,
  targets: ArrayLike,
  output: Shape,
  where: string,
  reading: Reading,
): Tensor {
  if (reading === 'classes') return classesOf(where, classTargets(where, targets, output), output.length);
  if (reading === 'values') {
    throw new ValueError(where, `outputs that are classes, for ${kind}`, 'values', 'End in Softmax or Sigmoid.');
  }
  const { data, shape } = shareTargets(where, targets, output);
  return new Tensor(
    'int32',
    shape,
    Int32Array.from(data, (share) => (share > 0.5 ? 1 : 0)),
  );
}

/** A score of classes, from how often each was predicted, and rightly. Yes-or-no outputs have two: no and yes. */
abstract class ClassMetric extends Metric {
  static override readonly options = { average: AVERAGE };
  readonly average: ClassMetricOptions['average'];

  constructor(options: ClassMetricOptions = {}) {
    super();
    this.average = readOptions(this.kind, [options], ClassMetric.options).average;
  }

  protected abstract score(count: ClassCount): number;

  override prepare(targets: ArrayLike, output: Shape, where: string = this.kind, reading: Reading = 'classes'): Tensor {
    return prepareClasses(this.kind, targets, output, where, reading);
  }

  override tally({ output, reading }: Measured): Tally {
    const C = reading === 'classes' ? output.at(-1)! : 2;
    const sums = new Float64Array(3 * C); // of each class: rightly predicted, predicted, there
    const classes = (): [number, ClassCount][] =>
      Array.from({ length: C }, (_, k): [number, ClassCount] => {
        const [right, predicted, actual] = sums.subarray(3 * k, 3 * k + 3);
        return [k, { right: right!, predicted: predicted!, actual: actual! }];
      }).filter(([, { predicted, actual }]) => predicted + actual > 0);
    return {
      sums,
      add(_, predictions, answers) {
        for (let i = 0; i < answers.size; i++) {
          const [guess, label] = [predictions.data[i]!, answers.data[i]!];
          if (guess === label) sums[3 * label]!++;
          sums[3 * guess + 1]!++;
          sums[3 * label + 2]!++;
        }
      },
      value: () => averageScore(this.kind, { C, classes }, this.average, (count) => this.score(count)) as number,
    };
  }
}

/**
 * Of the samples predicted to be of a class, the share that is; the run metric of `precision`.
 *
 *     precision_k = (right predictions of k) / (predictions of k)          averaged over classes k; 0 where there are none
 *
 * @throws ValueError for another average, and in training for outputs that are values
 * @see scikit-learn's `precision_score`
 *
 * @example
 * import { Precision } from 'nnfs';
 * console.log(new Precision({ average: 'macro' }).name); // precision
 */
export class Precision extends ClassMetric {
  static override readonly kind: string = 'Precision';
  override readonly name = 'precision';

  protected override score(count: ClassCount): number {
    return precisionOf(count);
  }
}

/**
 * Of the samples of a class, the share that was found; the run metric of `recall`.
 *
 *     recall_k = (right predictions of k) / (targets of k)          averaged over classes k; 0 where there are none
 *
 * @throws ValueError for another average, and in training for outputs that are values
 * @see scikit-learn's `recall_score`
 *
 * @example
 * import { Recall } from 'nnfs';
 * console.log(new Recall().name); // recall
 */
export class Recall extends ClassMetric {
  static override readonly kind: string = 'Recall';
  override readonly name = 'recall';

  protected override score(count: ClassCount): number {
    return recallOf(count);
  }
}

/**
 * The harmonic mean of precision and recall; the run metric of `f1`.
 *
 *     f1_k = 2 (right predictions of k) / (predictions of k + targets of k)          averaged over classes k; 0 where there are none
 *
 * @throws ValueError for another average, and in training for outputs that are values
 * @see scikit-learn's `f1_score`
 *
 * @example
 * import { F1 } from 'nnfs';
 * console.log(new F1({ average: 'macro' }).name); // f1
 */
export class F1 extends ClassMetric {
  static override readonly kind: string = 'F1';
  override readonly name = 'f1';

  protected override score(count: ClassCount): number {
    return f1Of(count);
  }
}

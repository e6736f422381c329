import type { ArrayLike } from '../tensor/create.ts';
import type { Shape } from '../tensor/shape.ts';
import { classTargets, classesOf } from '../tensor/targets.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { accuracy } from './accuracy.ts';
import { AccuracyMetric } from './accuracy-metric.ts';

/**
 * The share of samples whose predicted class is the right one.
 *
 *     accuracy = (number of n with predictions_n = targets_n) / N
 *
 * @see the book, chapters 5 and 19
 *
 * @example
 * import { CategoricalAccuracy } from 'nnfs';
 * console.log(new CategoricalAccuracy().calculate([0, 0, 1], [0, 1, 1])); // 0.6666666666666666
 */
export class CategoricalAccuracy extends AccuracyMetric {
  static override readonly kind: string = 'CategoricalAccuracy';

  override prepare(targets: ArrayLike, output: Shape, where: string = this.kind): Tensor {
    return classesOf(where, classTargets(where, targets, output), output.length);
  }

  protected override matcher() {
    return (prediction: number, target: number): boolean => prediction === target;
  }

  /** @param predictions classes [N] or confidences [N, C] */
  override calculate(predictions: ArrayLike, targets: ArrayLike): number {
    return accuracy(predictions, targets);
  }
}

import { ValueError, describe } from '../errors.ts';
import type { ArrayLike } from '../tensor/create.ts';
import type { Shape } from '../tensor/shape.ts';
import { valueTargets } from '../tensor/targets.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { AccuracyMetric } from './accuracy-metric.ts';

export interface BinaryAccuracyOptions {
  /** Predictions above it are a yes: one half for confidences, 0 for logits. @default 0.5 */
  readonly threshold?: number;
}

/**
 * The share of yes-or-no outputs that fall on the right side.
 *
 * @see the book, chapter 16
 *
 * @example
 * import { BinaryAccuracy } from 'nnfs';
 * console.log(new BinaryAccuracy().calculate([[1], [0], [1], [1]], [[1], [0], [0], [1]])); // 0.75
 */
export class BinaryAccuracy extends AccuracyMetric {
  override readonly kind = 'BinaryAccuracy';
  readonly threshold: number;

  constructor({ threshold = 0.5 }: BinaryAccuracyOptions = {}) {
    super();
    if (!Number.isFinite(threshold)) throw new ValueError('BinaryAccuracy', 'a finite threshold', describe(threshold));
    this.threshold = threshold;
  }

  override prepare(targets: ArrayLike, output: Shape, where: string = this.kind): Tensor {
    return valueTargets(where, targets, output);
  }

  protected override matches(prediction: number, target: number): boolean {
    return prediction > this.threshold === target > 0.5;
  }

  override config(): Record<string, unknown> {
    return { threshold: this.threshold };
  }
}

import { checkOptions, checkRange } from '../options.ts';
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

  constructor(options: BinaryAccuracyOptions = {}) {
    super();
    checkOptions('BinaryAccuracy', options, ['threshold']);
    const { threshold = 0.5 } = options;
    checkRange('BinaryAccuracy', 'a finite threshold', threshold, () => true);
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

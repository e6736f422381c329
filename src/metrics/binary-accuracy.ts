import { finite, optional, readOptions } from '../options.ts';
import type { ArrayLike } from '../tensor/create.ts';
import type { Shape } from '../tensor/shape.ts';
import { valueTargets } from '../tensor/targets.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { AccuracyMetric } from './accuracy-metric.ts';

export interface BinaryAccuracyOptions {
  /** Outputs above it are a yes. @default one half for confidences, 0 for the logits of a model whose loss takes logits */
  readonly threshold?: number;
}

/**
 * The share of yes-or-no outputs that fall on the right side.
 *
 *     accuracy = (number of outputs with (output > threshold) = (target > 0.5)) / (N O)
 *
 * @see the book, chapter 16
 *
 * @example
 * import { BinaryAccuracy } from 'nnfs';
 * console.log(new BinaryAccuracy().calculate([[1], [0], [1], [1]], [[1], [0], [0], [1]])); // 0.75
 */
export class BinaryAccuracy extends AccuracyMetric {
  static override readonly kind: string = 'BinaryAccuracy';
  static override readonly options = { threshold: /* @__PURE__ */ optional(/* @__PURE__ */ finite(0.5)) };
  readonly threshold: number | undefined;
  /** What outputs are read as is by the usual threshold. */
  protected override readonly comparesOutputs: boolean;

  constructor(options: BinaryAccuracyOptions = {}) {
    super();
    this.threshold = readOptions('BinaryAccuracy', [options], BinaryAccuracy.options).threshold;
    this.comparesOutputs = this.threshold !== undefined;
  }

  override prepare(targets: ArrayLike, output: Shape, where: string = this.kind): Tensor {
    return valueTargets(where, targets, output);
  }

  protected override matcher() {
    const { threshold = 0.5 } = this;
    return (prediction: number, target: number): boolean => prediction > threshold === target > 0.5;
  }
}

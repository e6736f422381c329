import { readOptions, share } from '../options.ts';
import type { FloatArray } from '../tensor/dtype.ts';
import { exp } from '../tensor/kernels/float64.ts';
import { logSumExp } from '../tensor/log-sum-exp.ts';
import { RowLoss } from './row-loss.ts';

export interface LabelSmoothingOptions {
  /** The part of each target that is shared out evenly among all classes; 0 to below 1. @default 0 */
  readonly labelSmoothing?: number;
}

/** The option as declared. */
export const LABEL_SMOOTHING = { labelSmoothing: /* @__PURE__ */ share(0) };

/**
 * Softmax and categorical cross-entropy as one, on logits: nothing is clipped, and a confidence too near to 1 for a float still has its
 * loss. For a network that ends in Linear, or in LogSoftmax; a model reads its logits as classes.
 *
 *     t        = (1 - labelSmoothing) * targets + labelSmoothing / C
 *     losses_n = Σ_c t_c * (log Σ_k exp(output_k) - output_c)
 *     dinputs  = (softmax(output) * Σ t - t) / N
 *
 * Targets are labels [N, ...] or rows of shares [N, ..., C]. Worked out in float64 and rounded once.
 *
 * @throws ValueError for labelSmoothing out of range and targets as CategoricalCrossentropy; ShapeError for other shapes
 * @see Szegedy et al. 2016, for label smoothing
 *
 * @example
 * import { CategoricalCrossentropyFromLogits } from 'nnfs';
 * console.log(new CategoricalCrossentropyFromLogits().forward([[1, 2, 3], [0, 100, 0]], [2, 1]));
 * // [4.0760598e-01 7.4268819e-44]
 */
export class CategoricalCrossentropyFromLogits extends RowLoss {
  static override readonly kind: string = 'CategoricalCrossentropyFromLogits';
  static override readonly options = LABEL_SMOOTHING;
  override readonly reading = 'classes';
  readonly labelSmoothing: number;

  constructor(options: LabelSmoothingOptions = {}) {
    super();
    this.labelSmoothing = readOptions(this.kind, [options], LABEL_SMOOTHING).labelSmoothing;
  }

  protected override share(share: number, classes: number): number {
    return (1 - this.labelSmoothing) * share + this.labelSmoothing / classes;
  }

  protected override row(output: FloatArray, start: number, targets: Float64Array): number {
    const { max, excess } = logSumExp(output, start, targets.length);
    let loss = 0;
    targets.forEach((t, c) => {
      if (t > 0) loss += t * (max - output[start + c]! + excess);
    });
    return loss;
  }

  protected override slopes(output: FloatArray, start: number, targets: Float64Array, slopes: Float64Array): void {
    const { max, excess } = logSumExp(output, start, targets.length);
    const whole = targets.reduce((sum, t) => sum + t, 0);
    targets.forEach((t, c) => (slopes[c] = exp(output[start + c]! - max - excess) * whole - t));
  }
}

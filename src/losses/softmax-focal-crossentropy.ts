import { from0, readOptions } from '../options.ts';
import type { FloatArray } from '../tensor/dtype.ts';
import { exp, log } from '../tensor/kernels/float64.ts';
import { logSumExp } from '../tensor/log-sum-exp.ts';
import { RowLoss } from './row-loss.ts';

export interface SoftmaxFocalOptions {
  /** How much less counts what is already right; 0, where nothing does, or more. @default 2 */
  readonly gamma?: number;
}

/**
 * Cross-entropy of class logits in which easy samples fade, so that rare classes are not drowned.
 *
 *     p        = softmax(output)
 *     losses_n = -Σ_c targets_c (1 - p_c)^gamma log(p_c)
 *     dinputs  = (g - p Σ g) / N,  g_c = targets_c (gamma (1 - p_c)^(gamma - 1) p_c log(p_c) - (1 - p_c)^gamma)
 *
 * Targets are labels [N, ...] or rows of shares [N, ..., C]. For a network that ends in Linear: a model reads its logits as classes.
 * Worked out in float64 and rounded once.
 *
 * @throws ValueError for gamma below 0 and targets as CategoricalCrossentropy; ShapeError for other shapes
 * @see Lin et al. 2017
 *
 * @example
 * import { SoftmaxFocalCrossentropy } from 'nnfs';
 * console.log(new SoftmaxFocalCrossentropy().forward([[0, 0], [3, 0]], [0, 0]));
 * // [1.73286796e-01 1.09283326e-04]
 */
export class SoftmaxFocalCrossentropy extends RowLoss {
  static override readonly kind: string = 'SoftmaxFocalCrossentropy';
  static override readonly options = { gamma: /* @__PURE__ */ from0(2) };
  override readonly reading = 'classes';
  readonly gamma: number;

  constructor(options: SoftmaxFocalOptions = {}) {
    super();
    this.gamma = readOptions(this.kind, [options], SoftmaxFocalCrossentropy.options).gamma;
  }

  protected override row(output: FloatArray, start: number, targets: Float64Array): number {
    const C = targets.length;
    const { max, excess } = logSumExp(output, start, C);
    let loss = 0;
    targets.forEach((t, c) => {
      if (t > 0) loss += t * power(othersOf(output, start, C, c), this.gamma) * (max - output[start + c]! + excess);
    });
    return loss;
  }

  protected override slopes(output: FloatArray, start: number, targets: Float64Array, slopes: Float64Array): void {
    const { gamma } = this;
    const C = targets.length;
    const { max, excess } = logSumExp(output, start, C);
    let whole = 0;
    targets.forEach((t, c) => {
      if (!(t > 0)) return;
      const [logP, rest] = [output[start + c]! - max - excess, othersOf(output, start, C, c)];
      const fading = logP < 0 ? gamma * power(rest, gamma - 1) * exp(logP) * logP : 0;
      const slope = t * (fading - power(rest, gamma));
      whole += slope;
      slopes[c] = slope;
    });
    targets.forEach((t, c) => (slopes[c] = (t > 0 ? slopes[c]! : 0) - exp(output[start + c]! - max - excess) * whole));
  }
}

/** 1 - p_c, as the sum of the other confidences. */
function othersOf(output: FloatArray, start: number, C: number, c: number): number {
  const { max, excess } = logSumExp(output, start, C);
  let sum = 0;
  for (let k = 0; k < C; k++) if (k !== c) sum += exp(output[start + k]! - max - excess);
  return Math.min(1, sum);
}

/** x^n of any n, 0 <= x <= 1. */
const power = (x: number, n: number): number => (n === 0 ? 1 : exp(n * log(x)));

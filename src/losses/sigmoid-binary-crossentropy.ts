import { exp, log1p } from '../tensor/kernels/float64.ts';
import { ElementwiseLoss } from './elementwise-loss.ts';

/**
 * Sigmoid and binary cross-entropy as one, on logits: exact for confidences so near to 0 or 1 that they would round.
 *
 *     losses_n = Σ_o (max(x, 0) - x * targets + log(1 + exp(-|x|))) / O,  x = output
 *     dinputs  = (σ(output) - targets) / O / N
 *
 * For a network that ends in Linear; BinaryAccuracy({ threshold: 0 }) then counts its logits. Worked out in float64 and rounded.
 *
 * @example
 * import { SigmoidBinaryCrossentropy } from 'nnfs';
 * console.log(new SigmoidBinaryCrossentropy().forward([[0], [100]], [[1], [1]]));
 * // [6.931472e-01 3.783506e-44]
 */
export class SigmoidBinaryCrossentropy extends ElementwiseLoss {
  override readonly kind = 'SigmoidBinaryCrossentropy';

  protected override element(output: number, target: number): number {
    return Math.max(output, 0) - output * target + log1p(exp(-Math.abs(output)));
  }

  protected override slope(output: number, target: number): number {
    const small = exp(-Math.abs(output));
    const rest = small / (1 + small); // σ(-|output|), which 1 - σ(|output|) would round away
    return output < 0 ? rest - target : 1 - target - rest;
  }
}

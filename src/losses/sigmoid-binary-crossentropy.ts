import { exp, log1p } from '../tensor/kernels/float64.ts';
import type { ArrayLike } from '../tensor/create.ts';
import type { Shape } from '../tensor/shape.ts';
import { shareTargets } from '../tensor/targets.ts';
import { ElementwiseLoss } from './elementwise-loss.ts';
import type { Targets } from './loss.ts';

/**
 * Sigmoid and binary cross-entropy as one, on logits: exact for confidences so near to 0 or 1 that they would round.
 *
 *     losses_n = Σ_o (max(x, 0) - x * targets + log(1 + exp(-|x|))) / O,  x = output
 *     dinputs  = (σ(output) - targets) / O / N
 *
 * For a network that ends in Linear: a model reads its logits as a yes above 0. Worked out in float64 and rounded.
 *
 * @throws ShapeError for targets of another shape than the output, ValueError for those outside 0 to 1
 * @example
 * import { SigmoidBinaryCrossentropy } from 'nnfs';
 * console.log(new SigmoidBinaryCrossentropy().forward([[0], [100]], [[1], [1]]));
 * // [6.931472e-01 3.783506e-44]
 */
export class SigmoidBinaryCrossentropy extends ElementwiseLoss {
  static override readonly kind: string = 'SigmoidBinaryCrossentropy';
  override readonly reading = 'logits';

  protected override element(output: number, target: number): number {
    return Math.max(output, 0) - output * target + log1p(exp(-Math.abs(output)));
  }

  protected override slope(output: number, target: number): number {
    const small = exp(-Math.abs(output));
    const rest = small / (1 + small); // σ(-|output|), which 1 - σ(|output|) would round away
    return output < 0 ? rest - target : 1 - target - rest;
  }

  override prepare(targets: ArrayLike, output: Shape, where: string = this.kind): Targets {
    return shareTargets(where, targets, output);
  }
}

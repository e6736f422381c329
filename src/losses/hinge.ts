import type { ArrayLike } from '../tensor/create.ts';
import type { Shape } from '../tensor/shape.ts';
import { checkEach, valueTargets } from '../tensor/targets.ts';
import { ElementwiseLoss } from './elementwise-loss.ts';
import type { Targets } from './loss.ts';

/**
 * How much of a margin of 1 a score lacks: the loss of support vector machines.
 *
 *     y        = 1 where targets are 1, else -1
 *     losses_n = Σ_o max(0, 1 - y * output) / O
 *     dinputs  = -y / O / N where y * output < 1, else 0
 *
 * Targets of 1 and 0, or of 1 and -1, in the shape of the output. For a network that ends in Linear: a model reads its scores as a yes
 * above 0.
 *
 * @throws ShapeError for targets of another shape, ValueError for other targets
 * @see Cortes and Vapnik 1995
 *
 * @example
 * import { Hinge } from 'nnfs';
 * console.log(new Hinge().forward([[0.5], [3], [0.5]], [[1], [1], [0]]));
 * // [0.5 0.  1.5]
 */
export class Hinge extends ElementwiseLoss {
  static override readonly kind: string = 'Hinge';
  override readonly reading = 'logits';

  protected override element(output: number, target: number): number {
    return lack(output, target);
  }

  protected override slope(output: number, target: number): number {
    return lack(output, target) > 0 ? -sign(target) : 0;
  }

  override prepare(targets: ArrayLike, output: Shape, where: string = this.kind): Targets {
    const checked = valueTargets(where, targets, output);
    checkEach(where, 'targets of 1 and 0, or of 1 and -1', checked, (target) => [1, 0, -1].includes(target));
    return checked;
  }
}

const sign = (target: number): number => (target > 0 ? 1 : -1);

/** max(0, 1 - y * output) */
export const lack = (output: number, target: number): number => Math.max(0, 1 - sign(target) * output);

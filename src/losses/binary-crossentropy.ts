import type { ArrayLike } from '../tensor/create.ts';
import type { Arithmetic } from '../tensor/kernels/arithmetic.ts';
import type { Shape } from '../tensor/shape.ts';
import { shareTargets } from '../tensor/targets.ts';
import { CLIP } from './categorical-crossentropy.ts';
import { ElementwiseLoss } from './elementwise-loss.ts';
import type { Targets } from './loss.ts';

/**
 * Cross-entropy of independent yes-or-no outputs, each the confidence of a yes, as Sigmoid gives it.
 *
 *     p        = clip(output, 1e-7, 1 - 1e-7)
 *     losses_n = Σ_o -(targets * log(p) + (1 - targets) * log(1 - p)) / O
 *     dinputs  = -(targets / p - (1 - targets) / (1 - p)) / O / N
 *
 * Targets of 0 and 1, or shares in between, in the shape of the output.
 *
 * @throws ShapeError for targets of another shape, ValueError for those outside 0 to 1
 * @see the book, chapter 16
 *
 * @example
 * import { BinaryCrossentropy } from 'nnfs';
 * console.log(new BinaryCrossentropy().forward([[0.9], [0.5]], [[1], [0]]));
 * // [0.10536055 0.6931472 ]
 */
export class BinaryCrossentropy extends ElementwiseLoss {
  static override readonly kind: string = 'BinaryCrossentropy';

  protected override element(output: number, target: number, { round }: Arithmetic, own: Arithmetic): number {
    const p = clip(output, own.round);
    const yes = round(target * own.log(p));
    const no = round(round(1 - target) * own.log(own.round(1 - p)));
    return -round(yes + no);
  }

  protected override slope(output: number, target: number, { round }: Arithmetic, own: Arithmetic): number {
    const p = clip(output, own.round);
    const yes = round(target / p);
    const no = round(round(1 - target) / own.round(1 - p));
    return -round(yes - no);
  }

  override prepare(targets: ArrayLike, output: Shape, where: string = this.kind): Targets {
    return shareTargets(where, targets, output);
  }
}

function clip(output: number, round: (x: number) => number): number {
  const [low, high] = [round(CLIP), round(1 - CLIP)];
  return output < low ? low : output > high ? high : output;
}

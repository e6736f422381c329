import type { Arithmetic } from '../tensor/kernels/arithmetic.ts';
import { ElementwiseLoss } from './elementwise-loss.ts';

/**
 * The distance, averaged over the outputs of a sample: outliers weigh less than in the squared error.
 *
 *     losses_n = Σ_o |targets - output| / O
 *     dinputs  = sign(output - targets) / O / N
 *
 * The book prints the gradient with the opposite sign, which would climb; this one descends.
 *
 * @see the book, chapter 17
 *
 * @example
 * import { MeanAbsoluteError } from 'nnfs';
 * console.log(new MeanAbsoluteError().backward([[1], [3]], [[2], [0]]));
 * // [[-0.5]
 * //  [ 0.5]]
 */
export class MeanAbsoluteError extends ElementwiseLoss {
  static override readonly kind: string = 'MeanAbsoluteError';

  protected override element(output: number, target: number, { round }: Arithmetic): number {
    return Math.abs(round(target - output));
  }

  protected override slope(output: number, target: number): number {
    return Math.sign(output - target);
  }
}

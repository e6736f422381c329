import type { Arithmetic } from '../tensor/kernels/arithmetic.ts';
import { ElementwiseLoss } from './elementwise-loss.ts';

/**
 * The squared distance, averaged over the outputs of a sample: the usual loss of regression.
 *
 *     losses_n = Σ_o (targets - output)² / O
 *     dinputs  = -2 * (targets - output) / O / N
 *
 * @see the book, chapter 17
 *
 * @example
 * import { MeanSquaredError } from 'nnfs';
 * console.log(new MeanSquaredError().forward([[1, 2], [3, 3]], [[1, 0], [3, 4]]));
 * // [2.  0.5]
 */
export class MeanSquaredError extends ElementwiseLoss {
  static override readonly kind: string = 'MeanSquaredError';

  protected override element(output: number, target: number, { round }: Arithmetic): number {
    const distance = round(target - output);
    return round(distance * distance);
  }

  protected override slope(output: number, target: number, { round }: Arithmetic): number {
    return -2 * round(target - output);
  }
}

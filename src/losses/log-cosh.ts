import { exp, log1p, tanh } from '../tensor/kernels/float64.ts';
import { ElementwiseLoss } from './elementwise-loss.ts';

/**
 * Half the squared distance near the target, the distance far from it, smooth in between.
 *
 *     losses_n = Σ_o log(cosh(d)) / O,  d = output - targets
 *     dinputs  = tanh(d) / O / N
 *
 * log(cosh(d)) = |d| + log(1 + exp(-2 |d|)) - log 2, which does not overflow. Worked out in float64 and rounded once.
 *
 * @example
 * import { LogCosh } from 'nnfs';
 * console.log(new LogCosh().forward([[0], [0]], [[1], [1000]]));
 * // [4.3378082e-01 9.9930682e+02]
 */
export class LogCosh extends ElementwiseLoss {
  static override readonly kind: string = 'LogCosh';

  protected override element(output: number, target: number): number {
    const distance = Math.abs(output - target);
    if (distance < 0.01) return (distance ** 2 / 2) * (1 - (distance ** 2 / 6) * (1 - (4 * distance ** 2) / 15));
    return distance + (log1p(exp(-2 * distance)) - Math.LN2);
  }

  protected override slope(output: number, target: number): number {
    return tanh(output - target);
  }
}

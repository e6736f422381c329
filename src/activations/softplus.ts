import { exp, log1p } from '../tensor/kernels/float64.ts';
import { ElementwiseActivation } from './elementwise-activation.ts';

/**
 * A smooth ReLU, positive everywhere: for scales and rates that must be above 0.
 *
 *     output  = log(1 + exp(inputs))
 *     dinputs = dvalues / (1 + exp(-inputs))
 *
 * @see Dugas et al. 2000
 *
 * @example
 * import { Softplus } from 'nnfs';
 * console.log(new Softplus().forward([[-1, 0, 1]]));
 * // [[0.3132617 0.6931472 1.3132616]]
 */
export class Softplus extends ElementwiseActivation {
  static override readonly kind: string = 'Softplus';

  protected override value(x: number): number {
    return Math.max(x, 0) + log1p(exp(-Math.abs(x)));
  }

  protected override derivative(x: number): number {
    return 1 / (1 + exp(-x));
  }
}

import { exp } from '../tensor/kernels/float64.ts';
import { ElementwiseActivation } from './elementwise-activation.ts';

/**
 * Each value weighed by its own sigmoid: smooth, and slightly negative below 0. Also known as SiLU.
 *
 *     σ(x)    = 1 / (1 + exp(-x))
 *     output  = inputs * σ(inputs)
 *     dinputs = dvalues * (σ(inputs) + output * (1 - σ(inputs)))
 *
 * @see Ramachandran, Zoph and Le 2017
 *
 * @example
 * import { Swish } from 'nnfs';
 * console.log(new Swish().forward([[-1, 0, 1]]));
 * // [[-0.26894143  0.          0.7310586 ]]
 */
export class Swish extends ElementwiseActivation {
  static override readonly kind: string = 'Swish';

  protected override value(x: number): number {
    return x / (1 + exp(-x));
  }

  protected override derivative(x: number, y: number): number {
    return 1 / (1 + exp(-x)) + y / (1 + exp(x)); // σ(-x) = 1 - σ(x), without the cancellation
  }
}

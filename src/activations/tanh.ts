import { tanh } from '../tensor/kernels/float64.ts';
import { ElementwiseActivation } from './elementwise-activation.ts';

/**
 * Squashes every value into -1..1, symmetric about 0.
 *
 *     output  = tanh(inputs)
 *     dinputs = dvalues * (1 - output²)
 *
 * @example
 * import { Tanh } from 'nnfs';
 * console.log(new Tanh().forward([[-1, 0, 1]]));
 * // [[-0.7615942  0.         0.7615942]]
 */
export class Tanh extends ElementwiseActivation {
  static override readonly kind: string = 'Tanh';

  protected override value(x: number): number {
    return tanh(x);
  }

  protected override derivative(_x: number, y: number): number {
    return 1 - y * y;
  }
}

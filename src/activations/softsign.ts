import { ElementwiseActivation } from './elementwise-activation.ts';

/**
 * Squashes every value into -1..1 as Tanh does, and approaches the ends slowly.
 *
 *     output  = inputs / (1 + |inputs|)
 *     dinputs = dvalues / (1 + |inputs|)²
 *
 * @see Bergstra et al. 2009
 *
 * @example
 * import { Softsign } from 'nnfs';
 * console.log(new Softsign().forward([[-1, 0, 3]]));
 * // [[-0.5   0.    0.75]]
 */
export class Softsign extends ElementwiseActivation {
  static override readonly kind: string = 'Softsign';

  protected override value(x: number): number {
    return x / (1 + Math.abs(x));
  }

  protected override derivative(x: number): number {
    const width = 1 + Math.abs(x);
    return 1 / (width * width);
  }
}

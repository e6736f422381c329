import { ElementwiseActivation } from './elementwise-activation.ts';

/**
 * Each value weighed by its own hard sigmoid: Swish without an exponential.
 *
 *     output  = inputs * clip((inputs + 3) / 6, 0, 1)
 *     dinputs = dvalues * (2 inputs + 3) / 6 where -3 < inputs < 3, 0 up to -3, dvalues from 3 on
 *
 * @see Howard et al. 2019
 *
 * @example
 * import { HardSwish } from 'nnfs';
 * console.log(new HardSwish().forward([[-4, -1.5, 1.5, 4]]));
 * // [[ 0.    -0.375  1.125  4.   ]]
 */
export class HardSwish extends ElementwiseActivation {
  static override readonly kind: string = 'HardSwish';

  protected override value(x: number): number {
    return x <= -3 ? 0 : x >= 3 ? x : (x * (x + 3)) / 6;
  }

  protected override derivative(x: number): number {
    return x <= -3 ? 0 : x >= 3 ? 1 : (2 * x + 3) / 6;
  }
}

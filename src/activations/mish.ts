import { exp } from '../tensor/kernels/float64.ts';
import { ElementwiseActivation } from './elementwise-activation.ts';

/**
 * Each value weighed by the tanh of its softplus: smooth, and slightly negative below 0.
 *
 *     t(x)    = tanh(log(1 + exp(x)))
 *     output  = inputs * t(inputs)
 *     dinputs = dvalues * (t(inputs) + inputs * (1 - t(inputs)²) / (1 + exp(-inputs)))
 *
 * @see Misra 2019
 *
 * @example
 * import { Mish } from 'nnfs';
 * console.log(new Mish().forward([[-1, 0, 1]]));
 * // [[-0.30340147  0.          0.8650984 ]]
 */
export class Mish extends ElementwiseActivation {
  static override readonly kind: string = 'Mish';

  protected override value(x: number): number {
    const n = growth(x);
    return (x * n) / (n + 2);
  }

  protected override derivative(x: number): number {
    const n = growth(x);
    return n / (n + 2) + (x / (1 + exp(-x))) * ((4 * (n + 1)) / ((n + 2) * (n + 2)));
  }
}

/** n with t(x) = n / (n + 2), without a logarithm: n = e^x (e^x + 2), up to where t is 1. */
function growth(x: number): number {
  const e = exp(Math.min(x, 300));
  return e * (e + 2);
}

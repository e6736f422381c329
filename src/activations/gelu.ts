import { erf, exp } from '../tensor/kernels/float64.ts';
import { ElementwiseActivation } from './elementwise-activation.ts';

const INVERSE_SQRT_2_PI = 0.3989422804014327;

/**
 * Gaussian error linear unit: each value weighed by the probability that a standard normal lies below it.
 *
 *     Φ(x)    = (1 + erf(x / √2)) / 2
 *     output  = inputs * Φ(inputs)
 *     dinputs = dvalues * (Φ(inputs) + inputs * exp(-inputs² / 2) / √(2π))
 *
 * The exact form, not the tanh approximation; worked out in float64 and rounded once.
 *
 * @see Hendrycks and Gimpel 2016
 *
 * @example
 * import { GELU } from 'nnfs';
 * console.log(new GELU().forward([[-1, 0, 1]]));
 * // [[-0.15865526  0.          0.8413448 ]]
 */
export class GELU extends ElementwiseActivation {
  static override readonly kind: string = 'GELU';

  protected override value(x: number): number {
    return x * below(x);
  }

  protected override derivative(x: number): number {
    return below(x) + x * exp((-x * x) / 2) * INVERSE_SQRT_2_PI;
  }
}

/** Φ(x), the probability that a standard normal lies below x. */
function below(x: number): number {
  return (1 + erf(x * Math.SQRT1_2)) / 2;
}

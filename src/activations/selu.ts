import { exp, expm1 } from '../tensor/kernels/float64.ts';
import { ElementwiseActivation } from './elementwise-activation.ts';

/** λ and α for which standard normal values keep mean 0 and variance 1 through a layer of LeCun's start. */
const SCALE = 1.0507009873554805;
const ALPHA = 1.6732632423543772;

/**
 * Scaled exponential linear unit: values keep mean 0 and variance 1 from layer to layer, where weights start as `lecunNormal`.
 *
 *     output  = λ inputs where inputs > 0, else λ α (exp(inputs) - 1)      λ = 1.0507009873554805, α = 1.6732632423543772
 *     dinputs = λ dvalues where inputs > 0, else λ α exp(inputs) dvalues
 *
 * @see Klambauer et al. 2017
 *
 * @example
 * import { SELU } from 'nnfs';
 * console.log(new SELU().forward([[-1, 0, 1]]));
 * // [[-1.1113307  0.         1.050701 ]]
 */
export class SELU extends ElementwiseActivation {
  static override readonly kind: string = 'SELU';

  protected override value(x: number): number {
    return x <= 0 ? SCALE * ALPHA * expm1(x) : SCALE * x;
  }

  protected override derivative(x: number): number {
    return x <= 0 ? SCALE * ALPHA * exp(x) : SCALE;
  }
}

import { exp } from '../tensor/kernels/float64.ts';
import { ElementwiseActivation } from './elementwise-activation.ts';

/** 2 √(2 / π) */
const STEEPNESS = 1.5957691216057308;
const CUBE = 0.044715;

/**
 * GELU in its approximate form, as GPT-2 and BERT's first code have it.
 *
 *     u(x)    = √(2/π) (x + 0.044715 x³)
 *     output  = inputs * (1 + tanh(u(inputs))) / 2
 *     dinputs = dvalues * ((1 + tanh(u)) / 2 + inputs * (1 - tanh(u)²) * u'(inputs) / 2)
 *
 * PyTorch's `GELU(approximate='tanh')`, Keras' `gelu(approximate=True)`; it differs from GELU by up to 5e-4.
 *
 * @see Hendrycks and Gimpel 2016
 *
 * @example
 * import { GELUTanh } from 'nnfs';
 * console.log(new GELUTanh().forward([[-1, 0, 1]]));
 * // [[-0.15880801  0.          0.841192  ]]
 */
export class GELUTanh extends ElementwiseActivation {
  static override readonly kind: string = 'GELUTanh';

  protected override value(x: number): number {
    return x * share(x);
  }

  protected override derivative(x: number): number {
    const slope = STEEPNESS * (1 + 3 * CUBE * squareOf(x));
    return share(x) + x * share(x) * share(-x) * slope; // (1 - tanh²) / 2 = 2 share(x) share(-x)
  }
}

/** (1 + tanh(u)) / 2 as a sigmoid, 1 / (1 + exp(-2u)), which cancels nothing. */
function share(x: number): number {
  return 1 / (1 + exp(-STEEPNESS * x * (1 + CUBE * squareOf(x))));
}

/** x², up to where shares have long become 0 and 1. */
function squareOf(x: number): number {
  return Math.min(x * x, 1e6);
}

import { checkOptions, checkRange } from '../options.ts';
import type { RandomState } from '../random/random-state.ts';
import { streamOf } from '../session.ts';
import type { FloatDType } from '../tensor/dtype.ts';
import type { Shape } from '../tensor/shape.ts';
import { Layer, type BackwardPass, type ForwardPass, type PassMode } from './layer.ts';

export interface DropoutOptions {
  /** Where the masks are drawn from. @default the global stream */
  readonly random?: RandomState;
}

/**
 * Switches off a random share of its inputs in each training pass, so that no neuron relies on a single other one; what remains is
 * scaled up to keep the expected sum. Outside training everything passes unchanged.
 *
 *     mask    = binomial(1, 1 - rate) / (1 - rate)
 *     output  = inputs * mask
 *     dinputs = dvalues * mask
 *
 * Inputs of any shape. With dotPrecision 'float64' the mask and its products are float64 in training, as in NumPy.
 *
 * @throws ValueError unless 0 <= rate < 1
 * @see the book, chapter 15; Srivastava et al. 2014
 *
 * @example
 * import { Dropout, RandomState } from 'nnfs';
 * const dropout = new Dropout(0.5, { random: new RandomState(0) });
 * console.log(dropout.forward([[1, 2, 3, 4]], { training: true }));
 * // [[2. 4. 6. 8.]]
 * console.log(dropout.forward([[1, 2, 3, 4]]));
 * // [[1. 2. 3. 4.]]
 */
export class Dropout extends Layer {
  override readonly kind = 'Dropout';
  /** The share of inputs that is switched off. */
  readonly rate: number;
  readonly random: RandomState;

  constructor(rate: number, options: DropoutOptions = {}) {
    super();
    checkRange('Dropout', 'a rate from 0 to below 1, the share dropped', rate, (share) => share >= 0 && share < 1);
    checkOptions('Dropout', options, ['random']);
    this.rate = rate;
    this.random = streamOf('Dropout', options.random);
  }

  override compute({ inputs, output, cache: mask, training, kernels }: ForwardPass): void {
    if (!training) {
      output.data.set(inputs.data);
      return;
    }
    this.random.fillMask(mask.data, 1 - this.rate, kernels);
    kernels.multiply(inputs.data, mask.data, output.data);
  }

  override gradient({ dvalues, dinputs, cache: mask, training, kernels }: BackwardPass): void {
    if (!training) {
      dinputs.data.set(dvalues.data);
      return;
    }
    kernels.multiply(dvalues.data, mask.data, dinputs.data);
  }

  override cacheShape(inputs: Shape): Shape {
    return inputs;
  }

  override outputType(inputs: FloatDType, { training, precision }: PassMode): FloatDType {
    return training && precision === 'float64' ? 'float64' : inputs;
  }

  override gradientType(dvalues: FloatDType, mode: PassMode): FloatDType {
    return this.outputType(dvalues, mode);
  }

  override config(): Record<string, unknown> {
    return { rate: this.rate };
  }

  override toString(): string {
    return `Dropout(${this.rate})`;
  }
}

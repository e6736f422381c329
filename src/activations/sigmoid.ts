import type { BackwardPass, ForwardPass } from '../layers/pass.ts';
import { Activation } from './activation.ts';

/**
 * Squashes every value into 0..1: the confidence of a yes, for each output on its own.
 *
 *     output  = 1 / (1 + exp(-inputs))
 *     dinputs = dvalues * (1 - output) * output
 *
 * Inputs of any shape.
 *
 * @see the book, chapter 16
 *
 * @example
 * import { Sigmoid } from 'nnfs';
 * console.log(new Sigmoid().forward([[-1, 0, 1]]));
 * // [[0.2689414 0.5       0.7310586]]
 */
export class Sigmoid extends Activation {
  static override readonly kind: string = 'Sigmoid';
  override readonly reading = 'yes';

  override compute({ inputs, output, kernels }: ForwardPass): void {
    kernels.sigmoid(inputs.data, output.data);
  }

  override gradient({ output, dvalues, dinputs, kernels }: BackwardPass): void {
    kernels.sigmoidGradient(output.data, dvalues.data, dinputs.data);
  }
}

import type { BackwardPass, ForwardPass } from '../layers/pass.ts';
import { Activation } from './activation.ts';

/**
 * Passes everything on unchanged: the output of a network that predicts quantities.
 *
 *     output  = inputs
 *     dinputs = dvalues
 *
 * Inputs of any shape.
 *
 * @see the book, chapter 17
 *
 * @example
 * import { Linear } from 'nnfs';
 * console.log(new Linear().forward([[-1.5, 2]]));
 * // [[-1.5  2. ]]
 */
export class Linear extends Activation {
  static override readonly kind: string = 'Linear';

  override compute({ inputs, output }: ForwardPass): void {
    output.data.set(inputs.data);
  }

  override gradient({ dvalues, dinputs }: BackwardPass): void {
    dinputs.data.set(dvalues.data);
  }
}

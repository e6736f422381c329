import { Activation } from './activation.ts';
import type { BackwardPass, ForwardPass } from '../layers/pass.ts';

/**
 * Rectified linear unit: positive values pass, others become 0.
 *
 *     output  = max(0, inputs)
 *     dinputs = dvalues where inputs > 0, else 0
 *
 * Inputs of any shape. NaN passes in both directions, as in NumPy.
 *
 * @see the book, chapters 4 and 9
 *
 * @example
 * import { ReLU } from 'nnfs';
 * console.log(new ReLU().forward([[0, 2, -1, 3.3, -2.7, 1.1, 2.2, -100]]));
 * // [[0.  2.  0.  3.3 0.  1.1 2.2 0. ]]
 */
export class ReLU extends Activation {
  static override readonly kind: string = 'ReLU';

  override compute({ inputs, output, kernels }: ForwardPass): void {
    kernels.relu(inputs.data, output.data);
  }

  override gradient({ inputs, dvalues, dinputs, kernels }: BackwardPass): void {
    kernels.reluGradient(inputs.data, dvalues.data, dinputs.data);
  }
}

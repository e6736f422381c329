import { ShapeError } from '../errors.ts';
import type { BackwardPass, ForwardPass, LayerPlan, TensorType } from '../layers/pass.ts';
import { formatShape } from '../tensor/shape.ts';
import { Activation } from './activation.ts';

/**
 * Turns each row of inputs [N, ..., C] into confidences that are positive and sum to 1.
 *
 *     output_c  = exp(inputs_c - max inputs) / Σ_k exp(inputs_k - max inputs)
 *     dinputs_c = Σ_k (output_c * (c = k) - output_c * output_k) * dvalues_k
 *
 * Subtracting the maximum changes nothing mathematically and keeps exp from overflowing.
 *
 * @throws ShapeError for inputs that are not [N, ..., C]
 * @see the book, chapters 4 and 9
 *
 * @example
 * import { Softmax } from 'nnfs';
 * console.log(new Softmax().forward([[1, 2, 3]]));
 * // [[0.09003057 0.24472846 0.66524094]]
 */
export class Softmax extends Activation {
  static override readonly kind: string = 'Softmax';
  override readonly reading = 'classes';

  override plan(inputs: TensorType): LayerPlan {
    const { shape } = inputs;
    if (shape.length < 2 || shape.at(-1) === 0) {
      const hint = 'Confidences are shared out among the C classes of a row.';
      throw new ShapeError(this.toString(), 'inputs [N, C]', formatShape(shape), hint);
    }
    return { output: inputs };
  }

  override compute({ inputs, output, kernels }: ForwardPass): void {
    const C = output.shape.at(-1)!;
    kernels.softmax(inputs.data, output.data, output.size / C, C);
  }

  override gradient({ output, dvalues, dinputs, kernels, precision }: BackwardPass): void {
    const C = output.shape.at(-1)!;
    kernels.softmaxGradient(output.data, dvalues.data, dinputs.data, output.size / C, C, precision);
  }
}

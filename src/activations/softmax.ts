import { ShapeError } from '../errors.ts';
import type { BackwardPass, FloatTensor, ForwardPass } from '../layers/layer.ts';
import type { DType } from '../tensor/dtype.ts';
import type { Kernels } from '../tensor/kernels/index.ts';
import { formatShape, type Shape } from '../tensor/shape.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { Activation } from './activation.ts';

/**
 * Turns each row of inputs [N, C] into confidences that are positive and sum to 1.
 *
 *     output_c  = exp(inputs_c - max inputs) / Σ_k exp(inputs_k - max inputs)
 *     dinputs_c = Σ_k (output_c * (c = k) - output_c * output_k) * dvalues_k
 *
 * Subtracting the maximum changes nothing mathematically and keeps exp from overflowing.
 *
 * @throws ShapeError for inputs that are not [N, C]
 * @see the book, chapters 4 and 9
 *
 * @example
 * import { Softmax } from 'nnfs';
 * console.log(new Softmax().forward([[1, 2, 3]]));
 * // [[0.09003057 0.24472846 0.66524094]]
 */
export class Softmax extends Activation {
  override readonly kind = 'Softmax';

  override compute({ inputs, output, kernels }: ForwardPass): void {
    kernels.softmax(inputs.data, output.data, inputs.shape[0]!, inputs.shape[1]!);
  }

  override gradient({ output, dvalues, dinputs, kernels, precision }: BackwardPass): void {
    kernels.softmaxGradient(output.data, dvalues.data, dinputs.data, output.shape[0]!, output.shape[1]!, precision);
  }

  override outputShape(inputs: Shape, where = this.toString()): Shape {
    if (inputs.length !== 2 || inputs[1] === 0) {
      throw new ShapeError(
        where,
        'inputs [N, C]',
        formatShape(inputs),
        'Confidences are shared out among the C classes of a row.',
      );
    }
    return inputs;
  }

  /** The index of the most confident class of each row, [N]. */
  override predict(output: FloatTensor, predictions: Tensor, kernels: Kernels): void {
    kernels.argmaxRows(output.data, predictions.data as Int32Array, output.shape[0]!, output.shape[1]!);
  }

  override predictionType(): DType {
    return 'int32';
  }

  override predictionShape(output: Shape): Shape {
    return output.slice(0, 1);
  }
}

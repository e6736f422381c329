import type { BackwardPass, FloatTensor, ForwardPass } from '../layers/layer.ts';
import type { DType } from '../tensor/dtype.ts';
import type { Tensor } from '../tensor/tensor.ts';
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
  override readonly kind = 'Sigmoid';

  override compute({ inputs, output, kernels }: ForwardPass): void {
    kernels.sigmoid(inputs.data, output.data);
  }

  override gradient({ output, dvalues, dinputs, kernels }: BackwardPass): void {
    kernels.sigmoidGradient(output.data, dvalues.data, dinputs.data);
  }

  /** 1 where the confidence is above one half, else 0; the shape of the output. */
  override predict(output: FloatTensor, predictions: Tensor): void {
    for (let i = 0; i < output.size; i++) predictions.data[i] = output.data[i]! > 0.5 ? 1 : 0;
  }

  override predictionType(): DType {
    return 'int32';
  }
}

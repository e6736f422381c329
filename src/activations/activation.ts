import { Layer } from '../layers/layer.ts';
import { INFERENCE, type FloatTensor } from '../layers/pass.ts';
import { asFloat, asTensor, type ArrayLike } from '../tensor/create.ts';
import { kernels as standalone, type Kernels } from '../tensor/kernels/index.ts';
import { sizeOf, type Shape } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';

/** What the outputs of a network are read as: confidences of classes, of a yes, logits of a yes, or the values themselves. */
export type Reading = 'classes' | 'yes' | 'logits' | 'values';

/** A layer that keeps the shape of its inputs and can close a network. */
export abstract class Activation extends Layer {
  /** What an output that comes from this activation is read as. */
  readonly reading: Reading = 'values';

  /** What a network that ends in this activation predicts, given its output: a fresh tensor. */
  predictions(output: ArrayLike): Tensor {
    const where = `${this.toString()}.predictions`;
    const float = asFloat(asTensor(output, where));
    this.plan(float, INFERENCE);
    return readAs(this.reading, float);
  }
}

/** What an output is read as, a fresh tensor. */
export function readAs(reading: Reading, output: FloatTensor): Tensor {
  const predictions = predictionsFor(reading, output, (dtype, shape) => new Tensor(dtype, shape));
  predict(reading, output, predictions, standalone);
  return predictions;
}

/** Room for predictions: a class for each row, 0 or 1 for each output, or values of the output's type. */
export function predictionsFor(
  reading: Reading,
  { dtype, shape }: FloatTensor,
  allocate: (dtype: 'int32' | FloatTensor['dtype'], shape: Shape) => Tensor,
): Tensor {
  return allocate(reading === 'values' ? dtype : 'int32', reading === 'classes' ? shape.slice(0, -1) : shape);
}

/** Reads an output: the most confident class of each row, the first of equals; a yes above one half, of logits above 0; the values. */
export function predict(reading: Reading, output: FloatTensor, predictions: Tensor, kernels: Kernels): void {
  if (reading === 'values') {
    predictions.data.set(output.data);
  } else if (reading === 'classes') {
    const C = output.shape.at(-1)!;
    kernels.argmaxRows(output.data, predictions.data as Int32Array, sizeOf(predictions.shape), C);
  } else {
    const threshold = reading === 'yes' ? 0.5 : 0;
    for (let i = 0; i < output.size; i++) predictions.data[i] = output.data[i]! > threshold ? 1 : 0;
  }
}

import { Layer, type FloatTensor } from '../layers/layer.ts';
import { asFloat, asTensor, type ArrayLike } from '../tensor/create.ts';
import type { DType } from '../tensor/dtype.ts';
import { kernels as standalone, type Kernels } from '../tensor/kernels/index.ts';
import type { Shape } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';

/** A layer without parameters that keeps the shape of its inputs and can close a network. */
export abstract class Activation extends Layer {
  /** What a network that ends in this activation predicts, given its output: a fresh tensor. */
  predictions(output: ArrayLike): Tensor {
    const where = `${this.toString()}.predictions`;
    const float = asFloat(asTensor(output, where));
    const shape = this.predictionShape(this.outputShape(float.shape, where));
    const predictions = new Tensor(this.predictionType(float.dtype), shape);
    this.predict(float, predictions, standalone);
    return predictions;
  }

  /** Fills `predictions`: by default with the values themselves. */
  predict(output: FloatTensor, predictions: Tensor, _kernels: Kernels): void {
    predictions.data.set(output.data);
  }

  predictionType(output: DType): DType {
    return output;
  }

  predictionShape(output: Shape): Shape {
    return output;
  }
}

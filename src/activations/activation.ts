import { Layer, type FloatTensor } from '../layers/layer.ts';
import type { DType } from '../tensor/dtype.ts';
import { kernels as standalone, type Kernels } from '../tensor/kernels/index.ts';
import type { Shape } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';

/** A layer without parameters that keeps the shape of its inputs and can close a network. */
export abstract class Activation extends Layer {
  /** What a network that ends in this activation predicts, given its output: a fresh tensor. */
  predictions(output: FloatTensor): Tensor {
    const predictions = new Tensor(this.predictionType(output.dtype), this.predictionShape(output.shape));
    this.predict(output, predictions, standalone);
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

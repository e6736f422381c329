import { Layer, type FloatTensor } from '../layers/layer.ts';
import type { Tensor } from '../tensor/tensor.ts';

/** A layer without parameters that keeps the shape of its inputs and can close a network. */
export abstract class Activation extends Layer {
  /** What a network that ends in this activation predicts, given its output: by default the values themselves. */
  predictions(output: FloatTensor): Tensor {
    return output;
  }
}

import type { FloatTensor } from '../../layers/pass.ts';
import type { Tensor } from '../../tensor/tensor.ts';

/** Inputs [N, I] and targets: class indices [N], or values [N, 1]. */
export interface LabeledRows {
  readonly X: FloatTensor;
  readonly y: Tensor;
}

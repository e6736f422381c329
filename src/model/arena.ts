import type { DType } from '../tensor/dtype.ts';
import { kernels, type Kernels } from '../tensor/kernels/index.ts';
import type { Shape } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';

/** Makes the tensors of a workspace, zero-filled. */
export type Allocate = <D extends DType>(dtype: D, shape: Shape) => Tensor<D>;

/** Lays out the buffers of a workspace, and hands over the kernels that run on them. */
export function layOut<T>(build: (allocate: Allocate, kernels: Kernels) => T): T {
  return build((dtype, shape) => new Tensor(dtype, shape), kernels);
}

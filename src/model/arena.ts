import type { Layer } from '../layers/layer.ts';
import { viewOf, type DType } from '../tensor/dtype.ts';
import type { Kernels } from '../tensor/kernels/kernels.ts';
import { reference } from '../tensor/kernels/reference/index.ts';
import { kernelMemory } from '../tensor/kernels/wasm/memory.ts';
import { scratchBytes } from '../tensor/kernels/wasm/scratch.ts';
import { sizeOf, type Shape } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';

/** Makes the tensors of a workspace, zero-filled. */
export type Allocate = <D extends DType>(dtype: D, shape: Shape) => Tensor<D>;

/** Vectors load fastest from addresses that are a multiple of this: a cache line. */
const ALIGNMENT = 64;

const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

/**
 * Lays out the buffers of a workspace in one memory of exactly their size, with the kernels that run there. `build` is called twice:
 * to measure, on the JavaScript heap with the plain kernels, and to place. Where there is no WebAssembly the first result is the one.
 *
 * @param N the samples of a batch
 */
export function layOut<T>(layers: readonly Layer[], N: number, build: (allocate: Allocate, kernels: Kernels) => T): T {
  let bytes = 0;
  const measured = build((dtype, shape) => {
    const tensor = new Tensor(dtype, shape);
    bytes += aligned(tensor.data.byteLength);
    return tensor;
  }, reference);
  const matrices = layers.flatMap((layer) =>
    layer.parameters.map(({ value: { shape } }) => [shape[0] ?? 1, shape[1] ?? 1] as const),
  );
  const scratch = Math.max(...matrices.map(([I, O]) => scratchBytes(N, I, O)), scratchBytes(N, 1, 1));
  const memory = kernelMemory(bytes, scratch);
  if (memory === undefined) return measured;
  let offset = memory.start;
  return build((dtype, shape) => {
    const data = viewOf(dtype, memory.buffer, offset, sizeOf(shape));
    offset += aligned(data.byteLength);
    return new Tensor(dtype, shape, data);
  }, memory.kernels);
}

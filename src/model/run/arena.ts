import type { PassMode, Room } from '../../layers/pass.ts';
import { viewOf, type DType } from '../../tensor/dtype.ts';
import type { Kernels } from '../../tensor/kernels/kernels.ts';
import { kernelMemory } from '../../tensor/kernels/wasm/memory.ts';
import { reference } from '../../tensor/kernels/reference/index.ts';
import { scratchBytes } from '../../tensor/kernels/wasm/scratch.ts';
import { sameShape, sizeOf, type Shape } from '../../tensor/shape.ts';
import { Tensor } from '../../tensor/tensor.ts';
import { fuse } from './fusion.ts';

/** Vectors load fastest from addresses that are a multiple of this: a cache line. */
const ALIGNMENT = 64;

const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

/** What was laid out, and rooms for the same in smaller. */
export interface Layout<T> {
  readonly whole: T;
  /** A room in the same memory: whoever allocates in the same order is given views of the same tensors, of the size he asks for. */
  readonly smaller: () => Room;
}

/**
 * Lays buffers out in one memory of exactly their size, with the kernels that run there. `build` is called twice: to measure, on the
 * JavaScript heap with the plain kernels, and to place. Where there is no WebAssembly the first result is the one.
 *
 * @param fused whether neighbours may be computed in one
 */
export function layOut<T>(mode: PassMode, build: (room: Room) => T, fused = true): Layout<T> {
  const tensors: Tensor[] = [];
  let bytes = 0;
  let scratch = scratchBytes(1, 1, 1);
  let most = 0; // of what kernels keep beside that
  const room = (kernels: Kernels, make: <D extends DType>(dtype: D, shape: Shape) => Tensor<D>): Room => ({
    ...mode,
    kernels,
    ...(fused && { fuse }),
    allocate: (dtype, shape) => {
      const tensor = make(dtype, shape);
      tensors.push(tensor);
      return tensor;
    },
    product: (rows, inner, columns) => {
      scratch = Math.max(scratch, scratchBytes(rows, inner, columns));
    },
    work: (bytes) => {
      most = Math.max(most, bytes);
    },
  });
  const measure = <D extends DType>(dtype: D, shape: Shape): Tensor<D> => {
    const tensor = new Tensor(dtype, shape);
    bytes += aligned(tensor.data.byteLength);
    return tensor;
  };
  const measured = build(room(reference, measure));
  const memory = kernelMemory(bytes, scratch + most);
  if (memory === undefined) return { whole: measured, smaller: () => replay(room(reference, measure), tensors) };

  tensors.length = 0;
  let offset = memory.start;
  const place = <D extends DType>(dtype: D, shape: Shape): Tensor<D> => {
    const data = viewOf(dtype, memory.buffer, offset, sizeOf(shape));
    offset += aligned(data.byteLength);
    return new Tensor(dtype, shape, data);
  };
  const whole = build(room(memory.kernels, place));
  return { whole, smaller: () => replay(room(memory.kernels, place), tensors) };
}

/** Hands out the tensors there are, one by one, cut to the size asked for; new ones where that does not fit. */
function replay(room: Room, tensors: readonly Tensor[]): Room {
  let next = 0;
  return {
    ...room,
    allocate: <D extends DType>(dtype: D, shape: Shape): Tensor<D> => {
      const whole = tensors[next++] as Tensor<D> | undefined;
      if (whole?.dtype !== dtype || whole.size < sizeOf(shape)) return new Tensor(dtype, shape);
      if (sameShape(whole.shape, shape)) return whole;
      return new Tensor(dtype, shape, whole.data.subarray(0, sizeOf(shape)) as Tensor<D>['data']);
    },
  };
}

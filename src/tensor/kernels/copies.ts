/** Runs kernels on copies of arrays: what is large next to its data goes through a memory of the SIMD kernels. */
import type { FloatArray } from '../dtype.ts';
import type { Kernels } from './kernels.ts';
import { reference } from './reference/index.ts';
import { kernelMemory, type KernelMemory } from './wasm/memory.ts';

/** Multiplications from which a product is worth the copies. */
export const LARGE_PRODUCT = 32_768;

/** What is kept between calls; a larger memory is made for one call and dropped. */
const KEPT = 1 << 24;

let kept: { readonly memory: KernelMemory; readonly scratch: number } | undefined;

/** A memory of the SIMD kernels with room for arrays and scratch; undefined where there is none. */
function memoryFor(bytes: number, scratch: number): KernelMemory | undefined {
  if (kept !== undefined && kept.memory.bytes >= bytes && kept.scratch >= scratch) return kept.memory;
  if (bytes > KEPT) return kernelMemory(bytes, scratch);
  const room = Math.max(scratch, kept?.scratch ?? 0);
  const memory = kernelMemory(Math.max(2 * bytes, kept?.memory.bytes ?? 0), room);
  if (memory !== undefined) kept = { memory, scratch: room };
  return memory;
}

/** A kernel, given the arrays it runs on. */
type Call = (kernels: Kernels, operands: readonly FloatArray[], output: FloatArray) => void;

/**
 * Runs a kernel: on copies, in a memory with `scratch` bytes for the kernels, where the work is large and all arrays hold float32; else
 * the plain one, where they are.
 */
export function run(
  large: boolean,
  scratch: number,
  operands: readonly FloatArray[],
  output: FloatArray,
  call: Call,
): void {
  const arrays = [...operands, output];
  const single = arrays.every((array) => array instanceof Float32Array);
  const bytes = arrays.reduce((sum, { byteLength }) => sum + aligned(byteLength), 0);
  const memory = large && single ? memoryFor(bytes, scratch) : undefined;
  if (memory === undefined) {
    call(reference, operands, output);
    return;
  }
  let { start } = memory;
  const copies = arrays.map(({ length, byteLength }) => {
    const copy = new Float32Array(memory.buffer, start, length);
    start += aligned(byteLength);
    return copy;
  });
  operands.forEach((operand, i) => {
    copies[i]!.set(operand);
  });
  const result = copies.pop()!;
  call(memory.kernels, copies, result);
  output.set(result);
}

const aligned = (bytes: number): number => Math.ceil(bytes / 64) * 64;

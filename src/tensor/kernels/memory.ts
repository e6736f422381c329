import { KERNELS } from './generated/bytes.ts';
import type { Kernels } from './kernels.ts';
import { CONSTANTS, createWasmKernels } from './wasm.ts';

let compiled: WebAssembly.Module | null | undefined;

/** The SIMD kernels, compiled at first use; null where WebAssembly or its vectors are missing, or a page's policy forbids them. */
function kernelModule(): WebAssembly.Module | null {
  if (compiled === undefined) {
    try {
      compiled = new WebAssembly.Module(fromHex(KERNELS));
    } catch {
      compiled = null;
    }
  }
  return compiled;
}

function fromHex(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/** A memory that never grows, and the kernels that run on arrays in it. */
export interface KernelMemory {
  readonly buffer: ArrayBuffer;
  /** The address of the room for arrays, a multiple of 64, and its size. */
  readonly start: number;
  readonly bytes: number;
  readonly kernels: Kernels;
}

/**
 * A memory of its own for `bytes` bytes of arrays and `scratch` bytes for the kernels; it goes when nobody refers to its arrays any
 * more. Undefined where there is no WebAssembly, or not that much memory.
 */
export function kernelMemory(bytes: number, scratch: number): KernelMemory | undefined {
  const module = kernelModule();
  if (module === null) return undefined;
  const end = Math.ceil((CONSTANTS + bytes) / 16) * 16;
  const pages = Math.ceil((end + scratch) / 65536);
  try {
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    const kernels = createWasmKernels(module, memory, end, scratch);
    return { buffer: memory.buffer, start: CONSTANTS, bytes, kernels };
  } catch {
    return undefined;
  }
}

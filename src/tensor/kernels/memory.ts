import { KERNELS } from './generated/bytes.ts';
import type { Kernels } from './kernels.ts';
import { createWasmKernels } from './wasm.ts';

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
  /** The room for arrays, from address 0. */
  readonly bytes: number;
  readonly kernels: Kernels;
}

/**
 * A memory of its own for `bytes` bytes of arrays, from address 0, and `scratch` bytes for the kernels; it goes when nobody refers to
 * its arrays any more. Undefined where there is no WebAssembly, or not that much memory.
 */
export function kernelMemory(bytes: number, scratch: number): KernelMemory | undefined {
  const module = kernelModule();
  if (module === null) return undefined;
  const start = Math.ceil(bytes / 16) * 16;
  const pages = Math.ceil((start + scratch) / 65536);
  try {
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    return { buffer: memory.buffer, bytes, kernels: createWasmKernels(module, memory, start, scratch) };
  } catch {
    return undefined;
  }
}

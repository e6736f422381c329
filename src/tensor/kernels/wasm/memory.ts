import type { Kernels } from '../kernels.ts';
import { kernelModule } from './module.ts'; // before all code, as scripts/build.mjs says
import { createWasmKernels } from './index.ts';

/** Bytes at the beginning of a memory that arrays leave to an instance: 1024 that the compiler wants unused, then its constants. */
export const CONSTANTS = 1536;

/** A memory that never grows, and the kernels that run on arrays in it. */
export interface KernelMemory {
  readonly buffer: ArrayBuffer;
  /** The address of the room for arrays, a multiple of 64, and its size. */
  readonly start: number;
  readonly bytes: number;
  readonly kernels: Kernels;
}

/** How many memories there are. */
let alive = 0;
const givenBack = /* @__PURE__ */ new FinalizationRegistry(() => {
  alive--;
});

/**
 * The request that failed last: for so many pages, with so many memories alive. Each takes some 10 GB of addresses, however small it is,
 * and where they run out V8 collects garbage for seconds before it gives up. So nothing as large is asked for before one was given back.
 */
let refused = { pages: Infinity, alive: Infinity };

/**
 * A memory of its own for `bytes` bytes of arrays and `scratch` bytes for the kernels; it goes when nobody refers to its arrays any
 * more. Undefined where there is no WebAssembly, or not that much memory.
 */
export function kernelMemory(bytes: number, scratch: number): KernelMemory | undefined {
  const module = kernelModule();
  if (module === null) return undefined;
  const end = Math.ceil((CONSTANTS + bytes) / 16) * 16;
  const pages = Math.ceil((end + scratch) / 65536);
  if (pages >= refused.pages && alive >= refused.alive) return undefined;
  try {
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    const { buffer } = memory;
    const kernels = createWasmKernels(module, memory, new Uint8Array(buffer, end, scratch));
    givenBack.register(buffer, undefined);
    alive++;
    return { buffer, start: CONSTANTS, bytes, kernels };
  } catch {
    refused = { pages, alive };
    return undefined;
  }
}

import { binaryOf } from '../../compiled.ts';
import { KERNELS } from '../generated/bytes.ts';

let compiled: WebAssembly.Module | null | undefined;

/** The SIMD kernels, compiled at first use; null where WebAssembly or its vectors are missing, or a page's policy forbids them. */
export function kernelModule(): WebAssembly.Module | null {
  if (compiled === undefined) {
    try {
      compiled = new WebAssembly.Module(kernelBytes());
    } catch {
      compiled = null;
    }
  }
  return compiled;
}

export const kernelBytes = (): Uint8Array<ArrayBuffer> => binaryOf(KERNELS);

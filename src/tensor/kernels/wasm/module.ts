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

/** The binary of the SIMD kernels. */
export function kernelBytes(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(KERNELS.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = parseInt(KERNELS.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

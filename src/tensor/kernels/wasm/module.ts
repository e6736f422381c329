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

/** The binary of the SIMD kernels, from the text that `textOf` in scripts/assembly.mjs makes of it. */
export function kernelBytes(): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  let block = 0;
  for (const character of KERNELS) {
    const n = character === '}' ? 57 : character.charCodeAt(0) - 35; // } stands for \, the 57th
    if (n < 0) block = 88 * (n + 4);
    else {
      bytes.push(block + n - 6);
      block = 0;
    }
  }
  return Uint8Array.from(bytes); // modulo 256
}

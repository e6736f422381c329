import { binaryOf, moduleOf } from '../../compiled.ts';
import { KERNELS } from '../generated/bytes.ts';

/** The SIMD kernels; null where they cannot run. */
export const kernelModule = (): WebAssembly.Module | null => moduleOf(KERNELS);

export const kernelBytes = (): Uint8Array<ArrayBuffer> => binaryOf(KERNELS);

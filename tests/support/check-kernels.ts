import { vi } from 'vitest';
import type * as referenceModule from '../../src/tensor/kernels/reference/index.ts';
import type * as standaloneModule from '../../src/tensor/kernels/standalone.ts';
import type * as wasmModule from '../../src/tensor/kernels/wasm/index.ts';
import { checked } from './checked.ts';

/** Puts checked kernels in the place of all kernels in modules that are imported from now on: the plain ones, those standing alone, and those of each memory. */
export function checkKernels(): void {
  vi.doMock('../../src/tensor/kernels/reference/index.ts', async (load) => {
    const { reference } = await load<typeof referenceModule>();
    return { reference: checked(reference) };
  });
  vi.doMock('../../src/tensor/kernels/standalone.ts', async (load) => {
    const { standalone } = await load<typeof standaloneModule>();
    return { standalone: checked(standalone) };
  });
  vi.doMock('../../src/tensor/kernels/wasm/index.ts', async (load) => {
    const { createWasmKernels } = await load<typeof wasmModule>();
    const create: typeof createWasmKernels = (...args) => checked(createWasmKernels(...args));
    return { createWasmKernels: create };
  });
}

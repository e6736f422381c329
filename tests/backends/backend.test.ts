import { expect, inject, it } from 'vitest';
import { kernelMemory } from '../../src/tensor/kernels/wasm/memory.ts';

it('the tests run on the kernels that their project names', () => {
  expect(kernelMemory(64, 4096) === undefined ? 'plain' : 'simd').toBe(inject('backend'));
});

/** Which kernels run, and why. */
import { afterEach, expect, it, vi } from 'vitest';
import type * as kindModule from '../../src/tensor/kernels/kind.ts';
import { checkKernels } from '../support/check-kernels.ts';
import { OBSTACLES } from './library.ts';

afterEach(() => vi.unstubAllGlobals());

async function kindFacing(obstacle: unknown): Promise<kindModule.KernelKind> {
  vi.stubGlobal('WebAssembly', obstacle);
  vi.resetModules();
  checkKernels();
  const { kernelKind } = await import('../../src/tensor/kernels/kind.ts');
  expect(kernelKind()).toEqual(kernelKind());
  return kernelKind();
}

it('the SIMD kernels, where nothing stands against them', async () => {
  expect(await kindFacing(WebAssembly)).toEqual({ kind: 'simd' });
});

it.each<[keyof typeof OBSTACLES, string]>([
  ['no WebAssembly', 'There is no WebAssembly here.'],
  ['no vectors', 'WebAssembly has no SIMD instructions here.'],
  ['a policy against it', "The content security policy forbids WebAssembly: its script-src lacks 'wasm-unsafe-eval'."],
  ['no memory left', 'There is no memory left for the SIMD kernels.'],
  ['no room for an instance', 'There is no memory left for the SIMD kernels.'],
])('%s', async (obstacle, why) => {
  expect(await kindFacing(OBSTACLES[obstacle])).toEqual({ kind: 'plain', why });
});

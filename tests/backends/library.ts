/** Copies of the library side by side in one test, each on its own kernels. */
import type * as nnfs from 'nnfs';
import { vi } from 'vitest';
import { checkKernels } from '../support/check-kernels.ts';

export type Library = typeof nnfs;

/** A constructor that refuses. */
function no(Type: new (message: string) => Error, message: string) {
  return function refuse(): never {
    throw new Type(message);
  };
}

const { Module, Memory, validate } = globalThis.WebAssembly;

/** Runtimes in which the SIMD kernels do not run, as what stands there in the place of `WebAssembly`. */
export const OBSTACLES = {
  'no WebAssembly': undefined,
  'no vectors': { Module: no(WebAssembly.CompileError, 'invalid opcode 0xfd'), validate: () => false },
  'a policy against it': { Module: no(EvalError, "'unsafe-eval' is not an allowed source of script"), validate },
  'no memory left': { Module, Memory: no(RangeError, 'could not allocate memory') },
  'no room for an instance': { Module, Memory, Instance: no(RangeError, 'Out of memory') },
};

/** A copy of the library of its own. */
export async function copy(): Promise<Library> {
  vi.resetModules();
  checkKernels();
  return import('nnfs');
}

/** Runs a function with a copy of the library for which something else stands in the place of `WebAssembly`. */
export async function facing<T>(obstacle: unknown, run: (nnfs: Library) => Promise<T>): Promise<T> {
  vi.stubGlobal('WebAssembly', obstacle);
  try {
    return await run(await copy());
  } finally {
    vi.unstubAllGlobals();
  }
}

import { kernelMemory } from './wasm/memory.ts';
import { kernelBytes, kernelModule } from './wasm/module.ts';

/** Which kernels compute. */
export interface KernelKind {
  /** `simd`: WebAssembly with vectors; `plain`: loops in JavaScript, many times slower on large work, with the same numbers. */
  readonly kind: 'simd' | 'plain';
  /** Why the plain ones run, in a sentence; absent where the others do. */
  readonly why?: string;
}

/** Tells which kernels a model made now would compute with and, where it is the plain ones, what the SIMD kernels lack. */
export function kernelKind(): KernelKind {
  const why = obstacle();
  return why === undefined ? { kind: 'simd' } : { kind: 'plain', why };
}

function obstacle(): string | undefined {
  if (typeof WebAssembly === 'undefined') return 'There is no WebAssembly here.';
  if (kernelModule() === null) {
    // A policy forbids to compile what is valid, not to validate it.
    return WebAssembly.validate(kernelBytes())
      ? "The content security policy forbids WebAssembly: its script-src lacks 'wasm-unsafe-eval'."
      : 'WebAssembly has no SIMD instructions here.';
  }
  return kernelMemory(0, 0) === undefined ? 'There is no memory left for the SIMD kernels.' : undefined;
}

/**
 * The way into the kernels compiled from `../assembly`, file by file, behind the interface of all kernels.
 *
 * They run on float32 arrays that are views of one WebAssembly memory, which must not grow while they are used; what follows a dropout
 * mask also takes float64. Arrays of other types or other memories, and lengths beyond what the scratch region serves, go to the plain
 * kernels in `../reference`: the bits are the same. Each file declares what it calls in the module: addresses and lengths are unsigned,
 * other numbers are rounded to float32.
 */
import type { Family, Kernels } from '../kernels.ts';
import { activations, type ActivationExports } from './activations.ts';
import { addressesIn } from './addresses.ts';
import { draws, type DrawExports } from './draws.ts';
import { elementwise, type ElementwiseExports } from './elementwise.ts';
import { functions, type FunctionExports } from './functions.ts';
import { losses, type LossExports } from './losses.ts';
import { products, type ProductExports } from './products.ts';
import { reductions, type ReductionExports } from './reductions.ts';
import { updates, type UpdateExports } from './updates.ts';

interface Exports
  extends
    WebAssembly.Exports,
    ProductExports,
    ReductionExports,
    FunctionExports,
    ElementwiseExports,
    ActivationExports,
    LossExports,
    UpdateExports,
    DrawExports {
  useScratch(address: number): void;
}

/**
 * Kernels for arrays that are views of `memory`.
 *
 * @param module compiled from `../assembly`
 * @param scratch a region of the memory that nothing else uses, at a multiple of 16; `scratchBytes` tells how long it should be
 */
export function createWasmKernels(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  scratch: Uint8Array<ArrayBuffer>,
): Kernels {
  const wasm = new WebAssembly.Instance(module, { env: { memory } }).exports as Exports;
  const addresses = addressesIn(memory.buffer);
  wasm.useScratch(scratch.byteOffset);
  const families = new Map<Family<object>, object>();
  return {
    ...products(wasm, addresses, scratch),
    ...reductions(wasm, addresses),
    ...functions(wasm, addresses),
    ...elementwise(wasm, addresses),
    ...activations(wasm, addresses),
    ...losses(wasm, addresses, scratch),
    ...updates(wasm, addresses),
    ...draws(wasm, addresses, scratch),
    family: <T extends object>(family: Family<T>): T => {
      let table = families.get(family) as T | undefined;
      if (table === undefined) families.set(family, (table = family.inside({ memory, exports: wasm, scratch })));
      return table;
    },
  };
}

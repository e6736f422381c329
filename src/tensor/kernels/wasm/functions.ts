/** exp, log and tanh. */
import type { Kernels } from '../kernels.ts';
import * as plain from '../reference/functions.ts';
import { mapping, type Addresses, type MapExport } from './addresses.ts';

export interface FunctionExports {
  readonly exp: MapExport;
  readonly log: MapExport;
  readonly tanh: MapExport;
}

export function functions(wasm: FunctionExports, at: Addresses) {
  return {
    exp: mapping(at, wasm.exp, plain.exp),
    log: mapping(at, wasm.log, plain.log),
    tanh: mapping(at, wasm.tanh, plain.tanh),
  } satisfies Partial<Kernels>;
}

/** exp, log and tanh. */
import type { Kernels } from '../kernels.ts';
import * as plain from '../reference/functions.ts';
import type { Addresses } from './addresses.ts';

export interface FunctionExports {
  exp(x: number, output: number, length: number): void;
  log(x: number, output: number, length: number): void;
  tanh(x: number, output: number, length: number): void;
}

export function functions(wasm: FunctionExports, at: Addresses) {
  return {
    exp(x, output) {
      const xAt = at.float(x);
      const outputAt = at.float(output);
      if ((xAt | outputAt) >= 0) wasm.exp(xAt, outputAt, x.length);
      else plain.exp(x, output);
    },
    log(x, output) {
      const xAt = at.float(x);
      const outputAt = at.float(output);
      if ((xAt | outputAt) >= 0) wasm.log(xAt, outputAt, x.length);
      else plain.log(x, output);
    },
    tanh(x, output) {
      const xAt = at.float(x);
      const outputAt = at.float(output);
      if ((xAt | outputAt) >= 0) wasm.tanh(xAt, outputAt, x.length);
      else plain.tanh(x, output);
    },
  } satisfies Partial<Kernels>;
}

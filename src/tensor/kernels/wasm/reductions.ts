/** Sums in NumPy's order, the largest absolute value, and argmax. */
import type { Kernels } from '../kernels.ts';
import * as plain from '../reference/reductions.ts';
import type { Addresses } from './addresses.ts';

export interface ReductionExports {
  /** `what` is one of the summands below. */
  sum(x: number, length: number, what: number): number;
  maxAbs(x: number, length: number): number;
  sumRows(x: number, output: number, N: number, O: number): void;
  /** The same in float64, for two columns or more. */
  sumRowsWide(x: number, output: number, N: number, O: number): void;
  argmaxRows(x: number, output: number, N: number, C: number): void;
}

/** What is summed: the elements, their absolute values or their squares. */
const ELEMENTS = 0;
const ABSOLUTE = 1;
const SQUARES = 2;

export function reductions(wasm: ReductionExports, at: Addresses) {
  return {
    sum(x, start, length) {
      const xAt = at.float(x);
      return xAt >= 0 ? wasm.sum(xAt + 4 * start, length, ELEMENTS) : plain.sum(x, start, length);
    },
    sumAbs(x) {
      const xAt = at.float(x);
      return xAt >= 0 ? wasm.sum(xAt, x.length, ABSOLUTE) : plain.sumAbs(x);
    },
    sumSquares(x) {
      const xAt = at.float(x);
      return xAt >= 0 ? wasm.sum(xAt, x.length, SQUARES) : plain.sumSquares(x);
    },
    maxAbs(x) {
      const xAt = at.float(x);
      return xAt >= 0 ? wasm.maxAbs(xAt, x.length) : plain.maxAbs(x);
    },
    sumRows(x, output, N, O) {
      const xAt = at.float(x);
      const outputAt = at.float(output);
      if ((xAt | outputAt) >= 0) wasm.sumRows(xAt, outputAt, N, O);
      else if (O > 1 && (at.double(x) | at.double(output)) >= 0)
        wasm.sumRowsWide(at.double(x), at.double(output), N, O);
      else plain.sumRows(x, output, N, O);
    },
    argmaxRows(x, output, N, C) {
      const xAt = at.float(x);
      const outputAt = at.integer(output);
      if ((xAt | outputAt) >= 0) wasm.argmaxRows(xAt, outputAt, N, C);
      else plain.argmaxRows(x, output, N, C);
    },
  } satisfies Partial<Kernels>;
}

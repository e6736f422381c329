/** Sums and products of two arrays, element by element. */
import type { FloatArray } from '../../dtype.ts';
import type { Kernels } from '../kernels.ts';
import * as plain from '../reference/elementwise.ts';
import type { Addresses } from './addresses.ts';

/** `wide` arrays of x and y hold float64, y first, and the output does where one of them does. */
type ElementwiseExport = (x: number, y: number, output: number, length: number, wide: number) => void;

export interface ElementwiseExports {
  readonly add: ElementwiseExport;
  readonly multiply: ElementwiseExport;
}

const isDouble = (x: FloatArray): boolean => x instanceof Float64Array;

export function elementwise(wasm: ElementwiseExports, at: Addresses) {
  /** The way into a kernel where it does not matter which operand comes first. */
  const commutative =
    (simd: ElementwiseExport, plain: Kernels['add']): Kernels['add'] =>
    (x, y, output) => {
      const wide = Number(isDouble(x)) + Number(isDouble(y));
      const xAt = at.real(x);
      const yAt = at.real(y);
      const outputAt = at.real(output);
      if ((xAt | yAt | outputAt) < 0 || isDouble(output) !== wide > 0) plain(x, y, output);
      else if (isDouble(y)) simd(xAt, yAt, outputAt, x.length, wide);
      else simd(yAt, xAt, outputAt, x.length, wide);
    };
  return {
    add: commutative(wasm.add, plain.add),
    multiply: commutative(wasm.multiply, plain.multiply),
  } satisfies Partial<Kernels>;
}

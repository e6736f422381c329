/** Matrix products. */
import type { FloatArray } from '../../dtype.ts';
import type { DotPrecision, Kernels } from '../kernels.ts';
import * as plain from '../reference/products.ts';
import type { Addresses } from './addresses.ts';
import { scratchBytes } from './scratch.ts';

/** Types tell what the operands are, see `productTypes`. */
export interface ProductExports {
  /** Without biases where their address is `NONE`; `relu` is 1 to rectify, else 0. */
  dense(
    x: number,
    w: number,
    biases: number,
    y: number,
    N: number,
    I: number,
    O: number,
    types: number,
    relu: number,
  ): void;
  dotInputsT(x: number, dy: number, dw: number, N: number, I: number, O: number, types: number): void;
  dotWeightsT(dy: number, w: number, dx: number, N: number, I: number, O: number, types: number): void;
}

/** In place of an address: there is no such array. */
export const NONE = 0;

/**
 * What a product's operands are, as the module wants to know: bit 0 says to accumulate in float64, bits 1 and 2 which operand holds
 * float64. Undefined where one does and the sums are float32, which the module does not serve.
 */
export function productTypes(a: FloatArray, b: FloatArray, precision: DotPrecision): number | undefined {
  const types = (a instanceof Float64Array ? 2 : 0) | (b instanceof Float64Array ? 4 : 0);
  return precision === 'float64' ? types | 1 : types === 0 ? 0 : undefined;
}

/** @param scratch what is kept during a call, packed rows and columns and sums so far; `scratchBytes` tells how much */
export function products(wasm: ProductExports, at: Addresses, scratch: Uint8Array) {
  const bytes = scratch.length;
  const fits = (N: number, I: number, O: number): boolean => scratchBytes(N, I, O) <= bytes;
  return {
    dot(x, w, y, N, I, O, precision) {
      const types = productTypes(x, w, precision);
      const xAt = at.real(x);
      const wAt = at.real(w);
      const yAt = at.float(y);
      if ((xAt | wAt | yAt) >= 0 && types !== undefined && fits(N, I, O)) {
        wasm.dense(xAt, wAt, NONE, yAt, N, I, O, types, 0);
      } else plain.dot(x, w, y, N, I, O, precision);
    },
    dense(x, w, biases, y, N, I, O, precision, rectify) {
      const types = productTypes(x, w, precision);
      const xAt = at.real(x);
      const wAt = at.real(w);
      const biasesAt = at.float(biases);
      const yAt = at.float(y);
      if ((xAt | wAt | biasesAt | yAt) >= 0 && types !== undefined && fits(N, I, O)) {
        wasm.dense(xAt, wAt, biasesAt, yAt, N, I, O, types, rectify ? 1 : 0);
      } else plain.dense(x, w, biases, y, N, I, O, precision, rectify);
    },
    dotInputsT(x, dy, dw, N, I, O, precision) {
      const types = productTypes(x, dy, precision);
      const xAt = at.real(x);
      const dyAt = at.real(dy);
      const dwAt = at.float(dw);
      if ((xAt | dyAt | dwAt) >= 0 && types !== undefined && fits(N, I, O)) {
        wasm.dotInputsT(xAt, dyAt, dwAt, N, I, O, types);
      } else plain.dotInputsT(x, dy, dw, N, I, O, precision);
    },
    dotWeightsT(dy, w, dx, N, I, O, precision) {
      const types = productTypes(dy, w, precision);
      const dyAt = at.real(dy);
      const wAt = at.real(w);
      const dxAt = at.float(dx);
      if ((dyAt | wAt | dxAt) >= 0 && types !== undefined && fits(N, I, O)) {
        wasm.dotWeightsT(dyAt, wAt, dxAt, N, I, O, types);
      } else plain.dotWeightsT(dy, w, dx, N, I, O, precision);
    },
  } satisfies Partial<Kernels>;
}

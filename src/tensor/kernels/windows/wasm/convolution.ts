/** Convolutions. */
import type { Addresses } from '../../wasm/addresses.ts';
import { NONE, productTypes } from '../../wasm/products.ts';
import { scratchBytes } from '../../wasm/scratch.ts';
import type { WindowKernels, Windows } from '../kernels.ts';
import * as plain from '../reference/convolution.ts';
import { chunkOf, type Chunk } from '../work.ts';

/** `types` are those of products; `rows` and `sums` are addresses in scratch. */
export interface ConvolutionExports {
  convolve(
    x: number,
    w: number,
    biases: number,
    output: number,
    N: number,
    O: number,
    types: number,
    chunk: number,
    rows: number,
  ): void;
  convolveInputsT(
    x: number,
    dvalues: number,
    dweights: number,
    N: number,
    O: number,
    types: number,
    chunk: number,
    rows: number,
    sums: number,
  ): void;
  convolveWeightsT(
    dvalues: number,
    w: number,
    dinputs: number,
    N: number,
    O: number,
    types: number,
    chunk: number,
    rows: number,
  ): void;
}

/** @param scratch what is kept during a call: that of the product first, windows and sums last */
export function convolutions(
  wasm: ConvolutionExports,
  at: Addresses,
  scratch: Uint8Array,
  set: (windows: Windows) => void,
) {
  const end = scratch.byteOffset + scratch.length;
  /** Where the windows of a chunk go; -1 where scratch has no room for them. */
  const rowsOf = ({ product, work }: Chunk): number => {
    const rows = (end - work) & ~15;
    return rows - scratch.byteOffset >= scratchBytes(...product) ? rows : -1;
  };
  return {
    convolve(x, w, biases, y, N, O, windows, precision) {
      const types = productTypes(x, w, precision);
      const chunk = chunkOf(N, O, windows, precision);
      const rows = rowsOf(chunk);
      const xAt = at.real(x);
      const wAt = at.real(w);
      const biasesAt = biases ? at.float(biases) : NONE;
      const yAt = at.float(y);
      if ((xAt | wAt | biasesAt | yAt | rows) >= 0 && types !== undefined) {
        set(windows);
        wasm.convolve(xAt, wAt, biasesAt, yAt, N, O, types, chunk.product[0], rows);
      } else plain.convolve(x, w, biases, y, N, O, windows, precision);
    },
    convolveInputsT(x, dy, dw, N, O, windows, precision) {
      const types = productTypes(x, dy, precision);
      const chunk = chunkOf(N, O, windows, precision);
      const rows = rowsOf(chunk);
      const xAt = at.real(x);
      const dyAt = at.real(dy);
      const dwAt = at.float(dw);
      if ((xAt | dyAt | dwAt | rows) >= 0 && types !== undefined) {
        set(windows);
        wasm.convolveInputsT(xAt, dyAt, dwAt, N, O, types, chunk.product[0], rows, rows + chunk.sumsAt);
      } else plain.convolveInputsT(x, dy, dw, N, O, windows, precision);
    },
    convolveWeightsT(dy, w, dx, N, O, windows, precision) {
      const types = productTypes(dy, w, precision);
      const chunk = chunkOf(N, O, windows, precision);
      const rows = rowsOf(chunk);
      const dyAt = at.real(dy);
      const wAt = at.real(w);
      const dxAt = at.float(dx);
      if ((dyAt | wAt | dxAt | rows) >= 0 && types !== undefined) {
        set(windows);
        wasm.convolveWeightsT(dyAt, wAt, dxAt, N, O, types, chunk.product[0], rows);
      } else plain.convolveWeightsT(dy, w, dx, N, O, windows, precision);
    },
  } satisfies Partial<WindowKernels>;
}

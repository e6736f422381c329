/** Pooling, in either float type. */
import type { FloatArray } from '../../../dtype.ts';
import type { Addresses } from '../../wasm/addresses.ts';
import type { WindowKernels, Windows } from '../kernels.ts';
import * as plain from '../reference/pooling.ts';

type PoolExport = (x: number, output: number, N: number, wide: number) => void;
type Pool = (inputs: FloatArray, output: FloatArray, N: number, windows: Windows) => void;

/** `wide` is 1 where the arrays hold float64; of two kinds of arrays, how many kinds do, the result first. */
export interface PoolingExports {
  readonly maxPool: PoolExport;
  readonly averagePool: PoolExport;
  /** Bit 0 of `types`: x and output hold float64; bit 1: dvalues do. */
  maxPoolGradient(x: number, output: number, dvalues: number, dinputs: number, N: number, types: number): void;
  averagePoolGradient(dvalues: number, dinputs: number, N: number, wide: number): void;
  sumPixels(x: number, output: number, N: number, P: number, C: number, divisor: number, wide: number): void;
  spreadPixels(x: number, output: number, N: number, P: number, C: number, divisor: number, wide: number): void;
}

const wide = (x: FloatArray): number => Number(x instanceof Float64Array);

export function pooling(wasm: PoolingExports, at: Addresses, set: (windows: Windows) => void) {
  /** The way into a kernel of one type. */
  const forward =
    (simd: PoolExport, plain: Pool): Pool =>
    (x, y, N, windows) => {
      const xAt = at.real(x);
      const yAt = at.real(y);
      if ((xAt | yAt) >= 0 && wide(x) === wide(y)) {
        set(windows);
        simd(xAt, yAt, N, wide(x));
      } else plain(x, y, N, windows);
    };
  return {
    maxPool: forward(wasm.maxPool, plain.maxPool),
    averagePool: forward(wasm.averagePool, plain.averagePool),
    maxPoolGradient(x, y, dy, dx, N, windows) {
      const xAt = at.real(x);
      const yAt = at.real(y);
      const dyAt = at.real(dy);
      const dxAt = at.real(dx);
      const types = wide(x) | (wide(dy) << 1);
      if ((xAt | yAt | dyAt | dxAt) >= 0 && wide(x) === wide(y) && types > 0 === wide(dx) > 0) {
        set(windows);
        wasm.maxPoolGradient(xAt, yAt, dyAt, dxAt, N, types);
      } else plain.maxPoolGradient(x, y, dy, dx, N, windows);
    },
    averagePoolGradient(dy, dx, N, windows) {
      const dyAt = at.real(dy);
      const dxAt = at.real(dx);
      if ((dyAt | dxAt) >= 0 && wide(dy) <= wide(dx)) {
        set(windows);
        wasm.averagePoolGradient(dyAt, dxAt, N, wide(dy) + wide(dx));
      } else plain.averagePoolGradient(dy, dx, N, windows);
    },
    sumPixels(x, y, N, P, C, divisor) {
      const xAt = at.real(x);
      const yAt = at.real(y);
      if ((xAt | yAt) >= 0 && wide(x) === wide(y)) wasm.sumPixels(xAt, yAt, N, P, C, divisor, wide(x));
      else plain.sumPixels(x, y, N, P, C, divisor);
    },
    spreadPixels(x, y, N, P, C, divisor) {
      const xAt = at.real(x);
      const yAt = at.real(y);
      if ((xAt | yAt) >= 0 && wide(x) <= wide(y)) wasm.spreadPixels(xAt, yAt, N, P, C, divisor, wide(x) + wide(y));
      else plain.spreadPixels(x, y, N, P, C, divisor);
    },
  } satisfies Partial<WindowKernels>;
}

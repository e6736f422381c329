/** Activations and their gradients. */
import type { Kernels } from '../kernels.ts';
import * as plain from '../reference/activations.ts';
import { mapping, type Addresses, type MapExport } from './addresses.ts';

export interface ActivationExports {
  readonly relu: MapExport;
  reluGradient(x: number, dvalues: number, dinputs: number, length: number): void;
  /** The same with dvalues and dinputs in float64. */
  reluGradientWide(x: number, dvalues: number, dinputs: number, length: number): void;
  softmax(x: number, output: number, N: number, C: number): void;
  /** `wide` is 1 to accumulate in float64, else 0. */
  softmaxGradient(output: number, dvalues: number, dinputs: number, N: number, C: number, wide: number): void;
  readonly sigmoid: MapExport;
  sigmoidGradient(output: number, dvalues: number, dinputs: number, length: number): void;
}

export function activations(wasm: ActivationExports, at: Addresses) {
  return {
    relu: mapping(at, wasm.relu, plain.relu),
    sigmoid: mapping(at, wasm.sigmoid, plain.sigmoid),
    reluGradient(x, dy, dx) {
      const xAt = at.float(x);
      const dyAt = at.float(dy);
      const dxAt = at.float(dx);
      if ((xAt | dyAt | dxAt) >= 0) {
        wasm.reluGradient(xAt, dyAt, dxAt, x.length);
      } else if ((xAt | at.double(dy) | at.double(dx)) >= 0) {
        wasm.reluGradientWide(xAt, at.double(dy), at.double(dx), x.length);
      } else plain.reluGradient(x, dy, dx);
    },
    softmax(x, output, N, C) {
      const xAt = at.float(x);
      const outputAt = at.float(output);
      if ((xAt | outputAt) >= 0) wasm.softmax(xAt, outputAt, N, C);
      else plain.softmax(x, output, N, C);
    },
    softmaxGradient(y, dy, dx, N, C, precision) {
      const yAt = at.float(y);
      const dyAt = at.float(dy);
      const dxAt = at.float(dx);
      if ((yAt | dyAt | dxAt) >= 0) {
        wasm.softmaxGradient(yAt, dyAt, dxAt, N, C, precision === 'float64' ? 1 : 0);
      } else plain.softmaxGradient(y, dy, dx, N, C, precision);
    },
    sigmoidGradient(y, dy, dx) {
      const yAt = at.float(y);
      const dyAt = at.float(dy);
      const dxAt = at.float(dx);
      if ((yAt | dyAt | dxAt) >= 0) wasm.sigmoidGradient(yAt, dyAt, dxAt, y.length);
      else plain.sigmoidGradient(y, dy, dx);
    },
  } satisfies Partial<Kernels>;
}

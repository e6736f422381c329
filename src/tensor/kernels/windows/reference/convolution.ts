/**
 * Convolutions: Dense on windows. A window is a row of K = kh · kw · C numbers; what lies outside the image is 0 and multiplied like
 * any other. Faster backends take many windows at once; no chain is split or reordered.
 */
import type { FloatArray } from '../../../dtype.ts';
import type { DotPrecision } from '../../kernels.ts';
import { dense, dot, dotInputsT, dotWeightsT } from '../../reference/products.ts';
import type { Windows } from '../kernels.ts';

/** Where number k of window m lies in the images; -1 outside. */
function place(w: Windows, m: number, k: number): number {
  const n = Math.floor(m / (w.OH * w.OW));
  const oy = Math.floor(m / w.OW) % w.OH;
  const ox = m % w.OW;
  const ky = Math.floor(k / (w.kw * w.C));
  const kx = Math.floor(k / w.C) % w.kw;
  const y = oy * w.sy - w.top + ky * w.dy;
  const x = ox * w.sx - w.left + kx * w.dx;
  return y >= 0 && y < w.H && x >= 0 && x < w.W ? ((n * w.H + y) * w.W + x) * w.C + (k % w.C) : -1;
}

const sizeOfWindow = ({ kh, kw, C }: Windows): number => kh * kw * C;

/** An array of the type of another. */
function like(x: FloatArray, length: number): FloatArray {
  return x instanceof Float32Array ? new Float32Array(length) : new Float64Array(length);
}

export function convolve(
  inputs: FloatArray, // [N, H, W, C]
  weights: FloatArray, // [K, O]
  biases: FloatArray | undefined, // [O]
  output: FloatArray, // [N, OH, OW, O]
  N: number,
  O: number,
  windows: Windows,
  precision: DotPrecision,
): void {
  const K = sizeOfWindow(windows);
  const row = like(inputs, K);
  for (let m = 0; m < N * windows.OH * windows.OW; m++) {
    for (let k = 0; k < K; k++) row[k] = inputs[place(windows, m, k)] ?? 0;
    const result = output.subarray(m * O, (m + 1) * O);
    if (biases) dense(row, weights, biases, result, 1, K, O, precision, false);
    else dot(row, weights, result, 1, K, O, precision);
  }
}

export function convolveInputsT(
  inputs: FloatArray, // [N, H, W, C]
  dvalues: FloatArray, // [N, OH, OW, O]
  dweights: FloatArray, // [K, O]
  N: number,
  O: number,
  windows: Windows,
  precision: DotPrecision,
): void {
  const K = sizeOfWindow(windows);
  const M = N * windows.OH * windows.OW;
  const column = like(inputs, M);
  for (let k = 0; k < K; k++) {
    for (let m = 0; m < M; m++) column[m] = inputs[place(windows, m, k)] ?? 0;
    dotInputsT(column, dvalues, dweights.subarray(k * O, (k + 1) * O), M, 1, O, precision);
  }
}

export function convolveWeightsT(
  dvalues: FloatArray, // [N, OH, OW, O]
  weights: FloatArray, // [K, O]
  dinputs: FloatArray, // [N, H, W, C]
  N: number,
  O: number,
  windows: Windows,
  precision: DotPrecision,
): void {
  const K = sizeOfWindow(windows);
  const row = like(dinputs, K);
  dinputs.fill(0);
  for (let m = 0; m < N * windows.OH * windows.OW; m++) {
    dotWeightsT(dvalues.subarray(m * O, (m + 1) * O), weights, row, 1, K, O, precision);
    for (let k = 0; k < K; k++) {
      const at = place(windows, m, k);
      if (at >= 0) dinputs[at]! += row[k]!;
    }
  }
}

/** Layers that multiply. */
import type { FloatArray } from '../../../tensor/dtype.ts';
import type { Axis } from '../../../layers/window-options.ts';
import { roomLike, roundingTo, rowsOf, type Sample } from './sample.ts';
import { windowsOn } from './windows.ts';

/** What a row times weights is, [O]. */
export type Dot = (row: FloatArray, weights: FloatArray, O: number) => FloatArray;

/** row · weights[I, O]: each sum goes over the inputs in order, in float64, and is rounded once. */
export function dotInFloat64(row: FloatArray, weights: FloatArray, O: number): FloatArray {
  const sums = new Float64Array(O);
  for (let i = 0, at = 0; i < row.length; i++) {
    const x = row[i]!;
    for (let o = 0; o < O; o++, at++) sums[o]! += x * weights[at]!;
  }
  const output = roomLike(weights, O);
  output.set(sums);
  return output;
}

/** row · weights[I, O]: each sum goes over the inputs in order; every product and every sum is rounded to the type of the weights. */
export function dotInFloat32(row: FloatArray, weights: FloatArray, O: number): FloatArray {
  const round = roundingTo(weights);
  const sums = roomLike(weights, O);
  for (let i = 0, at = 0; i < row.length; i++) {
    const x = row[i]!;
    for (let o = 0; o < O; o++, at++) sums[o]! += round(x * weights[at]!);
  }
  return sums;
}

/** Each row x · weights + biases: [..., I] becomes [..., O]. */
export function dense(x: Sample, dot: Dot, weights: Sample, biases?: Sample): Sample {
  const [I, O] = weights.shape as [number, number];
  const shape = [...rowsOf(x, I), O];
  const output = roomLike(weights.data, (x.data.length / I) * O);
  for (let n = 0; n * I < x.data.length; n++) {
    const product = dot(x.data.subarray(n * I, (n + 1) * I), weights.data, O);
    if (biases) product.forEach((value, o) => (product[o] = value + biases.data[o]!));
    output.set(product, n * O);
  }
  return { shape, data: output };
}

/** Dense on windows: [H, W, C] becomes [OH, OW, O], [T, C] becomes [OT, O]; outside is 0. Weights are [...window, C, O]. */
export function convolution(
  x: Sample,
  dot: Dot,
  axes: readonly [Axis, Axis],
  weights: Sample,
  biases?: Sample,
): Sample {
  const [C, O] = weights.shape.slice(-2) as [number, number];
  const { shape, at } = windowsOn([...rowsOf(x, C), C], axes);
  const data = roomLike(weights.data, shape.reduce((size, length) => size * length, O)); // prettier-ignore
  const row = roomLike(x.data, weights.data.length / O);
  for (let window = 0; window * O < data.length; window++) {
    row.fill(0);
    at(window, (pixel, place) => {
      for (let c = 0; c < C; c++) row[place * C + c] = x.data[pixel * C + c]!;
    });
    const product = dot(row, weights.data, O);
    if (biases) product.forEach((value, o) => (product[o] = value + biases.data[o]!));
    data.set(product, window * O);
  }
  return { shape: [...shape, O], data };
}

/** Normalization, each operation rounded once to the type of the layer. */
import type { FloatArray } from '../../../dtype.ts';
import { arithmeticOf } from '../../arithmetic.ts';
import { sumRun } from '../../reference/reductions.ts';

export function moments(x: FloatArray, mean: FloatArray, variance: FloatArray, M: number, C: number): void {
  const { round } = arithmeticOf(mean);
  for (let c = 0; c < C; c++) {
    let sum = 0;
    for (let i = c; i < M * C; i += C) sum += round(x[i]!);
    mean[c] = sum / M;
    let squares = 0;
    for (let i = c; i < M * C; i += C) squares += round(round(x[i]!) - mean[c]!) ** 2;
    variance[c] = squares / M;
  }
}

export function scales(variance: FloatArray, scale: FloatArray, epsilon: number): void {
  const { round } = arithmeticOf(scale);
  for (let c = 0; c < scale.length; c++) scale[c] = 1 / round(Math.sqrt(round(variance[c]! + round(epsilon))));
}

export function normalizeColumns(
  x: FloatArray, // [M, C]
  mean: FloatArray, // [C]
  scale: FloatArray, // [C]
  gamma: FloatArray, // [C]
  beta: FloatArray, // [C]
  output: FloatArray, // [M, C]
  M: number,
  C: number,
): void {
  const { round } = arithmeticOf(gamma);
  for (let i = 0; i < M * C; i++) {
    const c = i % C;
    const normal = round(round(round(x[i]!) - mean[c]!) * scale[c]!);
    output[i] = round(gamma[c]! * normal) + beta[c]!;
  }
}

export function normalizeRows(
  x: FloatArray, // [M, C]
  mean: FloatArray, // [M]
  scale: FloatArray, // [M]
  gamma: FloatArray, // [C]
  beta: FloatArray, // [C]
  output: FloatArray, // [M, C]
  M: number,
  C: number,
  epsilon: number,
): void {
  const { round } = arithmeticOf(gamma);
  const squares = new Float64Array(C);
  for (let m = 0; m < M; m++) {
    const row = m * C;
    for (let c = 0; c < C; c++) output[row + c] = x[row + c]!;
    mean[m] = sumRun(output, row, C, round) / C;
    for (let c = 0; c < C; c++) output[row + c]! -= mean[m]!;
    for (let c = 0; c < C; c++) squares[c] = round(output[row + c]! * output[row + c]!);
    const variance = round(sumRun(squares, 0, C, round) / C);
    scale[m] = 1 / round(Math.sqrt(round(variance + round(epsilon))));
    for (let c = 0; c < C; c++) {
      const normal = round(output[row + c]! * scale[m]!);
      output[row + c] = round(gamma[c]! * normal) + beta[c]!;
    }
  }
}

export function normalSums(
  x: FloatArray, // [M, C]
  mean: FloatArray, // [C] or [M]
  scale: FloatArray, // [C] or [M]
  dvalues: FloatArray, // [M, C]
  dgamma: FloatArray, // [C]
  dbeta: FloatArray, // [C]
  M: number,
  C: number,
  byRow: boolean,
): void {
  const { round } = arithmeticOf(dgamma);
  for (let c = 0; c < C; c++) {
    let [slopes, products] = [0, 0];
    for (let m = 0; m < M; m++) {
      const at = byRow ? m : c;
      const slope = round(dvalues[m * C + c]!);
      slopes += slope;
      products += slope * round(round(round(x[m * C + c]!) - mean[at]!) * scale[at]!);
    }
    dbeta[c] = slopes;
    dgamma[c] = products;
  }
}

export function columnsGradient(
  x: FloatArray, // [M, C]
  mean: FloatArray, // [C]
  scale: FloatArray, // [C]
  gamma: FloatArray, // [C]
  dgamma: FloatArray, // [C]
  dbeta: FloatArray, // [C]
  dvalues: FloatArray, // [M, C]
  dinputs: FloatArray, // [M, C]
  M: number,
  C: number,
  divisor: number,
): void {
  const { round } = arithmeticOf(gamma);
  for (let i = 0; i < M * C; i++) {
    const c = i % C;
    const normal = round(round(round(x[i]!) - mean[c]!) * scale[c]!);
    const shifted = round(round(dvalues[i]!) - round(dbeta[c]! / divisor));
    const slope = round(shifted - round(normal * round(dgamma[c]! / divisor)));
    dinputs[i] = round(gamma[c]! * scale[c]!) * slope;
  }
}

export function rowsGradient(
  x: FloatArray, // [M, C]
  mean: FloatArray, // [M]
  scale: FloatArray, // [M]
  gamma: FloatArray, // [C]
  dvalues: FloatArray, // [M, C]
  dinputs: FloatArray, // [M, C]
  M: number,
  C: number,
): void {
  const { round } = arithmeticOf(gamma);
  const [normals, slopes, products] = [0, 1, 2].map(() => new Float64Array(C)) as [FloatArray, FloatArray, FloatArray];
  for (let m = 0; m < M; m++) {
    const row = m * C;
    for (let c = 0; c < C; c++) {
      normals[c] = round(round(round(x[row + c]!) - mean[m]!) * scale[m]!);
      slopes[c] = round(gamma[c]! * round(dvalues[row + c]!));
      products[c] = round(slopes[c]! * normals[c]!);
    }
    const shift = round(sumRun(slopes, 0, C, round) / C);
    const tilt = round(sumRun(products, 0, C, round) / C);
    for (let c = 0; c < C; c++) {
      dinputs[row + c] = scale[m]! * round(round(slopes[c]! - shift) - round(normals[c]! * tilt));
    }
  }
}

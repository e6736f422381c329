/** Activations of one value, worked out in float64, and those of a row. */
import { exp, erf, expm1, log1p } from '../../../tensor/kernels/float64.ts';
import { sumRun } from '../../../tensor/kernels/reference/reductions.ts';
import { logSumExp } from '../../../tensor/log-sum-exp.ts';
export { exp as expInFloat32 } from '../../../tensor/kernels/float32.ts';
export { exp as expInFloat64, tanh } from '../../../tensor/kernels/float64.ts';
import { map, roundingTo, type Sample } from './sample.ts';

/** max(0, x) */
export function relu(x: number): number {
  return x < 0 ? 0 : x;
}

export function relu6(x: number): number {
  return x <= 0 ? 0 : x >= 6 ? 6 : x;
}

export function leakyRelu(x: Sample, slope: number): Sample {
  return map(x, (value) => (value <= 0 ? slope * value : value));
}

/** x, or a slope times x where that is negative: one slope, or one for each of the last axis. */
export function prelu(x: Sample, slopes: Sample): Sample {
  const C = slopes.data.length;
  const slope = (i: number): number => slopes.data[i % C]!;
  return { shape: x.shape, data: x.data.map((value, i) => (value <= 0 ? slope(i) * value : value)) };
}

/** x, or alpha (e^x - 1) where that is negative. */
export function elu(x: Sample, alpha: number): Sample {
  return map(x, (value) => (value <= 0 ? alpha * expm1(value) : value));
}

export function selu(x: number): number {
  return x <= 0 ? 1.0507009873554805 * 1.6732632423543772 * expm1(x) : 1.0507009873554805 * x;
}

/** x times the probability that a standard normal lies below x. */
export function gelu(x: number): number {
  return x * ((1 + erf(x * Math.SQRT1_2)) / 2);
}

/** x σ(2 √(2/π) (x + 0.044715 x³)) */
export function geluTanh(x: number): number {
  return x * (1 / (1 + exp(-1.5957691216057308 * x * (1 + 0.044715 * Math.min(x * x, 1e6)))));
}

/** x σ(x) */
export function swish(x: number): number {
  return x / (1 + exp(-x));
}

/** x tanh(log(1 + e^x)) = x n / (n + 2), n = e^x (e^x + 2) */
export function mish(x: number): number {
  const e = exp(Math.min(x, 300));
  const n = e * (e + 2);
  return (x * n) / (n + 2);
}

export function hardSwish(x: number): number {
  return x <= -3 ? 0 : x >= 3 ? x : (x * (x + 3)) / 6;
}

export function hardSigmoid(x: number): number {
  return x <= -3 ? 0 : x >= 3 ? 1 : (x + 3) / 6;
}

/** log(1 + e^x) */
export function softplus(x: number): number {
  return Math.max(x, 0) + log1p(exp(-Math.abs(x)));
}

export function softsign(x: number): number {
  return x / (1 + Math.abs(x));
}

/** 1 / (1 + e^-x), each step rounded. @param power e^x in the type of x */
export function sigmoid(x: Sample, power: (x: number) => number): Sample {
  const round = roundingTo(x.data);
  return map(x, (value) => 1 / round(1 + power(-value)));
}

/** exp(x - most) / their sum, along the last axis, each step rounded. @param power e^x in the type of x */
export function softmax({ shape, data: x }: Sample, power: (x: number) => number): Sample {
  const C = shape.at(-1)!;
  const round = roundingTo(x);
  const data = x.slice();
  for (let row = 0; row < x.length; row += C) {
    let most = x[row]!;
    for (let c = row; c < row + C; c++) if (x[c]! > most || x[c] !== x[c]) most = x[c]!;
    for (let c = row; c < row + C; c++) data[c] = power(round(x[c]! - most));
    const total = sumRun(data, row, C, round);
    for (let c = row; c < row + C; c++) data[c]! /= total;
  }
  return { shape, data };
}

/** x - log Σ exp(x) along the last axis, in float64, rounded once. */
export function logSoftmax({ shape, data: x }: Sample): Sample {
  const C = shape.at(-1)!;
  const data = x.slice();
  for (let row = 0; row < x.length; row += C) {
    const { max, excess } = logSumExp(x, row, C);
    for (let c = row; c < row + C; c++) data[c] = x[c]! - max - excess;
  }
  return { shape, data };
}

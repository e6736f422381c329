/**
 * Matrix products. Each element of a result is one chain `((0 + a0*b0) + a1*b1) + ...` over the inner index in order; a faster
 * backend may tile and pack as it likes as long as no chain is split or reordered.
 */
import type { FloatArray } from '../../dtype.ts';
import type { DotPrecision } from '../kernels.ts';
import { relu } from './activations.ts';

type Chain = (
  a: FloatArray,
  i: number,
  stepA: number,
  b: FloatArray,
  j: number,
  stepB: number,
  length: number,
) => number;

/** Accumulates in float64. Products of float32 values are exact there, so only the sums round. */
const chain64: Chain = (a, i, stepA, b, j, stepB, length) => {
  let sum = 0;
  for (let k = 0; k < length; k++, i += stepA, j += stepB) sum += a[i]! * b[j]!;
  return sum;
};

/** Accumulates in float32: every product and every sum rounds. */
const chain32: Chain = (a, i, stepA, b, j, stepB, length) => {
  let sum = 0;
  for (let k = 0; k < length; k++, i += stepA, j += stepB) sum = Math.fround(sum + Math.fround(a[i]! * b[j]!));
  return sum;
};

/** A result stored as float64 is accumulated in float64, whatever the precision asked for. */
function chainFor(precision: DotPrecision, output: FloatArray): Chain {
  return precision === 'float32' && output instanceof Float32Array ? chain32 : chain64;
}

export function dot(
  inputs: FloatArray, // [N, I]
  weights: FloatArray, // [I, O]
  output: FloatArray, // [N, O]
  N: number,
  I: number,
  O: number,
  precision: DotPrecision,
): void {
  const chain = chainFor(precision, output);
  for (let n = 0; n < N; n++) {
    for (let o = 0; o < O; o++) output[n * O + o] = chain(inputs, n * I, 1, weights, o, O, I);
  }
}

export function dense(
  inputs: FloatArray, // [N, I]
  weights: FloatArray, // [I, O]
  biases: FloatArray, // [O]
  output: FloatArray, // [N, O]
  N: number,
  I: number,
  O: number,
  precision: DotPrecision,
  rectify: boolean,
): void {
  const chain = chainFor(precision, output);
  for (let n = 0; n < N; n++) {
    for (let o = 0; o < O; o++) {
      output[n * O + o] = chain(inputs, n * I, 1, weights, o, O, I);
      output[n * O + o]! += biases[o]!; // to the product as stored, that is rounded
    }
  }
  if (rectify) relu(output, output);
}

export function dotInputsT(
  inputs: FloatArray, // [N, I]
  dvalues: FloatArray, // [N, O]
  dweights: FloatArray, // [I, O]
  N: number,
  I: number,
  O: number,
  precision: DotPrecision,
): void {
  const chain = chainFor(precision, dweights);
  for (let i = 0; i < I; i++) {
    for (let o = 0; o < O; o++) dweights[i * O + o] = chain(inputs, i, I, dvalues, o, O, N);
  }
}

export function dotWeightsT(
  dvalues: FloatArray, // [N, O]
  weights: FloatArray, // [I, O]
  dinputs: FloatArray, // [N, I]
  N: number,
  I: number,
  O: number,
  precision: DotPrecision,
): void {
  const chain = chainFor(precision, dinputs);
  for (let n = 0; n < N; n++) {
    for (let i = 0; i < I; i++) dinputs[n * I + i] = chain(dvalues, n * O, 1, weights, i * O, 1, O);
  }
}

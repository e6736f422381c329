/** Activations and their gradients, each operation rounded once to the type of the output. */
import type { FloatArray } from '../../dtype.ts';
import type { DotPrecision } from '../kernels.ts';
import { arithmeticOf } from '../arithmetic.ts';
import { sumRun } from './reductions.ts';

export function relu(inputs: FloatArray, output: FloatArray): void {
  for (let i = 0; i < inputs.length; i++) {
    const x = inputs[i]!;
    output[i] = x < 0 ? 0 : x; // NaN stays NaN, and -0 is kept, as in NumPy's maximum(0, x)
  }
}

export function reluGradient(inputs: FloatArray, dvalues: FloatArray, dinputs: FloatArray): void {
  for (let i = 0; i < inputs.length; i++) dinputs[i] = inputs[i]! <= 0 ? 0 : dvalues[i]!;
}

export function softmax(inputs: FloatArray, output: FloatArray, N: number, C: number): void {
  const { round, exp } = arithmeticOf(output);
  for (let row = 0; row < N * C; row += C) {
    let largest = inputs[row]!;
    for (let i = row + 1; i < row + C; i++) {
      const x = inputs[i]!;
      if (x > largest || x !== x) largest = x;
    }
    for (let i = row; i < row + C; i++) output[i] = exp(round(inputs[i]! - largest));
    const total = sumRun(output, row, C, round);
    for (let i = row; i < row + C; i++) output[i]! /= total;
  }
}

export function softmaxGradient(
  output: FloatArray, // [N, C]
  dvalues: FloatArray, // [N, C]
  dinputs: FloatArray, // [N, C]
  N: number,
  C: number,
  precision: DotPrecision,
): void {
  const { round } = arithmeticOf(output);
  const accumulate = precision === 'float32' ? arithmeticOf(dinputs).round : arithmeticOf('float64').round;
  for (let row = 0; row < N * C; row += C) {
    for (let i = row; i < row + C; i++) {
      let total = 0;
      for (let k = row; k < row + C; k++) {
        const product = round(output[i]! * output[k]!);
        const jacobian = i === k ? round(output[i]! - product) : -product;
        total = accumulate(total + accumulate(jacobian * dvalues[k]!));
      }
      dinputs[i] = total;
    }
  }
}

export function sigmoid(inputs: FloatArray, output: FloatArray): void {
  const { round, exp } = arithmeticOf(output);
  for (let i = 0; i < inputs.length; i++) output[i] = 1 / round(1 + exp(-inputs[i]!));
}

export function sigmoidGradient(output: FloatArray, dvalues: FloatArray, dinputs: FloatArray): void {
  const { round } = arithmeticOf(dinputs);
  const own = arithmeticOf(output);
  for (let i = 0; i < output.length; i++) {
    dinputs[i] = round(dvalues[i]! * own.round(1 - output[i]!)) * output[i]!;
  }
}

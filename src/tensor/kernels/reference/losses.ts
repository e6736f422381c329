/** Sample losses and their gradients. */
import { allocate, type FloatArray } from '../../dtype.ts';
import { arithmeticOf } from '../arithmetic.ts';
import { sum } from './reductions.ts';

export function crossEntropy(
  confidences: FloatArray, // [N, C]
  labels: Int32Array, // [N]
  losses: FloatArray, // [N]
  N: number,
  C: number,
  low: number,
  high: number,
): void {
  const { round, log } = arithmeticOf(losses);
  const [least, most] = [round(low), round(high)];
  for (let n = 0; n < N; n++) losses[n] = -log(clip(confidences[n * C + labels[n]!]!, least, most));
}

export function crossEntropyRows(
  confidences: FloatArray, // [N, C]
  targets: FloatArray, // [N, C]
  losses: FloatArray, // [N]
  N: number,
  C: number,
  low: number,
  high: number,
): void {
  const { round } = arithmeticOf(confidences);
  const { log } = arithmeticOf(losses);
  const [least, most] = [round(low), round(high)];
  const terms = allocate(losses instanceof Float32Array ? 'float32' : 'float64', C);
  for (let n = 0; n < N; n++) {
    for (let c = 0; c < C; c++) {
      const target = targets[n * C + c]!; // mostly 0 where rows are one-hot
      terms[c] = target === 0 ? 0 : target * log(clip(confidences[n * C + c]!, least, most));
    }
    losses[n] = 0 - sum(terms, 0, C);
  }
}

/** x brought into low..high; NaN stays NaN. */
function clip(x: number, low: number, high: number): number {
  return x < low ? low : x > high ? high : x;
}

export function crossEntropyGradient(
  confidences: FloatArray, // [N, C]
  labels: Int32Array, // [N]
  dinputs: FloatArray, // [N, C]
  N: number,
  C: number,
): void {
  const { round } = arithmeticOf(dinputs);
  for (let i = 0; i < N * C; i++) dinputs[i] = -0 / confidences[i]!; // NumPy's 0 / 0 is kept: NaN at a confidence of 0
  for (let n = 0; n < N; n++) {
    const i = n * C + labels[n]!;
    dinputs[i] = round(-1 / confidences[i]!) / N;
  }
}

export function crossEntropyRowsGradient(
  confidences: FloatArray, // [N, C]
  targets: FloatArray, // [N, C]
  dinputs: FloatArray, // [N, C]
  N: number,
  C: number,
): void {
  const { round } = arithmeticOf(dinputs);
  for (let i = 0; i < N * C; i++) dinputs[i] = round(-targets[i]! / confidences[i]!) / N;
}

export function softmaxCrossEntropyGradient(
  confidences: FloatArray, // [N, C]
  labels: Int32Array, // [N]
  dinputs: FloatArray, // [N, C]
  N: number,
  C: number,
): void {
  dinputs.set(confidences);
  for (let n = 0; n < N; n++) dinputs[n * C + labels[n]!]! -= 1;
  for (let i = 0; i < N * C; i++) dinputs[i]! /= N;
}

export function softmaxCrossEntropyRowsGradient(
  confidences: FloatArray, // [N, C]
  targets: FloatArray, // [N, C]
  dinputs: FloatArray, // [N, C]
  N: number,
  C: number,
): void {
  const { round } = arithmeticOf(dinputs);
  for (let i = 0; i < N * C; i++) dinputs[i] = round(confidences[i]! - targets[i]!) / N;
}

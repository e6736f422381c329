/** exp, log and tanh, rounded once to the type of the output. */
import type { FloatArray } from '../../dtype.ts';
import { arithmeticOf } from '../arithmetic.ts';

export function exp(x: FloatArray, output: FloatArray): void {
  const arithmetic = arithmeticOf(output);
  for (let i = 0; i < x.length; i++) output[i] = arithmetic.exp(x[i]!);
}

export function log(x: FloatArray, output: FloatArray): void {
  const arithmetic = arithmeticOf(output);
  for (let i = 0; i < x.length; i++) output[i] = arithmetic.log(x[i]!);
}

export function tanh(x: FloatArray, output: FloatArray): void {
  const arithmetic = arithmeticOf(output);
  for (let i = 0; i < x.length; i++) output[i] = arithmetic.tanh(x[i]!);
}

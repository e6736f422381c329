/** Sums and products of two arrays, element by element, in doubles; storing them rounds to the type of the output. */
import type { FloatArray } from '../../dtype.ts';

export function add(x: FloatArray, y: FloatArray, output: FloatArray): void {
  for (let i = 0; i < x.length; i++) output[i] = x[i]! + y[i]!;
}

export function multiply(x: FloatArray, y: FloatArray, output: FloatArray): void {
  for (let i = 0; i < x.length; i++) output[i] = x[i]! * y[i]!;
}

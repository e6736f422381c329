import type { FloatArray } from './dtype.ts';
import { exp, log } from './kernels/float64.ts';

/** log Σ exp(x), of a run of `length` elements from `start`, in float64: the maximum is taken out, so that nothing overflows. */
export function logSumExp(x: FloatArray, start: number, length: number): number {
  let max = -Infinity;
  for (let i = start; i < start + length; i++) if (!(x[i]! <= max)) max = x[i]!; // NaN stays
  let sum = 0;
  for (let i = start; i < start + length; i++) sum += exp(x[i]! - max);
  return max + log(sum);
}

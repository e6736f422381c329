import type { FloatArray } from './dtype.ts';
import { exp, log1p } from './kernels/float64.ts';

/** log Σ exp(x) of a run of elements, as a sum of two parts of which the second loses no digits where one element outweighs all. */
export interface LogSum {
  /** The largest element. */
  readonly max: number;
  /** log Σ exp(x - max), 0 or more. */
  readonly excess: number;
}

/** log Σ exp(x) = max + excess over `length` elements from `start`, in float64: nothing overflows, and NaN stays. */
export function logSumExp(x: FloatArray, start: number, length: number): LogSum {
  let first = start;
  for (let i = start; i < start + length && !Number.isNaN(x[first]); i++) if (!(x[i]! <= x[first]!)) first = i;
  const max = x[first]!;
  let others = 0;
  for (let i = start; i < start + length; i++) if (i !== first) others += exp(x[i]! - max);
  return { max, excess: log1p(others) };
}

import { ValueError, describe } from '../errors.ts';
import type { DotPrecision } from './kernels/index.ts';

let current: DotPrecision = 'float32';

/** How dot products of float32 tensors accumulate now: 'float32' at first, 'float64' after `init()`. */
export function dotPrecision(): DotPrecision {
  return current;
}

export function setDotPrecision(precision: DotPrecision): void {
  if (precision !== 'float32' && precision !== 'float64') {
    throw new ValueError('init', "dotPrecision 'float32' or 'float64'", describe(precision));
  }
  current = precision;
}

import { ValueError, describe } from '../errors.ts';
import type { DotPrecision } from './kernels/index.ts';

let current: DotPrecision = 'float32';

/** How dot products of float32 tensors accumulate now: 'float32' at first, 'float64' after `init()`. */
export function dotPrecision(): DotPrecision {
  return current;
}

/** @throws ValueError for a precision that does not exist */
export function checkDotPrecision(precision: DotPrecision): void {
  if (precision !== 'float32' && precision !== 'float64') {
    throw new ValueError('init', "dotPrecision 'float32' or 'float64'", describe(precision));
  }
}

export function setDotPrecision(precision: DotPrecision): void {
  current = precision;
}

/** What `compute` gives with dot products accumulated in this precision, whatever the session has set. */
export function withDotPrecision<T>(precision: DotPrecision, compute: () => T): T {
  const before = current;
  current = precision;
  try {
    return compute();
  } finally {
    current = before;
  }
}

import type { FloatDType } from '../dtype.ts';

/** A finite float taken apart, without its sign: `mantissa * 2^exponent`, exactly. */
export interface Binary {
  readonly mantissa: bigint;
  readonly exponent: number;
  /** True for a power of two, whose neighbour below is half as far away as the one above. */
  readonly closerBelow: boolean;
}

/** Takes the magnitude of a finite `x`, a value of the type `dtype`, apart; halving and doubling are exact. */
export function toBinary(x: number, dtype: FloatDType): Binary {
  // The least mantissa of a normal number, and the exponent that it shares with the denormals (IEEE 754).
  const [least, lowest] = dtype === 'float32' ? [2 ** 23, -149] : [2 ** 52, -1074];
  let mantissa = Math.abs(x);
  let exponent = 0;
  for (; mantissa >= 2 * least; exponent++) mantissa /= 2;
  for (; mantissa < least && exponent > lowest; exponent--) mantissa *= 2;
  return { mantissa: BigInt(mantissa), exponent, closerBelow: mantissa === least && exponent > lowest };
}

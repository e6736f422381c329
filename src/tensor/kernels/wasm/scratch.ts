/** How much the kernels keep during a call. */

/** Words of a Mersenne Twister's state: 624 of the key at 0, four to spare, four unused, and the key tempered at `TEMPERED`. */
export const TWISTER_WORDS = 1256;
export const TEMPERED = 632;

/** Bytes of scratch for a row of C floats, in whole vectors. */
export const rowBytes = (C: number): number => 4 * C + 16;

/** Bytes of scratch that suffice for the product of [M, K] and [K, N], in either precision, and for smaller ones. */
function productBytes(M: number, K: number, N: number): number {
  const depth = Math.min(K, 320);
  const rows = Math.min(1024, 8 * (M + 3));
  return depth * (64 + rows) + (K > 320 ? rows * Math.min(512, N + 15) : 256);
}

/**
 * Bytes of scratch that suffice for all kernels of a layer of I inputs and O outputs and up to N samples; at most 873 kB. Whole vectors,
 * so that what a family keeps behind them begins with one and finds all the room it asked for.
 */
export function scratchBytes(N: number, I: number, O: number): number {
  const bytes = Math.max(
    4 * TWISTER_WORDS,
    rowBytes(O),
    productBytes(N, I, O),
    productBytes(O, I, N),
    productBytes(I, N, O),
    productBytes(O, N, I),
    productBytes(N, O, I),
    productBytes(I, O, N),
  );
  return Math.ceil(bytes / 16) * 16;
}

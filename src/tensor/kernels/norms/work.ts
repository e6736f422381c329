/** Bytes of scratch for sums over C columns: two doubles for each. */
export const workOf = (C: number): number => 16 * C;

/** The products of the other module; `../../assembly/products.ts` says what they compute. */

@external("kernels", "dense")
export declare function dense(
  x: usize,
  w: usize,
  biases: usize,
  output: usize,
  N: usize,
  I: usize,
  O: usize,
  types: i32,
  relu: bool,
): void;

@external("kernels", "dotInputsTPart")
export declare function dotInputsTPart(
  x: usize,
  dy: usize,
  dw: usize,
  N: usize,
  I: usize,
  O: usize,
  types: i32,
  sums: usize,
  first: bool,
  last: bool,
): void;

@external("kernels", "dotWeightsT")
export declare function dotWeightsT(
  dy: usize,
  w: usize,
  dx: usize,
  N: usize,
  I: usize,
  O: usize,
  types: i32,
): void;

/** Bits of `types`: the first and the second operand hold float64. */
export const FIRST = 2;
export const SECOND = 4;

/** Sums along a row, of the other module: pairwise, of floats, or of their squares where `what` is 2. */
@external("kernels", "sum")
export declare function sum(x: usize, length: usize, what: i32): f32;

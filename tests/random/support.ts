/** How many float64 numbers lie between two, the nearer end included: 0 for the same number, 1 for neighbours. */
export function ulpsApart(a: number, b: number): number {
  const view = new DataView(new ArrayBuffer(8));
  const rank = (x: number): bigint => {
    view.setFloat64(0, x);
    const bits = view.getBigInt64(0);
    return bits < 0n ? -(2n ** 63n) - bits : bits;
  };
  const distance = rank(a) - rank(b);
  return Number(distance < 0n ? -distance : distance);
}

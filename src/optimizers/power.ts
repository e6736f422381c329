/** A double rounded to 26 bits, so that products of such halves are exact (Veltkamp). */
function upperHalf(x: number): number {
  const scaled = x * 134217729; // 2^27 + 1
  return scaled - (scaled - x);
}

/** What rounding took from a product: a * b - product, exactly (Dekker 1971). */
function roundingError(a: number, b: number, product: number): number {
  const [highA, highB] = [upperHalf(a), upperHalf(b)];
  const [lowA, lowB] = [a - highA, b - highB];
  return lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB);
}

/**
 * base to a whole power, n >= 0, in twice the precision of a double and rounded once. Engines differ in the last bit of `Math.pow`;
 * this gives the same everywhere, and what C's pow gives.
 */
export function power(base: number, n: number): number {
  let [high, low] = [1, 0]; // the result, as an unevaluated sum
  let [square, rest] = [base, 0]; // base^1, base^2, base^4, ..., likewise
  for (let bits = n; bits > 0; bits = Math.floor(bits / 2)) {
    if (bits % 2 === 1) {
      const product = high * square;
      const error = roundingError(high, square, product) + (high * rest + low * square);
      high = product + error;
      low = error - (high - product);
    }
    const product = square * square;
    const error = roundingError(square, square, product) + 2 * square * rest;
    square = product + error;
    rest = error - (square - product);
  }
  return high + low;
}

/** The exact product of two doubles as a rounded product and its error (Dekker 1971). */
function product(a: number, b: number): [rounded: number, error: number] {
  const [highA, lowA] = split(a);
  const [highB, lowB] = split(b);
  const rounded = a * b;
  return [rounded, lowA * lowB - (rounded - highA * highB - lowA * highB - highA * lowB)];
}

/** A double as the sum of two of 26 bits (Veltkamp). */
function split(x: number): [high: number, low: number] {
  const scaled = x * 134217729; // 2^27 + 1
  const high = scaled - (scaled - x);
  return [high, x - high];
}

/**
 * base to a whole power, n >= 0, in twice the precision of a double and rounded once. Engines differ in the last bit of `Math.pow`;
 * this gives the same everywhere, and what C's pow gives.
 */
export function power(base: number, n: number): number {
  let [high, low] = [1, 0]; // the result, as an unevaluated sum
  let [square, rest] = [base, 0];
  for (let bits = n; bits > 0; bits = Math.floor(bits / 2)) {
    if (bits % 2 === 1) [high, low] = multiply(high, low, square, rest);
    [square, rest] = multiply(square, rest, square, rest);
  }
  return high + low;
}

function multiply(aHigh: number, aLow: number, bHigh: number, bLow: number): [high: number, low: number] {
  const [rounded, error] = product(aHigh, bHigh);
  const low = error + (aHigh * bLow + aLow * bHigh);
  const high = rounded + low;
  return [high, low - (high - rounded)];
}

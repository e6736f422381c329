/**
 * The tables under the functions of `float64.ts`, computed when first asked for, in a millisecond or two at most.
 *
 * A number v is held as the integer nearest to 2^120 v or next to it: integers come out the same on every engine. A v that
 * a double cannot hold is stored as `head, tail`: the double nearest to v, or a shorter one, and that nearest to the rest.
 */
const ONE = 0x1000000000000000000000000000000n; // 2^120

/** Writes head and tail of v. */
export function store(table: Float64Array, index: number, v: bigint, head = Number(v)): void {
  table[index] = head / Number(ONE);
  table[index + 1] = Number(v - BigInt(head)) / Number(ONE);
}

/** Computes a value when it is first asked for. */
function once<T>(compute: () => T): () => T {
  let value: T | undefined;
  return () => (value ??= compute());
}

/** The double 2^exponent sits at index `exponent - LOWEST_POWER` of `powerTable()`. */
export const LOWEST_POWER = -1074;

/** Every power of two that a double can hold, 2^-1074 to 2^1023: one load and one multiply scale a number exactly. */
export const powerTable = /* @__PURE__ */ once(() => {
  const table = new Float64Array(1024 - LOWEST_POWER);
  for (let i = 0, power = Number.MIN_VALUE; i < table.length; i++, power *= 2) table[i] = power;
  return table;
});

/** Row j of 64: 2^(j/64) as head, tail. */
export const expTable = /* @__PURE__ */ once(() => {
  const root = 0x102c9a3e778060ee6f7caca4f7a29ben; // 2^(1/64)
  const table = new Float64Array(2 * 64);
  for (let j = 0, power = ONE; j < 64; j++, power = (power * root) >> 120n) store(table, 2 * j, power);
  return table;
});

/**
 * Row j of 65, for significands m near 1 + j/64: c = 1/m rounded to 10 bits, then -log(c) as head, tail, the head a multiple
 * of 2^-42. From row 27 on it is -log(2c), that of m/2, so that the last row joins the first at log 1 = 0.
 */
export const logTable = /* @__PURE__ */ once(() => {
  const table = new Float64Array(3 * 65);
  for (let j = 0; j <= 64; j++) {
    const scale = j < 27 ? 1024 : 2048;
    const c = Math.round((scale * 64) / (64 + j));
    table[3 * j] = c / scale;
    const value = logOfRatio(1024n, BigInt(c));
    store(table, 3 * j + 1, value, Number((((value >> 77n) + 1n) >> 1n) << 78n));
  }
  return table;
});

/** log(p/q) = 2 (t + t^3/3 + t^5/5 + ...), t = (p - q) / (p + q). */
function logOfRatio(p: bigint, q: bigint): bigint {
  const [d, s] = [p - q, p + q];
  return oddSeries((2n * ONE * d) / s, d * d, s * s);
}

/** first (1 + r/3 + r^2/5 + ...), r = numerator / denominator. */
function oddSeries(first: bigint, numerator: bigint, denominator: bigint): bigint {
  let sum = 0n;
  for (let n = 1n, power = first; power !== 0n; power = (power * numerator) / denominator, n += 2n) sum += power / n;
  return sum;
}

/** pi/2 as an integer that counts 2^-1200. pi/2 = 8 arctan(1/5) - 2 arctan(1/239), Machin's formula. */
export const halfPi = /* @__PURE__ */ once(() => {
  const one = 1n << 1200n;
  return oddSeries((8n * one) / 5n, -1n, 25n) - oddSeries((2n * one) / 239n, -1n, 57121n);
});

/** Row 50 + j for j = -50 to 50: sin(j/64) as head, tail, then cos(j/64) as head, tail. The last row lies next to pi/4. */
export const trigonometricTable = /* @__PURE__ */ once(() => {
  const sine1 = 0x3fff5555dddda9daa938cac1f113en; // sin(1/64)
  const cosine1 = 0xfff8000aaaa4fa514514074bde6acen; // cos(1/64)
  const table = new Float64Array(4 * 101);
  for (let j = 0, sine = 0n, cosine = ONE; j <= 50; j++) {
    for (const sign of [-1, 1]) {
      store(table, 4 * (50 + sign * j), BigInt(sign) * sine);
      store(table, 4 * (50 + sign * j) + 2, cosine);
    }
    [sine, cosine] = [(sine * cosine1 + cosine * sine1) >> 120n, (cosine * cosine1 - sine * sine1) >> 120n];
  }
  return table;
});

/**
 * Row j of 49: erf(j/8) as head, tail, then its slope 2/sqrt(pi) exp(-(j/8)^2).
 *
 * From each row to the next by the series of `erf` in float64.ts, h = 1/8; its terms t_n add up to the ratio of the slopes.
 */
export const erfTable = /* @__PURE__ */ once(() => {
  const table = new Float64Array(3 * 49);
  let value = 0n;
  let slope = 0x120dd750429b6d11ae3a914fed7fd87n; // 2/sqrt(pi)
  for (let j = 0; j <= 48; j++) {
    store(table, 3 * j, value);
    table[3 * j + 2] = Number(slope) / Number(ONE);
    let integral = 0n;
    let nextSlope = 0n;
    const factor = BigInt(-j);
    for (let n = 1n, before = 0n, term = slope; term !== 0n || before !== 0n; n++) {
      nextSlope += term;
      integral += term / n;
      [before, term] = [term, (factor * term - before) / (32n * n)];
    }
    value += integral >> 3n;
    slope = nextSlope;
  }
  return table;
});

/**
 * Float64 exp, expm1, log, log1p, sin, cos, tanh and erf, the same bits on every JavaScript engine.
 *
 * The language leaves the last bits of Math.exp and its kin to the engine, so only operations with one possible result
 * are used here: + - * /, Math.fround, exact scaling by powers of two, and integers.
 *
 * One idea carries all of them. The argument is split into a point of a table and a small rest, and the result into a
 * large part, known to about 70 bits (head and tail in the table), and a much smaller correction, given by a Taylor series
 * of the rest. Only the last addition then rounds visibly. Products that must be exact have factors cut short for it,
 * since JavaScript has no fused multiply-add.
 *
 * Largest errors found against mpmath, in units in the last place (ulp), of which a half is inevitable: log and log1p
 * 0.506, exp 0.508, sin and cos 0.525, tanh 0.57, expm1 0.59, erf 0.76.
 *
 * Coefficients are those of the Taylor series, written as fractions. Constants were computed with mpmath: `Head` means
 * cut to so few bits that its products are exact, `Tail` is the rest.
 */
import {
  LOWEST_POWER,
  erfTable,
  expTable,
  halfPi,
  logTable,
  powerTable,
  store,
  trigonometricTable,
} from './float64-tables.ts';

/** 1.5 * 2^52: adding it, then subtracting it, rounds a double to the nearest integer, half to even. */
const TO_INTEGER = 6755399441055744;

/** 2^-55: of an x below it no power beyond the first shows in sin x, tanh x or e^x - 1, and -0 must stay -0. */
const NEGLIGIBLE = 2.7755575615628914e-17;

/** Where functions leave a second result, and where doubles are taken apart. */
const scratch = /* @__PURE__ */ new Float64Array(2);
/** The lower 32 bits of each, then the upper: every engine runs on little-endian machines. */
const scratchWords = /* @__PURE__ */ new Int32Array(scratch.buffer);

/** 2^exponent, from -1074 to 1023. */
function powerOfTwo(exponent: number): number {
  return powerTable()[exponent - LOWEST_POWER]!;
}

// ---------------------------------------------------------------------------------------------------------------------
// exp, expm1: x = n ln(2) / 64 + r, e^x = 2^(n / 64) e^r; n = 64 k + j, 2^(j / 64) from the table, |r| <= ln(2) / 128.

/** The nearest integer to 64 x / ln 2. */
function exponentSteps(x: number): number {
  return x * 92.33248261689366 + TO_INTEGER - TO_INTEGER;
}

/** e^r - 1, r = x - n ln(2) / 64. n has 17 bits and the head 34, so only the last subtraction rounds. */
function exponentRest(x: number, n: number): number {
  const ln2By64Head = 0.010830424695996044;
  const ln2By64Tail = 2.5310172166650877e-13;
  const r = x - n * ln2By64Head - n * ln2By64Tail;
  return r + r * r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * (1 / 720)))));
}

/** e^x. Overflows to Infinity above 709.78; below -708.4 the results are denormal, below -745.13 they are 0. */
export function exp(x: number): number {
  if (x > 710) return Infinity;
  if (x < -746) return 0;
  const n = exponentSteps(x);
  const table = expTable();
  const row = 2 * (n & 63);
  const k = n >> 6;
  const head = table[row]!;
  const correction = table[row + 1]! + head * exponentRest(x, n);
  if (k <= -1022) return scaleToDenormal(head, correction, k);
  // In two steps, because k may be 1024.
  return (head + correction) * powerOfTwo(k - 1) * 2;
}

/**
 * (head + correction) 2^k, rounded once, where the result may be denormal: a multiple of 2^-1074.
 *
 * Next to a number from 2^q to 2^(q + 1), q = -1022 - k, doubles are 2^(-1074 - k) apart, so adding 2^q rounds as needed.
 */
function scaleToDenormal(head: number, correction: number, k: number): number {
  const unrounded = head + correction;
  const rounder = powerOfTwo(-1022 - k);
  if (unrounded >= rounder) return unrounded * 2.2250738585072014e-308; // k = -1022
  const rough = rounder + head;
  const rounded = rough + (head - (rough - rounder) + correction) - rounder;
  return rounded * powerOfTwo(k + 100) * 7.888609052210118e-31; // 2^-100
}

/** e^x - 1 without the cancellation near 0. */
export function expm1(x: number): number {
  const size = Math.abs(x);
  if (size < NEGLIGIBLE) return x;
  if (size < 1 / 16) {
    let series = 1 / 120 + x * (1 / 720 + x * (1 / 5040 + x * (1 / 40320 + x * (1 / 362880))));
    series = 1 / 2 + x * (1 / 6 + x * (1 / 24 + x * series));
    return x + x * x * series;
  }
  if (x > 45) return exp(x); // 1 is less than a hundredth of an ulp
  if (x < -45) return -1;
  const n = exponentSteps(x);
  const table = expTable();
  const row = 2 * (n & 63);
  const power = powerOfTwo(n >> 6);
  const head = table[row]! * power;
  const correction = table[row + 1]! * power + head * exponentRest(x, n);
  const difference = head - 1;
  const lost = head > 1 ? head - difference - 1 : head - (difference + 1);
  return difference + (lost + correction);
}

// ---------------------------------------------------------------------------------------------------------------------
// log, log1p: x = 2^e m, c from the table with c m = 1 + r, |r| < 2^-6.9, log x = e ln 2 - log c + log(1 + r).

/** (log(1 + r) - r) / r^2 for |r| < 2^-6.9, next to r good to 2^-66. */
function logSeries(r: number): number {
  const rr = r * r;
  const rest = 1 / 3 + rr * (1 / 5 + rr * (1 / 7 + rr * (1 / 9)));
  return r * rest - (1 / 2 + rr * (1 / 4 + rr * (1 / 6 + rr * (1 / 8))));
}

/** log(x 2^-shift) + tail for a positive x that is not denormal, and a tail of 2^-53 at most. */
function logWithTail(x: number, tail: number, shift: number): number {
  const ln2Head = 0.6931471805598903; // 42 bits after the point, as the table's heads: their sums are exact
  const ln2Tail = 5.497923018708371e-14;

  scratch[0] = x;
  const word = scratchWords[1]!;
  const fraction = word & 0xfffff;
  const row = (fraction + 0x2000) >> 14;
  const e = (word >> 20) - 1023 + (row < 27 ? 0 : 1);

  // m in two parts, times the 10 bits of c, is exact; r + rTail is their sum less 1.
  const table = logTable();
  const c = table[3 * row]!;
  const rHead = (1 + fraction * 9.5367431640625e-7) * c - 1; // 2^-20
  const rRest = (scratchWords[0]! >>> 0) * 2.220446049250313e-16 * c; // 2^-52
  const r = rHead + rRest;
  const rTail = rHead - r + rRest + tail;

  const exponent = e - shift;
  const large = exponent * ln2Head + table[3 * row + 1]!; // 0 where x is near 1, else larger than |r|
  const head = large + r;
  const headTail = large - head + r;
  return head + (headTail + (rTail + exponent * ln2Tail + table[3 * row + 2]! + r * r * logSeries(r)));
}

/** The natural logarithm: log 0 = -Infinity, NaN for negative numbers. */
export function log(x: number): number {
  if (!(x > 0 && x < Infinity)) return x === 0 ? -Infinity : x > 0 ? x : NaN;
  if (x < 2.2250738585072014e-308) return logWithTail(x * 18014398509481984, 0, 54); // a denormal times 2^54
  return logWithTail(x, 0, 0);
}

/** log(1 + x) without losing the digits of a small x. */
export function log1p(x: number): number {
  if (Math.abs(x) < 1 / 128) return x + x * x * logSeries(x);
  if (!(x > -1 && x < Infinity)) return x === -1 ? -Infinity : x > 0 ? x : NaN;
  const sum = 1 + x;
  const tail = x < 1 ? x - (sum - 1) : 1 - (sum - x);
  return logWithTail(sum, tail / sum, 0); // log(1 + tail / sum) is tail / sum
}

// ---------------------------------------------------------------------------------------------------------------------
// sin, cos: x = n pi/2 + y + yTail, |y| <= pi/4; near 0 a series, elsewhere y = j/64 + h and the addition theorems.

/**
 * Writes y and its tail to `scratch` and returns n modulo 4.
 *
 * pi/2 comes in three parts of 33 bits and a fourth of 53. Up to 2^20 n has at most 20 bits, so that n times the first
 * three is exact; what their subtraction rounds off is kept. This leaves 2^-130 where the double nearest to a multiple of
 * pi/2 is 2^-60 away from it.
 */
function reduce(x: number): number {
  const size = Math.abs(x);
  if (size <= 0.785) {
    scratch[0] = x;
    scratch[1] = 0;
    return 0;
  }
  if (!(size < 1048576)) return reduceHuge(x);
  const n = x * 0.6366197723675814 + TO_INTEGER - TO_INTEGER;
  const first = x - n * 1.5707963267341256;
  const b = n * 6.077100506303966e-11;
  const second = first - b;
  const c = n * 2.0222662487111665e-21;
  const third = second - c;
  const tail = first - second - b + (second - third - c) - n * 8.4784276603689e-32;
  const y = third + tail;
  scratch[0] = y;
  scratch[1] = third - y + tail;
  return n & 3;
}

/** The same for any double, in integers that count 2^-1200: slow, but such arguments are rare. */
function reduceHuge(x: number): number {
  if (!(Math.abs(x) < Infinity)) {
    scratch[0] = scratch[1] = NaN;
    return 0;
  }
  // From 2^20 on x is a multiple of 2^-32.
  const integer = Math.abs(x) < Number.MAX_SAFE_INTEGER ? BigInt(x * 4294967296) : BigInt(x) << 32n;
  const angle = integer << 1168n;
  const quarter = halfPi();
  const n = (2n * angle + (x < 0 ? -quarter : quarter)) / (2n * quarter);
  store(scratch, 0, (angle - n * quarter) / (1n << 1080n));
  return Number(n & 3n);
}

/** Writes sin x and cos x to `pair`, for all doubles. */
export function sincos(x: number, pair: Float64Array): void {
  const n = reduce(x);
  const y = scratch[0]!;
  const tail = scratch[1]!;

  const table = trigonometricTable();
  const j = (y * 64 + TO_INTEGER - TO_INTEGER) | 0;
  const row = 4 * (50 + j);
  const h = y - j / 64 + tail; // |h| <= 2^-7
  const hh = h * h;
  const sinH = h + h * hh * (-1 / 6 + hh * (1 / 120 + hh * (-1 / 5040)));
  const versineH = hh * (1 / 2 + hh * (-1 / 24 + hh * (1 / 720))); // 1 - cos h
  const tableSine = table[row]!;
  const tableCosine = table[row + 2]!;
  const cosine = tableCosine + (table[row + 3]! - (tableSine * sinH + tableCosine * versineH));
  let sine = tableSine + (table[row + 1]! + (tableCosine * sinH - tableSine * versineH));
  if (Math.abs(y) < 0.25) {
    const yy = y * y;
    const series =
      -1 / 6 + yy * (1 / 120 + yy * (-1 / 5040 + yy * (1 / 362880 + yy * (-1 / 39916800 + yy * (1 / 6227020800)))));
    sine = Math.abs(y) < NEGLIGIBLE ? y : y + (yy * (y * series - tail / 2) + tail);
  }

  // A quarter turn makes (cos, -sin) of (sin, cos).
  pair[n & 1] = sine * (1 - ((n + 1) & 2));
  pair[~n & 1] = cosine * (1 - (n & 2));
}

/** The sine of x radians, for all doubles. */
export function sin(x: number): number {
  sincos(x, scratch);
  return scratch[0]!;
}

/** The cosine of x radians, for all doubles. */
export function cos(x: number): number {
  sincos(x, scratch);
  return scratch[1]!;
}

// ---------------------------------------------------------------------------------------------------------------------

/** Rounds to the upper 27 bits at most, so that the product of two such numbers is exact. */
function upperHalf(x: number): number {
  const shifted = x * 134217729; // 2^27 + 1
  return shifted - (shifted - x);
}

/** The hyperbolic tangent: (e^2|x| - 1) / (e^2|x| + 1), both with a tail, the quotient corrected by its remainder. */
export function tanh(x: number): number {
  const size = Math.abs(x);
  if (size < NEGLIGIBLE) return x;
  if (size < 1 / 16) {
    const xx = x * x;
    const series =
      -1 / 3 + xx * (2 / 15 + xx * (-17 / 315 + xx * (62 / 2835 + xx * (-1382 / 155925 + xx * (21844 / 6081075)))));
    return x + x * xx * series;
  }
  if (size > 20) return x < 0 ? -1 : 1;
  const n = exponentSteps(2 * size);
  const table = expTable();
  const row = 2 * (n & 63);
  const power = powerOfTwo(n >> 6);
  const head = table[row]! * power;
  const correction = table[row + 1]! * power + head * exponentRest(2 * size, n);

  const numerator = head - 1 + correction;
  const denominator = head + 1 + correction;
  const numeratorTail = tailOfSum(head, -1, correction, numerator);
  const denominatorTail = tailOfSum(head, 1, correction, denominator);
  const quotient = numerator / denominator;
  const quotientHead = upperHalf(quotient);
  const quotientTail = quotient - quotientHead;
  const denominatorHead = upperHalf(denominator);
  const denominatorRest = denominator - denominatorHead;
  const remainder =
    numerator -
    quotientHead * denominatorHead -
    quotientHead * denominatorRest -
    quotientTail * denominatorHead -
    quotientTail * denominatorRest;
  const result = quotient + (remainder + numeratorTail - quotient * denominatorTail) / denominator;
  return x < 0 ? -result : result;
}

/** What `sum`, the double head + one + correction, lacks; head >= |one|. */
function tailOfSum(head: number, one: number, correction: number, sum: number): number {
  const partial = head + one;
  return one - (partial - head) + (partial - sum + correction);
}

/** erf x for |x| < 1/2: 2/sqrt(pi) (x - x^3/3 + x^5/10 - ...), the n-th coefficient 1 / (n! (2n + 1)). */
function erfNearZero(x: number): number {
  const twoOverSqrtPi = 1.1283791670955126;
  const z = -x * x;
  let series = 1 / 75600 + z * (1 / 685440 + z * (1 / 6894720 + z * (1 / 76204800 + z * (1 / 918086400))));
  series = 1 / 3 + z * (1 / 10 + z * (1 / 42 + z * (1 / 216 + z * (1 / 1320 + z * (1 / 9360 + z * series)))));
  return x + x * (0.1283791670955126 + twoOverSqrtPi * z * series);
}

/**
 * The error function 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x.
 *
 * From 1/2 on by the Taylor series about the nearest multiple a of 1/8: with t_n = (-h)^n H_n(a) / n!,
 *
 *     erf(a + h) = erf a + erf'(a) h (t_0 + t_1 / 2 + t_2 / 3 + ...)
 *
 * and the recurrence of the Hermite polynomials gives n t_n = -2 a h t_(n-1) - 2 h^2 t_(n-2). At 6 erf is 1 to the last bit.
 */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (size < 0.5) return erfNearZero(x);
  if (size >= 6) return x < 0 ? -1 : 1;
  const j = (size * 8 + TO_INTEGER - TO_INTEGER) | 0;
  const h = size - j / 8;
  const p = -2 * (j / 8) * h;
  const q = 2 * h * h;
  let previous = 0;
  let term = 1;
  let series = 0;
  for (let n = 1; n <= 12; n++) {
    const next = (p * term - q * previous) * (1 / n);
    series += next * (1 / (n + 1));
    previous = term;
    term = next;
  }
  const table = erfTable();
  const row = 3 * j;
  const slope = table[row + 2]! * h;
  const result = table[row]! + (table[row + 1]! + slope * series + slope);
  return x < 0 ? -result : result;
}

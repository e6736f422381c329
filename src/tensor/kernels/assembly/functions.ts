/**
 * exp, log and tanh of float32 values, four at a time, with the bits of the scalar functions.
 *
 * A fused multiply-add of float32 values is a double's multiply and add, rounded to float32. Two ways to round a double vector:
 *  - down to floats and up again, which holds for every value;
 *  - add a power of two whose last place is the last place of the float, and take it away again. That holds where the result is
 *    known to stay in one binade; it is half the work, and adding it together with the addend leaves one rounding in all.
 *
 * Constants are read from memory, which takes one instruction: a vector constant V8 makes anew wherever it is used, in three.
 */
import { demote, high, load4, low, save4 } from './lanes';

/** Number i of a table of doubles, in every lane. */
@inline
function constant(table: usize, i: usize): v128 {
  return v128.load64_splat(table + 8 * i);
}

/** The double nearest to x in every lane, rounded to a float. */
@inline
function round(x: v128): v128 {
  return f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(x));
}

/** a * x + b, before it is rounded. */
@inline
function muladd(a: v128, x: v128, b: v128): v128 {
  return f64x2.add(f64x2.mul(a, x), b);
}

/** a * x + b, rounded to a float. */
@inline
function fma(a: v128, x: v128, b: v128): v128 {
  return round(muladd(a, x, b));
}

/**
 * a * x + b rounded to a multiple of 2^place, and so to a float where the result lies between 2^(place + 23) and 2^(place + 24);
 * given b + shift, with shift = 1.5 * 2^(place + 52).
 */
@inline
function fmaAt(a: v128, x: v128, shifted: v128, shift: v128): v128 {
  return f64x2.sub(muladd(a, x, shifted), shift);
}

/** The constants of exp; see float32.ts. */
const EXP = memory.data<f64>([
  1.4426950216293335, // log2(e)
  6755399441055744 + 1022, // 1.5 * 2^52: a double added to it becomes an integer in the last bits; and the exponent of 1/2
  0.693145751953125, // ln 2, head
  1.428606765330187e-6, // ln 2, tail
  // the numerator, with shifts of place -31, -28 and -24
  0.000508276280015707,
  0.006757896859198809 + 1.5 * 2097152,
  1.5 * 2097152,
  0.051145121455192566 + 1.5 * 16777216,
  1.5 * 16777216,
  0.24736154079437256,
  0.7257664799690247 + 1.5 * 268435456,
  1.5 * 268435456,
  1,
  // the denominator, place -25
  0.021595094352960587,
  -0.27423354983329773 + 1.5 * 134217728,
  1.5 * 134217728,
]);

/** x * log2(e) for a pair of x, rounded to k: the last bits are those of k, plus the exponent of 1/2. */
@inline
function expScale(x: v128): v128 {
  return muladd(x, constant(EXP, 0), constant(EXP, 1));
}

/** x - k ln 2 in two parts, rounded to a float. */
@inline
function expRest(x: v128, t: v128): v128 {
  const k = f64x2.sub(t, constant(EXP, 1));
  const head = f64x2.sub(x, f64x2.mul(k, constant(EXP, 2)));
  return round(f64x2.sub(head, f64x2.mul(k, constant(EXP, 3))));
}

@inline
function expNumerator(r: v128): v128 {
  let n = fmaAt(constant(EXP, 4), r, constant(EXP, 5), constant(EXP, 6));
  n = fmaAt(n, r, constant(EXP, 7), constant(EXP, 8));
  n = fma(n, r, constant(EXP, 9));
  n = fmaAt(n, r, constant(EXP, 10), constant(EXP, 11));
  return muladd(n, r, constant(EXP, 12));
}

@inline
function expDenominator(r: v128): v128 {
  const d = fmaAt(constant(EXP, 13), r, constant(EXP, 14), constant(EXP, 15));
  return muladd(d, r, constant(EXP, 12));
}

/** e^x = 2^k e^r, k the integer nearest to x / ln 2. */
@inline
function exp4(x: v128): v128 {
  x = f32x4.pmax(f32x4.pmin(x, f32x4.splat(89)), f32x4.splat(-104));
  const x0 = low(x);
  const x1 = high(x);
  const t0 = expScale(x0);
  const t1 = expScale(x1);
  const r0 = expRest(x0, t0);
  const r1 = expRest(x1, t1);
  const q = f32x4.div(demote(expNumerator(r0), expNumerator(r1)), demote(expDenominator(r0), expDenominator(r1)));
  const twice = f32x4.add(q, q); // by half of 2^k: the last bits of t, moved to the exponent
  return demote(f64x2.mul(low(twice), i64x2.shl(t0, 52)), f64x2.mul(high(twice), i64x2.shl(t1, 52)));
}

/** output = exp(x), for `length` floats; x and output may be one array. */
export function exp(x: usize, output: usize, length: usize): void {
  for (const end = x + 4 * length; x < end; x += 16, output += 16) save4(output, exp4(load4(x, end)), end - x);
}

/** The constants of log: the polynomials of the numerator and of the denominator, then ln 2; see float32.ts. */
const LOG = memory.data<f64>([
  0.025899792090058327, 0.3808837831020355, 1.480000615119934, 2.112677574157715, 1, 0.005875095259398222,
  0.15464763343334198, 0.9864943027496338, 2.4530060291290283, 2.612677574157715, 0.6931471824645996,
]);

@inline
function logNumerator(y: v128): v128 {
  let n = fma(constant(LOG, 0), y, constant(LOG, 1));
  n = fma(n, y, constant(LOG, 2));
  n = fma(n, y, constant(LOG, 3));
  n = fma(n, y, constant(LOG, 4));
  return f64x2.mul(n, y);
}

@inline
function logDenominator(y: v128): v128 {
  let d = fma(constant(LOG, 5), y, constant(LOG, 6));
  d = fma(d, y, constant(LOG, 7));
  d = fma(d, y, constant(LOG, 8));
  d = fma(d, y, constant(LOG, 9));
  return muladd(d, y, constant(LOG, 4));
}

/** log x = e ln 2 + log m, with x = 2^e m and sqrt(1/2) < m <= sqrt(2); see float32.ts. */
@inline
function log4(x: v128): v128 {
  const zero = f32x4.splat(0);
  const denormal = f32x4.lt(x, f32x4.splat(1.1754943508222875e-38));
  // 2^100 x in place of denormals, which have no exponent of their own; what is negative gives no number anyway
  const scaled = v128.bitselect(f32x4.mul(x, f32x4.splat(1.2676506002282294e30)), x, denormal);
  const exponent = i32x4.shr_s(i32x4.sub(scaled, i32x4.splat(0x3f3504f4)), 23);
  const m = i32x4.sub(scaled, i32x4.shl(exponent, 23));
  const y = f32x4.sub(m, f32x4.splat(1));
  const e = f32x4.convert_i32x4_s(i32x4.sub(exponent, v128.and(denormal, i32x4.splat(100))));
  const y0 = low(y);
  const y1 = high(y);
  const q = f32x4.div(demote(logNumerator(y0), logNumerator(y1)), demote(logDenominator(y0), logDenominator(y1)));
  const ln2 = constant(LOG, 10);
  const finite = demote(f64x2.add(f64x2.mul(low(e), ln2), low(q)), f64x2.add(f64x2.mul(high(e), ln2), high(q)));
  // Infinity for Infinity, -Infinity for 0, NaN for NaN and whatever is negative
  const edge = v128.bitselect(
    f32x4.splat(-Infinity),
    v128.bitselect(x, f32x4.splat(NaN), f32x4.gt(x, zero)),
    f32x4.eq(x, zero),
  );
  const inside = v128.and(f32x4.gt(x, zero), f32x4.lt(x, f32x4.splat(Infinity)));
  return v128.bitselect(finite, edge, inside);
}

/** output = log(x), for `length` floats; x and output may be one array. */
export function log(x: usize, output: usize, length: usize): void {
  for (const end = x + 4 * length; x < end; x += 16, output += 16) save4(output, log4(load4(x, end)), end - x);
}

/** The constants of tanh; see float32.ts. */
const TANH = memory.data<f64>([
  2.8853900817779268, // 2 log2(e)
  6755399441055744, // 1.5 * 2^52
  0.6931471805599453, // ln 2
  1.0 / 1680,
  3.0 / 28,
  1.0 / 84,
  0.5,
  1,
]);

/** tanh x = ((s + 1) odd - (1 - s) even) / ((s + 1) even - (1 - s) odd) in doubles, s = 2^k. */
@inline
function tanh2(x: v128): v128 {
  const one = constant(TANH, 7);
  const t = muladd(x, constant(TANH, 0), constant(TANH, 1));
  const k = f64x2.sub(t, constant(TANH, 1));
  const r = f64x2.sub(f64x2.add(x, x), f64x2.mul(k, constant(TANH, 2)));
  const rr = f64x2.mul(r, r);
  const even = muladd(rr, muladd(rr, constant(TANH, 3), constant(TANH, 4)), one);
  const odd = f64x2.mul(r, muladd(rr, constant(TANH, 5), constant(TANH, 6)));
  const s = i64x2.shl(i64x2.add(t, i64x2.splat(1023)), 52); // k + 1023 moved to the exponent
  const above = f64x2.add(s, one);
  const below = f64x2.sub(one, s);
  return f64x2.div(
    f64x2.sub(f64x2.mul(above, odd), f64x2.mul(below, even)),
    f64x2.sub(f64x2.mul(above, even), f64x2.mul(below, odd)),
  );
}

/** output = tanh(x), for `length` floats; x and output may be one array. */
export function tanh(x: usize, output: usize, length: usize): void {
  for (const end = x + 4 * length; x < end; x += 16, output += 16) {
    const z = f32x4.pmax(f32x4.pmin(load4(x, end), f32x4.splat(10)), f32x4.splat(-10));
    save4(output, demote(tanh2(low(z)), tanh2(high(z))), end - x);
  }
}

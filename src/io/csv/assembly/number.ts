/**
 * A decimal number, rounded as `Number(text)` rounds it, or left undecided.
 *
 * The digits are a whole number w below 2^64, the number is w 10^e. Where w is below 2^53 and |e| at most 22, both are exact in float64 and
 * one division or product rounds once (Clinger 1990). A longer w is computed to twice the precision; only where the bound on
 * its error leaves two neighbours possible is it undecided.
 */
const POWERS: StaticArray<f64> = [
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];
const LARGEST_POWER: i32 = 22;

/** Up to 2^53 all whole numbers are float64. */
const EXACT: u64 = 1 << 53;
/** So many digits stay below 2^64. */
const MOST_DIGITS: usize = 19;

/** The value of a digit; 10 or more for any other byte. */
@inline
function digitAt(at: usize): u32 {
  return <u32>load<u8>(at) - 48;
}

@inline
function withSign(number: f64, negative: i32): f64 {
  return reinterpret<f64>(reinterpret<u64>(number) | (<u64>negative << 63));
}

/** Whether four bytes are digits: 0x30 to 0x39. */
@inline
function areDigits(bytes: u32): bool {
  return (bytes & 0xf0f0f0f0) === 0x30303030 && ((bytes + 0x06060606) & 0xf0f0f0f0) === 0x30303030;
}

/** The number that four digits are, the first in the lowest byte. */
@inline
function valueOf(digits: u32): u32 {
  const pairs = (digits & 0x0f0f0f0f) * 2561; // each odd byte: ten times the byte below it and itself
  return (((pairs >> 8) & 0x00ff00ff) * 6553601) >> 16; // the same for the pairs, with a hundred
}

/**
 * Reads a number at `at` into `to`; the byte after the input must be no part of a number.
 *
 * @returns where it ends, or 0 when there is none or it is undecided
 */
@inline
export function readNumber(at: usize, decimal: i32, to: usize): usize {
  let byte: i32 = load<u8>(at);
  const negative = i32(byte === 0x2d); // -
  at += negative | i32(byte === 0x2b); // +
  const first = at;
  let w: u64 = 0;
  let digit = digitAt(at);
  while (digit < 10) {
    w = w * 10 + digit;
    digit = digitAt(++at);
  }
  let digits = at - first;
  let exponent: i32 = 0;
  byte = load<u8>(at);
  if (byte !== decimal && (byte | 0x20) !== 0x65 && w <= EXACT && digits !== 0 && digits <= MOST_DIGITS) {
    // Whole, as most are where most are.
    store<f64>(to, withSign(<f64>w, negative));
    return at;
  }
  if (byte === decimal) {
    const fraction = ++at;
    const four = load<u32>(at);
    if (areDigits(four)) {
      w = w * 10000 + valueOf(four);
      at += 4;
    }
    digit = digitAt(at);
    while (digit < 10) {
      w = w * 10 + digit;
      digit = digitAt(++at);
    }
    exponent = -(<i32>(at - fraction));
    digits += at - fraction;
  }
  if (digits === 0 || digits > MOST_DIGITS) return 0;
  byte = load<u8>(at);
  if ((byte | 0x20) === 0x65) {
    // e or E
    byte = load<u8>(++at);
    const small = byte === 0x2d;
    if (small || byte === 0x2b) at++;
    const from = at;
    let power: i32 = 0;
    digit = digitAt(at);
    while (digit < 10) {
      power = power * 10 + digit;
      digit = digitAt(++at);
    }
    if (at === from || at - from > 4) return 0;
    exponent += small ? -power : power;
  }
  let number: f64 = 0;
  if (w !== 0) {
    if (w > EXACT && exponent === 0) return 0; // may be a whole number that rounding changes: its text tells
    if (exponent > LARGEST_POWER || exponent < -LARGEST_POWER) return 0;
    const power = unchecked(POWERS[abs(exponent)]);
    if (w <= EXACT) number = exponent < 0 ? <f64>w / power : <f64>w * power;
    else number = roundLong(w, power, exponent < 0);
    if (number < 0) return 0;
  }
  store<f64>(to, withSign(number, negative));
  return at;
}

/** The error of a b, rounded (Dekker 1971). */
@inline
function productError(a: f64, b: f64, product: f64): f64 {
  const SPLITTER: f64 = 134217729; // 2^27 + 1
  const wideA = SPLITTER * a;
  const highA = wideA - (wideA - a);
  const lowA = a - highA;
  const wideB = SPLITTER * b;
  const highB = wideB - (wideB - b);
  const lowB = b - highB;
  return lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB);
}

/** w power, or w / power; -1 where the rounding is not certain. */
function roundLong(w: u64, power: f64, divide: bool): f64 {
  const high = <f64>w;
  const low = <f64>(<i64>(w - <u64>high)); // w = high + low
  let estimate: f64;
  let rest: f64;
  if (divide) {
    estimate = high / power;
    const product = estimate * power;
    rest = (high - product - productError(estimate, power, product) + low) / power;
  } else {
    estimate = high * power;
    rest = productError(high, power, estimate) + low * power;
  }
  // Relative to the estimate, the rest is below 2^-51 and its error below 2^-102.
  const bound = estimate * 7.888609052210118e-31; // 2^-100
  const number = estimate + (rest - bound);
  return number === estimate + (rest + bound) ? number : -1;
}

import { DTypeError, ValueError, describe } from '../../errors.ts';
import type { DType } from '../dtype.ts';
import { toBinary } from './binary.ts';
import { exponentText, positionalParts, toDecimal } from './decimal.ts';

/** The sign of negative numbers and of -0, which NumPy prints with it. */
export function signOf(x: number): string {
  return x < 0 || Object.is(x, -0) ? '-' : '';
}

/** `nan`, `inf` or `-inf`. */
export function nonFiniteText(x: number): string {
  if (Number.isNaN(x)) return 'nan';
  return x < 0 ? '-inf' : 'inf';
}

/**
 * NumPy's text of one number: the fewest digits that give `x` back when they are read as a `dtype`.
 *
 * Written plainly for 1e-4 <= |x| < 1e16 and for zero, with an exponent otherwise. `x` is first rounded to the type, so
 * a float32 shows at most 9 digits. Throws a `DTypeError` for a type that tensors do not have.
 *
 * Source: `str(numpy.float32(x))`, `str(numpy.float64(x))`.
 *
 * @example
 * import { formatNumber } from 'nnfs';
 * console.log(formatNumber(0.1)); // 0.1
 * console.log(formatNumber(1.0986103, 'float32')); // 1.0986103
 * console.log(formatNumber(1 / 3, 'float32')); // 0.33333334
 * console.log(formatNumber(1e-7)); // 1e-07
 */
export function formatNumber(x: number, dtype: DType = 'float64'): string {
  switch (dtype) {
    case 'int32':
    case 'uint8':
      return String(x);
    case 'float32':
      x = Math.fround(x);
      break;
    case 'float64':
      break;
    default:
      throw new DTypeError('formatNumber', "'float32', 'float64', 'int32' or 'uint8'", describe(dtype));
  }
  if (!Number.isFinite(x)) return nonFiniteText(x);
  const magnitude = Math.abs(x);
  const scientific = magnitude !== 0 && !(magnitude >= 1e-4 && magnitude < 1e16);
  const decimal = toDecimal(x, dtype, { scientific });
  const sign = signOf(x);
  if (!scientific) {
    const [whole, fraction] = positionalParts(decimal);
    return `${sign}${whole}.${fraction || '0'}`;
  }
  const { digits, exponent } = decimal;
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
  return `${sign}${digits[0]}${fraction}e${exponentText(exponent)}`;
}

/**
 * `x` with a fixed number of decimals, as Python's `f"{x:.3f}"` writes it.
 *
 * The exact value of the double is rounded, ties to even: 0.0625 with three decimals is 0.062, where
 * `(0.0625).toFixed(3)` is 0.063. Never an exponent; zero keeps its sign. Throws a `ValueError` where `digits` is not
 * a whole number from 0.
 */
export function formatFixed(x: number, digits: number): string {
  if (!Number.isInteger(digits) || digits < 0) {
    throw new ValueError('formatFixed', 'digits a whole number from 0', describe(digits));
  }
  if (!Number.isFinite(x)) return nonFiniteText(x);
  const { mantissa, exponent } = toBinary(x, 'float64');
  const numerator = (mantissa << BigInt(Math.max(exponent, 0))) * 10n ** BigInt(digits);
  const denominator = 1n << BigInt(Math.max(-exponent, 0));
  let rounded = numerator / denominator;
  const remainder = numerator % denominator;
  if (2n * remainder + (rounded & 1n) > denominator) rounded += 1n;
  const text = rounded.toString().padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return signOf(x) + (digits === 0 ? whole : `${whole}.${text.slice(-digits)}`);
}

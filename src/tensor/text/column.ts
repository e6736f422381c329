import { isFloat, type DType, type FloatDType } from '../dtype.ts';
import { exponentText, positionalParts, toDecimal, type DigitRange } from './decimal.ts';
import { nonFiniteText, signOf } from './number.ts';

/** Decimals that an array shows at most, NumPy's print option `precision`. */
const PRECISION = 8;

/** The texts of the elements of an array in one common format, padded so that they line up. */
export function alignedTexts(values: readonly number[], dtype: DType): string[] {
  const text = isFloat(dtype) ? floatFormat(values.filter(Number.isFinite), dtype) : String;
  const texts = values.map((x) => (Number.isFinite(x) ? text(x) : nonFiniteText(x)));
  const width = widest(texts);
  return texts.map((text) => text.padStart(width));
}

/** Writes one finite element. */
type Format = (x: number) => string;

function floatFormat(values: readonly number[], dtype: FloatDType): Format {
  return needsExponent(values, dtype) ? scientificFormat(values, dtype) : positionalFormat(values, dtype);
}

/** NumPy's rule: very large, very small, or the largest more than 1000 times the smallest. */
function needsExponent(values: readonly number[], dtype: FloatDType): boolean {
  let max = 0;
  let min = Infinity;
  for (const x of values) {
    if (x === 0) continue;
    max = Math.max(max, Math.abs(x));
    min = Math.min(min, Math.abs(x));
  }
  const ratio = dtype === 'float32' ? Math.fround(max / min) : max / min; // divided in the array's own type
  return max >= 1e8 || min < 1e-4 || ratio > 1000;
}

/** Elements as `1.5  `: points in one column, no trailing zeros. */
function positionalFormat(values: readonly number[], dtype: FloatDType): Format {
  // No fewer digits than the units ask for: a float32 16777216 keeps its exact digits.
  const range: DigitRange = { scientific: false, atLeast: 0, atMost: PRECISION };
  const parts = (x: number): [whole: string, fraction: string] => positionalParts(toDecimal(x, dtype, range));
  const decimals = widest(values.map((x) => parts(x)[1]));
  return (x) => {
    const [whole, fraction] = parts(x);
    return `${signOf(x)}${whole}.${fraction.padEnd(decimals)}`;
  };
}

/**
 * Elements as `1.50e-05`: as many decimals as the longest needs. The others are filled up with digits of their exact
 * value, so a float32 1e-05 may show as 9.9999997e-06.
 */
function scientificFormat(values: readonly number[], dtype: FloatDType): Format {
  const shortest = values.map((x) => toDecimal(x, dtype, { scientific: true, atMost: PRECISION }));
  const decimals = widest(shortest.map(({ digits }) => digits)) - 1;
  const exponentDigits = widest(shortest.map(({ exponent }) => exponentText(exponent))) - 1;
  const range: DigitRange = { scientific: true, atLeast: decimals, atMost: decimals };
  return (x) => {
    const { digits, exponent } = toDecimal(x, dtype, range);
    const fraction = digits.slice(1).padEnd(decimals, '0');
    return `${signOf(x)}${digits[0]}.${fraction}e${exponentText(exponent, exponentDigits)}`;
  };
}

function widest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, text.length), 0);
}

import { isFloat, type DType, type FloatDType } from '../dtype.ts';
import { exponentText, positionalParts, toDecimal, type DigitRange } from './decimal.ts';
import { hasSign, nonFiniteText } from './number.ts';

/** Writes one element of an array, padded so that all elements line up. */
export type Column = (x: number) => string;

/** Decimals that an array shows at most, NumPy's print option `precision`. */
const PRECISION = 8;

/** The common format of all elements that are shown. */
export function columnFor(values: readonly number[], dtype: DType): Column {
  if (!isFloat(dtype)) return integerColumn(values);
  return needsExponent(values, dtype) ? scientificColumn(values, dtype) : positionalColumn(values, dtype);
}

function integerColumn(values: readonly number[]): Column {
  const width = widest(values.map(String));
  return (x) => String(x).padStart(width);
}

/** NumPy's rule: very large, very small, or the largest more than 1000 times the smallest. */
function needsExponent(values: readonly number[], dtype: FloatDType): boolean {
  let max = 0;
  let min = Infinity;
  for (const x of values) {
    if (x === 0 || !Number.isFinite(x)) continue;
    max = Math.max(max, Math.abs(x));
    min = Math.min(min, Math.abs(x));
  }
  if (max === 0) return false;
  const ratio = dtype === 'float32' ? Math.fround(max / min) : max / min; // divided in the array's own type
  return max >= 1e8 || min < 1e-4 || ratio > 1000;
}

/** Elements as ` 1.5  `: points in one column, no trailing zeros, spaces on both sides. */
function positionalColumn(values: readonly number[], dtype: FloatDType): Column {
  // No fewer digits than the units ask for: a float32 16777216 keeps its exact digits.
  const range: DigitRange = { scientific: false, atLeast: 0, atMost: PRECISION };
  const split = (x: number): [whole: string, fraction: string] => {
    const [whole, fraction] = positionalParts(toDecimal(x, dtype, range));
    return [hasSign(x) ? `-${whole}` : whole, fraction];
  };

  const parts = values.filter(Number.isFinite).map(split);
  const right = widest(parts.map(([, fraction]) => fraction));
  // nan and inf also cover the point and the decimals; where that is not enough, they widen the left side.
  const others = widest(values.filter((x) => !Number.isFinite(x)).map(nonFiniteText));
  const left = Math.max(widest(parts.map(([whole]) => whole)), others - right - 1);

  return (x) => {
    if (!Number.isFinite(x)) return nonFiniteText(x).padStart(left + 1 + right);
    const [whole, fraction] = split(x);
    return `${whole.padStart(left)}.${fraction.padEnd(right)}`;
  };
}

/**
 * Elements as ` 1.50e-05`: as many decimals as the longest needs. The others are filled up with digits of their exact
 * value, so a float32 1e-05 may show as 9.9999997e-06.
 */
function scientificColumn(values: readonly number[], dtype: FloatDType): Column {
  const finite = values.filter(Number.isFinite);
  const shortest = finite.map((x) => toDecimal(x, dtype, { scientific: true, atMost: PRECISION }));
  const decimals = widest(shortest.map(({ digits }) => digits)) - 1;
  const exponentDigits = widest(shortest.map(({ exponent }) => exponentText(exponent))) - 1;
  const range: DigitRange = { scientific: true, atLeast: decimals, atMost: decimals };
  const width = (finite.some(hasSign) ? 2 : 1) + 1 + decimals + 2 + exponentDigits; // -d . ddd e+ dd

  return (x) => {
    if (!Number.isFinite(x)) return nonFiniteText(x).padStart(width);
    const { digits, exponent } = toDecimal(x, dtype, range);
    const fraction = digits.slice(1).padEnd(decimals, '0');
    const text = `${digits[0]}.${fraction}e${exponentText(exponent, exponentDigits)}`;
    return (hasSign(x) ? `-${text}` : text).padStart(width);
  };
}

function widest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, text.length), 0);
}

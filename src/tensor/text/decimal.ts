import type { FloatDType } from '../dtype.ts';
import { toBinary } from './binary.ts';

/** A decimal number without its sign: `d.ddd * 10^exponent`, `digits` being all its d, without trailing zeros. */
export interface Decimal {
  readonly digits: string;
  readonly exponent: number;
}

/** How many digits may and must stand after the point. */
export interface DigitRange {
  /** True where the point follows the first digit (1.5e-07), false where it follows the units (0.00000015). */
  readonly scientific: boolean;
  /** Go on to so many digits of the exact value even where fewer read back; by default never. */
  readonly atLeast?: number;
  /** Round to so many digits even where that does not read back; by default never. */
  readonly atMost?: number;
}

/**
 * The shortest decimal that reads back as the magnitude of a finite `x` in the type `dtype`, the nearest of that
 * length; cut or prolonged to a range of digits.
 *
 * Numbers between x - below and x + above read back as x. The margins are half the distances to the neighbours; their
 * ends count where the mantissa is even, since reading rounds ties to even. Digits of the exact value are taken, most
 * significant first, until the number they make, or that with the last digit raised by one, lies within the margins.
 * If just one of the two does, it is the result; if both or neither (a cut), the nearer one, on a tie the even one.
 * All comparisons are between integers, so every engine gives the same text; the language leaves the last digit of
 * `Number.prototype.toString` open.
 *
 * Source: Burger and Dybvig, "Printing Floating-Point Numbers Quickly and Accurately" (1996), as NumPy's Dragon4 has
 * it in its unique mode: the first digit is that of x itself, and a carry may follow (9.6 with wide margins is 10).
 */
export function toDecimal(x: number, dtype: FloatDType, range: DigitRange): Decimal {
  const { mantissa, exponent, closerBelow } = toBinary(x, dtype);
  if (mantissa === 0n) return { digits: '0', exponent: 0 };

  // Everything in units of a quarter of the last bit: the margins are half a bit, below a power of two a quarter.
  const up = 1n << BigInt(Math.max(exponent, 0));
  let value = 4n * mantissa * up;
  let above = 2n * up;
  let below = closerBelow ? up : above;
  let one = 4n << BigInt(Math.max(-exponent, 0));

  const first = exponentOf(x, value, one);
  if (first > 0) {
    one *= power10(first);
  } else {
    const scale = power10(-first);
    value *= scale;
    above *= scale;
    below *= scale;
  }

  const point = range.scientific ? first : 0;
  const mustReach = point - (range.atLeast ?? -Infinity);
  const last = point - (range.atMost ?? Infinity);
  const inclusive = (mantissa & 1n) === 0n;

  let place = first;
  let coefficient = 0n;
  for (;;) {
    const digit = value / one;
    value %= one;
    coefficient = 10n * coefficient + digit;
    const downFits = inclusive ? value <= below : value < below;
    const upFits = inclusive ? value + above >= one : value + above > one;
    if (((downFits || upFits) && place <= mustReach) || place <= last) {
      const roundUp = downFits === upFits ? 2n * value + (digit & 1n) > one : upFits;
      if (roundUp) coefficient += 1n;
      break;
    }
    value *= 10n;
    above *= 10n;
    below *= 10n;
    place -= 1;
  }
  const digits = coefficient.toString();
  return { digits: digits.replace(/0+$/, ''), exponent: place + digits.length - 1 };
}

/** floor(log10(|x|)), where |x| = value / one. `Math.log10` differs between engines: it only starts the search. */
function exponentOf(x: number, value: bigint, one: bigint): number {
  const atLeast = (k: number): boolean => (k >= 0 ? value >= one * power10(k) : value * power10(-k) >= one);
  let k = Math.floor(Math.log10(Math.abs(x)));
  while (!atLeast(k)) k -= 1;
  while (atLeast(k + 1)) k += 1;
  return k;
}

function power10(k: number): bigint {
  return 10n ** BigInt(k);
}

/** The digits before and after the point of the plain notation: ['0', '00012'] for 0.00012, ['120', ''] for 120. */
export function positionalParts({ digits, exponent }: Decimal): [whole: string, fraction: string] {
  if (exponent < 0) return ['0', '0'.repeat(-exponent - 1) + digits];
  return [digits.slice(0, exponent + 1).padEnd(exponent + 1, '0'), digits.slice(exponent + 1)];
}

/** The exponent as NumPy writes it, signed and with at least two digits: -07. */
export function exponentText(exponent: number, digits = 2): string {
  return (exponent < 0 ? '-' : '+') + String(Math.abs(exponent)).padStart(digits, '0');
}

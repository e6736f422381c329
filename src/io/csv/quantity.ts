/** How numbers are written. */
export interface NumberForm {
  readonly decimal: '.' | ',';
  /** What parts thousands, '' for nothing; undefined for whatever does so. */
  readonly thousands: string | undefined;
}

/** As programs write them. */
export const POINT: NumberForm = { decimal: '.', thousands: undefined };

/** A number and its unit, '' for none. */
export interface Quantity {
  readonly value: number;
  readonly unit: string;
}

const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** Sign, unit before, sign, number, unit behind. */
const WITH_UNIT = /^([+-]?)([$€£¥₹]?) ?([+-]?)(\d[^%$€£¥₹°]*?|[.,]\d+)[ \u00a0\u202f]?([%$€£¥₹°]?)$/u;

/** Thousands in groups of three, all parted by the same character, and a fraction. */
const GROUPS = /^(\d{1,3})(?:([,.' \u00a0\u202f\u2019])\d{3})(?:\2\d{3})*(?:(?!\2)[.,]\d*)?$/;

const LONG_WHOLE = /^[+-]?0*(\d{16,})$/;

/**
 * Whether a text is a whole number that float64 changes, beyond 2^53: 9007199254740993, which becomes ...992, names something rather than
 * measures it. Digits that a program wrote of a float64, 123456789012345680000, are not changed.
 */
export function isChanged(text: string): boolean {
  const digits = LONG_WHOLE.exec(text)?.[1];
  if (digits === undefined) return false;
  const value = Number(digits);
  return Number.isFinite(value) && String(value) !== digits && BigInt(value) !== BigInt(digits);
}

/** A text without the unit before or behind it. */
export function withoutUnit(text: string): string {
  return text.replace(/^([+-]?)[$€£¥₹] ?/u, '$1').replace(/[ \u00a0\u202f]?[%$€£¥₹°]$/u, '');
}

/**
 * Reads a decimal number as people write it: `1,234.50`, `-1.5e3`, `$12`, `7 %`, with a decimal comma `1.234,50`. What float64 rounds to
 * infinity is none, nor are `0x10`, `1_000` and `Infinity`.
 *
 * @param text without blanks around it
 * @returns undefined for anything else
 */
export function readQuantity(text: string, form: NumberForm): Quantity | undefined {
  const plain = plainNumber(text, form);
  if (plain !== undefined) return { value: plain, unit: '' };
  const [, sign, before, inner, digits = '', behind] = WITH_UNIT.exec(text) ?? [];
  if (digits === '' || (sign !== '' && inner !== '') || (before !== '' && behind !== '')) return undefined;
  const value = plainNumber(digits, form) ?? groupedNumber(digits, form);
  if (value === undefined) return undefined;
  return { value: sign === '-' || inner === '-' ? -value : value, unit: `${before}${behind}` };
}

function plainNumber(text: string, { decimal }: NumberForm): number | undefined {
  const point = decimal === ',' ? withPoint(text) : text;
  if (!PLAIN.test(point)) return undefined;
  const value = Number(point);
  return Number.isFinite(value) ? value : undefined;
}

/** A number with a decimal comma as one with a point; one with a point becomes none. */
function withPoint(text: string): string {
  return text.includes('.') ? '' : text.replace(',', '.');
}

function groupedNumber(text: string, form: NumberForm): number | undefined {
  const separator = GROUPS.exec(text)?.[2];
  if (separator === undefined || separator === form.decimal) return undefined;
  if (form.thousands !== undefined && form.thousands !== separator) return undefined;
  return plainNumber(text.replaceAll(separator, ''), form);
}

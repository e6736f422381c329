/** How numbers of the arithmetic are written. */
import { formatNumber } from 'nnfs';

export const DIGITS = ['eight', 'all', 'bits'] as const;
export type Digits = (typeof DIGITS)[number];

/** As the library prints it, in up to 8 digits; all digits that it has; or the bits of its type. */
export function written(value: number, digits: Digits): string {
  if (digits === 'eight' || !Number.isFinite(value)) return formatNumber(value, 'float32');
  if (digits === 'all') return exact(value);
  const isSingle = Object.is(Math.fround(value), value);
  const view = new DataView(new ArrayBuffer(8));
  if (isSingle) view.setFloat32(0, value);
  else view.setFloat64(0, value);
  const bytes = Array.from({ length: isSingle ? 4 : 8 }, (_, i) => view.getUint8(i).toString(16).padStart(2, '0'));
  return `0x${bytes.join('')}`;
}

/** A sum of halves, quarters and so on has as many decimal places as binary ones: all of them are written. */
function exact(value: number): string {
  const [digits = '', exponent] = value.toPrecision(100).split('e');
  const short = digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
  return exponent === undefined ? short : `${short}e${exponent}`;
}

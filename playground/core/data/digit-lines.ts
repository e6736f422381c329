import { SETS } from '../settings/image-sets.ts';

/** A line for each picture of a text that has the first pixel of all before the second of all: its pixels, row after row. */
export function digitLines(text: string): string[] {
  const pixels = text.replaceAll('\n', '');
  const count = pixels.length / SETS.digits.side ** 2;
  return Array.from({ length: count }, (_, n) =>
    Array.from({ length: SETS.digits.side ** 2 }, (__, i) => pixels[i * count + n]!).join(''),
  );
}

import { findLayout } from '../../../src/io/csv/dialect/layout.ts';
import type { CsvData } from '../../../src/io/csv/columns.ts';
import type { CsvOptions } from '../../../src/io/csv/options.ts';
import { CsvReader, withText } from '../../../src/io/csv/reader.ts';

/** Both scanners. */
export const SCANNERS = [
  ['WebAssembly', false],
  ['plain TypeScript', true],
] as const;

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Reads a text in pieces of these lengths, over and over; the last one takes what is left. */
export function readPieces(
  text: Uint8Array,
  lengths: readonly number[],
  plain: boolean,
  options: CsvOptions = {},
): CsvData {
  let layout = findLayout(text, true, options);
  for (;;) {
    const reader = new CsvReader(layout, options, text.length, plain);
    for (let at = layout.start, i = 0; at < text.length; i++) {
      const length = lengths[i % lengths.length]!;
      reader.write(text.slice(at, at + length));
      at += length;
    }
    const data = reader.finish();
    if (reader.strangers.size === 0) return data;
    layout = withText(layout, reader.strangers);
  }
}

/** The columns as arrays of plain values by their names, null where a value is missing. */
export function plainColumns({ columns }: CsvData): Record<string, (number | string | null)[]> {
  return Object.fromEntries(
    columns.map((column) => [
      column.name,
      'codes' in column
        ? Array.from(column.codes, (code) => column.dictionary[code] ?? null)
        : Array.from(column.values, (value) => (Number.isNaN(value) ? null : value)),
    ]),
  );
}

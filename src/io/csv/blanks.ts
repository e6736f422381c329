/** Texts without the blanks around them. */
import type { TextCells } from './columns.ts';

/**
 * The cells of a column without the blanks around them, also those within quotes: what then stands for a missing value is missing, and
 * what then is alike is the same text. Blanks are what `String.prototype.trim` takes off, no-break spaces and byte order marks among them.
 */
export function withoutBlanks(cells: TextCells, missing: ReadonlySet<string>): TextCells {
  const { codes, dictionary } = cells;
  const trimmed = dictionary.map((text) => text.trim());
  if (trimmed.every((text, code) => text === dictionary[code])) return cells;
  const places = new Map<string, number>();
  const moved = trimmed.map((text) => {
    if (missing.has(text)) return -1;
    const place = places.get(text) ?? places.size;
    places.set(text, place);
    return place;
  });
  return { ...cells, codes: codes.map((code) => moved[code] ?? -1), dictionary: [...places.keys()] };
}

/** What the bytes of a CSV text mean; '' where there is none. */
export interface Marks {
  readonly delimiter: string;
  readonly quote: string;
  readonly comment: string;
  readonly escape: string;
}

/** A row of cells, without the blanks around them. */
export interface CsvRecord {
  readonly cells: string[];
  /** The line that it begins on, from 1, and where the next one begins. */
  readonly line: number;
  readonly end: number;
}

/**
 * Parts the beginning of a text into rows as the scanners do, but leniently, and whatever their numbers of cells: what all else is found
 * out from.
 *
 * @param whole whether the text ends here; if not, its last row may be cut and is left out
 * @param most how many rows
 */
export function readRecords(
  text: string,
  { delimiter, quote, comment, escape }: Marks,
  whole: boolean,
  most: number,
): CsvRecord[] {
  const records: CsvRecord[] = [];
  const isBlank = (c: string | undefined): boolean => (c === ' ' || c === '\t') && c !== delimiter;
  const isLineEnd = (c: string | undefined): boolean => c === '\n' || c === '\r';
  /** Behind the line end at a place. */
  const behind = (at: number): number => at + (text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1);
  let at = 0;
  let line = 1;
  while (at < text.length && records.length < most) {
    if (isLineEnd(text[at]) || text[at] === comment) {
      while (at < text.length && !isLineEnd(text[at])) at++;
      at = behind(at);
      line++;
      continue;
    }
    const cells: string[] = [];
    const first = line;
    for (;;) {
      while (isBlank(text[at])) at++;
      let cell = '';
      if (quote !== '' && text[at] === quote) {
        const from = ++at;
        for (; at < text.length; at++) {
          if (text[at] === quote && text[at + 1] !== quote) break;
          if (text[at] === quote || text[at] === escape) at++;
          cell += text[at] ?? '';
        }
        line += text.slice(from, at).split(/\r\n|\n|\r/).length - 1;
        at++;
      }
      const from = at;
      while (at < text.length && text[at] !== delimiter && !isLineEnd(text[at])) at++;
      let to = at;
      while (to > from && isBlank(text[to - 1])) to--;
      cells.push(cell + text.slice(from, to));
      if (text[at] !== delimiter) break;
      at++;
    }
    if (at >= text.length && !whole) break;
    at = Math.min(behind(at), text.length);
    records.push({ cells, line: first, end: at });
    line++;
  }
  return records;
}

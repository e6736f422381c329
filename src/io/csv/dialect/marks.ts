import { readRecords, type CsvRecord, type Marks } from './records.ts';

/** In the order of preference where more than one would do: commas are in most texts, the others are there for a reason. */
const DELIMITERS = ['\t', ';', '|', ','];

/** How many rows are looked at. */
const ROWS = 50;

/** Finds out what parts cells and what begins comments, where options do not say so. */
export function findMarks(text: string, whole: boolean, options: Partial<Marks>): Marks {
  const { quote = '"', escape = '' } = options;
  const comment = options.comment ?? findComment(text);
  const delimiter =
    options.delimiter ?? announcedDelimiter(text) ?? findDelimiter(text, whole, { quote, comment, escape });
  return { delimiter, quote, comment, escape };
}

/** A first line such as `sep=;`, which spreadsheets write and read. */
const ANNOUNCEMENT = /^sep=([,;|\t])\r?\n/;

function announcedDelimiter(text: string): string | undefined {
  return ANNOUNCEMENT.exec(text)?.[1];
}

/** How long such a line is. */
export function announcementLength(text: string): number {
  return ANNOUNCEMENT.exec(text)?.[0].length ?? 0;
}

/** # where the text begins with it, unless that line is as a header is: with as many cells as the next, and no space after the #. */
function findComment(text: string): string {
  if (!text.startsWith('#')) return '';
  if (/^#[\s#!]/.test(text)) return '#';
  const [first = '', second = ''] = text.split(/\r\n?|\n/, 2);
  return DELIMITERS.some((delimiter) => first.includes(delimiter) && second.includes(delimiter)) ? '' : '#';
}

/** What gives the most rows the same number of cells, two or more. */
function findDelimiter(text: string, whole: boolean, others: Omit<Marks, 'delimiter'>): string {
  let [best, most] = [',', 0];
  for (const delimiter of DELIMITERS) {
    const share = regularity(readRecords(text, { ...others, delimiter }, whole, ROWS));
    if (share > most) [best, most] = [delimiter, share];
  }
  return best;
}

/** The share of rows that have the most frequent number of cells, 0 where that is one. */
function regularity(records: readonly CsvRecord[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of records) {
    // A delimiter at the end of a line may be one too many.
    const width = cells.at(-1) === '' ? cells.length - 1 : cells.length;
    counts.set(width, (counts.get(width) ?? 0) + 1);
  }
  const [width, count] = [...counts].reduce((best, next) => (next[1] > best[1] ? next : best), [1, 0]);
  return width < 2 ? 0 : count / records.length;
}

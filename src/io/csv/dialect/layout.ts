import { FormatError, ValueError, describe } from '../../../errors.ts';
import { binaryText, textOfBinary } from '../encoding.ts';
import { missingWords, type MissingWords } from '../missing.ts';
import type { ColumnType, CsvOptions } from '../options.ts';
import { readQuantity, type NumberForm } from '../quantity.ts';
import { findDecimal } from './decimal.ts';
import { distinctNames, hasHeader } from './header.ts';
import { announcementLength, findMarks } from './marks.ts';
import { readRecords, type CsvRecord, type Marks } from './records.ts';

/** How a column is read: as numbers, as text, or not at all. */
export type Reading = 'number' | 'text' | 'none';

export interface LayoutColumn {
  readonly name: string;
  /** Whether the text gives it a name. */
  readonly named: boolean;
  reading: Reading;
  /** What a person says that it is. */
  readonly type: ColumnType | undefined;
}

/** All that has to be known before rows are read. */
export interface Layout {
  readonly name: string;
  readonly marks: Marks;
  readonly form: NumberForm;
  readonly missing: MissingWords;
  readonly columns: readonly LayoutColumn[];
  /** Whether the first column may be one that only numbers the rows. */
  readonly index: boolean | undefined;
  /** Where the rows begin, in bytes, and on which line. */
  readonly start: number;
  readonly line: number;
  /** How many bytes a row has, roughly. */
  readonly rowBytes: number;
  /** What a person should hear of. */
  readonly notices: string[];
}

/** Rows that types and numbers are judged by. */
const ROWS = 1000;

/** The share of numbers above which a column of text is worth a notice. */
const NEARLY_ALL = 0.8;

/**
 * Finds out how a text is laid out.
 *
 * @param head its beginning, without a byte order mark, with some whole rows
 * @param whole whether that is all
 * @throws FormatError for a text without a row, ValueError for options that the text does not bear out
 */
export function findLayout(head: Uint8Array, whole: boolean, options: CsvOptions): Layout {
  const { name = 'csv' } = options;
  const binary = binaryText(head);
  const skipped = announcementLength(binary);
  const text = skipped === 0 ? binary : binary.slice(skipped);
  const marks = findMarks(binary, whole, options);
  const records = readRecords(text, marks, whole, ROWS + 1).map((record) => ({
    ...record,
    cells: record.cells.map(textOfBinary),
  }));
  const [first] = records;
  if (first === undefined) throw new FormatError(name, 'a row of column names and rows of cells', 'none');
  const rows = records.map(({ cells }) => cells);
  const decimal = options.decimal ?? findDecimal(rows, marks.delimiter);
  const form: NumberForm = { decimal, thousands: options.thousands };
  const missing = missingWords(options.missing);
  const isNumber = (cell: string): boolean =>
    missing.texts.has(cell.trim()) || readQuantity(cell.trim(), form) !== undefined;

  const { header = hasHeader(first.cells, rows.slice(1), isNumber) } = options;
  const body = header === true ? records.slice(1) : records;
  const { names, notices } = columnNames(name, first.cells, body, header);
  if (body.length === 0 && whole) throw new FormatError(name, 'rows below the column names', 'none');
  const types = typesByName(options, names);
  const distinct = distinctNames(names);
  if (options.header === undefined && header === false) {
    const called = distinct.slice(0, 3).join(', ') + (distinct.length > 3 ? ', ...' : '');
    notices.push(
      `no names of columns are found, so they are called ${called}; header: true takes the first row for names`,
    );
  }
  const columns = names.map((given, i): LayoutColumn => {
    const type = types.get(distinct[i]!);
    const cells = body.map(({ cells, line }) => ({ cell: cells[i] ?? '', line }));
    return { name: distinct[i]!, named: given !== '' && header !== false, reading: readingOf(cells), type };

    function readingOf(cells: readonly { cell: string; line: number }[]): Reading {
      if (type !== undefined) return type === 'number' ? 'number' : 'text';
      const strangers = cells.filter(({ cell }) => !isNumber(cell));
      const [stranger] = strangers;
      if (stranger === undefined) return 'number';
      const present = cells.filter(({ cell }) => !missing.texts.has(cell)).length;
      if (1 - strangers.length / present >= NEARLY_ALL) notices.push(mixedNotice(distinct[i]!, stranger));
      return 'text';
    }
  });
  const start = skipped + (header === true ? first.end : 0);
  const end = skipped + (body.at(-1)?.end ?? 0);
  return {
    name,
    marks,
    form,
    missing,
    columns,
    index: options.index ?? (header === false ? false : undefined),
    start,
    line: 1 + (skipped > 0 ? 1 : 0) + (header === true ? linesOf(text.slice(0, first.end)) : 0),
    rowBytes: body.length === 0 ? Infinity : (end - start) / body.length,
    notices,
  };
}

/** That a column has a text among numbers. */
export function mixedNotice(column: string, { cell, line }: { readonly cell: string; readonly line: number }): string {
  const shown = describe(cell);
  return `column ${describe(column)} is read as text, since ${shown} in line ${line} is no number; missing: [${shown}] takes that for a gap`;
}

function linesOf(text: string): number {
  return text.split(/\r\n|\n|\r/).length - 1;
}

/** The name of each column, '' for none; as many as rows have cells. */
function columnNames(
  name: string,
  first: readonly string[],
  body: readonly CsvRecord[],
  header: boolean | readonly string[],
): { names: string[]; notices: string[] } {
  const notices: string[] = [];
  const atEnd = (width: number): boolean => body.every(({ cells }) => (cells[width] ?? '') === '');
  if (header !== true) {
    const width = first.length > 1 && atEnd(first.length - 1) ? first.length - 1 : first.length;
    if (header === false) return { names: new Array<string>(width).fill(''), notices };
    if (header.length === width || header.length === first.length) return { names: [...header], notices };
    throw new FormatError(name, `${header.length} cells in a row, as header has names`, `${width}`);
  }
  const names = [...first];
  const width = names.length;
  if (body.length > 0 && body.every(({ cells }) => cells.length === width + 1) && !atEnd(width)) {
    names.unshift(''); // as R writes the names of rows
  } else if (width > 1 && names[width - 1] === '' && atEnd(width - 1)) {
    names.pop(); // each line ends in a delimiter
  }
  const seen = new Set<string>();
  const again = names.find((each) => each !== '' && (seen.has(each) || !seen.add(each)));
  if (again !== undefined) notices.push(`more than one column is called ${describe(again)}: the others got a number`);
  return { names, notices };
}

function typesByName({ types = {} }: CsvOptions, names: readonly string[]): ReadonlyMap<string, ColumnType> {
  const known = new Set(distinctNames(names));
  for (const name of Object.keys(types)) {
    if (known.has(name)) continue;
    throw new ValueError('types', `names of columns: ${[...known].slice(0, 8).join(', ')}`, describe(name));
  }
  return new Map(Object.entries(types));
}

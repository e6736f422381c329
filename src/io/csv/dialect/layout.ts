import { FormatError, describe } from '../../../errors.ts';
import type { Stranger } from '../columns.ts';
import { binaryText, textOfBinary } from '../encoding.ts';
import { missingWords, type MissingWords } from '../missing.ts';
import type { ColumnType, CsvOptions } from '../options.ts';
import { isChanged, readQuantity, type NumberForm } from '../quantity.ts';
import { findDecimal } from './decimal.ts';
import { hasHeader } from './header.ts';
import { announcementLength, findMarks } from './marks.ts';
import { columnNames, distinctNames, typesByName } from './names.ts';
import { readRecords, type Marks } from './records.ts';

/** How a column is read. */
export type Reading = 'number' | 'text';

export interface LayoutColumn {
  readonly name: string;
  /** Whether the text gives it a name. */
  readonly named: boolean;
  readonly reading: Reading;
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

  const { header = hasHeader(first.cells, rows.slice(1), isNumber, options.expected) } = options;
  const body = header === true ? records.slice(1) : records;
  const { names, notices } = columnNames(name, first.cells, body, header);
  if (body.length === 0 && whole) {
    throw new FormatError(
      name,
      'rows below the column names',
      'none',
      'header names the columns of rows without them.',
    );
  }
  const distinct = distinctNames(names);
  const types = typesByName(options.types, distinct);
  if (options.header === undefined && header === false) {
    const called = distinct.slice(0, 3).join(', ') + (distinct.length > 3 ? ', ...' : '');
    notices.push(
      `no names of columns are found, so they are called ${called}; header: true takes the first row for names`,
    );
  }
  const columns = distinct.map((name, i): LayoutColumn => {
    const named = names[i] !== '' && header !== false;
    const type = types.get(name);
    if (type !== undefined) return { name, named, type, reading: type === 'number' ? 'number' : 'text' };
    const cells = body.map(({ cells }) => (cells[i] ?? '').trim());
    const word = cells.findIndex((cell) => !isNumber(cell));
    const stranger = word < 0 ? cells.findIndex(isChanged) : word;
    if (stranger < 0) return { name, named, type, reading: 'number' };
    const present = cells.filter((cell) => !missing.texts.has(cell));
    if (present.filter(isNumber).length >= NEARLY_ALL * present.length) {
      notices.push(mixedNotice(name, { cell: cells[stranger]!, row: stranger, line: body[stranger]!.line }));
    }
    return { name, named, type, reading: 'text' };
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

/** That a column has a text among numbers, or a number that would be changed. */
export function mixedNotice(column: string, { cell, row, line }: Stranger): string {
  const place = `in row ${row}, line ${line},`;
  const shown = describe(cell);
  if (isChanged(cell)) return digitsNotice(column, `${cell} ${place}`);
  return `column ${describe(column)} is read as text, since ${shown} ${place} is no number; missing: [${shown}] takes that for a gap`;
}

/** That a column holds a number that would be changed. @param which the number, and where it is */
export function digitsNotice(column: string, which: string): string {
  return `column ${describe(column)} is read as text, since ${which} has more digits than a number keeps; types: { ${describe(column)}: 'number' } rounds it`;
}

function linesOf(text: string): number {
  return text.split(/\r\n|\n|\r/).length - 1;
}

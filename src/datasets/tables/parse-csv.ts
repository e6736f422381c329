import { ValueError, describe } from '../../errors.ts';
import { bytesOfView, isArrayBuffer } from '../../io/bytes.ts';
import type { CsvData } from '../../io/csv/columns.ts';
import { checkCsvOptions, type CsvOptions } from '../../io/csv/options.ts';
import { readCsv } from '../../io/csv/read.ts';
import { encodeUtf8 } from '../../io/utf8.ts';
import { Table } from './table.ts';
import { typed } from './typing.ts';

/**
 * Reads a CSV text, or its bytes. How it is written is found out: the delimiter, quotes, the decimal comma and thousands, a header or
 * none, comments, the encoding, a first column that only numbers the rows, units beside numbers, and what the columns hold. Every
 * finding can be set by an option; what a person should know of is in `notices`.
 *
 * @throws FormatError for what cannot be read, naming line and column, what is there and the option that helps; ValueError for options
 *     of another kind
 *
 * @example
 * import { parseCsv } from 'nnfs';
 * const table = parseCsv('day;price\n2024-01-31;1.234,50 €\n2024-02-29;-\n');
 * console.log(table.toRows());
 * // [
 * //   { day: '2024-01-31', price: 1234.5 },
 * //   { day: '2024-02-29', price: null }
 * // ]
 */
export function parseCsv(data: string | Uint8Array, options: CsvOptions = {}): Table {
  checkCsvOptions('parseCsv', options);
  return tableOf(readCsv(bytesOf('parseCsv', data), options), options.name);
}

/** The bytes of a text, in UTF-8. @throws ValueError for neither */
export function bytesOf(where: string, data: unknown): Uint8Array {
  if (typeof data === 'string') return encodeUtf8(data);
  if (ArrayBuffer.isView(data)) return bytesOfView(data);
  if (isArrayBuffer(data)) return new Uint8Array(data);
  throw new ValueError(where, 'a text or bytes', describe(data));
}

/** What was read as a table. */
export function tableOf({ columns, notices, form }: CsvData, name = 'csv'): Table {
  return new Table(
    columns.map((cells) => typed(name, cells)),
    notices,
    form,
  );
}

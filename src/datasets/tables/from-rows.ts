import { FormatError, ValueError, describe } from '../../errors.ts';
import type { NumberCells, TextCells } from '../../io/csv/columns.ts';
import type { ColumnType } from '../../io/csv/options.ts';
import { missingWords } from '../../io/csv/missing.ts';
import { readQuantity } from '../../io/csv/quantity.ts';
import { checkOptions } from '../../options.ts';
import { isArray } from '../../tensor/shape.ts';
import { BooleanColumn } from './boolean-column.ts';
import type { Column } from './column.ts';
import { Table } from './table.ts';
import { typed } from './typing.ts';

export interface RowOptions {
  /** What errors call the rows, for example the path of their file. @default 'rows' */
  readonly name?: string;
  /** Texts that stand for a missing value, beside '', NA, N/A, NaN, null, ?, - and a point. @default none */
  readonly missing?: readonly string[];
  /** What the texts of columns are, by their names. @default found out */
  readonly types?: (name: string) => ColumnType | undefined;
}

const FORM = { decimal: '.', thousands: undefined } as const;

/**
 * Makes a table of objects, one for each row. The columns are all names that occur; what an object lacks, null and NaN are missing.
 * Texts are read as those of a CSV text are: all numbers become numbers, all dates dates.
 *
 * @throws FormatError for what is no object, and for a value that is a list or an object itself
 *
 * @example
 * import { tableFromRows } from 'nnfs';
 * console.log(tableFromRows([{ fruit: 'apple', price: 1.2 }, { fruit: 'pear' }]));
 * //    fruit  price
 * // 0  apple    1.2
 * // 1  pear      NA
 * //
 * // 2 rows x 2 columns
 */
export function tableFromRows(rows: readonly object[], options: RowOptions = {}): Table {
  checkOptions('tableFromRows', options, ['name', 'missing', 'types']);
  const { name = 'rows', types } = options;
  if (!isArray(rows)) throw new ValueError(name, 'a list of objects', describe(rows));
  const columns = new Map<string, unknown[]>();
  for (const [i, row] of (rows as readonly unknown[]).entries()) {
    if (typeof row !== 'object' || row === null || isArray(row) || ArrayBuffer.isView(row)) {
      throw new FormatError(`${name}, row ${i}`, 'an object of values by column names', describe(row));
    }
    for (const [key, value] of Object.entries(row)) {
      let cells = columns.get(key);
      if (cells === undefined) columns.set(key, (cells = []));
      cells[i] = value;
    }
  }
  const { texts: words, numbers } = missingWords(options.missing);
  const isMissing = (value: unknown): boolean =>
    value === undefined ||
    value === null ||
    Number.isNaN(value) ||
    (typeof value === 'string' && words.has(value.trim())) ||
    numbers.includes(value as number);
  return new Table(
    Array.from(columns, ([column, sparse]) => {
      const cells = Array.from({ length: rows.length }, (_, i) => (isMissing(sparse[i]) ? undefined : sparse[i]));
      return columnOf(name, column, cells, types?.(column));
    }),
  );
}

type Value = string | number | boolean | undefined;

/** @param given undefined where the value is missing */
function columnOf(name: string, column: string, given: readonly unknown[], type?: ColumnType): Column {
  const cells = given.map((cell, i): Value => {
    if (isValue(cell)) return cell;
    const hint = isArray(cell) ? 'Give each element a column of its own.' : '';
    const expected = 'a number, a text, true or false';
    throw new FormatError(`${name}, row ${i}, ${describe(column)}`, expected, describe(cell), hint);
  });
  const types = new Set(cells.map((cell) => typeof cell));
  types.delete('undefined');
  if (types.size === 1 && types.has('boolean')) {
    return new BooleanColumn(
      column,
      Uint8Array.from(cells, (cell) => (cell === undefined ? 255 : Number(cell))),
    );
  }
  const hasText = types.has('string') || types.has('boolean');
  return typed(name, hasText ? textCells(column, cells, type) : numberCells(column, cells));
}

function isValue(cell: unknown): cell is Value {
  return ['string', 'number', 'boolean', 'undefined'].includes(typeof cell);
}

function numberCells(name: string, cells: readonly Value[]): NumberCells {
  return { name, values: Float64Array.from(cells, (cell) => (cell === undefined ? NaN : Number(cell))), unit: '' };
}

/** Texts, or numbers where all of them are. */
function textCells(name: string, cells: readonly Value[], type?: ColumnType): NumberCells | TextCells {
  const numbers = new Map<string, number>();
  const codes = Int32Array.from(cells, (cell) => {
    if (cell === undefined) return -1;
    const text = String(cell).trim();
    const code = numbers.get(text) ?? numbers.size;
    numbers.set(text, code);
    return code;
  });
  const dictionary = [...numbers.keys()];
  if (type !== undefined && type !== 'number') return { name, codes, dictionary, type };
  const quantities = dictionary.map((text) => readQuantity(text, FORM));
  const units = new Set(quantities.map((quantity) => quantity?.unit ?? ''));
  units.delete('');
  if (quantities.includes(undefined) || units.size > 1) return { name, codes, dictionary };
  const values = Float64Array.from(codes, (code) => quantities[code]?.value ?? NaN);
  return { name, values, unit: [...units].join('') };
}

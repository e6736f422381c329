import { CsvError, parse, type Info } from 'csv-parse/sync';
import { FormatError, describe } from '../../errors.ts';
import { Tensor } from '../../tensor/tensor.ts';
import { decimalNumber } from '../text.ts';
import { readText } from './text-file.ts';

/** A text of a table, and where it stands. */
export class Cell {
  readonly text: string;
  readonly #place: () => string;

  constructor(text: string, place: () => string) {
    this.text = text;
    this.#place = place;
  }

  /** Its line and column, as errors name them. */
  get where(): string {
    return this.#place();
  }
}

/** The rows of a CSV file under their header. Cells are read as text, without the spaces around them. */
export class Table {
  readonly path: string;
  readonly names: readonly string[];
  readonly #rows: readonly (readonly string[])[];
  /** The line that each row ends on, from 1. */
  readonly #lines: readonly number[];
  readonly #columns: ReadonlyMap<string, number>;

  constructor(path: string, names: readonly string[], rows: readonly (readonly string[])[], lines: readonly number[]) {
    this.path = path;
    this.names = names;
    this.#rows = rows;
    this.#lines = lines;
    this.#columns = indexOfEach(names);
  }

  /** How many rows there are. */
  get size(): number {
    return this.#rows.length;
  }

  /**
   * The cells of a column.
   *
   * @throws FormatError when there is no such column, or a cell of it is empty
   */
  column(name: string): Cell[] {
    const at = this.#indexOf(name);
    return this.#rows.map((row, i) => {
      const cell = new Cell(row[at]!, () => `${this.path}, line ${this.#lines[i]!}, column ${at + 1} (${name})`);
      if (cell.text === '')
        throw new FormatError(cell.where, 'a value', 'an empty cell', 'Fill it in or drop the row.');
      return cell;
    });
  }

  /**
   * Columns of numbers, side by side.
   *
   * @returns [N, number of columns], float64: a scaler needs all digits of a large offset
   * @throws FormatError for the first cell that is no number
   */
  numbers(names: readonly string[]): Tensor<'float64'> {
    const X = new Tensor('float64', [this.size, names.length]);
    names.forEach((name, at) => {
      this.column(name).forEach((cell, row) => {
        X.data[row * names.length + at] = numberOf(cell);
      });
    });
    return X;
  }

  #indexOf(name: string): number {
    const at = this.#columns.get(name);
    if (at === undefined)
      throw new FormatError(this.path, `a column ${describe(name)}`, `columns ${shortList(this.names)}`);
    return at;
  }
}

/** @throws FormatError for a text that is not a decimal number, or none that float32 can hold */
export function numberOf(cell: Cell): number {
  const value = decimalNumber(cell.text);
  if (value === undefined) throw new FormatError(cell.where, 'a number', describe(cell.text));
  if (!Number.isFinite(Math.fround(value))) {
    throw new FormatError(cell.where, 'a number that float32 can hold', cell.text);
  }
  return value;
}

/**
 * Reads a CSV file: commas between cells, a first line of column names, at least one row.
 *
 * @throws FormatError naming the line that is not as the others, and for a file without a header
 */
export function readTable(path: string): Table {
  const { records, lines } = parseRecords(path, readText('--data', path));
  const names = records[0];
  if (names === undefined) throw new FormatError(path, 'a line of column names and rows of cells', 'an empty file');
  if (names.some((name) => decimalNumber(name) !== undefined)) {
    const received = `numbers: ${shortList(names)}`;
    throw new FormatError(`${path}, line 1`, 'a header with the names of the columns', received, 'Put one on top.');
  }
  const first = indexOfEach(names);
  const wrong = names.findIndex((name, i) => name === '' || first.get(name) !== i);
  if (wrong >= 0) {
    const received = names[wrong] === '' ? 'an empty name' : `${describe(names[wrong])} twice`;
    throw new FormatError(`${path}, line 1, column ${wrong + 1}`, 'a name of its own for each column', received);
  }
  if (records.length === 1) throw new FormatError(path, 'rows below the header', 'none');
  return new Table(path, names, records.slice(1), lines.slice(1));
}

/** All records of a text, and the line that each ends on. */
function parseRecords(path: string, text: string): { records: string[][]; lines: number[] } {
  const lines: number[] = [];
  const onRecord = (record: string[], { lines: line }: Info): string[] => {
    lines.push(line);
    return record;
  };
  try {
    return { records: parse(text, { bom: true, skip_empty_lines: true, trim: true, on_record: onRecord }), lines };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? `, line ${error.lines}` : '';
    if (error.code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH') {
      const { length } = error.record as readonly string[];
      throw new FormatError(path + line, 'as many cells as the header has columns', `${length} cells`);
    }
    throw new FormatError(path + line, 'cells with commas between them', error.message);
  }
}

/** Where each name stands first. */
function indexOfEach(names: readonly string[]): ReadonlyMap<string, number> {
  return new Map(names.map((name, i): [string, number] => [name, i]).reverse());
}

function shortList(words: readonly string[]): string {
  const shown = words.slice(0, 8).map((word) => (word.length > 40 ? `${word.slice(0, 40)}...` : word));
  return shown.join(', ') + (words.length > 8 ? ', ...' : '');
}

/** Rows as lines of a CSV file; a cell that needs quotes gets them. */
export function csvLines(rows: readonly (readonly string[])[]): string {
  const quoted = (cell: string): string => (/[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return rows.map((row) => `${row.map(quoted).join(',')}\n`).join('');
}

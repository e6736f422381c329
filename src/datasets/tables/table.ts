import { ValueError, describe } from '../../errors.ts';
import { POINT, type NumberForm } from '../../io/csv/quantity.ts';
import { isArray } from '../../tensor/shape.ts';
import { Column, checkRow, type Cell } from './column.ts';
import { NumberColumn, shortNumber } from './number-column.ts';
import { printable, sideBySide, widthOf, type ShownColumn } from './show.ts';

/** Rows that are shown of a longer table: the first and the last. */
const ENDS = 5;
/** Places in a line. */
const WIDTH = 100;
/** How a missing value is shown. */
const MISSING = 'NA';

/**
 * A table: named columns of one type each, numbers, categories, texts, true and false, dates. Nothing of it is ever changed; what
 * selects columns or rows gives a new one.
 *
 * @example
 * import { parseCsv } from 'nnfs';
 * const table = parseCsv('city,people,capital\nParis,2100000,true\nLyon,520000,false\nNice,,false\n');
 * console.log(table);
 * //    city    people  capital
 * // 0  Paris  2100000  true
 * // 1  Lyon    520000  false
 * // 2  Nice        NA  false
 * //
 * // 3 rows x 3 columns
 * console.log(table.rows, table.names); // 3 [ 'city', 'people', 'capital' ]
 * console.log(table.select(['city']).toRows()); // [ { city: 'Paris' }, { city: 'Lyon' }, { city: 'Nice' } ]
 */
export class Table {
  /** The columns in order. */
  readonly columns: readonly Column[];
  /** Their names, each once. */
  readonly names: readonly string[];
  /** How many rows there are. */
  readonly rows: number;
  /** What a person should hear of how the table was read, a sentence each. */
  readonly notices: readonly string[];
  /** How numbers were written where it was read. */
  readonly form: NumberForm;
  readonly #byName: ReadonlyMap<string, Column>;

  /** @throws ValueError for no columns, columns of different lengths, and two of one name */
  constructor(columns: readonly Column[], notices: readonly string[] = [], form: NumberForm = POINT) {
    if (!isArray(columns) || !columns.every((column) => column instanceof Column)) {
      throw new ValueError('Table', 'a list of columns', describe(columns), 'tableFromRows makes a table of objects.');
    }
    this.columns = [...columns];
    this.names = columns.map(({ name }) => name);
    this.rows = columns[0]?.length ?? 0;
    this.notices = [...notices];
    this.form = form;
    this.#byName = new Map(columns.map((column) => [column.name, column]));
    // What Node's console.log prints. A method of that name would keep the class in every bundle.
    Object.defineProperty(this, Symbol.for('nodejs.util.inspect.custom'), { value: () => this.toString() });
    for (const { name, length } of columns) {
      if (length !== this.rows)
        throw new ValueError('Table', `${this.rows} rows in each column`, `${length} in ${describe(name)}`);
    }
    if (this.#byName.size < columns.length) {
      const twice = this.names.find((name, i) => this.names.indexOf(name) !== i);
      throw new ValueError('Table', 'a name of its own for each column', `${describe(twice)} twice`);
    }
  }

  /** Whether there is a column of this name. */
  has(name: string): boolean {
    return this.#byName.has(name);
  }

  /** The column of a name. @throws ValueError where there is none */
  column(name: string): Column {
    return this.#find('column', name);
  }

  /** The columns of these names, in this order. @throws ValueError for one that there is not */
  select(names: readonly string[]): Table {
    return new Table(this.#list('select', names), this.notices, this.form);
  }

  /** The table without the columns of these names. @throws ValueError for one that there is not */
  drop(names: readonly string[]): Table {
    const dropped = new Set(this.#list('drop', names));
    return new Table(
      this.columns.filter((column) => !dropped.has(column)),
      this.notices,
      this.form,
    );
  }

  /** The rows at these places, counted from 0, in this order. @throws ValueError for one that there is not */
  take(rows: ArrayLike<number>): Table {
    const list = typeof rows === 'object' && rows !== null ? Array.from(rows) : [rows];
    for (const row of list) checkRow('Table.take', row, this.rows);
    return new Table(
      this.columns.map((column) => column.take(list)),
      this.notices,
      this.form,
    );
  }

  /** The rows for which something holds; the table itself where it holds for all. */
  filter(holds: (row: number) => boolean): Table {
    const rows: number[] = [];
    for (let row = 0; row < this.rows; row++) if (holds(row)) rows.push(row);
    return rows.length === this.rows ? this : this.take(rows);
  }

  /** A row as an object; null where a value is missing. @throws ValueError for a row that there is not */
  row(at: number): Record<string, Cell> {
    checkRow('Table.row', at, this.rows);
    return Object.fromEntries(this.columns.map((column) => [column.name, column.at(at)]));
  }

  /** All rows as objects; null where a value is missing. */
  toRows(): Record<string, Cell>[] {
    return Array.from({ length: this.rows }, (_, row) => this.row(row));
  }

  /**
   * A line for each column: its name and type, how many values are missing, how many are different, and the range of numbers and dates
   * or the most frequent texts.
   *
   * @example
   * import { parseCsv } from 'nnfs';
   * const table = parseCsv('day,price,fruit\n2024-01-01,$1.20,apple\n2024-01-02,?,pear\n2024-01-05,$0.95,apple\n');
   * console.log(table.describe());
   * // name   type      missing  distinct  range
   * // day    date            0         3  2024-01-01 to 2024-01-05
   * // price  number          1         2  $0.95 to $1.2
   * // fruit  category        0         2  apple, pear
   * //
   * // 3 rows x 3 columns
   */
  describe(): string {
    const text = (title: string, of: (column: Column) => string): ShownColumn => ({
      title,
      cells: this.columns.map(of),
    });
    const count = (title: string, of: (column: Column) => number): ShownColumn => ({
      ...text(title, (column) => String(of(column))),
      right: true,
    });
    const lines = sideBySide([
      text('name', ({ name }) => printable(name)),
      text('type', ({ type }) => type),
      count('missing', ({ missing }) => missing),
      count('distinct', ({ distinct }) => distinct),
      text('range', (column) => printable(column.range(), 80)),
    ]);
    return `${lines}\n\n${this.#size}`;
  }

  /** The first and last rows under the names, and how many there are. Of a wide table, the first and last columns. */
  toString(): string {
    if (this.columns.length === 0) return this.#size;
    const all = this.rows <= 2 * ENDS + 1;
    const rows = Array.from({ length: all ? this.rows : 2 * ENDS }, (_, i) =>
      all || i < ENDS ? i : this.rows - 2 * ENDS + i,
    );
    const cut = (cells: string[], mark: string): string[] =>
      all ? cells : [...cells.slice(0, ENDS), mark, ...cells.slice(ENDS)];
    const numbers: ShownColumn = { title: '', cells: cut(rows.map(String), '...'), right: true };
    const shown = this.#fitting(WIDTH - 4 - widthOf(String(this.rows)), (column) => ({
      title: printable(column.name),
      cells: cut(cellTexts(column, rows), '...'),
      right: column.type === 'number',
    }));
    return `${sideBySide([numbers, ...shown])}\n\n${this.#size}`;
  }

  get #size(): string {
    const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
    return `${count(this.rows, 'row')} x ${count(this.columns.length, 'column')}`;
  }

  /** As many columns as fit in a line: from the left, and one from the right where some are left out. */
  #fitting(width: number, show: (column: Column) => ShownColumn): ShownColumn[] {
    const widthOfColumn = ({ title, cells }: ShownColumn): number =>
      2 + [title, ...cells].reduce((most, text) => Math.max(most, widthOf(text)), 0);
    const last = show(this.columns.at(-1)!);
    const shown: ShownColumn[] = [];
    let left = width - widthOfColumn(last);
    for (const column of this.columns.slice(0, -1)) {
      const next = show(column);
      left -= widthOfColumn(next);
      if (left < 5 && shown.length > 0) return [...shown, { title: '...', cells: last.cells.map(() => '...') }, last];
      shown.push(next);
    }
    return [...shown, last];
  }

  #find(method: string, name: unknown): Column {
    const column = this.#byName.get(name as string);
    if (column !== undefined) return column;
    const names = this.names.slice(0, 12).map((each) => describe(each)).join(', '); // prettier-ignore
    const expected = `the name of a column: ${names}${this.names.length > 12 ? ', ...' : ''}`;
    throw new ValueError(`Table.${method}`, expected, describe(name));
  }

  #list(method: string, names: unknown): Column[] {
    if (!isArray(names)) throw new ValueError(`Table.${method}`, 'a list of names', describe(names));
    return names.map((name) => this.#find(method, name));
  }
}

/** The values of some rows as texts; the numbers of a column have the same number of decimals. */
function cellTexts(column: Column, rows: readonly number[]): string[] {
  if (!(column instanceof NumberColumn)) {
    return rows.map((row) => (column.isMissing(row) ? MISSING : printable(String(column.at(row)))));
  }
  const texts = rows.map((row) => (column.isMissing(row) ? undefined : shortNumber(column.values[row]!)));
  const decimals = Math.min(6, Math.max(...texts.map((text) => /\.(\d+)$/.exec(text ?? '')?.[1]?.length ?? 0)));
  const plain = texts.every((text) => text === undefined || /^-?\d+(\.\d+)?$/.test(text));
  return texts.map((text, i) => {
    if (text === undefined) return MISSING;
    return plain && decimals > 0 ? column.values[rows[i]!]!.toFixed(decimals) : text;
  });
}

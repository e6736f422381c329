import { FormatError, describe } from '../../errors.ts';
import { missingWords, type MissingWords } from '../../io/csv/missing.ts';
import { typesByName } from '../../io/csv/dialect/names.ts';
import type { CsvReading } from '../../io/csv/options.ts';
import type { NumberForm } from '../../io/csv/quantity.ts';
import { isArray } from '../../tensor/shape.ts';
import { isDate, textOfDate } from './dates.ts';
import { FieldBuilder, type FieldValue } from './field-builder.ts';
import { Table } from './table.ts';

/** As `tableFromRows` has them, and `verbatim`. */
export type RowsOptions = Pick<CsvReading, 'missing' | 'types' | 'decimal' | 'thousands' | 'verbatim'>;

/** Makes a table of objects that come one after the other; of each only the values are kept. */
export class RowsBuilder {
  readonly #name: string;
  readonly #missing: MissingWords;
  readonly #types: RowsOptions['types'];
  readonly #form: NumberForm;
  readonly #verbatim: boolean;
  readonly #fields = new Map<string, FieldBuilder>();
  #rows = 0;

  constructor(name: string, { missing, types, decimal = '.', thousands, verbatim = false }: RowsOptions) {
    this.#name = name;
    this.#missing = missingWords(missing);
    this.#types = types;
    this.#form = { decimal, thousands };
    this.#verbatim = verbatim;
  }

  /** @throws FormatError for what is no object, and for a value that is a list or an object itself */
  add(row: unknown): void {
    if (typeof row !== 'object' || row === null || isArray(row) || ArrayBuffer.isView(row)) {
      const expected = 'an object of values by column names';
      throw new FormatError(`${this.#name}, row ${this.#rows}`, expected, describe(row));
    }
    for (const [key, given] of Object.entries(row)) {
      let field = this.#fields.get(key);
      if (field === undefined) this.#fields.set(key, (field = new FieldBuilder(this.#form)));
      const value = this.#present(key, given);
      if (value !== undefined) field.set(this.#rows, value);
    }
    this.#rows++;
  }

  /** How many rows there are so far. */
  get rows(): number {
    return this.#rows;
  }

  /** @throws ValueError for types of columns that there are not, FormatError for a text that is not what it is said to be */
  finish(): Table {
    const types = typesByName(this.#types, [...this.#fields.keys()]);
    const columns = Array.from(this.#fields, ([key, field]) =>
      field.finish(this.#name, key, this.#rows, types.get(key)),
    );
    const notices = [...this.#fields.values()].flatMap(({ notice }) => notice ?? []);
    return new Table(columns, notices, this.#form);
  }

  /** A value, a text without the blanks around it; undefined where it is missing. */
  #present(key: string, given: unknown): FieldValue | undefined {
    const { texts, numbers } = this.#missing;
    if (typeof given === 'string') {
      if (this.#verbatim) return given;
      const text = given.trim();
      return texts.has(text) ? undefined : text;
    }
    if (typeof given === 'number') {
      return Number.isNaN(given) || (!this.#verbatim && numbers.includes(given)) ? undefined : given;
    }
    if (typeof given === 'boolean') return given;
    if (given === null || given === undefined) return undefined;
    const where = `${this.#name}, row ${this.#rows}, ${describe(key)}`;
    if (isDate(given)) {
      const text = textOfDate(given);
      if (text === undefined) throw new FormatError(where, 'a date of the years 0 to 9999', String(given));
      return text;
    }
    const hint = isArray(given) ? 'Give each element a column of its own.' : '';
    throw new FormatError(where, 'a number, a text, true or false, a date', describe(given), hint);
  }
}

import type { NumberCells, TextCells } from '../../io/csv/columns.ts';
import { digitsNotice } from '../../io/csv/dialect/layout.ts';
import type { ColumnType } from '../../io/csv/options.ts';
import { isChanged, readQuantity, type NumberForm } from '../../io/csv/quantity.ts';
import { capacityFor, trimmed } from '../../io/growing.ts';
import { BooleanColumn } from './boolean-column.ts';
import type { Column } from './column.ts';
import { typed } from './typing.ts';

export type FieldValue = string | number | boolean;

/** Collects what objects have under one name: as numbers, or as true and false, until there is something else; then as texts. */
export class FieldBuilder {
  #kind: 'number' | 'boolean' | 'string' | undefined;
  /** What a person should hear of the column; undefined for nothing, and before `finish`. */
  notice: string | undefined;
  /** Numbers, 1 for true and 0 for false, NaN where nothing is; empty once there are texts. */
  #values = new Float64Array();
  /** For each row the number of its text, -1 where nothing is. */
  #codes = new Int32Array();
  readonly #texts = new Map<string, number>();
  readonly #form: NumberForm;

  /** @param form how texts write numbers */
  constructor(form: NumberForm) {
    this.#form = form;
  }

  /** @param row a later one than before */
  set(row: number, value: FieldValue): void {
    const type = typeof value as 'number' | 'boolean' | 'string';
    this.#kind ??= type;
    if (this.#kind !== type && this.#kind !== 'string') this.#becomeText();
    this.#reserve(row + 1);
    if (this.#kind === 'string') this.#codes[row] = this.#codeOf(String(value));
    else this.#values[row] = Number(value);
  }

  /**
   * @param name what errors call the data
   * @param type what a person says that texts are
   */
  finish(name: string, column: string, rows: number, type: ColumnType | undefined): Column {
    this.#reserve(rows);
    if (this.#kind === 'string') return typed(name, this.#textCells(column, trimmed(this.#codes, rows), type));
    const values = trimmed(this.#values, rows);
    if (this.#kind !== 'boolean') return typed(name, { name: column, values, unit: '' });
    return new BooleanColumn(
      column,
      Uint8Array.from(values, (value) => (Number.isNaN(value) ? 255 : value)),
    );
  }

  #reserve(rows: number): void {
    if (this.#kind === 'string') {
      const capacity = capacityFor(rows, this.#codes.length);
      if (rows > this.#codes.length) this.#codes = grown(this.#codes, new Int32Array(capacity), -1);
    } else if (rows > this.#values.length) {
      this.#values = grown(this.#values, new Float64Array(capacityFor(rows, this.#values.length)), NaN);
    }
  }

  #becomeText(): void {
    const said = this.#kind === 'boolean' ? (value: number) => String(value === 1) : String;
    this.#codes = Int32Array.from(this.#values, (value) => (Number.isNaN(value) ? -1 : this.#codeOf(said(value))));
    this.#values = new Float64Array();
    this.#kind = 'string';
  }

  #codeOf(text: string): number {
    const code = this.#texts.get(text) ?? this.#texts.size;
    if (code === this.#texts.size) this.#texts.set(text, code);
    return code;
  }

  /** Texts, or numbers where all of them are. */
  #textCells(name: string, codes: Int32Array, type: ColumnType | undefined): NumberCells | TextCells {
    const dictionary = [...this.#texts.keys()];
    if (type !== undefined && type !== 'number') return { name, codes, dictionary, type };
    const quantities = dictionary.map((text) => readQuantity(text, this.#form));
    const units = new Set(quantities.map((quantity) => quantity?.unit ?? ''));
    units.delete('');
    if (quantities.includes(undefined) || units.size > 1) return { name, codes, dictionary };
    const changed = type === 'number' ? -1 : dictionary.findIndex(isChanged);
    if (changed >= 0) {
      this.notice = digitsNotice(name, `${dictionary[changed]!} in row ${codes.indexOf(changed)}`);
      return { name, codes, dictionary };
    }
    const values = Float64Array.from(codes, (code) => quantities[code]?.value ?? NaN);
    return { name, values, unit: [...units].join('') };
  }
}

function grown<T extends Float64Array | Int32Array>(from: T, to: T, gap: number): T {
  to.set(from);
  to.fill(gap, from.length);
  return to;
}

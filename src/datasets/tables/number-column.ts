import type { FloatArray } from '../../tensor/dtype.ts';
import { ValuesColumn } from './values-column.ts';

/** A column of numbers. */
export class NumberColumn extends ValuesColumn<FloatArray> {
  readonly type = 'number';
  /** What stood beside the numbers where they were read, `$` or `%`; '' for nothing. */
  readonly unit: string;

  constructor(name: string, values: FloatArray, unit = '') {
    super(name, values);
    this.unit = unit;
  }

  override at(row: number): number | null {
    const value = this.values[row]!;
    return Number.isNaN(value) ? null : value;
  }

  override rename(name: string): NumberColumn {
    return new NumberColumn(name, this.values, this.unit);
  }

  override take(rows: ArrayLike<number>): NumberColumn {
    return new NumberColumn(this.name, this.valuesAt(rows), this.unit);
  }

  protected override show(value: number): string {
    const text = shortNumber(value);
    if (this.unit === '') return text;
    return this.unit === '%' || this.unit === '°'
      ? text + this.unit
      : text.replace(/^-?/, `$&${this.unit.replace('$', '$$$$')}`);
  }
}

/** A number with at most six significant digits, or all digits of a whole one. */
export function shortNumber(value: number): string {
  return Number.isSafeInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
}

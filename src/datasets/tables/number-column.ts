import type { FloatArray } from '../../tensor/dtype.ts';
import { Column } from './column.ts';

/** A column of numbers. */
export class NumberColumn extends Column {
  readonly type = 'number';
  /** [N], NaN where the value is missing. Not to be changed. */
  readonly values: FloatArray;
  /** What stood beside the numbers where they were read, `$` or `%`; '' for nothing. */
  readonly unit: string;
  #distinct: number | undefined;

  constructor(name: string, values: FloatArray, unit = '') {
    super(name);
    this.values = values;
    this.unit = unit;
  }

  override get length(): number {
    return this.values.length;
  }

  override isMissing(row: number): boolean {
    return Number.isNaN(this.values[row]);
  }

  override at(row: number): number | null {
    const value = this.values[row]!;
    return Number.isNaN(value) ? null : value;
  }

  override get distinct(): number {
    return (this.#distinct ??= countDistinct(this.values));
  }

  override range(): string {
    let [low, high] = [Infinity, -Infinity];
    for (const value of this.values) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
    if (low > high) return '';
    return low === high ? this.#show(low) : `${this.#show(low)} to ${this.#show(high)}`;
  }

  override rename(name: string): NumberColumn {
    return new NumberColumn(name, this.values, this.unit);
  }

  override take(rows: ArrayLike<number>): NumberColumn {
    const values = this.values instanceof Float32Array ? new Float32Array(rows.length) : new Float64Array(rows.length);
    for (let i = 0; i < rows.length; i++) values[i] = this.values[rows[i]!]!;
    return new NumberColumn(this.name, values, this.unit);
  }

  #show(value: number): string {
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

function countDistinct(values: FloatArray): number {
  const sorted = values.slice().sort(); // NaN comes last
  let count = 0;
  for (let i = 0; i < sorted.length && !Number.isNaN(sorted[i]); i++)
    if (i === 0 || sorted[i] !== sorted[i - 1]) count++;
  return count;
}

import type { FloatArray } from '../../tensor/dtype.ts';
import { Column } from './column.ts';

/** A column of what is kept as numbers: numbers themselves, dates. */
export abstract class ValuesColumn<Values extends FloatArray> extends Column {
  /** [N], NaN where the value is missing. Not to be changed. */
  readonly values: Values;
  #distinct: number | undefined;

  constructor(name: string, values: Values) {
    super(name);
    this.values = values;
  }

  /** A value as a person reads it. */
  protected abstract show(value: number): string;

  override get length(): number {
    return this.values.length;
  }

  override isMissing(row: number): boolean {
    return Number.isNaN(this.values[row]);
  }

  override get distinct(): number {
    return (this.#distinct ??= countDistinct(this.values));
  }

  override get varies(): boolean {
    const { values } = this;
    const first = values.findIndex((value) => !Number.isNaN(value));
    for (let row = first + 1; row < values.length; row++) {
      if (values[row] !== values[first] && !Number.isNaN(values[row])) return true;
    }
    return false;
  }

  override range(): string {
    const { low, high } = limitsOf(this.values);
    if (low > high) return '';
    return low === high ? this.show(low) : `${this.show(low)} to ${this.show(high)}`;
  }

  /** The values of the rows at these places. */
  protected valuesAt(rows: ArrayLike<number>): Values {
    const taken = (
      this.values instanceof Float32Array ? new Float32Array(rows.length) : new Float64Array(rows.length)
    ) as Values;
    for (let i = 0; i < rows.length; i++) taken[i] = this.values[rows[i]!]!;
    return taken;
  }
}

/** The least and the greatest value; Infinity and -Infinity where there is none. */
export function limitsOf(values: ArrayLike<number>): { readonly low: number; readonly high: number } {
  let [low, high] = [Infinity, -Infinity];
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}

function countDistinct(values: FloatArray): number {
  const sorted = values.slice().sort(); // NaN comes last
  let count = 0;
  for (let i = 0; i < sorted.length && !Number.isNaN(sorted[i]); i++)
    if (i === 0 || sorted[i] !== sorted[i - 1]) count++;
  return count;
}

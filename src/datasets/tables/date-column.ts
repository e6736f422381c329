import { Column } from './column.ts';
import { formatDate } from './dates.ts';

/** A column of dates, with a time of day or without. */
export class DateColumn extends Column {
  readonly type = 'date';
  /** [N], milliseconds since 1970 in UTC, NaN where the value is missing. Not to be changed. */
  readonly values: Float64Array;
  /** Whether there is a time of day. */
  readonly hasTime: boolean;

  constructor(name: string, values: Float64Array, hasTime: boolean) {
    super(name);
    this.values = values;
    this.hasTime = hasTime;
  }

  override get length(): number {
    return this.values.length;
  }

  override isMissing(row: number): boolean {
    return Number.isNaN(this.values[row]);
  }

  override at(row: number): string | null {
    return this.isMissing(row) ? null : formatDate(this.values[row]!, this.hasTime);
  }

  override get distinct(): number {
    return new Set(this.values.filter((value) => !Number.isNaN(value))).size;
  }

  override range(): string {
    let [low, high] = [Infinity, -Infinity];
    for (const value of this.values) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
    if (low > high) return '';
    const [from, to] = [formatDate(low, this.hasTime), formatDate(high, this.hasTime)];
    return low === high ? from : `${from} to ${to}`;
  }

  override rename(name: string): DateColumn {
    return new DateColumn(name, this.values, this.hasTime);
  }

  override take(rows: ArrayLike<number>): DateColumn {
    return new DateColumn(
      this.name,
      Float64Array.from(rows, (row) => this.values[row]!),
      this.hasTime,
    );
  }
}

import { formatDate } from './dates.ts';
import { ValuesColumn } from './values-column.ts';

/** A column of dates, with a time of day or without: milliseconds since 1970 in UTC. */
export class DateColumn extends ValuesColumn<Float64Array> {
  readonly type = 'date';
  /** Whether there is a time of day. */
  readonly hasTime: boolean;

  constructor(name: string, values: Float64Array, hasTime: boolean) {
    super(name, values);
    this.hasTime = hasTime;
  }

  override at(row: number): string | null {
    return this.isMissing(row) ? null : this.show(this.values[row]!);
  }

  override rename(name: string): DateColumn {
    return new DateColumn(name, this.values, this.hasTime);
  }

  override take(rows: ArrayLike<number>): DateColumn {
    return new DateColumn(this.name, this.valuesAt(rows), this.hasTime);
  }

  protected override show(value: number): string {
    return formatDate(value, this.hasTime);
  }
}

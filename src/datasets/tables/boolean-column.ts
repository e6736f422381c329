import { Column } from './column.ts';

/** The value of a row that has none. */
const NO_VALUE = 255;

/** A column of true and false. */
export class BooleanColumn extends Column {
  readonly type = 'boolean';
  /** [N], 1 for true, 0 for false, 255 where the value is missing. Not to be changed. */
  readonly values: Uint8Array;

  constructor(name: string, values: Uint8Array) {
    super(name);
    this.values = values;
  }

  override get length(): number {
    return this.values.length;
  }

  override isMissing(row: number): boolean {
    return this.values[row] === NO_VALUE;
  }

  override at(row: number): boolean | null {
    return this.isMissing(row) ? null : this.values[row] === 1;
  }

  override get distinct(): number {
    return Number(this.values.includes(0)) + Number(this.values.includes(1));
  }

  override range(): string {
    return [0, 1]
      .filter((value) => this.values.includes(value))
      .map((value) => (value === 1 ? 'true' : 'false'))
      .join(', ');
  }

  override rename(name: string): BooleanColumn {
    return new BooleanColumn(name, this.values);
  }

  override take(rows: ArrayLike<number>): BooleanColumn {
    return new BooleanColumn(
      this.name,
      Uint8Array.from(rows, (row) => this.values[row]!),
    );
  }
}

import type { ColumnType } from '../../io/csv/options.ts';
import { ValueError, describe } from '../../errors.ts';

export type { ColumnType };

/** One value of a table; null where it is missing. A date is its text, `2024-01-31` or `2024-01-31T12:00:00Z`. */
export type Cell = number | string | boolean | null;

/** A named column of a table: values of one type, some of which may be missing. Neither it nor what it holds is ever changed. */
export abstract class Column {
  abstract readonly type: ColumnType;
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  /** How many values there are, missing ones included. */
  abstract get length(): number;

  /** Whether there is no value in a row, counted from 0. */
  abstract isMissing(row: number): boolean;

  /** The value of a row, counted from 0; null where it is missing. */
  abstract at(row: number): Cell;

  /** How many different values there are, missing ones aside. */
  abstract get distinct(): number;

  /** Whether there are two different values. */
  get varies(): boolean {
    return this.distinct > 1;
  }

  /** The least and the greatest value, or the most frequent ones, in words. */
  abstract range(): string;

  /** The same rows under another name. */
  abstract rename(name: string): Column;

  /** The rows at these places. */
  abstract take(rows: ArrayLike<number>): Column;

  /** How many values are missing. */
  get missing(): number {
    let count = 0;
    for (let row = 0; row < this.length; row++) if (this.isMissing(row)) count++;
    return count;
  }

  /** All values in order. */
  *[Symbol.iterator](): Generator<Cell> {
    for (let row = 0; row < this.length; row++) yield this.at(row);
  }
}

/** @throws ValueError for a row that there is not */
export function checkRow(where: string, row: unknown, rows: number): void {
  if (typeof row !== 'number' || !Number.isInteger(row) || row < 0 || row >= rows) {
    throw new ValueError(
      where,
      rows === 0 ? 'no row, since there is none' : `a row from 0 to ${rows - 1}`,
      describe(row),
    );
  }
}

import type { Column, ColumnType } from '../column.ts';

/** What was learnt of a column as JSON; `kind` says by which encoding. */
export type InputJSON = Readonly<Record<string, unknown>> & { readonly kind: string; readonly column: string };

/** How a column of a table becomes inputs of a network. */
export interface InputEncoding {
  /** The name of the column. */
  readonly column: string;
  /** What the column was read as. */
  readonly type: ColumnType;
  /** What each input is, `color=red`. */
  readonly names: readonly string[];

  /**
   * Writes the inputs of a column, which may have been read as another type: what cannot be what it was in training counts as a gap.
   *
   * @param X [N, I] row by row
   * @param at which of the I inputs is the first of this column
   */
  write(column: Column, X: Float32Array, at: number, I: number): void;

  toJSON(): InputJSON;
}

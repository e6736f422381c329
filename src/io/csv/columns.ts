import type { FloatArray } from '../../tensor/dtype.ts';
import type { ColumnType } from './options.ts';
import type { NumberForm } from './quantity.ts';

/** A cell that makes texts of a column of numbers: its text, its row from 0, and the line it begins on. */
export interface Stranger {
  readonly cell: string;
  readonly row: number;
  readonly line: number;
}

/** A column of numbers; NaN where the value is missing. */
export interface NumberCells {
  readonly name: string;
  readonly values: FloatArray;
  /** What stood beside the numbers, `$` or `%`; '' for nothing. */
  readonly unit: string;
}

/** A column of texts: for each row the number of its text in the dictionary, -1 where the value is missing. */
export interface TextCells {
  readonly name: string;
  readonly codes: Int32Array;
  /** Each text once, in the order in which they come first. */
  readonly dictionary: readonly string[];
  /** What a person says that they are. */
  readonly type?: ColumnType | undefined;
}

/** The columns of a text, and what a person should hear of how they were read. */
export interface CsvData {
  readonly rows: number;
  readonly columns: readonly (NumberCells | TextCells)[];
  readonly notices: readonly string[];
  /** How numbers are written. */
  readonly form: NumberForm;
}

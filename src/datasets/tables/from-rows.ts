import { ValueError, describe } from '../../errors.ts';
import { checkSome, type CsvOptions } from '../../io/csv/options.ts';
import { isArray } from '../../tensor/shape.ts';
import { RowsBuilder } from './rows-builder.ts';
import type { Table } from './table.ts';

/** The options of `CsvOptions` that objects leave open. */
export type RowOptions = Pick<CsvOptions, 'name' | 'missing' | 'types' | 'decimal' | 'thousands'>;

/** @throws ValueError for an unknown option, and a value of another kind */
export function checkRowOptions(where: string, options: RowOptions): void {
  checkSome(where, options, ['name', 'missing', 'types', 'decimal', 'thousands']);
}

/**
 * Makes a table of objects, one for each row. The columns are all names that occur; what an object lacks, null and NaN are missing.
 * Texts are read as those of a CSV text are: without the blanks around them; all numbers become numbers, all dates dates. A Date stands for its text in UTC.
 *
 * @throws FormatError for what is no object, and for a value that is a list or an object itself
 *
 * @example
 * import { tableFromRows } from 'nnfs';
 * console.log(tableFromRows([{ fruit: 'apple', price: 1.2 }, { fruit: 'pear' }]));
 * //    fruit  price
 * // 0  apple    1.2
 * // 1  pear      NA
 * //
 * // 2 rows x 2 columns
 */
export function tableFromRows(rows: readonly object[], options: RowOptions = {}): Table {
  checkRowOptions('tableFromRows', options);
  const { name = 'rows' } = options;
  if (!isArray(rows)) throw new ValueError(name, 'a list of objects', describe(rows));
  const builder = new RowsBuilder(name, options);
  for (const row of rows as readonly unknown[]) builder.add(row);
  return builder.finish();
}

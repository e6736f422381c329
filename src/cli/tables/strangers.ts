import { textsOf, withGaps } from '../../datasets/tables/encoder/cells.ts';
import { CategoryInput } from '../../datasets/tables/encoder/category-input.ts';
import type { TableEncoder } from '../../datasets/tables/encoder/encoder.ts';
import type { Table } from '../../datasets/tables/table.ts';
import { describe } from '../../errors.ts';
import { ONE_ROW } from '../../recipes/explained.ts';

/** What of a table a model does not know from training, a sentence each: values that count as gaps, and categories. */
export function strangersOf(encoder: TableEncoder, table: Table): string[] {
  return [...encoder.strays(table), ...newCategoriesIn(encoder, table)];
}

/** What its rows are too few to tell, a sentence each. */
export function aboutRows(encoder: TableEncoder, table: Table): string[] {
  return encoder.target?.task === 'regression' && encoder.labeled(table).rows === 1 ? [ONE_ROW] : [];
}

/** The columns of a table with categories that have no input of their own, a sentence each. */
export function newCategoriesIn(encoder: TableEncoder, table: Table): string[] {
  const { missing } = encoder.reading;
  return encoder.inputs.flatMap((input) => {
    return input instanceof CategoryInput && table.has(input.column) ? newCategories(input, table, missing) : [];
  });
}

function newCategories(
  { column, categories, other, type }: CategoryInput,
  table: Table,
  missing: readonly string[],
): string[] {
  const { codes, dictionary } = textsOf(withGaps(table.column(column), missing));
  const known = new Set(type === 'boolean' ? ['true', 'false'] : categories);
  const rows = Array.from(codes, (_, row) => row).filter((row) => codes[row]! >= 0 && !known.has(dictionary[codes[row]!]!)); // prettier-ignore
  if (rows.length === 0) return [];
  const count = rows.length === 1 ? '1 row has' : `${rows.length} rows have`;
  const was = other ? 'was rare in training or not there' : 'was not there in training';
  return [
    `${describe(column)}: ${count} a category that ${was}, ${describe(dictionary[codes[rows[0]!]!])} in row ${rows[0]!}`,
  ];
}

import type { NumberCells, TextCells } from './columns.ts';

/** Whether a column could be one that only numbers or names the rows: whole numbers or texts, none missing, none twice. */
export function keepsRowsApart(column: NumberCells | TextCells): boolean {
  if ('codes' in column) return column.dictionary.length === column.codes.length && !column.codes.includes(-1);
  const { values } = column;
  if (!values.every(Number.isSafeInteger)) return false;
  return values.every((value, i) => i === 0 || value > values[i - 1]!) || new Set(values).size === values.length;
}

/** Which columns of a table can be told, and as what. */
import type { ColumnSummary } from './columns.ts';
import type { Settings } from '../settings/settings.ts';

/** The most classes, and characters of a name in a link. */
const [MOST_CLASSES, MOST_CHARACTERS] = [8, 200];

/** The tables that are kept, so that Back leads to them. */
export const MOST_TABLES = 4;

export const canBeClasses = ({ values }: ColumnSummary): boolean => values >= 2 && values <= MOST_CLASSES;

export const canBeTold = (column: ColumnSummary): boolean =>
  column.name.length <= MOST_CHARACTERS && (canBeClasses(column) || (column.isNumber && column.values > 1));

/**
 * The settings by which a column becomes the target: classes where there are few values, unless it is asked for as a number, or no
 * number is there twice. Beside a single other column of numbers it is a number over a line.
 */
export function targetOf(
  columns: readonly ColumnSummary[],
  column: ColumnSummary,
  asNumber = !canBeClasses(column) || (column.isNumber && !column.repeats),
): Partial<Settings> {
  const { name: target, values: classes } = column;
  if (!asNumber) return { target, task: 'classes', classes };
  const others = columns.filter((each) => each !== column);
  return { target, task: others.length === 1 && others[0]!.isNumber ? 'curve' : 'surface' };
}

/** What is told where nobody has said it: the last column that can be. */
export function usualTarget(columns: readonly ColumnSummary[]): Partial<Settings> {
  const column = [...columns].reverse().find(canBeTold) ?? columns.at(-1)!;
  return targetOf(columns, column);
}

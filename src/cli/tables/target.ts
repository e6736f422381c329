import type { Table } from '../../datasets/tables/table.ts';
import { describe } from '../../errors.ts';

/** The column that is taken for the target where nobody names one. */
export function lastColumn({ names }: Table): string {
  return names.at(-1)!;
}

/** What is said of it then. */
export function assumption(target: string): string {
  return `no --target: ${describe(target)}, the last column, is taken; --target names another`;
}

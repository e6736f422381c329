/** What an encoder decided, in words. */
import { printable } from '../show.ts';
import type { Column } from '../column.ts';
import { shortNumber } from '../number-column.ts';
import { CategoryInput } from './category-input.ts';
import type { Finding } from './choose.ts';
import { DateInput } from './date-input.ts';
import { NumberInput } from './number-input.ts';
import type { TargetEncoding } from './target.ts';

interface Decisions {
  readonly findings: readonly Finding[];
  /** The columns of the findings. */
  readonly columns: readonly Column[];
  readonly target: TargetEncoding | undefined;
  readonly targetColumn: Column | undefined;
  /** How many rows have no target. */
  readonly unlabeled: number;
}

/** A sentence for each decision; columns that are treated alike share one. */
export function decisionsOf({ findings, columns, target, targetColumn, unlabeled }: Decisions): string[] {
  const inputs = findings.flatMap((finding) => ('input' in finding ? [finding.input] : []));
  const numbers = inputs.filter((input) => input instanceof NumberInput).map(({ column }) => column);
  return [
    ...(target === undefined ? [] : [`target: ${targetWords(target, targetColumn!)}`]),
    ...(unlabeled > 0 ? [`${count(unlabeled, 'row')} without a target left out`] : []),
    ...(numbers.length > 0 ? [`numbers: ${list(numbers)}`] : []),
    ...inputs.filter((input) => input instanceof CategoryInput).map((input) => `${name(input.column)}: ${categoryWords(input)}`),
    ...inputs.filter((input) => input instanceof DateInput).map(({ column, cycles }) => {
      return `${name(column)}: a date${cycles.length > 0 ? `, with its place in the ${cycles.join(', ')}` : ''}`;
    }),
    ...inputs.flatMap((input, i) => {
      const gaps = columns.find((column) => column.name === input.column)!.missing;
      if (gaps === 0) return [];
      const cure = input instanceof NumberInput ? `filled with the median ${shortNumber(input.fill)} and marked` : 'marked';
      return [`${name(inputs[i]!.column)}: ${count(gaps, 'gap')}, ${cure}`];
    }),
    ...findings.flatMap((finding) => ('why' in finding ? [`${name(finding.column)}: left out, ${finding.why}`] : [])),
  ];
} // prettier-ignore

function targetWords(target: TargetEncoding, column: Column): string {
  const { distinct, type } = column;
  const what = type === 'number' ? 'distinct numbers' : type === 'boolean' ? 'values' : 'classes';
  return `${name(target.column)}, ${distinct} ${what}: ${target.task}`;
}

function categoryWords({ categories, other, type }: CategoryInput): string {
  if (type === 'boolean') return 'true or false';
  return `${categories.length === 1 ? '1 category' : `${categories.length} categories`}${other ? ', rare ones as one more' : ''}`;
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}

function name(text: string): string {
  return printable(text);
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 8).map(name).join(', ');
  return names.length > 8 ? `${shown}, ... (${names.length})` : shown;
}

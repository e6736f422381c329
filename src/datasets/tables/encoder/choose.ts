/** Which columns of a table become inputs, and how. */
import type { Column } from '../column.ts';
import { DateColumn } from '../date-column.ts';
import { NumberColumn } from '../number-column.ts';
import { CategoryInput } from './category-input.ts';
import { DateInput } from './date-input.ts';
import type { InputEncoding } from './input.ts';
import { NumberInput } from './number-input.ts';
import type { EncoderOptions } from './options.ts';

/** Names of columns that number or name the rows. */
const ID = /(^|[\s_.-])(id|ids|idx|index|uuid|guid|key|nr|no|row|rownum|rownames)$|[a-z](Id|ID)$/i;
/** Names of columns whose numbers are ordered, however they look. */
const ORDERED = /year|month|week|day|date|time|age|hour|minute|second|quarter|season|period/i;
/** Names of columns whose numbers are codes. */
const CODE = /(^|[\s_.-])(code|cluster|category|class|kind|type|group|region|zip|zipcode|postcode|district|segment)$/i;
/** The share of different values from which on a column of such a name numbers the rows, some of them twice. */
const NEARLY = 0.9;
/** Codes have at most so many different values. */
const CODES = 20;

/** What was found of a column: how it becomes inputs, or why it does not. */
export type Finding = { readonly input: InputEncoding } | { readonly column: string; readonly why: string };

/** @param wanted whether a person asked for the column: then it is taken where it can be */
export function encodingOf(column: Column, options: EncoderOptions, wanted: boolean): Finding {
  const why = uselessness(column, wanted);
  if (why !== undefined) return { column: column.name, why };
  const { scale = 'standard', categories = [] } = options;
  if (column instanceof DateColumn) return { input: DateInput.fit(column, scale) };
  if (column instanceof NumberColumn && !categories.includes(column.name) && !isCode(column)) {
    return { input: NumberInput.fit(column, scale) };
  }
  const input = CategoryInput.fit(column);
  return input.categories.length > 0 ? { input } : { column: column.name, why: 'each of its values is rare' };
}

/** Why a column tells nothing; undefined where it may. */
function uselessness(column: Column, wanted: boolean): string | undefined {
  const { length, missing, type, name } = column;
  if (missing === length) return 'it has no values';
  if (missing === 0 && !column.varies) return `it is ${String(column.at(0))} in every row`;
  if (wanted) return undefined;
  if (type === 'text') return `${column.distinct} different texts in ${length - missing} rows tell too little of each`;
  if (!(column instanceof NumberColumn) || length < CODES || ORDERED.test(name)) return undefined;
  if (!column.values.every(Number.isInteger)) return undefined;
  const numbered = ID.test(name) ? column.distinct >= NEARLY * length : countsUp(column.values);
  return numbered ? 'it numbers the rows' : undefined;
}

/** Whether each number is the one before and 1. */
function countsUp(values: ArrayLike<number>): boolean {
  for (let row = 1; row < values.length; row++) if (values[row]! !== values[row - 1]! + 1) return false;
  return true;
}

/** Whether numbers are codes, each of its own meaning. */
function isCode(column: NumberColumn): boolean {
  const whole = (value: number): boolean => Number.isNaN(value) || Number.isInteger(value);
  return CODE.test(column.name) && column.values.every(whole) && column.distinct <= CODES;
}

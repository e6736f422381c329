/** How rows as a person has them become the inputs of a network: read, and treated, as the rows that it learnt from. */
import { isDate, readDate, dateText, textOfDate } from '../../../datasets/tables/dates.ts';
import { numberIn } from '../../../datasets/tables/encoder/cells.ts';
import { CYCLES } from '../../../datasets/tables/encoder/date-input.ts';
import { scaled, type Scaling } from '../../../datasets/tables/encoder/scaling.ts';
import { readBoolean } from '../../../datasets/tables/typing.ts';
import { describe } from '../../../errors.ts';
export { missingWords } from '../../../io/csv/missing.ts';
import type { MissingWords } from '../../../io/csv/missing.ts';
import { readQuantity, type NumberForm } from '../../../io/csv/quantity.ts';
import { sincos } from '../../../tensor/kernels/float64.ts';

/** What a row has in a column; undefined for a gap. */
export type Cell = number | string | boolean | undefined;

/** The cells of rows, by the names of columns. @throws TypeError for what are no rows, and rows that have none of the columns */
export function cellsOf(
  where: string,
  rows: readonly object[],
  columns: readonly string[],
  gaps: MissingWords,
): ReadonlyMap<string, readonly Cell[]> {
  if (!Array.isArray(rows)) throw new TypeError(`${where}: expected a list of objects, received ${describe(rows)}.`);
  const stranger = rows.findIndex((row) => typeof row !== 'object' || row === null || Array.isArray(row));
  if (stranger >= 0) {
    const received = describe(rows[stranger]);
    throw new TypeError(
      `${where}, row ${stranger}: expected an object of values by column names, received ${received}.`,
    );
  }
  const known = rows.map((row) => new Map<string, unknown>(Object.entries(row as object)));
  if (known.length > 0 && !columns.some((column) => known.some((row) => row.has(column)))) {
    const there = [...new Set(known.flatMap((row) => [...row.keys()]))].slice(0, 12).map(describe).join(', ') || 'none';
    throw new TypeError(`${where}: expected the columns ${columns.join(', ')}, received ${there}.`);
  }
  const cells = (column: string): Cell[] => known.map((row, n) => cellOf(row.get(column), gaps, `${where}, row ${n}, ${column}`)); // prettier-ignore
  return new Map(columns.map((column) => [column, cells(column)]));
}

/** A text is without the blanks around it, and a Date is its text. */
function cellOf(value: unknown, { texts, numbers }: MissingWords, where: string): Cell {
  if (value === null || value === undefined || typeof value === 'boolean') return value ?? undefined;
  if (typeof value === 'number') return Number.isNaN(value) || numbers.includes(value) ? undefined : value;
  const text = typeof value === 'string' ? value.trim() : isDate(value) ? textOfDate(value) : undefined;
  if (text === undefined) {
    const received = isDate(value) ? String(value) : describe(value);
    throw new TypeError(`${where}: expected a number, a text, true or false, or a date, received ${received}.`);
  }
  return typeof value === 'string' && texts.has(text) ? undefined : text;
}

/** Numbers, NaN for a gap; texts are read, and true is 1. */
export function numbersIn(cells: readonly Cell[], form: NumberForm): number[] {
  return cells.map((cell) => (typeof cell === 'number' ? cell : (numberIn(String(cell ?? ''), form) ?? NaN)));
}

/** Milliseconds since 1970, NaN for a gap. */
export function timesIn(cells: readonly Cell[]): number[] {
  return cells.map((cell) => (cell === undefined ? NaN : (readDate(String(cell))?.time ?? NaN)));
}

/** Cells without the numbers that stand for a gap, in whatever form they are written. */
export function withoutNumbers(cells: readonly Cell[], form: NumberForm, gaps: readonly number[]): readonly Cell[] {
  return cells.map((cell) => (gaps.includes(readQuantity(String(cell ?? ''), form)?.value ?? NaN) ? undefined : cell));
}

/** Cells without the dates that stand for a gap, in whatever form they are written. */
export function withoutDates(cells: readonly Cell[], gaps: readonly number[]): readonly Cell[] {
  return cells.map((cell) => (gaps.includes(readDate(String(cell ?? ''))?.time ?? NaN) ? undefined : cell));
}

/** Texts as columns of numbers write them. */
export function asNumbers(cells: readonly Cell[], form: NumberForm): readonly Cell[] {
  return cells.map((cell) => (typeof cell === 'string' ? (readQuantity(cell, form)?.value ?? cell) : cell));
}

/** Texts as columns of true and false write them. */
export function asYesNo(cells: readonly Cell[]): readonly Cell[] {
  return cells.map((cell) => (typeof cell === 'string' ? (readBoolean(cell) ?? cell) : cell));
}

/** Texts as columns of dates write them. */
export function asDates(cells: readonly Cell[]): readonly Cell[] {
  const times = timesIn(cells);
  return cells.map((cell, n) => (Number.isNaN(times[n]) ? cell : dateText(times[n]!)));
}

interface Filled {
  readonly scaling: Scaling;
  /** What fills a gap. */
  readonly fill: number;
  /** Whether a further input is 1 for a gap. */
  readonly marked: boolean;
}

/** (x - offset) / scale, and whether there is a gap. */
export function numberInputs(numbers: readonly number[], { scaling, fill, marked }: Filled): number[][] {
  return numbers.map((x) => {
    const known = Number.isFinite(x);
    const value = scaled(known ? x : fill, scaling);
    return marked ? [value, known ? 0 : 1] : [value];
  });
}

/** 1 for the category that is there, 0 for the others; one more for those never seen, and one for gaps. */
export function categoryInputs(
  cells: readonly Cell[],
  { categories, other, marked }: { categories: readonly string[]; other: boolean; marked: boolean },
): number[][] {
  const places = new Map(categories.map((category, i) => [category, i]));
  const width = categories.length + Number(other) + Number(marked);
  return cells.map((cell) => {
    const place = cell === undefined ? (marked ? width - 1 : -1) : (places.get(String(cell)) ?? (other ? categories.length : -1)); // prettier-ignore
    return Array.from({ length: width }, (_, i) => Number(i === place));
  });
}

/** The time on its scale, the place in each cycle as a sine and a cosine, and whether there is a gap. */
export function dateInputs(
  times: readonly number[],
  { scaling, fill, marked, cycles }: Filled & { cycles: readonly (keyof typeof CYCLES)[] },
): number[][] {
  const pair = new Float64Array(2);
  return times.map((time) => {
    const known = !Number.isNaN(time);
    const circles = cycles.flatMap((cycle) => {
      if (known) sincos(2 * Math.PI * ((time / CYCLES[cycle]) % 1), pair);
      return known ? [...pair] : [0, 0];
    });
    return [scaled(known ? time : fill, scaling), ...circles, ...(marked ? [known ? 0 : 1] : [])];
  });
}

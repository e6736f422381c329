/** The cells of a column as an encoding needs them, whatever the column was read as. */
import { missingWords } from '../../../io/csv/missing.ts';
import { POINT, readQuantity, type NumberForm } from '../../../io/csv/quantity.ts';
import { BooleanColumn } from '../boolean-column.ts';
import type { Column, ColumnType } from '../column.ts';
import { DateColumn } from '../date-column.ts';
import { dateText, readDate } from '../dates.ts';
import { NumberColumn } from '../number-column.ts';
import { TextColumn } from '../text-column.ts';
import { readBoolean } from '../typing.ts';

/**
 * The numbers of a column [N], NaN where there is none. True is 1 and false 0, whatever stands in other rows; another text that is no
 * number counts as a gap.
 */
export function numbersOf(column: Column, form = POINT): ArrayLike<number> {
  if (column instanceof NumberColumn) return column.values;
  if (column instanceof BooleanColumn) return Float64Array.from(column.values, (value) => (value > 1 ? NaN : value));
  return readTexts(column, (text) => numberIn(text, form));
}

/** The number that a text says; undefined for none. */
export function numberIn(text: string, form: NumberForm): number | undefined {
  const yes = readBoolean(text);
  return yes === undefined ? readQuantity(text, form)?.value : Number(yes);
}

/** The times of a column [N] in milliseconds since 1970, NaN where there is none. A text that is no date counts as a gap. */
export function timesOf(column: Column): ArrayLike<number> {
  if (column instanceof DateColumn) return column.values;
  return readTexts(column, (text) => readDate(text)?.time);
}

function readTexts(column: Column, read: (text: string) => number | undefined): Float64Array {
  const { codes, dictionary } = textsOf(column);
  const values = dictionary.map((text) => read(text) ?? NaN);
  return Float64Array.from(codes, (code) => (code < 0 ? NaN : values[code]!));
}

/** A column as numbers into a list of texts; -1 where there is no value. */
export interface Texts {
  readonly codes: ArrayLike<number>;
  readonly dictionary: readonly string[];
}

/** The texts of a column: those of a person, `true` and `false`, dates as ISO 8601 has them, numbers as JavaScript writes them. */
export function textsOf(column: Column): Texts {
  if (column instanceof TextColumn) return column;
  if (column instanceof BooleanColumn) {
    return {
      codes: Int32Array.from(column.values, (value) => (value > 1 ? -1 : value)),
      dictionary: ['false', 'true'],
    };
  }
  const text = column instanceof DateColumn ? dateText : String;
  const dictionary: string[] = [];
  const known = new Map<number, number>();
  const codes = Int32Array.from((column as NumberColumn | DateColumn).values, (value) => {
    if (Number.isNaN(value)) return -1;
    let code = known.get(value);
    if (code === undefined) {
      known.set(value, (code = dictionary.length));
      dictionary.push(text(value));
    }
    return code;
  });
  return { codes, dictionary };
}

/** How a text is written where a column of a type holds it; the text itself where it is none of the type. */
function spelling(text: string, type: ColumnType, form: NumberForm): string {
  const value =
    type === 'number' ? readQuantity(text, form)?.value : type === 'boolean' ? readBoolean(text) : undefined;
  const time = type === 'date' ? readDate(text)?.time : undefined;
  return time === undefined ? String(value ?? text) : dateText(time);
}

/** Whether a text is another spelling of a number, or of a date, that a person named as a gap. */
function isGap(text: string, form: NumberForm, numbers: readonly number[], times: readonly number[]): boolean {
  return numbers.includes(readQuantity(text, form)?.value ?? NaN) || times.includes(readDate(text)?.time ?? NaN);
}

function timesNamed(named: readonly string[]): number[] {
  return named.flatMap((text) => readDate(text.trim())?.time ?? []);
}

/**
 * A column as it would be among the training rows: one odd cell makes texts of all others, which are numbers, dates or true and false
 * nonetheless. What is of another kind altogether, 20240131 where there were dates, is read by its text, and is a gap where that says
 * nothing. So a cell means the same whatever stands in other rows.
 *
 * @param type what the column was in training
 * @param byText whether each value is looked up by its text, as categories and classes are; then what cannot be read stays as it is
 * @param named what stands for a gap, as a person named it, in whatever form a number or a date is written
 */
export function asInTraining(
  column: Column,
  type: ColumnType,
  byText: boolean,
  form: NumberForm,
  named: readonly string[],
): Column {
  if (byText) {
    if (!(column instanceof TextColumn)) {
      const { codes, dictionary } = textsOf(column);
      return new TextColumn(column.name, Int32Array.from(codes), dictionary, 'category');
    }
    if (type === 'category' || type === 'text') return column;
    const spelled = column.dictionary.map((text) => spelling(text, type, form));
    const [{ numbers }, times] = [missingWords(named), timesNamed(named)];
    const gaps = column.dictionary.map((text) => isGap(text, form, numbers, times));
    const codes = column.codes.map((code) => (gaps[code] === true ? -1 : code));
    return new TextColumn(column.name, codes, spelled, 'category');
  }
  if (type === 'date') {
    if (column instanceof DateColumn) return column;
    return withGaps(new DateColumn(column.name, Float64Array.from(timesOf(column)), true), named);
  }
  if (column instanceof NumberColumn) return column;
  return withGaps(new NumberColumn(column.name, Float64Array.from(numbersOf(column, form))), named);
}

/** How often each text occurs. */
export function countsOf({ codes, dictionary }: Texts): Uint32Array {
  const counts = new Uint32Array(dictionary.length);
  for (let row = 0; row < codes.length; row++) if (codes[row]! >= 0) counts[codes[row]!]!++;
  return counts;
}

/** A column in which the values that a person named are missing; the same where it has none of them. */
export function withGaps(column: Column, named: readonly string[]): Column {
  if (named.length === 0) return column;
  const { texts, numbers } = missingWords(named);
  if (column instanceof NumberColumn) {
    if (!column.values.some((value) => numbers.includes(value))) return column;
    const values = column.values.map((value) => (numbers.includes(value) ? NaN : value));
    return new NumberColumn(column.name, values, column.unit);
  }
  if (column instanceof DateColumn) {
    const times = timesNamed(named);
    const values = column.values.map((time) => (times.includes(time) ? NaN : time));
    return new DateColumn(column.name, values, column.hasTime);
  }
  if (!(column instanceof TextColumn)) return column;
  const gaps = new Set(column.dictionary.flatMap((text, code) => (texts.has(text.trim()) ? [code] : [])));
  if (gaps.size === 0) return column;
  const codes = column.codes.map((code) => (gaps.has(code) ? -1 : code));
  return new TextColumn(column.name, codes, column.dictionary, column.type);
}

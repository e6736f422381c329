import type { NumberCells, TextCells } from '../../io/csv/columns.ts';
import type { ColumnType } from '../../io/csv/options.ts';
import { FormatError, describe } from '../../errors.ts';
import { BooleanColumn } from './boolean-column.ts';
import type { Column } from './column.ts';
import { DateColumn } from './date-column.ts';
import { readDate } from './dates.ts';
import { NumberColumn } from './number-column.ts';
import { TextColumn } from './text-column.ts';

/**
 * Gives a column that was read its type: texts that are all true or false become booleans, all dates become dates, unless a person
 * says what they are.
 *
 * @param name what errors call the data
 * @throws FormatError for a text that is not what a person says it is
 */
export function typed(name: string, cells: NumberCells | TextCells): Column {
  if (!('codes' in cells)) return new NumberColumn(cells.name, cells.values, cells.unit);
  const { codes, dictionary, type } = cells;
  if (type === 'text' || type === 'category') return new TextColumn(cells.name, codes, dictionary, type);
  const column =
    type === 'boolean'
      ? booleans(cells)
      : type === 'date'
        ? dates(cells)
        : dictionary.length === 0
          ? undefined
          : (booleans(cells) ?? dates(cells));
  if (column !== undefined) return column;
  if (type === undefined) return new TextColumn(cells.name, codes, dictionary);
  const read = type === 'date' ? readDate : readBoolean;
  const stranger = dictionary.find((text) => read(text) === undefined);
  throw new FormatError(
    `${name}, column ${cells.name}`,
    EXPECTED[type],
    describe(stranger),
    'missing names what is a gap.',
  );
}

const EXPECTED: Readonly<Record<ColumnType, string>> = {
  number: 'numbers',
  category: 'texts',
  text: 'texts',
  boolean: 'true or false',
  date: 'dates such as 2024-01-31',
};

/** @returns undefined for anything but true and false, in capitals or not */
export function readBoolean(text: string): boolean | undefined {
  const lower = text.length <= 5 ? text.toLowerCase() : text;
  return lower === 'true' ? true : lower === 'false' ? false : undefined;
}

function booleans({ name, codes, dictionary }: TextCells): BooleanColumn | undefined {
  const read = dictionary.length > 6 ? [] : dictionary.map(readBoolean);
  if (read.length < dictionary.length || read.includes(undefined)) return undefined;
  const values = new Uint8Array(codes.length);
  for (let row = 0; row < codes.length; row++) values[row] = codes[row]! < 0 ? 255 : Number(read[codes[row]!]);
  return new BooleanColumn(name, values);
}

function dates({ name, codes, dictionary }: TextCells): DateColumn | undefined {
  const times = new Float64Array(dictionary.length);
  let hasTime = false;
  for (const [i, text] of dictionary.entries()) {
    const date = readDate(text);
    if (date === undefined) return undefined;
    times[i] = date.time;
    hasTime ||= date.hasTime;
  }
  return new DateColumn(
    name,
    Float64Array.from(codes, (code) => (code < 0 ? NaN : times[code]!)),
    hasTime,
  );
}

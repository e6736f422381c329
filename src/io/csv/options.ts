import { ValueError, describe } from '../../errors.ts';
import { checkOptions } from '../../options.ts';
import { isFloat, type DType, type FloatDType } from '../../tensor/dtype.ts';
import { isArray } from '../../tensor/shape.ts';

/** What a column can be read as. */
export type ColumnType = 'number' | 'category' | 'text' | 'boolean' | 'date';

export const COLUMN_TYPES: readonly ColumnType[] = ['number', 'category', 'text', 'boolean', 'date'];

/** How a CSV text is read. What is left out is found out from its beginning. */
export interface CsvOptions {
  /** What errors and notices call the text, for example the path of its file. @default 'csv' */
  readonly name?: string;
  /** What parts the cells of a row: one character of ASCII. @default found out among comma, semicolon, tab and | */
  readonly delimiter?: string;
  /** What begins a fraction. @default found out */
  readonly decimal?: '.' | ',';
  /** What parts thousands, '' for nothing. @default whatever does so in groups of three: comma or point, space, apostrophe */
  readonly thousands?: string;
  /** What surrounds cells that hold delimiters or line ends, '' for nothing; doubled, it stands for itself. @default '"' */
  readonly quote?: string;
  /** What stands before a character of a quoted cell that is text, as a backslash in dumps of MySQL, '' for nothing. @default '' */
  readonly escape?: string;
  /** Whether the first row holds the names of the columns; or the names, where it does not. @default found out */
  readonly header?: boolean | readonly string[];
  /** Names that columns are to have, by which it is found out whether the first row holds names. @default none */
  readonly expected?: readonly string[];
  /** What begins lines to pass over, '' for nothing: one character of ASCII. @default # where such lines come first */
  readonly comment?: string;
  /** Whether the first column only numbers or names the rows; it is left out then. @default whether it has no name and no value twice */
  readonly index?: boolean;
  /** Texts that stand for a missing value, beside '', NA, N/A, NaN, null, ?, - and a point. A number stands for its equals. @default none */
  readonly missing?: readonly string[];
  /** The types of columns by their names, or what tells them; then columns need not be there. @default found out */
  readonly types?: Readonly<Record<string, ColumnType>> | ((name: string) => ColumnType | undefined);
  /** Whether a row may have fewer cells than there are columns; the others are missing. @default false */
  readonly ragged?: boolean;
  /** A name that TextDecoder knows. @default by the byte order mark, else UTF-8, else windows-1252 */
  readonly encoding?: string;
  /** The elements of columns of numbers. @default 'float64' */
  readonly dtype?: FloatDType;
}

/** How a text is read within the package. */
export interface CsvReading extends CsvOptions {
  /** Whether what stands for a missing value is kept as the text that it is, in columns of text. @default false */
  readonly verbatim?: boolean;
}

export const CSV_OPTIONS: readonly (keyof CsvOptions)[] = [
  'name',
  'delimiter',
  'decimal',
  'thousands',
  'quote',
  'escape',
  'header',
  'expected',
  'comment',
  'index',
  'missing',
  'types',
  'ragged',
  'encoding',
  'dtype',
];

const isText = (value: unknown): value is string => typeof value === 'string';
const isFlag = (value: unknown): boolean => typeof value === 'boolean';
const isTexts = (value: unknown): boolean => isArray(value) && value.every(isText);

/** One character of ASCII that is no letter, digit, sign or line end. */
const isMark = (value: unknown): boolean => isText(value) && /^[^\w\r\n+.\u0080-\uffff-]$/.test(value);

/** What each option must be, and whether a value is. */
export const CSV_RULES: Readonly<
  Record<keyof CsvOptions, readonly [expected: string, holds: (value: unknown) => boolean]>
> = {
  name: ['text', isText],
  delimiter: ['one character of ASCII, no letter, digit or sign', isMark],
  decimal: ["'.' or ','", (value) => value === '.' || value === ','],
  thousands: ['one character or none', (value) => isText(value) && /^\D?$/u.test(value)],
  quote: ['one character of ASCII, or none', (value) => value === '' || isMark(value)],
  escape: ['one character of ASCII, or none', (value) => value === '' || isMark(value)],
  header: ['true, false or the names of the columns', (value) => isFlag(value) || isTexts(value)],
  expected: ['a list of texts', isTexts],
  comment: ['one character of ASCII, or none', (value) => value === '' || isMark(value)],
  index: ['true or false', isFlag],
  missing: ['a list of texts', isTexts],
  types: [
    'an object of number, category, text, boolean or date by name',
    (value) =>
      typeof value === 'function' ||
      (typeof value === 'object' &&
        value !== null &&
        Object.values(value).every((type) => COLUMN_TYPES.includes(type as ColumnType))),
  ],
  ragged: ['true or false', isFlag],
  encoding: ['the name of an encoding', isEncoding],
  dtype: ["'float64' or 'float32'", (value) => isFloat(value as DType)],
};

function isEncoding(value: unknown): boolean {
  try {
    return isText(value) && new TextDecoder(value).encoding !== '';
  } catch {
    return false;
  }
}

/**
 * Checks the options of a reader.
 *
 * @param more names of options that the reader takes beside these
 * @throws ValueError for an unknown name, and a value of another kind
 */
export function checkCsvOptions(where: string, options: CsvOptions, more: readonly string[] = []): void {
  checkSome(where, options, CSV_OPTIONS, more);
  const { delimiter, quote, comment, escape } = options;
  const marks = [delimiter, quote, comment, escape].filter((mark) => mark !== undefined && mark !== '');
  if (new Set(marks).size < marks.length) {
    throw new ValueError(where, 'a delimiter, quote, comment and escape that differ', marks.map(describe).join(', '));
  }
}

/** Checks options of a reader that takes only some of these. @throws ValueError as `checkCsvOptions` */
export function checkSome(
  where: string,
  options: CsvOptions,
  names: readonly (keyof CsvOptions)[],
  more: readonly string[] = [],
): void {
  checkOptions(where, options, [...names, ...more]);
  for (const option of names) {
    const value = options[option];
    const [expected, holds] = CSV_RULES[option];
    if (value !== undefined && !holds(value)) throw new ValueError(where, `${option}: ${expected}`, describe(value));
  }
}

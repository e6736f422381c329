/** The options by which a file is read as a table. */
import type { EncoderReading } from '../../datasets/tables/encoder/encoder.ts';
import { Option } from 'commander';
import type { ReadTableOptions } from '../../datasets/tables/read-table.ts';
import { CSV_RULES, type ColumnType, type CsvOptions } from '../../io/csv/options.ts';
import { option } from '../options.ts';
import { namesOption } from './options.ts';
import { readNames } from './names.ts';

/** What they were set to, as texts of the call: those are what a model file keeps. */
export interface ReadingFlags {
  readonly missing?: readonly string[];
  readonly delimiter?: string;
  readonly decimal?: string;
  readonly thousands?: string;
  readonly quote?: string;
  readonly comment?: string;
  readonly header?: string;
  readonly index?: string;
  readonly ragged?: boolean;
  readonly encoding?: string;
  readonly types?: readonly string[];
}

export const READING_FLAGS = [
  'missing',
  'delimiter',
  'decimal',
  'thousands',
  'quote',
  'comment',
  'header',
  'index',
  'ragged',
  'encoding',
  'types',
] as const satisfies readonly (keyof ReadingFlags)[];

/** Characters that are hard to write, or not there. */
const MARKS: Readonly<Record<string, string>> = { tab: '\t', '\\t': '\t', space: ' ', none: '' };
const ANSWERS: Readonly<Record<string, boolean>> = { yes: true, no: false };

type Reader = (text: string) => CsvOptions[keyof CsvOptions];

const mark: Reader = (text) => MARKS[text] ?? text;
const asIs: Reader = (text) => text;
const answer: Reader = (text) => ANSWERS[text];
const header: Reader = (text) => ANSWERS[text] ?? readNames(text);

/** Of the flags that are one text: what the text says. */
const READERS = { delimiter: mark, decimal: asIs, thousands: mark, quote: mark, comment: mark, header, index: answer, encoding: asIs } as const; // prettier-ignore
type OneText = keyof typeof READERS;

/** An option whose text the reader of tables understands. */
function readerOption(name: OneText, value: string, description: string, words?: string): Option {
  const [expected, holds] = CSV_RULES[name];
  return option<string | undefined>(`--${name} <${value}>`, description, undefined, words ?? expected, (text) => {
    const said = READERS[name](text);
    return said !== undefined && holds(said) ? text : undefined;
  });
}

export function readingOptions(): readonly Option[] {
  return [
    namesOption(
      '--missing <texts>',
      'what stands for a gap, beside nothing, NA, N/A, NaN, null, ?, - and a point: -9999,unknown',
    ),
    readerOption('delimiter', 'mark', 'what parts cells: , ; | tab or space (default: found out)'),
    readerOption('decimal', 'mark', 'what begins a fraction: . or , (default: found out)'),
    readerOption('thousands', 'mark', 'what parts thousands, or none (default: found out)'),
    readerOption('quote', 'mark', 'what surrounds cells, or none (default: ")'),
    readerOption('comment', 'mark', 'what begins lines to pass over, or none (default: # where a file begins with it)'),
    readerOption(
      'header',
      'names',
      'whether the first row names the columns, yes or no; or their names (default: found out)',
    ),
    readerOption(
      'index',
      'answer',
      'whether the first column only numbers the rows, yes or no (default: found out)',
      'yes or no',
    ),
    namesOption(
      '--types <types>',
      'what columns hold: zip=category,note=text,day=date (default: found out)',
      'names with types behind them, zip=category: number, category, text, boolean or date',
      (entry) => CSV_RULES.types[1](Object.fromEntries([typeOf(entry)])),
    ),
    readerOption('encoding', 'name', 'how characters are written, such as latin1 (default: found out)'),
    new Option('--ragged', 'take cells that lack at the end of a row for gaps'),
  ];
}

/** `zip=category` as its name and its type. */
function typeOf(entry: string): [name: string, type: ColumnType] {
  const at = entry.lastIndexOf('=');
  return [entry.slice(0, at), entry.slice(at + 1) as ColumnType];
}

/** What the reader is told: what is known of how the table was written, and above it what a person says. */
export function readingOf(flags: ReadingFlags, known: Partial<EncoderReading> = {}): ReadTableOptions {
  const said = Object.entries(READERS).flatMap(([name, read]) => {
    const text = flags[name as OneText];
    return text === undefined ? [] : [[name, read(text)]];
  });
  const types = Object.fromEntries((flags.types ?? []).map(typeOf));
  const typed = (name: string): ColumnType | undefined =>
    Object.hasOwn(types, name) ? types[name] : known.types?.(name);
  return {
    ...known,
    ...(Object.fromEntries(said) as ReadTableOptions),
    ...(flags.missing && { missing: flags.missing }),
    ...(flags.ragged && { ragged: true }),
    ...((flags.types ?? known.types) && { types: known.types === undefined ? types : typed }),
  };
}

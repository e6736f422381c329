import { ValueError, describe } from '../../errors.ts';
import { readAll, reporting, sourceOf, type ByteSource, type ReadableBytes } from '../../io/byte-source.ts';
import { checkCsvOptions, type CsvOptions, type CsvReading } from '../../io/csv/options.ts';
import { readCsvFrom } from '../../io/csv/read.ts';
import { peekInside } from '../../io/gzip.ts';
import { above0 } from '../../options.ts';
import { tableOf } from './parse-csv.ts';
import { JsonLines, parseArray } from './parse-json.ts';
import type { Table } from './table.ts';

export interface ReadTableOptions extends CsvOptions {
  /** Called as reading goes on, with the bytes that have been read and, where that is known, how many there are. @default none */
  readonly onProgress?: (done: number, total: number | undefined) => void;
  /** The most bytes that gzip may unpack to. @default 64 MB, or 100 times what it was packed into */
  readonly maxBytes?: number;
}

const OPTIONS = ['onProgress', 'maxBytes'];

/** Enough to tell CSV from JSON and gzip. */
const PEEK = 64;

/** An array is parsed as a whole, and a string has a limit. */
const LONGEST_JSON = 500_000_000;

/**
 * Reads a table from a Blob or File, a stream such as the body of a fetch, or chunks of bytes: CSV as `parseCsv` does, in pieces, so
 * that hardly more than the result is in memory, and so JSON with an object on each line; an array of objects as a whole, as
 * `parseJson`; all of them packed by gzip or plain.
 *
 * @throws FormatError for what cannot be read; ValueError for options of another kind; what the source itself throws
 *
 * @example
 * import { readTable } from 'nnfs';
 * const table = await readTable(new Blob(['a,b\n1,x\n2,y\n']));
 * console.log(table.toRows()); // [ { a: 1, b: 'x' }, { a: 2, b: 'y' } ]
 */
export async function readTable(source: ReadableBytes, options: ReadTableOptions = {}): Promise<Table> {
  checkReadOptions('readTable', options);
  return readTableFrom(sourceOf('readTable', source, 'parseCsv takes a text or bytes'), options);
}

/** @throws ValueError for an unknown option, and a value of another kind */
export function checkReadOptions(where: string, options: ReadTableOptions): void {
  checkCsvOptions(where, options, OPTIONS);
  const { onProgress, maxBytes = 1 } = options;
  if (onProgress !== undefined && typeof onProgress !== 'function') {
    throw new ValueError(where, 'onProgress: a function', describe(onProgress));
  }
  if (!above0(1).holds(maxBytes)) throw new ValueError(where, 'maxBytes above 0', describe(maxBytes));
}

/** Reads a table from wherever its bytes are. */
export function readTableFrom(source: ByteSource, options: ReadTableOptions & CsvReading): Promise<Table> {
  const { name = 'table', onProgress, maxBytes } = options;
  const reported = onProgress ? reporting(source, onProgress) : source;
  return peekInside(name, reported, maxBytes, PEEK, async (head, bytes) => {
    const begins = jsonOf(head);
    if (begins === undefined) return tableOf(await readCsvFrom(bytes, { ...options, name }), name);
    if (begins === '{') return readLines(bytes, new JsonLines(name, options));
    const text = new TextDecoder().decode(await readAll(name, bytes, LONGEST_JSON));
    return parseArray(text, { ...options, name });
  });
}

/** What a text begins with, where it begins as an array of objects does, or an object. */
function jsonOf(head: Uint8Array): string | undefined {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(head);
  return /^\ufeff?\s*(?:(?=\[\s*[{\]])|(?=\{\s*["}]))(.)/.exec(text)?.[1];
}

async function readLines(source: ByteSource, lines: JsonLines): Promise<Table> {
  const decoder = new TextDecoder();
  for await (const chunk of source.open()) lines.write(decoder.decode(chunk, { stream: true }));
  lines.write(decoder.decode());
  return lines.finish();
}

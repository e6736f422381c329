/** Reads CSV texts: bytes in, columns of numbers and texts out. */
import { FormatError, describe } from '../../errors.ts';
import { concat, type ByteSource } from '../byte-source.ts';
import type { CsvData } from './columns.ts';
import { findLayout, type Layout } from './dialect/layout.ts';
import { markLength, transcoderFor, type Transcoder } from './encoding.ts';
import type { CsvOptions, CsvReading } from './options.ts';
import { placeOf } from './reader-errors.ts';
import { CsvReader, withText } from './reader.ts';

/** What reading asks for: the next bytes, or the first ones again. */
type Request = 'next' | 'again';

/** A reading in progress: yields requests, and is given bytes, or undefined where there are none left. */
type Reading = Generator<Request, CsvData, Uint8Array | undefined>;

/** Bytes that are kept, and those that the layout is found out from, unless they hold no three lines. */
const HEAD = 262_144;
const LOOKED_AT = 65_536;
const LONGEST_HEAD = 16_777_216;
const HEAD_LINES = 3;

/**
 * Reads bytes.
 *
 * @param plain whether to do without WebAssembly. @default where there is none, and for short texts
 * @throws FormatError naming line and column of what cannot be read
 */
export function readCsv(bytes: Uint8Array, options: CsvOptions = {}, plain?: boolean): CsvData {
  const reading = read(options, bytes.length, true, plain);
  let given = false;
  let step = reading.next();
  while (!step.done) {
    if (step.value === 'again') given = false;
    step = reading.next(given ? undefined : bytes);
    given = true;
  }
  return step.value;
}

/** Reads bytes as they come. @throws FormatError as `readCsv` */
export async function readCsvFrom(source: ByteSource, options: CsvReading = {}): Promise<CsvData> {
  const reading = read(options, source.size ?? Infinity, source.again);
  let chunks = source.open()[Symbol.asyncIterator]();
  try {
    let step = reading.next();
    while (!step.done) {
      if (step.value === 'again') {
        await chunks.return?.();
        chunks = source.open()[Symbol.asyncIterator]();
      }
      const next = await chunks.next();
      step = reading.next(next.done ? undefined : next.value);
    }
    return step.value;
  } finally {
    await chunks.return?.();
  }
}

function* read(options: CsvReading, size: number, canAgain: boolean, plain?: boolean): Reading {
  const { name = 'csv' } = options;
  let { head, whole, transcode } = yield* readHead('next', options);
  checkText(name, head, transcode !== undefined);
  const mark = markLength(head);
  let layout = findLayout(head.subarray(mark, headLength(head)), whole && headLength(head) === head.length, options);
  for (;;) {
    const bytes = whole ? head.length : transcode === undefined ? size : Infinity;
    const reader = new CsvReader(layout, options, bytes, plain);
    reader.write(head.subarray(mark + layout.start));
    for (let chunk = whole ? undefined : yield 'next'; chunk !== undefined; chunk = yield 'next') {
      reader.write(transcode?.(chunk) ?? chunk);
    }
    if (!whole && transcode !== undefined) reader.write(transcode(undefined));
    const data = reader.finish();
    const { strangers } = reader;
    if (strangers.size === 0) return data;
    layout = withText(layout, strangers);
    if (whole) continue;
    if (!canAgain) throw cannotReadAgain(layout, strangers);
    ({ head, whole, transcode } = yield* readHead('again', options));
  }
}

interface Head {
  readonly head: Uint8Array;
  /** Whether there is no more. */
  readonly whole: boolean;
  readonly transcode: Transcoder | undefined;
}

/** Reads the beginning of a text, as UTF-8. */
function* readHead(request: Request, { encoding }: CsvOptions): Generator<Request, Head, Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let lines = 0;
  let whole = false;
  while (length < HEAD || (lines < HEAD_LINES && length < LONGEST_HEAD)) {
    // A source may fill the same array again, so what is kept while more is read has to be a copy.
    const previous = chunks.pop();
    if (previous !== undefined) chunks.push(new Uint8Array(previous));
    const chunk = yield chunks.length === 0 ? request : 'next';
    if (chunk === undefined) {
      whole = true;
      break;
    }
    chunks.push(chunk);
    length += chunk.length;
    for (let at = chunk.indexOf(0x0a); at >= 0 && lines < HEAD_LINES; at = chunk.indexOf(0x0a, at + 1)) lines++;
  }
  const bytes = concat(chunks);
  const transcode = transcoderFor(bytes, encoding)?.();
  if (transcode === undefined) return { head: bytes, whole, transcode };
  return { head: concat([transcode(bytes), ...(whole ? [transcode(undefined)] : [])]), whole, transcode };
}

/** How much of the first bytes to look at. */
function headLength(head: Uint8Array): number {
  let end = 0;
  for (let line = 0; line < HEAD_LINES; line++) {
    const next = head.indexOf(0x0a, end) + 1;
    if (next === 0) return head.length;
    end = next;
  }
  return Math.min(head.length, Math.max(LOOKED_AT, end));
}

/** @throws FormatError for bytes that are no text */
function checkText(name: string, head: Uint8Array, transcoded: boolean): void {
  const start = String.fromCharCode(...head.subarray(0, 4));
  if (start.startsWith('PK\x03\x04')) {
    throw new FormatError(
      name,
      'text',
      'a zip archive, or a workbook',
      'Save the sheet as CSV, or unpack the archive.',
    );
  }
  if (start.startsWith('\x1f\x8b')) {
    throw new FormatError(name, 'text', 'gzip', 'readTable unpacks it.');
  }
  if (!transcoded && head.subarray(0, 4096).includes(0)) {
    throw new FormatError(name, 'text', 'bytes that are none', 'The option encoding names what text they are.');
  }
}

/** What is said of a stream that was too long to be kept. */
function cannotReadAgain(layout: Layout, strangers: CsvReader['strangers']): FormatError {
  const [column, { cell, line }] = [...strangers][0]!;
  const name = describe(layout.columns[column]!.name);
  const hint = `types: { ${name}: 'text' } reads it as text, missing: [${describe(cell)}] takes that for a gap.`;
  return new FormatError(placeOf(layout, line, column), 'a number, as above', describe(cell), hint);
}

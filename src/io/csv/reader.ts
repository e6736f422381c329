import { FormatError, describe } from '../../errors.ts';
import { withoutBlanks } from './blanks.ts';
import { NumberBuilder, TextBuilder } from './builders.ts';
import type { CsvData, NumberCells, Stranger, TextCells } from './columns.ts';
import { ByteDictionary, hashOf } from './dictionary.ts';
import { mixedNotice, type Layout, type LayoutColumn } from './dialect/layout.ts';
import { decodeUtf8, encodeUtf8 } from '../utf8.ts';
import { decodeWindows1252 } from './encoding.ts';
import { keepsRowsApart } from './index-column.ts';
import type { CsvReading } from './options.ts';
import { isChanged, readQuantity } from './quantity.ts';
import { placeOf, scanError, tooLong } from './reader-errors.ts';
import * as L from './scan/layout.ts';
import { LONGEST_CELL, SLICE, makeScanner, type Scanner } from './scan/scanner.ts';

/** Reads the rows of a text whose layout is known, chunk after chunk. */
export class CsvReader {
  readonly #layout: Layout;
  readonly #scanner: Scanner;
  readonly #builders: (NumberBuilder | TextBuilder)[];
  readonly #missing = new ByteDictionary();
  /** Whether texts are kept as they stand. */
  readonly #verbatim: boolean;
  readonly #expectedRows: number;
  /** Rows in front of the block, and bytes of a cell that was cut at the beginning of the input. */
  #rows = 0;
  #carried = 0;

  /**
   * @param bytes how long the text is, as far as that is known
   * @param plain whether to do without WebAssembly; as `makeScanner` has it
   */
  constructor(layout: Layout, options: CsvReading, bytes: number, plain?: boolean) {
    const { columns, marks, form, missing } = layout;
    this.#layout = layout;
    this.#verbatim = options.verbatim === true;
    this.#scanner = makeScanner(columns.length, bytes, plain);
    const { state, modes } = this.#scanner;
    state[L.DELIMITER] = byteOf(marks.delimiter);
    state[L.QUOTE] = byteOf(marks.quote);
    state[L.COMMENT] = byteOf(marks.comment);
    state[L.ESCAPE] = byteOf(marks.escape);
    // A decimal comma between commas stands in quotes, and is left to the slow way.
    state[L.DECIMAL] = form.decimal === marks.delimiter ? L.NONE : byteOf(form.decimal);
    state[L.RAGGED] = Number(options.ragged === true);
    state[L.LINE] = layout.line;
    for (const word of this.#verbatim ? [] : missing.texts) {
      const text = encodeUtf8(word);
      this.#missing.add(text, 0, text.length, hashOf(text));
    }
    const expected = Number.isFinite(bytes) ? Math.min(1.02 * (bytes / layout.rowBytes), bytes / columns.length) : 0;
    this.#expectedRows = Math.ceil(expected) + 1;
    this.#builders = columns.map(({ reading }, i) => {
      modes[i] = reading === 'text' ? L.TEXTS : L.NUMBERS;
      if (reading === 'text') return new TextBuilder(this.#expectedRows, this.#missing);
      return new NumberBuilder(options.dtype ?? 'float64', this.#expectedRows, missing.numbers);
    });
  }

  /** Takes the next bytes. @throws FormatError for what is no such text */
  write(bytes: Uint8Array): void {
    const { input } = this.#scanner;
    for (let at = 0; at < bytes.length;) {
      const slice = bytes.subarray(at, at + Math.min(SLICE, input.length - 4 - this.#carried));
      input.set(slice, this.#carried);
      at += slice.length;
      this.#scan(this.#carried + slice.length, false);
      if (this.#carried > LONGEST_CELL || this.#carried === input.length - 4)
        throw tooLong(this.#layout, this.#scanner);
    }
  }

  /** Columns that turned out to hold more than numbers, and are to be read once more, as text. */
  get strangers(): ReadonlyMap<number, Stranger> {
    const found = this.#builders.map(
      (builder, i) => [i, builder instanceof NumberBuilder && builder.stranger] as const,
    );
    return new Map(found.flatMap(([i, stranger]) => (stranger ? [[i, stranger]] : [])));
  }

  /** Ends the text. @throws FormatError where it cannot end */
  finish(): CsvData {
    this.#scan(this.#carried, true);
    this.#flush();
    this.#scanner.release();
    const { name, columns: layouts, index, notices, form, missing } = this.#layout;
    const rows = this.#rows;
    if (rows === 0) throw new FormatError(name, 'rows below the column names', 'none');
    const dictionaries = this.#dictionaries(true) ?? this.#dictionaries(false)!;
    const columns = this.#builders.map((builder, i): NumberCells | TextCells => {
      const { name, type } = layouts[i]!;
      if (builder instanceof NumberBuilder) return { name, values: builder.finish(), unit: builder.unit };
      const cells = { name, codes: builder.finish(rows), dictionary: dictionaries[i]!, type };
      return this.#verbatim ? cells : withoutBlanks(cells, missing.texts);
    });
    const [first, ...others] = columns;
    const left = first !== undefined && others.length > 0 && leavesOut(index, layouts[0]!, first);
    const all = [...notices];
    if (left && index === undefined) {
      all.push('the first column has no name and no value twice: it is left out; index: false keeps it');
    }
    return { rows, columns: left ? others : columns, notices: all, form };
  }

  /** The texts of each column, none of one of numbers; undefined where a text is not UTF-8. */
  #dictionaries(utf8: boolean): (readonly string[])[] | undefined {
    const all: (readonly string[])[] = [];
    for (const builder of this.#builders) {
      const texts = builder instanceof TextBuilder ? builder.dictionary.decode(utf8) : [];
      if (texts === undefined) return undefined;
      all.push(texts);
    }
    return all;
  }

  /** Scans the input up to `end`, and keeps what is cut there. */
  #scan(end: number, last: boolean): void {
    const { state, input } = this.#scanner;
    state[L.POSITION] = 0;
    state[L.END] = end;
    state[L.LAST] = Number(last);
    for (;;) {
      const status = this.#scanner.scan();
      this.#takeNotes();
      if (status === L.USED_UP) break;
      if (status === L.BLOCK_FULL) this.#flush();
      else if (status !== L.NOTES_FULL) throw scanError(this.#layout, this.#scanner, status);
    }
    const position = Math.min(state[L.POSITION], end);
    input.copyWithin(0, position, end);
    this.#carried = end - position;
  }

  /** Appends the rows of the block to the columns. */
  #flush(): void {
    const { state, values } = this.#scanner;
    const rows = state[L.ROW]!;
    const height = state[L.ROWS]!;
    this.#builders.forEach((builder, i) => {
      if (builder instanceof NumberBuilder) builder.append(values, i * height, rows);
    });
    this.#rows += rows;
    state[L.ROW] = 0;
  }

  /** Gives the cells that were noted to their columns. */
  #takeNotes(): void {
    const { state, input, notes } = this.#scanner;
    const end = state[L.NOTED]! * L.NOTE_WORDS;
    for (let at = 0; at < end; at += L.NOTE_WORDS) {
      const from = notes[at + L.NOTE_FROM]!;
      const length = notes[at + L.NOTE_LENGTH]!;
      const row = notes[at + L.NOTE_ROW]!;
      const column = notes[at + L.NOTE_COLUMN]!;
      const line = notes[at + L.NOTE_LINE]!;
      const builder = this.#builders[column];
      if (builder instanceof TextBuilder && line > 0) {
        builder.take(this.#rows + row, input, from, length, notes[at + L.NOTE_HASH]!);
      } else {
        const content = input.subarray(from, from + length);
        this.#take(column, row, line < 0 ? literal(content, state) : content, Math.abs(line));
      }
    }
    state[L.NOTED] = 0;
  }

  /** Takes a cell that had doubled quotes or escapes, or stands where numbers are read. */
  #take(column: number, row: number, content: Uint8Array, line: number): void {
    const builder = this.#builders[column];
    if (builder instanceof TextBuilder) {
      builder.take(this.#rows + row, content, 0, content.length, hashOf(content));
    } else if (builder !== undefined && builder.stranger === undefined) {
      this.#takeNumber(builder, column, row, content, line);
    }
  }

  #takeNumber(builder: NumberBuilder, column: number, row: number, content: Uint8Array, line: number): void {
    const { state, values, modes } = this.#scanner;
    const { columns, form, missing } = this.#layout;
    const height = state[L.ROWS]!;
    const text = (decodeUtf8(content) ?? decodeWindows1252(content)).trim();
    if (missing.texts.has(text)) return;
    const said = columns[column]!.type === 'number';
    const quantity = !said && isChanged(text) ? undefined : readQuantity(text, form);
    if (quantity !== undefined && (quantity.unit === '' || ['', quantity.unit].includes(builder.unit))) {
      values[column * height + row] = quantity.value;
      if (quantity.unit !== '') builder.unit = quantity.unit;
      return;
    }
    if (said) {
      const hint = `missing: [${describe(text)}] takes it for a gap.`;
      throw new FormatError(placeOf(this.#layout, line, column), 'a number', describe(text), hint);
    }
    const rows = state[L.ROW]! + (column < state[L.COLUMN]! ? 1 : 0);
    const numbers = !builder.empty || values.subarray(column * height, column * height + rows).some((value) => !Number.isNaN(value)); // prettier-ignore
    if (numbers) {
      builder.stranger = { cell: text, row: this.#rows + row, line };
      modes[column] = L.LEFT_OUT;
      return;
    }
    // Nothing but gaps so far: from here on it is text. What else is noted of the column comes here too.
    const texts = new TextBuilder(this.#expectedRows, this.#missing);
    this.#builders[column] = texts;
    modes[column] = L.TEXTS;
    texts.take(this.#rows + row, content, 0, content.length, hashOf(content));
  }
}

/** A layout in which columns with strangers are text, and in which that is said. */
export function withText(layout: Layout, strangers: CsvReader['strangers']): Layout {
  const notices = [...layout.notices];
  const columns = layout.columns.map((column, i): LayoutColumn => {
    const stranger = strangers.get(i);
    if (stranger === undefined) return column;
    notices.push(mixedNotice(column.name, stranger));
    return { ...column, reading: 'text' };
  });
  return { ...layout, columns, notices };
}

/** The content of a quoted cell: a quote stands for two, and what follows an escape for itself. */
function literal(content: Uint8Array, state: Int32Array): Uint8Array {
  const bytes: number[] = [];
  for (let i = 0; i < content.length; i++) {
    if (content[i] === state[L.QUOTE] || content[i] === state[L.ESCAPE]) i++;
    bytes.push(content[i]!);
  }
  return Uint8Array.from(bytes);
}

function leavesOut(index: boolean | undefined, { named }: LayoutColumn, column: NumberCells | TextCells): boolean {
  return index ?? (!named && keepsRowsApart(column));
}

function byteOf(character: string): number {
  return character === '' ? L.NONE : character.charCodeAt(0);
}

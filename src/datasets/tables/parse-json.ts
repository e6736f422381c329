import { FormatError, ValueError, describe } from '../../errors.ts';
import { parseKeepingDigits } from '../../io/json-digits.ts';
import { checkRowOptions, type RowOptions } from './from-rows.ts';
import { RowsBuilder, type RowsOptions } from './rows-builder.ts';
import type { Table } from './table.ts';

/**
 * Reads a table from JSON: an array of objects, or an object on each line. A column with a whole number that float64 would change,
 * beyond 2^53, is one of texts, as in CSV; `types` says otherwise.
 *
 * @throws FormatError for what cannot be read, naming the line or the row
 * @see `tableFromRows`, which says what becomes of the values
 *
 * @example
 * import { parseJson } from 'nnfs';
 * console.log(parseJson('[{"fruit": "apple", "price": 1.2}, {"fruit": "pear", "price": null}]').toRows());
 * // [ { fruit: 'apple', price: 1.2 }, { fruit: 'pear', price: null } ]
 * console.log(parseJson('{"fruit": "apple"}\n{"fruit": "pear"}\n').rows); // 2
 */
export function parseJson(text: string, options: RowOptions = {}): Table {
  checkRowOptions('parseJson', options);
  if (typeof text !== 'string') throw new ValueError('parseJson', 'a text', describe(text));
  const { name = 'json' } = options;
  if (/^\ufeff?\s*\[/.test(text)) return parseArray(text, { ...options, name });
  const lines = new JsonLines(name, options);
  lines.write(text.replace(/^\ufeff/, ''));
  return lines.finish();
}

/** A table of a text that is an array of objects. @throws FormatError for anything else */
export function parseArray(text: string, options: RowsOptions & { readonly name: string }): Table {
  const rows = parse(text.replace(/^\ufeff/, ''), (reason) => new FormatError(options.name, 'JSON', reason));
  checkAny(options.name, (rows as readonly unknown[]).length);
  const builder = new RowsBuilder(options.name, options);
  for (const row of rows as readonly unknown[]) builder.add(row);
  return builder.finish();
}

function checkAny(name: string, rows: number): void {
  if (rows === 0) throw new FormatError(name, 'objects, one for each row', 'none');
}

/** The longest line, in characters: a string has a limit. */
const LONGEST_LINE = 500_000_000;

/** A table of a text with an object on each line, which may come in pieces. */
export class JsonLines {
  readonly #name: string;
  readonly #rows: RowsBuilder;
  /** The pieces of the line that is not yet whole. */
  #cut: string[] = [];
  #length = 0;
  #line = 0;

  constructor(name: string, options: RowsOptions) {
    this.#name = name;
    this.#rows = new RowsBuilder(name, options);
  }

  /** Takes the next piece. @throws FormatError for a line that is no object */
  write(text: string): void {
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      this.#take(text.slice(from, end));
      from = end + 1;
    }
    if (from === text.length) return;
    this.#cut.push(text.slice(from));
    this.#length += text.length - from;
    if (this.#length > LONGEST_LINE) {
      const where = `${this.#name}, line ${this.#line + 1}`;
      throw new FormatError(where, `a line of at most ${LONGEST_LINE} characters`, 'a longer one');
    }
  }

  /** Ends the text. @throws FormatError where there is no row */
  finish(): Table {
    this.#take('');
    checkAny(this.#name, this.#rows.rows);
    return this.#rows.finish();
  }

  #take(rest: string): void {
    this.#line++;
    const content = [...this.#cut, rest].join('').trim();
    this.#cut = [];
    this.#length = 0;
    if (content === '') return;
    const where = `${this.#name}, line ${this.#line}`;
    const expected = 'an object on each line, or an array of objects';
    this.#rows.add(parse(content, () => new FormatError(where, expected, describe(content))));
  }
}

function parse(text: string, error: (reason: string) => FormatError): unknown {
  try {
    return parseKeepingDigits(text);
  } catch (cause) {
    throw error(cause instanceof Error ? cause.message.split('\n', 1)[0]! : 'another text');
  }
}

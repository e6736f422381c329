import { FormatError, ValueError, describe } from '../../errors.ts';
import { checkOptions } from '../../options.ts';
import { isArray } from '../../tensor/shape.ts';
import { tableFromRows, type RowOptions } from './from-rows.ts';
import type { Table } from './table.ts';

/**
 * Reads a table from JSON: an array of objects, or an object on each line.
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
  checkOptions('parseJson', options, ['name', 'missing', 'types']);
  if (typeof text !== 'string') throw new ValueError('parseJson', 'a text', describe(text));
  const { name = 'json' } = options;
  const rows = /^\ufeff?\s*\[/.test(text) ? parseArray(name, text) : parseLines(name, text);
  if (rows.length === 0) throw new FormatError(name, 'objects, one for each row', 'none');
  return tableFromRows(rows as readonly object[], { ...options, name });
}

function parseArray(name: string, text: string): readonly unknown[] {
  const value = parse(text.replace(/^\ufeff/, ''), (reason) => new FormatError(name, 'JSON', reason));
  return isArray(value) ? value : [value];
}

function parseLines(name: string, text: string): readonly unknown[] {
  const rows: unknown[] = [];
  let line = 0;
  for (let from = text.startsWith('\ufeff') ? 1 : 0; from < text.length;) {
    line++;
    const end = text.indexOf('\n', from);
    const content = text.slice(from, end < 0 ? text.length : end).trim();
    from = end < 0 ? text.length : end + 1;
    if (content === '') continue;
    const expected = 'an object on each line, or an array of objects';
    rows.push(parse(content, () => new FormatError(`${name}, line ${line}`, expected, describe(content))));
  }
  return rows;
}

function parse(text: string, error: (reason: string) => FormatError): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw error(cause instanceof Error ? cause.message.split('\n', 1)[0]! : 'another text');
  }
}

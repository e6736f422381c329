/** Tables as csv-parse reads them, whatever their quotes, line ends and characters, and wherever the bytes are cut. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsv } from '../../../src/io/csv/read.ts';
import { SCANNERS, bytesOf, plainColumns, readPieces } from './support.ts';

/** What is written into a cell, and needs quotes there or not. */
const content = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.integer({ min: 0, max: 300 }).map(String),
  fc.constantFrom('', 'NA', 'a', 'word', 'two words', 'a,b', 'say "hi"', '"', 'line\nend', 'cr\r\nlf', 'é', '日本', '🙂', '1,5', "it's", '#1'), // prettier-ignore
  fc.string({ unit: fc.constantFrom(...Array.from('ab1."\', \n;|é🙂')), maxLength: 12 }),
);

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

const table = fc
  .record({
    rows: fc
      .integer({ min: 1, max: 5 })
      .chain((width) =>
        fc.array(fc.array(content, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }),
      ),
    end: fc.constantFrom('\n', '\r\n'),
    lastEnd: fc.boolean(),
    always: fc.boolean(),
  })
  .map(({ rows, end, lastEnd, always }) => {
    const names = rows[0]!.map((_, i) => `c${i}`);
    const write = (cell: string): string =>
      always || /[",\n\r]|^\s|\s$/.test(cell) || (cell === '' && names.length === 1) ? quoted(cell) : cell;
    return [names, ...rows].map((row) => row.map(write).join(',')).join(end) + (lastEnd ? end : '');
  });

const MISSING = new Set(['', 'NA', '-', '?', '.', 'NaN', 'null']);

/** What csv-parse says, with the columns of numbers as numbers. */
function expected(text: string, escape = '"'): Record<string, (number | string | null)[]> {
  const [names = [], ...rows] = parse(text, { escape, trim: true, skip_empty_lines: true });
  const columns = names.map((name, i) => {
    const cells = rows.map((row) => row[i]!);
    const isNumber = (cell: string): boolean => /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cell);
    if (cells.every((cell) => MISSING.has(cell.trim()) || isNumber(cell.trim()))) {
      return [name, cells.map((cell) => (isNumber(cell.trim()) ? Number(cell) : null))];
    }
    return [name, cells.map((cell) => (MISSING.has(cell.trim()) ? null : cell.trim()))];
  });
  return Object.fromEntries(columns) as Record<string, (number | string | null)[]>;
}

const OPTIONS = { header: true, delimiter: ',', decimal: '.', thousands: '' } as const;

describe.each(SCANNERS)('%s', (_, plain) => {
  test('random tables', () => {
    fc.assert(
      fc.property(table, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }), (text, lengths) => {
        const data = readPieces(bytesOf(text), lengths, plain, OPTIONS);
        expect(plainColumns(data)).toEqual(expected(text));
      }),
      { numRuns: Number(process.env.CSV_TABLES ?? 150), seed: 4 },
    );
  });

  test('random tables with escapes', () => {
    const words = fc.string({ unit: fc.constantFrom(...Array.from('ab1\\",\n\r')), maxLength: 8 });
    const escaped = fc.array(fc.tuple(words, words), { minLength: 1, maxLength: 8 }).map((rows) => {
      const write = (cell: string): string => `"${cell.replace(/[\\"]/g, '\\$&')}"`;
      return [['a', 'b'], ...rows].map((row) => row.map(write).join(',')).join('\n');
    });
    fc.assert(
      fc.property(
        escaped,
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
        (text, lengths) => {
          const data = readPieces(bytesOf(text), lengths, plain, { ...OPTIONS, escape: '\\' });
          expect(plainColumns(data)).toEqual(expected(text, '\\'));
        },
      ),
      { numRuns: Number(process.env.CSV_TABLES ?? 150), seed: 5 },
    );
  });

  test.each([
    ['plain', 'a,b\n1,2\n3.5,4\n-5e3,6\n'],
    ['without a last line end', 'a,b\n1,x\n3,y'],
    ['an empty last cell, no line end', 'a,b\n1,x\n3,'],
    ['CRLF', 'a,b\r\n1,x\r\n3,y\r\n'],
    ['CR', 'a,b\r1,x\r3,y\r'],
    ['blank lines', 'a,b\n\n1,x\n\r\n\n3,y\n\n'],
    ['quotes', 'a,b\n"1","x ""y"" z"\n"2","li\r\nne"\n"3",""\n'],
    ['characters of two to four bytes', 'a,ü\n1,é\n2,日本\n3,🙂🙂\n'],
    ['blanks around cells', 'a , b\n 1 , x \n\t2\t, "y " \n'],
    ['a delimiter too many', 'a,b\n1,x,\n2,y,\n'],
    ['comments', '# one\na,b\n1,x\n# two\n2,y\n'],
  ])('cut at every byte: %s', (_, text) => {
    const bytes = bytesOf(text);
    const whole = readCsv(bytes, {}, plain);
    for (let cut = 1; cut < bytes.length; cut++) {
      expect(readPieces(bytes, [cut, bytes.length], plain), `cut at ${cut}`).toEqual(whole);
    }
    expect(readPieces(bytes, [1], plain)).toEqual(whole);
    expect(plainColumns(whole)).toEqual(plainColumns(readCsv(bytes, {}, !plain)));
  });
});

test('a long table has its rows, whatever the blocks', () => {
  const rows = 30_000;
  const text = `n,word,half,gap\n${Array.from({ length: rows }, (_, i) => `${i},w${i % 700},${i / 2},${i % 3 ? '' : i}\n`).join('')}`;
  for (const [, plain] of SCANNERS) {
    const data = readPieces(bytesOf(text), [65_537], plain);
    const { n, word, half, gap } = plainColumns(data);
    expect(data.rows).toBe(rows);
    expect(n).toEqual(Array.from({ length: rows }, (_, i) => i));
    expect(half![rows - 1]).toBe((rows - 1) / 2);
    expect(word![29_999]).toBe('w599');
    expect(gap!.filter((value) => value !== null)).toHaveLength(rows / 3);
  }
});

/** What is found out about a text, what options say instead, and how it is refused. */
import { describe, expect, test } from 'vitest';
import { FormatError, ValueError, parseCsv, parseJson, tableFromRows, type CsvOptions, type RowOptions, type Table } from 'nnfs'; // prettier-ignore
import { describe as textOf } from '../../../src/errors.ts';

const rowsOf = (text: string | Uint8Array, options?: CsvOptions): unknown => parseCsv(text, options).toRows();

const ab = [
  { a: 1, b: 'x' },
  { a: 2, b: 'y' },
];

describe('found out', () => {
  test.each<[what: string, text: string, rows: unknown]>([
    ['commas', 'a,b\n1,x\n2,y\n', ab],
    ['semicolons', 'a;b\n1;x\n2;y\n', ab],
    ['tabs', 'a\tb\n1\tx\n2\ty\n', ab],
    ['bars', 'a|b\n1|x\n2|y\n', ab],
    ['an announced delimiter', 'sep=;\na;b\n1;x\n2;y\n', ab],
    ['a byte order mark', '\ufeffa,b\n1,x\n2,y\n', ab],
    ['a byte order mark and quotes', '\ufeff"a","b"\n"1","x"\n"2","y"\n', ab],
    ['carriage returns alone', 'a,b\r1,x\r2,y\r', ab],
    ['blank lines', '\n\na,b\n\n1,x\n\n2,y\n\n', ab],
    ['comments', '# of today\n#\na,b\n1,x\n# more\n2,y\n', ab],
    ['a delimiter at each end of a line', 'a,b,\n1,x,\n2,y,\n', ab],
    ['a delimiter at each end but the first', 'a,b\n1,x,\n2,y,\n', ab],
    ['an unnamed index', ',a,b\n0,1,x\n1,2,y\n', ab],
    ['an index in any order', ',a,b\n17,1,x\n4,2,y\n', ab],
    ["R's names of rows", '"a","b"\n"1",1,"x"\n"2",2,"y"\n', ab],
    ['no header', '1,x\n2,y\n', [{ column_1: 1, column_2: 'x' }, { column_1: 2, column_2: 'y' }]],
    ['no header, all text', 'x,y\ny,y\nx,y\nx,x\n', ['xy', 'yy', 'xy', 'xx'].map(([column_1, column_2]) => ({ column_1, column_2 }))],
    ['numbers for names', '0,1,2\n5,6,7\n', [{ 0: 5, 1: 6, 2: 7 }]],
    ['a name that begins with #', '#id,b\n7,x\n', [{ '#id': 7, b: 'x' }]],
    ['decimal commas', 'a;b\n1,5;2\n-0,25;3\n', [{ a: 1.5, b: 2 }, { a: -0.25, b: 3 }]],
    ['decimal commas in quotes', 'a,b\n"1,5",2\n"0,25",3\n', [{ a: 1.5, b: 2 }, { a: 0.25, b: 3 }]],
    ['thousands', 'a;b\n1.234,5;2\n1.234.567;3\n', [{ a: 1234.5, b: 2 }, { a: 1234567, b: 3 }]],
    ['thousands in quotes', 'a,b\n"1,234",2\n"1,234,567.5",3\n950,4\n', [{ a: 1234, b: 2 }, { a: 1234567.5, b: 3 }, { a: 950, b: 4 }]],
    ['spaces and apostrophes in thousands', "a\tb\n1 234\t1'000\n12\t5\n", [{ a: 1234, b: 1000 }, { a: 12, b: 5 }]],
    ['units', 'a,b,c\n$5,10%,7 €\n-$1.50,2.5 %,1 €\n', [{ a: 5, b: 10, c: 7 }, { a: -1.5, b: 2.5, c: 1 }]],
    ['true and false', 'a,b\ntrue,FALSE\nFalse,\n', [{ a: true, b: false }, { a: false, b: null }]],
    ['missing values', 'a,b\n,NA\n?,-\nNaN,null\nN/A,.\n5,x\n', [...new Array<unknown>(4).fill({ a: null, b: null }), { a: 5, b: 'x' }]],
    ['dates', 'd,e,f\n2024-02-29,2024-01-01 10:30,Jan 5 2024\n2023/1/2,2024-01-01T00:00:01.5Z,13 March 2023\n', [{ d: '2024-02-29', e: '2024-01-01T10:30:00Z', f: '2024-01-05' }, { d: '2023-01-02', e: '2024-01-01T00:00:01.500Z', f: '2023-03-13' }]],
    ['no dates where there are two readings', 'd,e\n1/2/2024,2024-02-30\n', [{ d: '1/2/2024', e: '2024-02-30' }]],
    ['names twice, names missing', 'a,a,,a_2\n1,2,3,4\n', [{ a: 1, a_3: 2, column_3: 3, a_2: 4 }]],
    ['a quote inside', 'a,b\n5" red,x\n', [{ a: '5" red', b: 'x' }]],
    ['one column', 'a\n1\n2\n', [{ a: 1 }, { a: 2 }]],
    ['a column of gaps, then text', `a,b\n${',1\n'.repeat(3)}word,2\n`, [...new Array<unknown>(3).fill({ a: null, b: 1 }), { a: 'word', b: 2 }]],
  ])('%s', (_, text, rows) => {
    expect(rowsOf(text)).toEqual(rows);
  }); // prettier-ignore

  test('whole numbers that float64 would change: they stay texts, and that is said', () => {
    const ids = ['9007199254740992', '9007199254740993', '12345678901234567890'];
    const table = parseCsv(`id,a\n${ids.map((id) => `${id},1\n`).join('')}`);
    expect(Array.from({ length: 3 }, (_, row) => table.column('id').at(row))).toEqual(ids);
    expect(table.notices).toEqual([
      'column "id" is read as text, since 9007199254740993 in row 1, line 3, has more digits than a number keeps; types: { "id": \'number\' } rounds it',
    ]);
    const rounded = parseCsv(`id,a\n${ids.join(',1\n')},1\n`, { types: { id: 'number' } });
    expect(rounded.column('id').at(1)).toBe(2 ** 53);
    expect(rounded.notices).toEqual([]);
    const measured = ['9007199254740993.0', '9007199254740993e1', '123456789012345680000'];
    expect(rowsOf(`a\n${measured.join('\n')}\n`)).toEqual(measured.map((text) => ({ a: Number(text) })));
  });

  test.each<[what: string, read: (options?: RowOptions) => Table]>([
    ['texts of objects', (options) => tableFromRows([{ id: '7' }, { id: '9007199254740993' }], options)],
    ['JSON', (options) => parseJson('[{"id": 7}, {"id": 9007199254740993}]', options)],
    ['JSON lines', (options) => parseJson('{"id": 7}\n{"id":9007199254740993}\n', options)],
  ])('such numbers in %s', (_, read) => {
    const table = read();
    expect(table.toRows()).toEqual([{ id: '7' }, { id: '9007199254740993' }]);
    expect(table.notices).toEqual([
      'column "id" is read as text, since 9007199254740993 in row 1 has more digits than a number keeps; types: { "id": \'number\' } rounds it',
    ]);
    const rounded = read({ types: { id: 'number' } });
    expect(rounded.toRows()).toEqual([{ id: 7 }, { id: 2 ** 53 }]);
    expect(rounded.notices).toEqual([]);
    expect(read({ types: { id: 'text' } }).notices).toEqual([]);
  });

  test.each([['-9007199254740993'], ['+0018014398509481985'], ['99999999999999999999']])('%s far below', (id) => {
    const table = parseCsv(`id,a\n${'7,1\n'.repeat(20_000)}${id},2\n`);
    expect([table.column('id').at(0), table.column('id').at(20_000)]).toEqual(['7', id]);
    expect(table.notices).toEqual([expect.stringContaining(`since ${id} in row 20000, line 20002, has`)]);
  });

  test('what a text among numbers does, and that it is said', () => {
    const text = `a,b\n${'1.5,2\n'.repeat(200)}0x10,3\n`;
    const table = parseCsv(text);
    expect(table.column('a').type).toBe('category');
    expect(table.column('a').at(0)).toBe('1.5');
    expect(table.notices).toEqual([
      'column "a" is read as text, since "0x10" in row 200, line 202, is no number; missing: ["0x10"] takes that for a gap',
    ]);
    const cured = parseCsv(text, { missing: ['0x10'] });
    expect([cured.column('a').type, cured.column('a').missing, cured.notices]).toEqual(['number', 1, []]);
  });

  test('the same far behind the beginning', () => {
    const text = `a,b\n${'1.50,2\n'.repeat(100_000)}word,3\n`;
    const { columns, notices, rows } = parseCsv(text);
    expect([columns.map(({ type }) => type), rows]).toEqual([['category', 'number'], 100_001]);
    expect([columns[0]!.at(0), columns[0]!.at(100_000)]).toEqual(['1.50', 'word']);
    expect(notices).toEqual([expect.stringContaining('"word" in row 100000, line 100002,')]);
  });
});

describe('encodings', () => {
  const text = 'größe,b\n1,é\n2,€\n';
  const rows = [{ größe: 1, b: 'é' }, { größe: 2, b: '€' }]; // prettier-ignore
  const utf16 = (big: boolean): Uint8Array => {
    const bytes = new DataView(new ArrayBuffer(2 * text.length + 2));
    [0xfeff, ...Array.from(text, (c) => c.charCodeAt(0))].forEach((unit, i) => bytes.setUint16(2 * i, unit, !big));
    return new Uint8Array(bytes.buffer);
  };
  const windows = Uint8Array.from(text, (c) => (c === '€' ? 0x80 : c.charCodeAt(0)));

  test.each<[string, Uint8Array, CsvOptions?]>([
    ['UTF-8', new TextEncoder().encode(text)],
    ['UTF-16, low byte first', utf16(false)],
    ['UTF-16, high byte first', utf16(true)],
    ['UTF-16 without a mark', utf16(false).subarray(2)],
    ['windows-1252', windows],
    ['windows-1252 by name', windows, { encoding: 'latin1' }],
  ])('%s', (_, bytes, options) => {
    expect(rowsOf(bytes, options)).toEqual(rows);
  });
});

describe('said by options', () => {
  test.each<[string, CsvOptions, string, unknown]>([
    ['delimiter', { delimiter: ' ' }, 'a b\n1 x\n2 y\n', ab],
    ['delimiter and decimal', { delimiter: ';', decimal: '.' }, 'a;b\n1,500;x\n', [{ a: 1500, b: 'x' }]],
    ['decimal', { decimal: ',' }, 'a;b\n1,500;x\n', [{ a: 1.5, b: 'x' }]],
    ['thousands', { thousands: '' }, 'a,b\n"1,500",x\n', [{ a: '1,500', b: 'x' }]],
    ['quote', { quote: "'" }, "a,b\n'1','x, y'\n", [{ a: 1, b: 'x, y' }]],
    ['no quote', { quote: '' }, 'a,b\n1,"x\n', [{ a: 1, b: '"x' }]],
    ['escape', { escape: '\\' }, 'a,b\n1,"x \\"y\\" \\\\ \\n"\n2,"a ""b"", \\\nc"\n', [{ a: 1, b: 'x "y" \\ n' }, { a: 2, b: 'a "b", \nc' }]],
    ['header', { header: true }, '1,2\n3,4\n', [{ 1: 3, 2: 4 }]],
    ['no header', { header: false }, 'a,b\nc,d\n', [{ column_1: 'a', column_2: 'b' }, { column_1: 'c', column_2: 'd' }]],
    ['names', { header: ['a', 'b'] }, '1,x\n2,y\n', ab],
    ['comment', { comment: '%' }, 'a,b\n% no\n1,x\n2,y\n', ab],
    ['no comment', { comment: '' }, '# a,b\n1,x\n', [{ '# a': 1, b: 'x' }]],
    ['index', { index: true }, 'i,a,b\nr,1,x\nr,2,y\n', ab],
    ['no index', { index: false }, ',a\n0,5\n1,6\n', [{ column_1: 0, a: 5 }, { column_1: 1, a: 6 }]],
    ['missing', { missing: ['-9999', 'none'] }, 'a,b\n-9999,none\n-9999.0,x\n3,none\n', [{ a: null, b: null }, { a: null, b: 'x' }, { a: 3, b: null }]],
    ['types', { types: { a: 'text', b: 'category' } }, 'a,b\n007,1\n08,2\n', [{ a: '007', b: '1' }, { a: '08', b: '2' }]],
    ['ragged', { ragged: true }, 'a,b,c\n1\n2,3\n4,5,6\n', [{ a: 1, b: null, c: null }, { a: 2, b: 3, c: null }, { a: 4, b: 5, c: 6 }]],
  ])('%s', (_, options, text, rows) => {
    expect(rowsOf(text, options)).toEqual(rows);
  }); // prettier-ignore
});

describe('refused', () => {
  test.each<[text: string, message: string, options?: CsvOptions]>([
    ['', 'd.csv: expected a row of column names and rows of cells, received none.'],
    ['a,b\n', 'd.csv: expected rows below the column names, received none.'],
    ['a,b,c\n1,2,3\n4,5\n', 'd.csv, line 3: expected 3 cells, received 2. ragged: true takes the others for gaps; delimiter names what parts cells.'],
    ['a,b\n1,2\n3,4,5\n', 'd.csv, line 3: expected 2 cells, received one more: "5". Quote cells that hold ",", or name another delimiter; comment names what begins a line to pass over.'],
    ['a,b\n1,"x" y\n', `d.csv, line 2, column 2 (b): expected "," behind a closing quote, received "y". Double quotes in a quoted cell; quote: '' takes them for text.`],
    ['a,b\n1,"x \\"y\\" z"\n', `d.csv, line 2, column 2 (b): expected "," behind a closing quote, received "y\\\\\\" z\\"". escape: '\\\\' takes a quote behind a backslash for text.`],
    ['a,b\n1,"x\\"\n', "expected a closing quote, received the end of the text. quote: '' takes quotes for text.", { escape: '\\' }],
    ['a,b\n"1\n\n",x\n2,"y\n', "d.csv, line 5, column 2 (b): expected a closing quote, received the end of the text. quote: '' takes quotes for text."],
    ['a,b\n1,x\n', 'd.csv, line 2, column 2 (b): expected a number, received "x". missing: ["x"] takes it for a gap.', { types: { b: 'number' } }],
    ['a,b\n1,x\n', 'd.csv, column b: expected dates such as 2024-01-31, received "x". missing names what is a gap.', { types: { b: 'date' } }],
    ['PK\x03\x04rest', 'd.csv: expected text, received a zip archive, or a workbook. Save the sheet as CSV, or unpack the archive.'],
    ['\x1f\x8brest', 'd.csv: expected text, received gzip. readTable unpacks it.'],
    ['a,b\n1,\0\0\0', 'd.csv: expected text, received bytes that are none. The option encoding names what text they are.'],
  ])('%#', (text, message, options = {}) => {
    const call = (): unknown => parseCsv(Uint8Array.from(text, (c) => c.charCodeAt(0)), { name: 'd.csv', ...options });
    expect(call).toThrow(FormatError);
    expect(call).toThrow(message);
  }); // prettier-ignore

  test('a quote that is never closed, soon', () => {
    const call = (): unknown => parseCsv(`a,b\n1,"${'x,y\n'.repeat(2e6)}`);
    expect(call).toThrow('line 2, column 2 (b): expected cells of at most 1048576 bytes, received a longer one.');
  });

  test.each<[options: object, message: string]>([
    [{ separator: ';' }, 'received the option "separator"'],
    [{ delimiter: ';;' }, 'delimiter: one character of ASCII, no letter, digit or sign, received ";;"'],
    [{ delimiter: '\n' }, 'delimiter'],
    [{ quote: ',', delimiter: ',' }, 'a delimiter, quote, comment and escape that differ'],
    [{ escape: '"', quote: '"' }, 'a delimiter, quote, comment and escape that differ'],
    [{ escape: 'no' }, 'escape: one character of ASCII, or none, received "no"'],
    [{ decimal: ':' }, "decimal: '.' or ','"],
    [{ header: 'no' }, 'header: true, false or the names of the columns'],
    [{ header: ['a'] }, '1 cells in a row, as header has names, received 2'],
    [{ missing: 'NA' }, 'missing: a list of texts'],
    [{ types: { a: 'float' } }, 'types: an object of'],
    [{ types: { c: 'text' } }, 'types: expected names of columns: a, b, received "c"'],
    [{ encoding: 'klingon' }, 'encoding: the name of an encoding'],
    [{ dtype: 'int32' }, 'dtype'],
    [{ ragged: 1 }, 'ragged: true or false'],
  ])('options %o', (options, message) => {
    expect(() => parseCsv('a,b\n1,2\n', options)).toThrow(message);
  });

  test.each([5, null, undefined, {}, []].map((value) => [textOf(value), value]))('%s for a text', (_, value) => {
    expect(() => parseCsv(value as string)).toThrow(ValueError);
  });
});

test('a hundred thousand columns take seconds, not minutes', { timeout: 20_000 }, () => {
  const width = 100_000;
  const row = (k: number): string => Array.from({ length: width }, (_, i) => (i % 7) + k).join();
  const names = Array.from({ length: width }, (_, i) => `c${i}`).join();
  const table = parseCsv(`${names}\n${row(1)}\n${row(2)}\n`);
  expect([table.names.length, table.rows, table.column('c99999').at(1)]).toEqual([width, 2, (99_999 % 7) + 2]);
});

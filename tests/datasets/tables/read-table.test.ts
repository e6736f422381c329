/** Tables from Blobs, streams and files, packed or not, in JSON or CSV. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import {
  FormatError,
  NnfsError,
  NumberColumn,
  TextColumn,
  ValueError,
  parseCsv,
  parseJson,
  readTable,
  tableFromRows,
  type Table,
} from 'nnfs';
import { loadTable } from 'nnfs/node';

const folder = mkdtempSync(join(tmpdir(), 'nnfs-tables-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Writes a file. */
function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const text = `n,word,half\n${Array.from({ length: 40_000 }, (_, i) => `${i},w${i % 9},${i / 2}\n`).join('')}`;
const bytes = new TextEncoder().encode(text);
const table = parseCsv(text);

/** A table as one text, which is quick to compare. */
function fingerprint({ columns, rows }: Table): string {
  const parts = columns.map((column) => {
    if (!(column instanceof TextColumn || column instanceof NumberColumn)) return column.type;
    const data = column instanceof TextColumn ? column.codes : column.values;
    const { buffer, byteOffset, byteLength } = data;
    const hash = createHash('sha1')
      .update(new Uint8Array(buffer, byteOffset, byteLength))
      .digest('hex');
    return `${column.name} ${column.type} ${hash} ${column instanceof TextColumn ? column.dictionary.join() : ''}`;
  });
  return [rows, ...parts].join('\n');
}

const expected = fingerprint(table);

/** Bytes in chunks of one array that is filled again and again. */
async function* reused(all: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  const chunk = new Uint8Array(length);
  for (let at = 0; at < all.length; at += length) {
    const part = all.subarray(at, at + length);
    chunk.set(part);
    yield await Promise.resolve(chunk.subarray(0, part.length));
    chunk.fill(0x22);
  }
}

describe('the same table', () => {
  test.each<[string, () => Parameters<typeof readTable>[0]]>([
    ['a Blob', () => new Blob([bytes])],
    ['a File', () => new File([bytes], 'x.csv')],
    ['a web stream', () => new Blob([bytes]).stream()],
    [
      'a stream of Node',
      () => Readable.from([Buffer.from(bytes.subarray(0, 1000)), Buffer.from(bytes.subarray(1000))]),
    ],
    ['small chunks', () => reused(bytes, 1009)],
    ['large chunks', () => reused(bytes, 300_007)],
    ['gzip', () => new Blob([gzipSync(bytes)])],
    ['a stream of gzip', () => reused(gzipSync(bytes), 1009)],
  ])('from %s', async (_, source) => {
    const read = await readTable(source());
    expect(fingerprint(read)).toBe(expected);
  });

  test.each<[string, string | Uint8Array]>([
    ['t.csv', bytes],
    ['t.csv.gz', gzipSync(bytes)],
    ['t.json', JSON.stringify(table.toRows())],
    ['t.jsonl', table.toRows().map((row) => JSON.stringify(row)).join('\n')],
    ['t.json.gz', gzipSync(JSON.stringify(table.toRows()))],
  ])('from a file %s', async (name, content) => {
    const path = file(name, content);
    const loaded = await loadTable(path);
    expect(fingerprint(loaded)).toBe(expected);
    expect((await loadTable(pathToFileURL(path))).rows).toBe(table.rows);
  }); // prettier-ignore

  test('from JSON lines, cut anywhere', async () => {
    const lines = Buffer.from(`\ufeff${table.toRows().map((row) => JSON.stringify(row)).join('\r\n')}\n`); // prettier-ignore
    for (const length of [777, 65_536]) {
      expect(fingerprint(await readTable(reused(lines, length)))).toBe(expected);
      expect(fingerprint(await readTable(reused(gzipSync(lines), length)))).toBe(expected);
    }
    expect(fingerprint(parseJson(lines.toString()))).toBe(expected);
  });

  test('in UTF-16, from a stream', async () => {
    const wide = Buffer.from(`\ufeff${text}`, 'utf16le');
    expect(fingerprint(await readTable(reused(wide, 777)))).toBe(expected);
  });
});

describe('gzip of several parts', () => {
  const parts = [bytes.subarray(0, 5), bytes.subarray(5, 100_000), bytes.subarray(100_000)].map((part) =>
    gzipSync(part),
  );
  const joined = Buffer.concat(parts);
  const ended = Buffer.concat([gzipSync(bytes), gzipSync('')]); // as bgzip ends its files

  test('is read from files', async () => {
    expect(fingerprint(await loadTable(file('joined.gz', joined)))).toBe(expected);
    expect(fingerprint(await loadTable(file('ended.gz', ended)))).toBe(expected);
  });

  test.each([
    ['a Blob', () => new Blob([joined])],
    ['a stream', () => reused(joined, 1009)],
    ['a stream that is empty at the end', () => reused(ended, 3)],
  ])('is refused by name from %s, as pages have to', async (_, source) => {
    await expect(readTable(source(), { name: 'x' })).rejects.toThrow(
      'x: expected gzip of one part, received more behind it. Pages read one: unpack it, and pack it again as a whole.',
    );
  });
});

test('progress is told up to the end', async () => {
  const seen: [number, number | undefined][] = [];
  await loadTable(file('p.csv', bytes), { onProgress: (done, total) => seen.push([done, total]) });
  expect(seen.at(-1)).toEqual([bytes.length, bytes.length]);
  expect(seen.every(([done], i) => i === 0 || done > seen[i - 1]![0])).toBe(true);
});

describe('a text far behind numbers', () => {
  const mixed = new TextEncoder().encode(`a,b\n${'1.50,2\n'.repeat(100_000)}word,3\n`);

  test('is read again from what can be read again', async () => {
    const read = await readTable(new Blob([mixed]));
    expect([read.column('a').at(0), read.column('a').at(100_000)]).toEqual(['1.50', 'word']);
    expect(fingerprint(await loadTable(file('mixed.csv', mixed)))).toBe(fingerprint(read));
  });

  test('is refused in a stream, with the options that help', async () => {
    await expect(readTable(reused(mixed, 5000), { name: 'm.csv' })).rejects.toThrow(
      `m.csv, line 100002, column 1 (a): expected a number, as above, received "word". types: { "a": 'text' } reads it as text, missing: ["word"] takes that for a gap.`,
    );
    const read = await readTable(reused(mixed, 5000), { types: { a: 'text' } });
    expect(read.column('a').at(100_000)).toBe('word');
  });
});

describe('refused', () => {
  const cut = gzipSync(bytes).subarray(0, 5000);
  const damaged = Uint8Array.from(gzipSync(bytes), (byte, i) => (i === 3000 ? byte ^ 255 : byte));
  const bomb = gzipSync(Buffer.concat([Buffer.from('a,b\n1,2'), Buffer.alloc(80_000_000, '\n')]), { level: 1 });

  test.each<[string, () => Promise<unknown>, RegExp]>([
    ['a cut gzip', () => readTable(new Blob([cut]), { name: 'x' }), /^x: expected gzip, received damaged or cut bytes/],
    ['a damaged gzip', () => readTable(new Blob([damaged])), /expected gzip, received damaged or cut bytes/],
    ['a bomb', () => readTable(new Blob([bomb])), /expected fewer bytes, received more than .* maxBytes says how many/],
    ['more than is wanted', () => readTable(new Blob([gzipSync(bytes)]), { maxBytes: 1000 }), /expected fewer bytes/],
    ['an empty Blob', () => readTable(new Blob([])), /expected a row of column names/],
    [
      'a file of a cut gzip',
      () => loadTable(file('cut.gz', cut)),
      /cut\.gz: expected gzip, received damaged or cut bytes/,
    ],
    [
      'a file of a damaged gzip',
      () => loadTable(file('d.gz', damaged)),
      /expected gzip, received damaged or cut bytes/,
    ],
    [
      'a file of a bomb',
      () => loadTable(file('bomb.gz', bomb)),
      /expected fewer bytes, received more than .* maxBytes/,
    ],
    ['a ragged row', () => loadTable(file('r.csv', 'a,b\n1,2\n3\n')), /r\.csv, line 3: expected 2 cells, received 1/],
    ['bad JSON', () => loadTable(file('b.json', '[{"a": 1},')), /b\.json: expected JSON, received /],
  ])('%s', async (_, call, message) => {
    const error = await call().catch((error: unknown) => error);
    expect(error).toBeInstanceOf(FormatError);
    expect((error as Error).message).toMatch(message);
  });

  test.each<[string, () => Promise<unknown>, RegExp]>([
    ['no file', () => loadTable(join(folder, 'none.csv')), /none\.csv": ENOENT/],
    ['a folder', () => loadTable(folder), /it is a folder/],
    ['a device', () => loadTable('/dev/zero'), /it is a device/],
    ['no path', () => loadTable(5 as never), /expected a path or a file: URL, received 5/],
    ['a text', () => readTable('a,b' as never), /a Blob or a stream of bytes, received "a,b"\. parseCsv takes/],
    ['an unknown option', () => readTable(new Blob(['a']), { speed: 9 } as never), /the option "speed"/],
    ['no function', () => readTable(new Blob(['a']), { onProgress: 5 as never }), /onProgress: a function/],
  ])('%s', async (_, call, message) => {
    const error = await call().catch((error: unknown) => error);
    expect(error).toBeInstanceOf(NnfsError);
    expect((error as Error).message).toMatch(message);
  });

  test('what a stream throws is thrown', async () => {
    // eslint-disable-next-line @typescript-eslint/require-await -- it fails before it could
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield gzipSync(bytes).subarray(0, 100);
      throw new RangeError('the network');
    }
    await expect(readTable(failing())).rejects.toThrow('the network');
  });
});

describe('JSON', () => {
  test('values keep their types; texts are read as those of CSV', () => {
    const rows = [
      { n: 1.5, s: 'x', b: true, d: '2024-01-01', t: '7', m: 1 },
      { n: null, s: '', b: null, d: null, t: '$8', m: 'two' },
      { extra: 5 },
    ];
    const read = parseJson(JSON.stringify(rows));
    expect(read.columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      ...['n number', 's category', 'b boolean', 'd date', 't number', 'm category', 'extra number'],
    ]);
    expect(read.row(1)).toEqual({ n: null, s: null, b: null, d: null, t: 8, m: 'two', extra: null });
    expect(tableFromRows(rows).toRows()).toEqual(read.toRows());
    expect(fingerprint(tableFromRows(table.toRows()))).toBe(expected);
  });

  test('what a value among others makes of a column, wherever it comes', () => {
    const read = (...values: unknown[]): unknown => {
      const column = parseJson(values.map((a) => JSON.stringify({ a, b: 1 })).join('\n')).column('a');
      return [column.type, ...column];
    };
    expect(read(null, 1.5, null)).toEqual(['number', null, 1.5, null]);
    expect(read(null, true, false)).toEqual(['boolean', null, true, false]);
    expect(read(1.5, null, 'x', 1.5)).toEqual(['category', '1.5', null, 'x', '1.5']);
    expect(read(true, null, 2)).toEqual(['category', 'true', null, '2']);
    expect(read('x', 2, false)).toEqual(['category', 'x', '2', 'false']);
    expect(read(3, ' 4 ', '$5')).toEqual(['number', 3, 4, 5]);
    expect(read(null, null)).toEqual(['number', null, null]);
    expect(parseJson('{"b": 1}\n'.repeat(40) + '{"a": "x"}\n{}').column('a').missing).toBe(41);
  });

  test.each([
    ['', /expected objects, one for each row, received none/],
    ['[]', /expected objects, one for each row, received none/],
    ['[1]', /json, row 0: expected an object of values by column names, received 1/],
    ['[{"a": [1, 2]}]', /json, row 0, "a": expected a number, a text, true or false, a date, received \[1, 2\]/],
    ['{"a": 1}\n{"a": \n', /json, line 2: expected an object on each line, or an array of objects, received/],
    ['[{"a": 1}', /json: expected JSON, received/],
    ['{"a": 1}\n\n[2]', /json, row 1: expected an object of values by column names, received \[2\]/],
  ])('refused: %s', (text, message) => {
    expect(() => parseJson(text)).toThrow(FormatError);
    expect(() => parseJson(text)).toThrow(message);
  });

  test('wrong arguments', () => {
    expect(() => parseJson(5 as never)).toThrow(ValueError);
    expect(() => tableFromRows('x' as never)).toThrow(ValueError);
    expect(() => parseJson('[{}]', { nmae: 'x' } as never)).toThrow('the option "nmae"');
  });
});

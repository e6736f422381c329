import { describe, expect, test } from 'vitest';
import { NumberColumn, Table, TextColumn, ValueError, parseCsv, tableFromRows } from 'nnfs';

const table = parseCsv('name,size,day,ok\nann,1.5,2024-01-31,true\nbob,,2024-02-29,false\n,3,,\n');

describe('a table', () => {
  test('gives columns and rows', () => {
    expect(table.names).toEqual(['name', 'size', 'day', 'ok']);
    expect(table.rows).toBe(3);
    expect(table.toRows()).toEqual([
      { name: 'ann', size: 1.5, day: '2024-01-31', ok: true },
      { name: 'bob', size: null, day: '2024-02-29', ok: false },
      { name: null, size: 3, day: null, ok: null },
    ]);
    expect(table.row(1)).toEqual({ name: 'bob', size: null, day: '2024-02-29', ok: false });
    expect([...table.column('size')]).toEqual([1.5, null, 3]);
    expect(table.columns.map(({ missing, distinct }) => [missing, distinct])).toEqual([[1, 2], [1, 2], [1, 2], [1, 2]]); // prettier-ignore
  });

  test('selects, drops and takes without changing', () => {
    expect(table.select(['ok', 'name']).names).toEqual(['ok', 'name']);
    expect(table.drop(['ok', 'name']).names).toEqual(['size', 'day']);
    expect(table.take([2, 0, 0]).toRows()).toEqual([table.row(2), table.row(0), table.row(0)]);
    expect(table.take(Int32Array.of()).rows).toBe(0);
    expect(table.rows).toBe(3);
    expect(table.has('size') && !table.has('toString')).toBe(true);
  });

  test('has every name, __proto__ too', () => {
    const { names, rows } = parseCsv('__proto__,constructor\n1,2\n');
    expect([names, rows]).toEqual([['__proto__', 'constructor'], 1]);
    const [row] = parseCsv('__proto__,b\n1,2\n').toRows();
    expect(Object.keys(row!)).toEqual(['__proto__', 'b']);
    expect(({} as { b?: unknown }).b).toBeUndefined();
  });

  test.each([
    [() => table.column('age'), 'Table.column: expected the name of a column: "name", "size", "day", "ok", received "age".'],
    [() => table.select('name' as never), 'Table.select: expected a list of names, received "name".'],
    [() => table.drop([5 as never]), 'Table.drop: expected the name of a column: "name", "size", "day", "ok", received 5.'],
    [() => table.take([3]), 'Table.take: expected a row from 0 to 2, received 3.'],
    [() => new Table([{}] as never), 'Table: expected a list of columns, received [an object]. tableFromRows makes a table of objects.'],
    [() => table.row(-1), 'Table.row: expected a row from 0 to 2, received -1.'],
    [() => new Table([new NumberColumn('x', Float64Array.of(1)), new NumberColumn('y', new Float64Array(2))]), 'Table: expected 1 rows in each column, received 2 in "y".'],
    [() => new Table([new NumberColumn('x', Float64Array.of(1)), new NumberColumn('x', Float64Array.of(1))]), 'Table: expected a name of its own for each column, received "x" twice.'],
  ])('complains: %#', (call, message) => {
    expect(call).toThrow(ValueError);
    expect(call).toThrow(message);
  }); // prettier-ignore
});

describe('shown', () => {
  test('aligned, with what is missing, and dimensions', () => {
    expect(String(table)).toBe(
      [
        '   name  size  day         ok',
        '0  ann    1.5  2024-01-31  true',
        '1  bob     NA  2024-02-29  false',
        '2  NA     3.0  NA          NA',
        '',
        '3 rows x 4 columns',
      ].join('\n'),
    );
  });

  test('the first and last rows of a long table, the first and last columns of a wide one', () => {
    const long = tableFromRows(Array.from({ length: 100 }, (_, i) => ({ i, square: i * i })));
    expect(String(long).split('\n')).toHaveLength(14);
    expect(String(long)).toContain('\n...  ...     ...\n');
    const wide = tableFromRows([Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`column${i}`, i]))]);
    const [header = ''] = String(wide).split('\n');
    expect(header).toMatch(/column0 .* \.\.\. {2}column59$/);
    expect(header.length).toBeLessThanOrEqual(100);
    expect(String(wide)).toContain('1 row x 60 columns');
  });

  test('what a terminal would obey is escaped, and long texts are cut', () => {
    const evil = tableFromRows([
      { 'a\u001b[31m': 'x\u001b[2J\ny', long: 'z'.repeat(1e6), wide: '日本' },
      { wide: 'x' },
    ]);
    for (const text of [String(evil), evil.describe()]) {
      // eslint-disable-next-line no-control-regex -- the very characters
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
      expect(text.length).toBeLessThan(1000);
    }
    expect(String(evil)).toContain('x\\u001b[2J\\ny');
    expect(String(evil).split('\n')[1]).toMatch(/… {2}日本$/);
  });

  test('described', () => {
    const described = parseCsv(
      'price,city,when,ok\n$5,Rome,2024-01-02T10:00:00Z,true\n$7.25,Oslo,2024-01-02,\n,Oslo,,\n',
    ).describe();
    expect(described).toBe(
      [
        'name   type      missing  distinct  range',
        'price  number          1         2  $5 to $7.25',
        'city   category        0         2  Oslo, Rome',
        'when   date            1         2  2024-01-02T00:00:00Z to 2024-01-02T10:00:00Z',
        'ok     boolean         2         1  true',
        '',
        '3 rows x 4 columns',
      ].join('\n'),
    );
  });

  test('no columns, no rows', () => {
    expect(String(table.select([]))).toBe('0 rows x 0 columns');
    expect(String(table.take([]))).toContain('0 rows x 4 columns');
    expect(table.take([]).describe()).toContain('name  category        0         0');
  });
});

test('a column of texts counts, and is text where hardly any repeats', () => {
  const column = new TextColumn('x', Int32Array.of(0, 1, 1, -1), ['a', 'b', 'c']);
  expect([column.type, column.distinct, column.missing, [...column.counts]]).toEqual(['category', 2, 1, [1, 2, 0]]);
  const ids = Array.from({ length: 100 }, (_, i) => ({ id: `id ${i}` }));
  expect(tableFromRows(ids).column('id').type).toBe('text');
});

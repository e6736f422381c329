import { describe, expect, test } from 'vitest';
import { folder, run } from './run.ts';

const TABLE = 'id,day,price,color\n1,2024-01-01,$1.5,red\n2,2024-01-02,?,blue\n3,2024-01-05,$3,red\n';

test.each(['spiral', 'sprial'])('%s is no table', async (name) => {
  const stderr = `nnfs: FILE: expected the path of a table (CSV or JSON), received "${name}".\n`;
  expect(await run('data', name)).toEqual({ code: 2, stdout: '', stderr });
});

describe('nnfs data', () => {
  test('the columns, what was found out, what training would make of them, and the target it would take', async () => {
    const at = folder({ 'd.csv': TABLE });
    expect(await run('data', at('d.csv'))).toEqual({
      code: 0,
      stderr: '',
      stdout: `\
name   type      missing  distinct  range
id     number          0         3  1 to 3
day    date            0         3  2024-01-01 to 2024-01-05
price  number          1         2  $1.5 to $3
color  category        0         2  red, blue

3 rows x 4 columns

no --target: "color", the last column, is taken; --target names another
target: color, 2 classes: classification
numbers: id, price
day: a date
price: 1 gap, filled with the median 2.25 and marked
`,
    });
  });

  test('--target and the options of the reader', async () => {
    const at = folder({ 'd.csv': TABLE });
    const { stdout } = await run(
      'data',
      at('d.csv'),
      '--target',
      'price',
      '--types',
      'id=category',
      '--missing',
      'blue',
    );
    expect(stdout).toMatch(/^id +category /m);
    expect(stdout).toMatch(/^color +category +1 /m);
    expect(stdout).toContain('\n\ntarget: price, 2 distinct numbers: regression\n1 row without a target left out\n');
  });

  test('--json', async () => {
    const at = folder({ 'd.csv': TABLE });
    const shown = JSON.parse((await run('data', at('d.csv'), '--json')).stdout);
    expect(shown).toMatchObject({ rows: 3, notices: [], target: 'color', task: 'classification' });
    expect(shown.columns[2]).toEqual({ name: 'price', type: 'number', missing: 1, distinct: 2, range: '$1.5 to $3' });
    expect(shown.features).toEqual(['id', 'day', 'price']);
    expect(shown.inputs).toEqual(['id', 'day', 'price', 'price=NA']);
    expect(shown.training[0]).toBe('target: color, 2 classes: classification');
  });

  test('a table that cannot be learnt is shown all the same', async () => {
    const at = folder({ 'd.csv': 'a,b\n1,x\n2,x\n' });
    const { code, stdout } = await run('data', at('d.csv'));
    expect(code).toBe(0);
    expect(stdout).toContain(`\ntraining would fail: ${at('d.csv')}, target "b": expected two classes or more, received only "x". --target names`); // prettier-ignore
    const shown = JSON.parse((await run('data', at('d.csv'), '--json')).stdout);
    expect(shown.obstacle).toContain('two classes or more');
  });

  test.each([
    ['a,b\n', [], 'expected rows below the column names, received none. --header names the columns of rows without them.'],
    ['', [], 'expected a row of column names and rows of cells, received none.'],
    ['a,b\n1,2\n3\n', [], 'expected 2 cells, received 1. --ragged takes the others for gaps; --delimiter names what parts cells.'],
    ['a,b\n1,2\n', ['--target', 'c'], 'expected the name of a column: "a", "b", received "c".'],
    ['a,b\n1,2\n', ['--types', 'c=text'], 'expected names of columns: a, b, received "c".'],
    ['\x89PNG\r\n\x1a\n\0\0', [], 'expected text, received bytes that are none. --encoding names what text they are.'],
  ])('%j %j is refused', async (text, options, message) => {
    const at = folder({ 'd.csv': text });
    const { code, stdout, stderr } = await run('data', at('d.csv'), ...options);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.startsWith(`nnfs: ${at('d.csv')}`)).toBe(true);
    expect(stderr.endsWith(`: ${message}\n`)).toBe(true);
  }); // prettier-ignore
});

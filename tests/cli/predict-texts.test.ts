/** `nnfs predict` hands the rows on as they stand in the file. */
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { folder, run, words } from './run.ts';

const TRAINING = `x,y\n${Array.from({ length: 20 }, (_, i) => `${2 * i},${i < 10 ? 'low' : 'high'}`).join('\n')}\n`;

/** A folder with some files and a model `m` of x. */
async function trained(files: Readonly<Record<string, string | Uint8Array>>) {
  const at = folder({ ...files, 'd.csv': TRAINING });
  const argv = `train --data ${at('d.csv')} --hidden none --l2 0 --epochs 2 --learning-rate 0.01 --save ${at('m')}`;
  expect((await run(...words(argv))).code).toBe(0);
  return at;
}

/** The cells that were there before the answers. */
const given = (stdout: string): string[][] => {
  const rows: string[][] = parse(stdout);
  return rows.map((row) => row.slice(0, -1));
};

const ROWS = [
  ['', 'zip', 'number', 'price', 'day', 'note', 'x', 'flag'],
  ['a1', '0007', '12345678901234567890', '$1,234.50', '2024/1/31', 'NA', '1.50', 'TRUE'],
  ['a2', '0100', '0.1000', '$2.00', '2024/2/1', '', 'NA', 'false'],
  ['a3', '', '1e3', '-', '?', ' a "b",\nc ', '1,000', 'N/A'],
];
const text = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`).join(''); // prettier-ignore

test('zeros in front, digits, units, dates, words for gaps, and the column that only names the rows', async () => {
  const at = await trained({ 'new.csv': text(ROWS), 'new.csv.gz': gzipSync(text(ROWS)) });
  const { code, stdout } = await run('predict', at('m'), '--data', at('new.csv'), '--classes-only');
  expect(code).toBe(0);
  expect(given(stdout)).toEqual(ROWS);
  const packed = await run('predict', at('m'), '--data', at('new.csv.gz'), '--classes-only');
  expect(packed.stdout).toBe(stdout);
});

test('standard input, which can be read once', async () => {
  const at = await trained({ 'new.csv': text(ROWS) });
  let stdout = '';
  const sink = { write: (written: string) => (stdout += written) };
  const stdin = Readable.from([Buffer.from(text(ROWS).slice(0, 70)), Buffer.from(text(ROWS).slice(70))]);
  const code = await main(['predict', at('m'), '--data', '-'], { stdout: sink, stderr: { write: () => true }, stdin });
  expect(code).toBe(0);
  expect(stdout).toBe((await run('predict', at('m'), '--data', at('new.csv'))).stdout);
});

test('a first column with a name, that --index yes leaves out of what is learnt', async () => {
  const at = await trained({ 'new.csv': 'id,x\n007,1\n008,2\n' });
  const { stdout } = await run(...words(`predict ${at('m')} --data ${at('new.csv')} --index yes --classes-only`));
  expect(given(stdout)).toEqual([['id', 'x'], ['007', '1'], ['008', '2']]); // prettier-ignore
});

test.each([
  ['an array', (rows: readonly object[]) => JSON.stringify(rows)],
  ['lines', (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).join('\n')],
])('texts of JSON, %s', async (_, write) => {
  const rows = [{ zip: '0007', note: 'NA', x: 1.5, day: '2024/1/31' }, { zip: '', note: null, x: null, day: '?' }]; // prettier-ignore
  const at = await trained({ 'new.json': write(rows) });
  const { stdout } = await run('predict', at('m'), '--data', at('new.json'), '--classes-only');
  expect(given(stdout)).toEqual([['zip', 'note', 'x', 'day'], ['0007', 'NA', '1.5', '2024/1/31'], ['', '', '', '?']]); // prettier-ignore
});

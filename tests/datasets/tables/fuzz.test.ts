/** Tables with random damage. TABLE_FUZZ=20000 sets how many; the default keeps the test quick. */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { FormatError, RandomState, parseCsv, parseJson, readTable } from 'nnfs';
import { readCsv } from '../../../src/io/csv/read.ts';
import type { CsvOptions } from '../../../src/io/csv/options.ts';

const COUNT = Number(process.env.TABLE_FUZZ ?? 500);

const folder = fileURLToPath(new URL('./files/', import.meta.url));
const originals = readdirSync(folder).map((file) => readFileSync(folder + file).subarray(0, 2000));

/** What readers trip over. */
const PIECES =
  ['"', '""', ',', ';', '\t', '\n', '\r', '\r\n', '\0', '\ufeff', '#', '1e999', '-', '.', '1,234', '€', '\xff', ',,,,', '"\n', '__proto__', '1e-400', '$', '%', ' ', '\\', '\\"'] // prettier-ignore
    .map((text) => Buffer.from(text));

function damage(original: Uint8Array, dice: RandomState): Buffer {
  let bytes = Buffer.from(original);
  for (let i = dice.randint(1, 6); i > 0; i--) {
    const at = dice.randint(0, bytes.length + 1);
    const to = Math.min(bytes.length, at + dice.randint(0, 20));
    const piece = PIECES[dice.randint(0, PIECES.length)]!;
    switch (dice.randint(0, 5)) {
      case 0:
        bytes = Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
        break;
      case 1:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(to)]);
        break;
      case 2:
        bytes = Buffer.concat([bytes.subarray(0, to), bytes.subarray(at)]);
        break;
      case 3:
        if (at < bytes.length) bytes[at]! ^= 1 << dice.randint(0, 8);
        break;
      default:
        bytes = bytes.subarray(0, Math.max(1, at));
    }
  }
  return bytes;
}

const OPTIONS: readonly CsvOptions[] = [{}, {}, {}, { ragged: true }, { quote: '' }, { escape: '\\' }, { header: false }, { delimiter: ';' }, { dtype: 'float32' }]; // prettier-ignore

/** What a call gives, or the message of its FormatError. */
function outcome<T>(call: () => T): T | string {
  try {
    return call();
  } catch (error) {
    if (error instanceof FormatError) return error.message;
    throw error;
  }
}

test(`${COUNT} damaged tables are refused, or are tables, to both scanners the same`, { timeout: 600_000 }, () => {
  const dice = new RandomState(30);
  let refused = 0;
  const start = process.memoryUsage().rss;
  let most = 0;
  for (let i = 0; i < COUNT; i++) {
    const bytes = damage(originals[dice.randint(0, originals.length)]!, dice);
    const options = OPTIONS[dice.randint(0, OPTIONS.length)]!;
    const fast = outcome(() => readCsv(bytes, options, false));
    expect(
      outcome(() => readCsv(bytes, options, true)),
      `table ${i}`,
    ).toEqual(fast);
    if (typeof fast === 'string') {
      expect(fast).toMatch(/^csv(, line \d+(, column \d+ \(.*\))?)?: expected .*, received .*\.$/s);
      refused++;
    } else {
      const table = outcome(() => parseCsv(bytes, options));
      if (typeof table === 'string') throw new Error(table);
      expect(table.toRows()).toHaveLength(fast.rows);
      expect(`${table.describe()}${table.toString()}`.length).toBeLessThan(100_000);
    }
    if (i % 100 === 0) most = Math.max(most, process.memoryUsage().rss - start);
  }
  expect(refused).toBeGreaterThan(COUNT / 20);
  expect(refused).toBeLessThan(COUNT);
  expect(most).toBeLessThan(400e6);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

test(
  `${COUNT} damaged JSON texts are refused, or are tables, whole and in pieces the same`,
  { timeout: 600_000 },
  async () => {
    const dice = new RandomState(31);
    const rows = parseCsv(readFileSync(`${folder}date.csv`))
      .toRows()
      .slice(0, 5);
    const texts = [JSON.stringify(rows), rows.map((row) => JSON.stringify(row)).join('\n')];
    const start = process.memoryUsage().rss;
    let [refused, most] = [0, 0];
    for (let i = 0; i < COUNT; i++) {
      const bytes = damage(Buffer.from(texts[i % 2]!), dice);
      const table = outcome(() => parseJson(new TextDecoder().decode(bytes)));
      if (typeof table === 'string') {
        expect(table).toMatch(/^json(, (line|row) \d+(, ".*")?)?: expected .*, received .*\.( .*)?$/s);
        refused++;
      } else expect(`${table.describe()}${table.toString()}`.length).toBeLessThan(100_000);
      const piece = dice.randint(1, 100);
      async function* pieces(): AsyncGenerator<Uint8Array> {
        for (let at = 0; at < bytes.length; at += piece) yield await Promise.resolve(bytes.subarray(at, at + piece));
      }
      // What no longer begins as JSON is CSV to readTable.
      const read = await readTable(pieces(), { name: 'json' }).catch((error: unknown) => outcome((): never => { throw error; })); // prettier-ignore
      if (/^(\[\{|\{")/.test(bytes.toString())) {
        expect(typeof read === 'string' ? read : read.toRows(), `text ${i}`).toEqual(
          typeof table === 'string' ? table : table.toRows(),
        );
      }
      if (i % 100 === 0) most = Math.max(most, process.memoryUsage().rss - start);
    }
    expect(refused).toBeGreaterThan(COUNT / 20);
    expect(refused).toBeLessThan(COUNT);
    expect(most).toBeLessThan(400e6);
  },
);

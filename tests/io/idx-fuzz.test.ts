/** IDX files with random damage. IDX_FUZZ=20000 sets how many; the default keeps the test quick. */
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { FormatError, RandomState, decodeIdx, readIdx } from 'nnfs';
import { damage, outcome } from './damage.ts';
import { elements, idxFile } from './idx-support.ts';

const COUNT = Number(process.env.IDX_FUZZ ?? 500);
/** The longest header. */
const HEAD = 20;

const originals = [
  idxFile(8, [3, 4, 4], Buffer.from(Array.from({ length: 48 }, (_, i) => (i * 37) % 256))),
  idxFile(8, [5], elements(8, [1, 2, 3, 4, 5])),
  idxFile(11, [2, 3], elements(11, [-1, 2, -300, 400, 5, 6])),
  idxFile(13, [4], elements(13, [0.5, -1.5, 1e30, 0])),
  idxFile(14, [2, 1], elements(14, [Math.PI, -1e300])),
];

test(`${COUNT} damaged IDX files are refused, or are tensors`, { timeout: 600_000 }, async () => {
  const dice = new RandomState(32);
  const start = process.memoryUsage().rss;
  let [refused, most] = [0, 0];
  for (let i = 0; i < COUNT; i++) {
    const bytes = damage(originals[dice.randint(0, originals.length)]!, dice, HEAD);
    const whole = await outcome(() => decodeIdx(bytes));
    if (whole instanceof FormatError) {
      expect(whole.message).toMatch(/^decodeIdx: expected .*, received .*\.$/);
      refused++;
    } else expect(whole.data.byteLength, `file ${i}`).toBeLessThanOrEqual(4 * bytes.length);
    const read = await outcome(() => readIdx(new Blob([bytes])));
    if (whole instanceof FormatError) expect(read, `file ${i}`).toBeInstanceOf(FormatError);
    else expect(read, `file ${i}`).toEqual(whole);
    // Damage to the packed bytes: gzip has a sum of its own, so what gets through is what was packed.
    const packed = await outcome(() => readIdx(new Blob([damage(gzipSync(bytes), dice, HEAD)])));
    if (!(packed instanceof FormatError)) expect(packed, `file ${i}`).toEqual(whole);
    if (i % 100 === 0) most = Math.max(most, process.memoryUsage().rss - start);
  }
  expect(refused).toBeGreaterThan(COUNT / 4);
  expect(refused).toBeLessThan(COUNT);
  expect(most).toBeLessThan(400e6);
});

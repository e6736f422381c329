/** Pictures with random damage. IMAGE_FUZZ=20000 sets how many; the default keeps the test quick. */
import { expect, test } from 'vitest';
import { FormatError, RandomState, decodeImage, decodePng, type Tensor } from 'nnfs';
import { JPEGS } from './jpegs.ts';
import { PICTURES } from './pictures.ts';
import { damage, outcome } from '../damage.ts';
import { mended } from './support.ts';

const COUNT = Number(process.env.IMAGE_FUZZ ?? 500);
/** Bytes in which most can go wrong. */
const HEAD = 50;

const pngs = PICTURES.map(([, file]) => Buffer.from(file, 'base64'));
const jpegs = JPEGS.map(([, file]) => Buffer.from(file, 'base64'));

/** How many damaged files were refused, after checks of them all. */
async function refusedOf(
  originals: readonly Buffer[],
  most: (bytes: Uint8Array) => number,
  decode: (bytes: Uint8Array) => Tensor | Promise<Tensor>,
): Promise<number> {
  const dice = new RandomState(11);
  const start = process.memoryUsage().rss;
  let [refused, memory] = [0, 0];
  for (let i = 0; i < COUNT; i++) {
    const damaged = damage(originals[dice.randint(0, originals.length)]!, dice, HEAD);
    const bytes = dice.randint(0, 4) === 0 ? damaged : mended(damaged); // past the check sums of PNG
    const result = await outcome(() => decode(bytes));
    if (result instanceof FormatError) {
      expect(result.message).toMatch(/^file: expected .*, received .*\./);
      refused++;
    } else expect(result.data.length, `file ${i}`).toBeLessThanOrEqual(most(bytes));
    if (i % 100 === 0) memory = Math.max(memory, process.memoryUsage().rss - start);
  }
  expect(memory).toBeLessThan(400e6);
  return refused;
}

test(`${COUNT} damaged PNG files are refused, or are pictures`, { timeout: 600_000 }, async () => {
  // Deflate makes 1,032 of a byte at most, and a row's 8 pixels of 4 bytes may be in one byte.
  const refused = await refusedOf(
    pngs,
    (bytes) => 32 * 1032 * bytes.length,
    (bytes) => decodePng(bytes, { name: 'file' }),
  );
  expect(refused).toBeGreaterThan(COUNT / 4);
  expect(refused).toBeLessThan(0.95 * COUNT);
});

test(`${COUNT} damaged JPEG files are refused, or are pictures`, { timeout: 600_000 }, async () => {
  const refused = await refusedOf(
    jpegs,
    (bytes) => 3 * 1024 * bytes.length,
    (bytes) => decodeImage(bytes, { name: 'file' }),
  );
  expect(refused).toBeGreaterThan(COUNT / 4);
  expect(refused).toBeLessThan(0.95 * COUNT);
});

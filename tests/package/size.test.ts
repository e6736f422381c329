import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { dist } from '../support/dist.ts';

/** What a page downloads for the whole library, seedrandom included. */
const LIMIT_KB = 15;

test(`the library, minified and gzipped, stays under ${LIMIT_KB} kB`, () => {
  const kB = gzipSync(readFileSync(dist('nnfs.browser.js')), { level: 9 }).length / 1000;
  expect(kB, `dist/nnfs.browser.js is ${kB.toFixed(1)} kB gzipped, the limit is ${LIMIT_KB} kB`).toBeLessThan(LIMIT_KB);
});

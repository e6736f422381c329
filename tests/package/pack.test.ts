import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../support/dist.ts';
import { installPacked, runIn } from '../support/packed.ts';

let folder: string;
let tarball: string;

const run = (command: string, ...args: string[]): Promise<string> => runIn(folder, command, args);
const tool = (name: string, ...args: string[]): Promise<string> => run(join(root, 'node_modules/.bin', name), ...args);

/** The program of every consumer: the forward pass of chapter 5 and the loss that the chapter prints. */
const names = '{ CategoricalCrossentropy, Dense, ReLU, Softmax, formatNumber, init, spiralData }';
const program = `
init();
const { X, y } = spiralData({ samples: 100, classes: 3 });
const hidden = new ReLU().forward(new Dense(2, 3).forward(X));
const output = new Softmax().forward(new Dense(3, 3).forward(hidden));
console.log(output.shape.join(), formatNumber(new CategoricalCrossentropy().calculate(output, y), 'float32'));
`;
const printed = '300,3 1.0986104';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nnfs-consumer-'));
  tarball = await installPacked(folder);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the packed package, installed in an empty folder', () => {
  test('holds the build and the papers, nothing else', async () => {
    const papers = ['CHANGELOG.md', 'CONTRIBUTING.md', 'LICENSE', 'README.md', 'docs', 'examples'];
    const installed = join(folder, 'node_modules/nnfs');
    expect((await readdir(installed)).sort()).toEqual([...papers, 'dist', 'package.json'].sort());
  });

  test('leaves the pictures of pages in the repository, where the README has them', async () => {
    const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
    const shown = Array.from(readme.matchAll(/src="(docs\/pictures\/[\w-]+\.png)"/g), ([, path]) => path!);
    expect(shown).toHaveLength(2);
    expect(shown.filter((path) => !existsSync(new URL(`../../${path}`, import.meta.url)))).toEqual([]);
    expect(await readdir(join(folder, 'node_modules/nnfs/docs/pictures'))).toEqual(['spiral.svg']);
  });

  test('has what its README links to', async () => {
    const installed = join(folder, 'node_modules/nnfs');
    const readme = await readFile(join(installed, 'README.md'), 'utf8');
    const links = Array.from(readme.matchAll(/\]\(([^)#]+)/g), ([, link]) => link!);
    expect(links.length).toBeGreaterThan(8);
    expect(links.filter((link) => !existsSync(join(installed, link)))).toEqual([]);
  });

  test.each([
    ['import', 'consumer.mjs', `import ${names} from 'nnfs';`],
    ['require', 'consumer.cjs', `const ${names} = require('nnfs');`],
  ])('works with %s', async (_, file, head) => {
    await writeFile(join(folder, file), head + program);
    expect(await run('node', file)).toBe(printed);
  });

  test.each([
    ['nodenext', ['typed.mts', 'typed.cts']],
    ['bundler', ['typed.mts']],
    ['node10', ['typed.ts']],
  ])('gives a strict TypeScript program its types, with none of pages or Node (%s, %j)', async (resolution, files) => {
    const head = `import ${names} from 'nnfs'; import { loadModel } from 'nnfs/node'; void loadModel;`;
    const declared = 'declare const console: { log(...values: readonly unknown[]): void };';
    for (const file of files) await writeFile(join(folder, file), `${head}${declared}${program}`);
    const module = { nodenext: 'nodenext', bundler: 'esnext', node10: 'commonjs' }[resolution];
    // TypeScript's own libraries are left out of the check, the package's declarations are in it.
    const checked = { skipLibCheck: false, skipDefaultLibCheck: true, lib: ['es2022'], types: [] };
    const strict = { strict: true, ...checked, exactOptionalPropertyTypes: true, ignoreDeprecations: '6.0' };
    const compilerOptions = { ...strict, target: 'es2022', module, moduleResolution: resolution, outDir: 'out' };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
    await tool('tsc');
    for (const file of files) expect(await run('node', `out/${file.replace('ts', 'js')}`)).toBe(printed);
  });

  test('runs as a command', async () => {
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(await run(join(folder, 'node_modules/.bin/nnfs'), '--version')).toBe(version);
  });

  test('names the packages that PNG needs, before it trains', async () => {
    const command = run(join(folder, 'node_modules/.bin/nnfs'), 'train', '--data', 'spiral', '--plot', 'run.png');
    await expect(command).rejects.toThrow(
      'nnfs: --plot: expected the packages @resvg/resvg-wasm and @fontsource/dejavu-sans beside nnfs, for PNG, received none. npm install @resvg/resvg-wasm @fontsource/dejavu-sans adds them; .svg and .html need nothing.',
    );
    expect(existsSync(join(folder, 'run.png'))).toBe(false);
  });

  test('is clean for publint', async () => {
    expect(await tool('publint', '--strict', tarball)).toContain('All good!');
  });
});

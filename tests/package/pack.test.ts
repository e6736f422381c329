import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dist, root } from '../support/dist.ts';

const execute = promisify(execFile);
const windows = process.platform === 'win32';

let folder: string;
let tarball: string;

/** Runs a command in the consumer's folder; what it printed, also when it failed. */
async function run(command: string, ...args: string[]): Promise<string> {
  const { stdout } = await execute(command, args, { cwd: folder, shell: windows }).catch((error: unknown) => {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}`);
  });
  return stdout.trim();
}

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
  dist('index.js');
  folder = await mkdtemp(join(tmpdir(), 'nnfs-consumer-'));
  // The dependencies are packed too, so that the installation is a real one and needs no network.
  const packages = [root, join(root, 'node_modules/seedrandom'), join(root, 'node_modules/commander')];
  await run('npm', 'pack', '--ignore-scripts', '--silent', ...packages);
  const tarballs = (await readdir(folder)).sort();
  tarball = tarballs.find((name) => name.startsWith('nnfs-'))!;
  const dependencies = Object.fromEntries(tarballs.map((name) => [name.replace(/-[\d.]+tgz$/, ''), `file:${name}`]));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
  await run('npm', 'install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', '--silent');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the packed package, installed in an empty folder', () => {
  test('holds the build and the papers, nothing else', async () => {
    const installed = join(folder, 'node_modules/nnfs');
    expect((await readdir(installed)).sort()).toEqual(['LICENSE', 'README.md', 'dist', 'package.json']);
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
  ])('gives a strict TypeScript program its types (%s, %j)', async (moduleResolution, files) => {
    for (const file of files) await writeFile(join(folder, file), `import ${names} from 'nnfs';${program}`);
    const module = moduleResolution === 'bundler' ? 'esnext' : moduleResolution;
    // TypeScript's own libraries are left out of the check, the package's declarations are in it.
    const checked = { skipLibCheck: false, skipDefaultLibCheck: true };
    const strict = { strict: true, ...checked, exactOptionalPropertyTypes: true, types: [] };
    const compilerOptions = { ...strict, target: 'es2022', module, moduleResolution, outDir: 'out' };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
    await tool('tsc');
    for (const file of files) expect(await run('node', `out/${file.replace('ts', 'js')}`)).toBe(printed);
  });

  test('runs as a command', async () => {
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(await run(join(folder, 'node_modules/.bin/nnfs'), '--version')).toBe(version);
  });

  test('is clean for publint', async () => {
    expect(await tool('publint', '--strict', tarball)).toContain('All good!');
  });
});

import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { Dense, FormatError, Model, NnfsError, RandomState, Softmax, ValueError } from 'nnfs';
import { loadModel, saveModel, type FilePath } from 'nnfs/node';
import { readFile, writeFileAtomically } from '../../src/io/node-file.ts';
import { root } from '../support/dist.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nnfs-files-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const model = (seed: number): Model => {
  const random = new RandomState(seed);
  return new Model([new Dense(4, 3, { random }), new Softmax()], { random });
};
const windows = process.platform === 'win32';

describe('saveModel and loadModel', () => {
  it('give back the model, by path and by URL, and leave nothing else', () => {
    const path = join(folder, 'a b ü.safetensors');
    saveModel(model(1), path);
    expect(loadModel(path).toBytes()).toEqual(model(1).toBytes());
    saveModel(model(2), pathToFileURL(path), { training: true });
    expect(loadModel(pathToFileURL(path)).toBytes({ training: true })).toEqual(model(2).toBytes({ training: true }));
    expect(readdirSync(folder)).toEqual(['a b ü.safetensors']);
    rmSync(path);
  });

  it.skipIf(windows)('keep the permissions of a file, and a link a link', () => {
    const [path, link] = [join(folder, 'real'), join(folder, 'link')];
    saveModel(model(1), path);
    chmodSync(path, 0o640);
    symlinkSync('real', link);
    saveModel(model(2), link);
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(readFileSync(path)).toEqual(Buffer.from(model(2).toBytes()));
    expect(readdirSync(folder).sort()).toEqual(['link', 'real']);
    rmSync(link);
    rmSync(path);
  });

  test.each<[string, (path: string) => void, string, string]>([
    ['a file that is not there', (path) => loadModel(path), 'none.safetensors', 'loadModel: expected a file that can be read, received "$": ENOENT: no such file or directory.'],
    ['a folder that is not there', (path) => saveModel(model(1), path), 'none/x', 'saveModel: expected a file that can be written, received "$": ENOENT: no such file or directory.'],
    ['reading a folder', (path) => loadModel(path), '.', 'loadModel: expected a file that can be read, received "$": EISDIR: illegal operation on a directory.'],
    ['writing a folder', (path) => saveModel(model(1), path), '.', 'saveModel: expected a file that can be written, received "$": it is a folder.'],
  ])('say what is wrong with %s', (_, act, name, message) => {
    const path = `${folder}/${name}`;
    expect(() => act(path)).toThrow(NnfsError);
    expect(() => act(path)).toThrow(message.replace('$', path));
    expect(readdirSync(folder)).toEqual([]);
  }); // prettier-ignore

  it.skipIf(windows)('do not replace a device', () => {
    expect(() => saveModel(model(1), '/dev/null')).toThrow('received "/dev/null": it is no regular file.');
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it.each(['n'.repeat(250), 'ü'.repeat(125), 'n'])('take any legal name: %s', (name) => {
    const path = join(folder, name);
    saveModel(model(1), path);
    saveModel(model(2), path);
    expect(loadModel(path).toBytes()).toEqual(model(2).toBytes());
    expect(readdirSync(folder)).toEqual([name]);
    rmSync(path);
  });

  it.skipIf(windows)('follow a link to a file that is not there yet', () => {
    mkdirSync(join(folder, 'inner'));
    symlinkSync('inner/new', join(folder, 'link'));
    saveModel(model(1), join(folder, 'link'));
    expect(readFileSync(join(folder, 'inner/new'))).toEqual(Buffer.from(model(1).toBytes()));
    expect(readdirSync(join(folder, 'inner'))).toEqual(['new']);
    for (const name of ['link', 'inner']) rmSync(join(folder, name), { recursive: true });
  });

  it.each<[unknown, string]>([
    [new URL('http://x/y'), '"http://x/y"'],
    [new URL('file:///a%2Fb'), '"file:///a%2Fb"'],
    [5, '5'],
    [undefined, 'undefined'],
  ])('refuse %s as a path', (path, received) => {
    const error = (where: string): ValueError => new ValueError(where, 'a path or a file: URL', received);
    expect(() => saveModel(model(1), path as FilePath)).toThrow(error('saveModel'));
    expect(() => loadModel(path as FilePath)).toThrow(error('loadModel'));
  });

  it('name the path of a file that is no model', () => {
    const path = join(folder, 'text');
    writeFileSync(path, 'no model at all');
    expect(() => loadModel(path)).toThrow(FormatError);
    expect(() => loadModel(path)).toThrow(`${path}: Model.fromBytes: expected a header of at most 100000000 bytes`);
    rmSync(path);
  });

  it('leave the old file and nothing else where the new one cannot take its place', () => {
    const path = join(folder, 'kept');
    saveModel(model(1), path);
    const broken = { toBytes: () => 5 as never };
    expect(() => saveModel(broken, path)).toThrow(NnfsError);
    expect(loadModel(path).toBytes()).toEqual(model(1).toBytes());
    expect(readdirSync(folder)).toEqual(['kept']);
    rmSync(path);
  });
});

describe.skipIf(windows)('readFile', () => {
  it('reads a pipe to its end', () => {
    const path = join(folder, 'pipe');
    execFileSync('mkfifo', [path]);
    const writer = spawn('sh', ['-c', 'head -c 200000 /dev/zero | tr "\\0" a > "$0"', path]);
    const bytes = readFile('test', path);
    expect(bytes.length).toBe(200_000);
    expect(bytes.every((byte) => byte === 0x61)).toBe(true);
    writer.kill();
    rmSync(path);
  });

  it.skipIf(!existsSync('/proc/version'))('reads a file that the system makes up', () => {
    expect(new TextDecoder().decode(readFile('test', '/proc/version'))).toMatch(/^Linux version .*\n$/);
  });

  it.each(['/dev/zero', '/dev/null'])('refuses %s', (path) => {
    expect(() => readFile('test', path)).toThrow(
      `test: expected a file that can be read, received "${path}": it is a device.`,
    );
  });

  it('refuses a file of more than 2 GiB', () => {
    const path = join(folder, 'long');
    writeFileSync(path, '');
    truncateSync(path, 2 ** 31 + 1);
    expect(() => readFile('test', path)).toThrow(/^test: expected a file that can be read, .* greater than 2 GiB/);
    rmSync(path);
  });
});

test('killed at any moment, the old or the new file is there whole', async () => {
  const inner = join(folder, 'killed');
  mkdirSync(inner);
  const path = join(inner, 'file');
  await build({
    entryPoints: [`${root}src/io/node-file.ts`],
    outfile: join(inner, 'save.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
  const size = 300_000;
  const program = `import { writeFileAtomically } from './save.mjs';
    for (let i = 0; ; i = (i + 1) % 256) writeFileAtomically('test', ${JSON.stringify(path)}, new Uint8Array(${size}).fill(i));`;
  writeFileSync(join(inner, 'run.mjs'), program);
  const seen = new Set<number>();
  const dice = new RandomState(3);
  for (let i = 0; i < 10; i++) {
    const child = spawn(process.execPath, [join(inner, 'run.mjs')], { stdio: 'inherit' });
    const ended = new Promise((resolve) => child.once('close', resolve));
    rmSync(path, { force: true });
    while (!existsSync(path)) await setTimeout(5);
    await setTimeout(dice.uniform(0, 30));
    child.kill('SIGKILL');
    await ended;
    const bytes = readFileSync(path);
    expect(bytes.length).toBe(size);
    expect(bytes.every((byte) => byte === bytes[0])).toBe(true);
    seen.add(bytes[0]!);
  }
  expect(seen.size).toBeGreaterThan(1); // it was not always the first file
}, 60_000);

describe('content in pieces', () => {
  test('is written one behind the other', () => {
    const path = join(folder, 'pieces');
    writeFileAtomically('test', path, [new Uint8Array([1, 2]), new Uint8Array(), new Uint8Array([3])]);
    expect([...readFileSync(path)]).toEqual([1, 2, 3]);
  });

  test('that fail on the way leave the old file, and nothing else', () => {
    const path = join(folder, 'old');
    writeFileSync(path, 'old');
    const before = readdirSync(folder);
    function* pieces(): Generator<Uint8Array> {
      yield new Uint8Array([1]);
      throw new ValueError('row 7', 'a number', 'none');
    }
    expect(() => writeFileAtomically('test', path, pieces())).toThrow('row 7: expected a number, received none.');
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(before);
  });
});

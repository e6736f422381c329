import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, onTestFinished, test, vi } from 'vitest';
import { checkNewFolder, writeFolderAtomically } from '../../src/io/node-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nnfs-folders-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const at = (name: string): string => join(folder, name);
const files: [string, Uint8Array][] = [
  ['a', Buffer.from('one')],
  ['b', Buffer.from('two')],
];

test.each(['new', 'empty', 'link', 'empty/'])('writes a folder that is %s', (name) => {
  mkdirSync(at('empty'));
  if (process.platform !== 'win32') symlinkSync(at('empty'), at('link'));
  writeFolderAtomically('--to', at(name), files);
  expect(readdirSync(at(name)).sort()).toEqual(['a', 'b']);
  expect(readFileSync(join(at(name), 'b'), 'utf8')).toBe('two');
  if (name === 'link') expect(lstatSync(at('link')).isSymbolicLink()).toBe(true);
  expect(readdirSync(folder).filter((each) => each.endsWith('.tmp'))).toEqual([]);
});

test.each([
  ['full', 'it is there, with something in it. Name another.'],
  ['file', 'it is a file. Name another.'],
  ['none/new', 'no such file or directory. There is no folder '],
])('refuses one that is %s, before and while it writes', (name, message) => {
  mkdirSync(at('full'));
  writeFileSync(at('full/mine'), 'mine');
  writeFileSync(at('file'), 'mine');
  for (const call of [() => checkNewFolder('--to', at(name)), () => writeFolderAtomically('--to', at(name), files)]) {
    expect(call).toThrow('--to: expected a folder that is new or empty, received ');
    expect(call).toThrow(message);
  }
  expect(readFileSync(at('full/mine'), 'utf8')).toBe('mine');
  expect(readdirSync(folder).sort()).toEqual(['file', 'full']);
});

it('refuses the folder that the program runs in, which would be another one then', () => {
  mkdirSync(at('here'));
  const cwd = vi.spyOn(process, 'cwd').mockReturnValue(realpathSync(at('here')));
  onTestFinished(() => cwd.mockRestore());
  expect(() => checkNewFolder('--to', at('here'))).toThrow('it is the folder that the program runs in. Name another.');
});

it('leaves nothing behind when it cannot go on', () => {
  function* failing(): Generator<[string, Uint8Array]> {
    yield ['a', Buffer.from('one')];
    throw new Error('the disk is full');
  }
  expect(() => writeFolderAtomically('--to', at('new'), failing())).toThrow('the disk is full');
  expect(readdirSync(folder)).toEqual([]);
});

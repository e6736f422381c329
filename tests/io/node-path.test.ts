import { linkSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { destinationOf, isSameFile } from '../../src/io/node-path.ts';

let folder: string;
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'nnfs-paths-')));
  for (const name of ['a', 'b']) writeFileSync(join(folder, name), '');
  mkdirSync(join(folder, 'inner'));
  linkSync(join(folder, 'a'), join(folder, 'hard'));
  for (const [name, target] of Object.entries({
    soft: 'a',
    softer: 'soft',
    room: 'inner',
    later: 'inner/new',
    loop: 'loop',
  })) {
    symlinkSync(target, join(folder, name));
  }
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe.skipIf(process.platform === 'win32')('two paths', () => {
  test.each([
    ['a', 'a', true],
    ['a', 'inner/../a', true],
    ['a', 'soft', true],
    ['hard', 'softer', true],
    ['a', 'b', false],
    ['a', 'new', false],
    ['new', './new', true],
    ['new', 'newer', false],
    ['inner/new', 'room/new', true],
    ['inner/new', 'later', true],
    ['inner/new', 'new', false],
    ['loop', 'loop', true],
    ['loop', 'a', false],
    ['none/x', 'none/x', true],
    ['none/x', 'x', false],
  ])('%s and %s lead to the same file: %s', (one, other, same) => {
    expect(isSameFile(`${folder}/${one}`, `${folder}/${other}`)).toBe(same);
    expect(isSameFile(`${folder}/${other}`, `${folder}/${one}`)).toBe(same);
  });

  test('where writing leads', () => {
    expect(destinationOf(`${folder}/softer`)).toBe(`${folder}/a`);
    expect(destinationOf(`${folder}/later`)).toBe(`${folder}/inner/new`);
    expect(destinationOf(`${folder}/room/../room/x`)).toBe(`${folder}/inner/x`);
    expect(() => destinationOf(`${folder}/loop`)).toThrow('ELOOP');
    expect(() => destinationOf(`${folder}/none/x`)).toThrow('ENOENT');
  });
});

/** Folders of what `toPyTorch` writes, for Python to read. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A new folder, gone when the tests have finished. */
export function newFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'nnfs-torch-'));
  made.push(path);
  return path;
}

const made: string[] = [];
afterAll(() => {
  for (const path of made) rmSync(path, { recursive: true });
});

/** Writes files into a folder of a folder; gives its path. */
export function writeFiles(
  parent: string,
  name: string,
  files: Iterable<readonly [string, string | Uint8Array]>,
): string {
  const path = join(parent, name);
  mkdirSync(path, { recursive: true });
  for (const [file, content] of files) writeFileSync(join(path, file), content);
  return path;
}

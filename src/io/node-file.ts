import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NnfsError } from '../errors.ts';

/** A path, or a `file:` URL. */
export type FilePath = string | URL;

export function pathOf(path: FilePath): string {
  return path instanceof URL ? fileURLToPath(path) : path;
}

/**
 * Reads a whole file.
 *
 * @throws NnfsError naming the path
 */
export function readFile(where: string, path: FilePath): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw fileError(where, 'a file that can be read', path, error);
  }
}

/**
 * Writes a file so that, killed at any moment, the old or the new one is there whole: a temporary file beside it is written and flushed
 * to the disk, then takes its name. The file keeps its permissions; a symbolic link keeps pointing to it.
 *
 * @throws NnfsError naming the path; the old file is then untouched
 */
export function writeFileAtomically(where: string, path: FilePath, bytes: Uint8Array): void {
  let temporary: string | undefined;
  try {
    const old = statSync(path, { throwIfNoEntry: false });
    if (old !== undefined && !old.isFile()) throw new Error('it is no regular file');
    const target = old === undefined ? pathOf(path) : realpathSync(pathOf(path));
    const suffix = Buffer.from(globalThis.crypto.getRandomValues(new Uint8Array(6))).toString('hex');
    temporary = `${target}.${suffix}.tmp`;
    writeFlushed(temporary, bytes, old?.mode);
    renameSync(temporary, target);
    flushFolder(dirname(target));
  } catch (error) {
    if (temporary !== undefined) rmSync(temporary, { force: true });
    throw fileError(where, 'a file that can be written', path, error);
  }
}

function writeFlushed(path: string, bytes: Uint8Array, mode: number | undefined): void {
  const file = openSync(path, 'wx');
  try {
    if (mode !== undefined) fchmodSync(file, mode & 0o777);
    writeFileSync(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** So that the new name survives a power cut too. Not every system lets a folder be opened; then there is nothing to do. */
function flushFolder(path: string): void {
  try {
    const folder = openSync(path, 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  } catch {
    // The file itself is whole in any case.
  }
}

function fileError(where: string, expected: string, path: FilePath, cause: unknown): NnfsError {
  const reason = cause instanceof Error ? cause.message.replace(/, \w+( '.*')?$/, '') : String(cause);
  const error = new NnfsError(where, expected, `${JSON.stringify(pathOf(path))}: ${reason}`);
  error.cause = cause;
  return error;
}

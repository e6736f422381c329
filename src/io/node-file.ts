/** Files of Node, read within bounds and written whole or not at all. */
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { NnfsError } from '../errors.ts';
import { destinationOf, pathOf, type FilePath } from './node-path.ts';

export { pathOf, type FilePath, type FileURL } from './node-path.ts';

/** Bytes: the longest file that Node reads at once, and so the longest pipe. */
const LONGEST = 2 ** 31;

/**
 * Reads a whole file, or a pipe up to its end. A device is refused, since it may never end.
 *
 * @throws NnfsError naming the path, also for more than 2 GiB
 */
export function readFile(where: string, path: FilePath): Uint8Array {
  const name = pathOf(path, where);
  try {
    const entry = statSync(name);
    if (entry.isCharacterDevice() || entry.isBlockDevice()) throw new Error('it is a device');
    const file = openSync(name, 'r');
    try {
      return entry.isFile() && entry.size > 0 ? readFileSync(file) : readToEnd(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw fileError(where, 'a file that can be read', name, error);
  }
}

/** Reads what does not tell its size: a pipe, or a file that the system makes up. */
function readToEnd(file: number): Uint8Array {
  let bytes = new Uint8Array(2 ** 16);
  let length = 0;
  for (;;) {
    const count = readSync(file, bytes, length, bytes.length - length, null);
    if (count === 0) return bytes.subarray(0, length);
    length += count;
    if (length < bytes.length) continue;
    if (length >= LONGEST) throw new Error('it is longer than 2 GiB');
    const shorter = bytes;
    bytes = new Uint8Array(2 * length);
    bytes.set(shorter);
  }
}

/**
 * Writes a file so that, killed at any moment, the old or the new one is there whole: a temporary file beside it is written and flushed
 * to the disk, then takes its name. The file keeps its permissions; a symbolic link keeps pointing to it.
 *
 * @param content all bytes, or pieces of them, which are asked for as they are written
 * @throws NnfsError naming the path, and what asking for a piece throws; the old file is then untouched
 */
export function writeFileAtomically(where: string, path: FilePath, content: Uint8Array | Iterable<Uint8Array>): void {
  const name = pathOf(path, where);
  try {
    const { target, mode } = targetOf(name);
    const temporary = temporaryBeside(target);
    const file = openSync(temporary, 'wx');
    try {
      writeFlushed(file, content instanceof Uint8Array ? [content] : content, mode);
      renameSync(temporary, target);
    } catch (error) {
      removeQuietly(temporary);
      throw error;
    }
    flushFolder(dirname(target));
  } catch (error) {
    throw error instanceof NnfsError ? error : writeError(where, name, error);
  }
}

/**
 * Finds out whether a file can be written, before the work whose result it is to hold.
 *
 * @throws NnfsError naming the path
 */
export function checkWritable(where: string, path: FilePath): void {
  const name = pathOf(path, where);
  try {
    accessSync(dirname(targetOf(name).target), constants.W_OK | constants.X_OK);
  } catch (error) {
    throw writeError(where, name, error);
  }
}

/** The file that writing would make or replace, and the permissions it has. @throws Error for what is no regular file */
function targetOf(path: string): { target: string; mode: number | undefined } {
  const old = statSync(path, { throwIfNoEntry: false });
  const namesFolder = path.endsWith('/') || path.endsWith(sep);
  if (old === undefined ? namesFolder : old.isDirectory()) throw new Error('it is a folder');
  if (old?.isFile() === false) throw new Error('it is no regular file');
  return { target: destinationOf(path), mode: old?.mode };
}

/** A new name that tells what it is for, and is short enough wherever that is: 40 characters are at most 120 bytes. */
function temporaryBeside(target: string): string {
  const suffix = Buffer.from(globalThis.crypto.getRandomValues(new Uint8Array(6))).toString('hex');
  return join(dirname(target), `${basename(target).slice(0, 40)}.${suffix}.tmp`);
}

function writeFlushed(file: number, pieces: Iterable<Uint8Array>, mode: number | undefined): void {
  try {
    if (mode !== undefined) fchmodSync(file, mode & 0o777);
    for (const bytes of pieces) writeFileSync(file, bytes); // behind what is there
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** For when something has failed already, which is what the caller should hear of. */
function removeQuietly(path: string): void {
  try {
    rmSync(path);
  } catch {
    // It stays behind, under its own name.
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

function writeError(where: string, path: string, cause: unknown): NnfsError {
  const folder = dirname(path);
  const hint = existsSync(folder) ? '' : `There is no folder ${folder}.`;
  return fileError(where, 'a file that can be written', path, cause, hint);
}

/** What went wrong with a file, in the words of the system. */
export function fileError(where: string, expected: string, path: string, cause: unknown, hint?: string): NnfsError {
  const reason = cause instanceof Error ? cause.message.replace(/, \w+( '.*')?$/s, '') : String(cause);
  const error = new NnfsError(where, expected, `${JSON.stringify(path)}: ${reason}`, hint);
  error.cause = cause;
  return error;
}

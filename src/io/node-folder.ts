/** Folders of Node, written whole or not at all. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, rmdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { NnfsError } from '../errors.ts';
import { fileError, writeFileAtomically } from './node-file.ts';
import { destinationOf, pathOf, type FilePath } from './node-path.ts';

/**
 * Finds out whether a folder can be made: there is nothing of that name yet, or a folder that is empty.
 *
 * @throws NnfsError naming the path
 */
export function checkNewFolder(where: string, path: FilePath): void {
  targetOf(where, pathOf(path, where));
}

/**
 * Writes a folder so that, killed at any moment, it is there whole or not at all: it is filled under another name beside it, then takes
 * its own.
 *
 * @param files their names and what they hold
 * @throws NnfsError naming the path, for a folder that is there with something in it too
 */
export function writeFolderAtomically(
  where: string,
  path: FilePath,
  files: Iterable<readonly [name: string, content: Uint8Array]>,
): void {
  const name = pathOf(path, where);
  const target = targetOf(where, name);
  const suffix = Buffer.from(globalThis.crypto.getRandomValues(new Uint8Array(6))).toString('hex');
  const temporary = join(dirname(target), `${basename(target).slice(0, 40)}.${suffix}.tmp`);
  try {
    mkdirSync(temporary);
    try {
      for (const [file, content] of files) writeFileAtomically(where, join(temporary, file), content);
      if (existsSync(target)) rmdirSync(target); // it is empty; not every system renames onto it
      renameSync(temporary, target);
    } catch (error) {
      rmSync(temporary, { recursive: true, force: true });
      throw error;
    }
  } catch (error) {
    throw error instanceof NnfsError ? error : folderError(where, name, error);
  }
}

/** The folder that would be made, links followed. */
function targetOf(where: string, name: string): string {
  try {
    const target = destinationOf(name);
    const old = statSync(target, { throwIfNoEntry: false });
    if (old === undefined) {
      statSync(dirname(target));
      return target;
    }
    if (!old.isDirectory()) throw new Error('it is a file');
    if (readdirSync(target).length > 0) throw new Error('it is there, with something in it');
    if (target === process.cwd()) throw new Error('it is the folder that the program runs in');
    return target;
  } catch (error) {
    throw folderError(where, name, error);
  }
}

function folderError(where: string, name: string, cause: unknown): NnfsError {
  const parent = dirname(name);
  const hint = existsSync(parent) ? 'Name another.' : `There is no folder ${parent}.`;
  return fileError(where, 'a folder that is new or empty', name, cause, hint);
}

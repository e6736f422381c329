/** Files that commands read and write. */
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { FormatError, NnfsError, describe } from '../../errors.ts';
import { readFile } from '../../io/node-file.ts';
import { WrongCall } from '../options.ts';
import { DATA } from '../training/settings.ts';

/**
 * Reads a text, without a byte order mark.
 *
 * @throws FormatError for a file that is not UTF-8
 */
export function readText(where: string, path: string): string {
  const bytes = readFile(where, path);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new FormatError(path, 'text in UTF-8', 'other bytes');
  }
}

/** Whether a path leads to a folder. */
export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** @throws WrongCall for a folder, where one may expect that its images are read, and for a word that is no path either */
export function checkCsvPath(where: string, path: string): void {
  if (isFolder(path)) {
    throw new WrongCall(where, 'generated data or a CSV file', `${path}, a folder: images are not supported yet`);
  }
  if (/^[\w-]+$/.test(path) && !existsSync(path)) throw new WrongCall(where, DATA, describe(path));
}

/** Finds out before long work whether its result can be written. @throws NnfsError naming the path */
export function checkWritable(where: string, path: string): void {
  const expected = 'a file that can be written';
  if (isFolder(path)) throw new NnfsError(where, expected, `${describe(path)}, a folder`);
  const folder = dirname(path);
  if (!isFolder(folder)) throw new NnfsError(where, expected, describe(path), `There is no folder ${folder}.`);
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    throw new NnfsError(where, expected, describe(path), `You may not write to ${folder}.`);
  }
}

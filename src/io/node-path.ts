/** Where a path leads in Node's file system. */
import { lstatSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ValueError, describe } from '../errors.ts';

/** What is read of a URL: a type of our own, so that programs compile without those of Node or pages. */
export interface FileURL {
  readonly href: string;
  readonly protocol: string;
}

/** A path, or a `file:` URL. */
export type FilePath = string | FileURL;

/** A path as text. @throws ValueError for what is neither a path nor the URL of a file of this machine */
export function pathOf(path: FilePath, where = 'pathOf'): string {
  if (typeof path === 'string') return path;
  const expected = 'a path or a file: URL';
  if (typeof (path as FileURL | null)?.href !== 'string') throw new ValueError(where, expected, describe(path));
  try {
    return fileURLToPath(path.href);
  } catch {
    throw new ValueError(where, expected, JSON.stringify(path.href));
  }
}

/**
 * The path of the file that writing to `path` would make or replace: links are followed, even to what does not exist yet.
 *
 * @throws Node's error where the way there is broken: no such folder, links in a circle, a name too long
 */
export function destinationOf(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  const folder = realpathSync(dirname(path));
  const dangling = lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  return dangling ? destinationOf(resolve(folder, readlinkSync(path))) : join(folder, basename(path));
}

/** The names on the way from a folder down to where a path leads; undefined where that is not in the folder. */
export function wayInto(folder: string, path: string): string[] | undefined {
  try {
    const way = relative(realpathSync(folder), destinationOf(path));
    return isAbsolute(way) || /^(?:\.\.)?(?:$|[/\\])/.test(way) ? undefined : way.split(sep);
  } catch {
    return undefined; // it leads nowhere: whoever writes it says why
  }
}

/** Whether two paths lead to the same file, whatever their spelling, through links of both kinds, and before it exists. */
export function isSameFile(one: string, other: string): boolean {
  return identityOf(one) === identityOf(other);
}

/** A file that exists is known by its device and its number there. */
function identityOf(path: string): string {
  try {
    const entry = statSync(path, { bigint: true, throwIfNoEntry: false });
    return entry === undefined ? destinationOf(path) : `${entry.dev}:${entry.ino}`;
  } catch {
    return resolve(path); // it leads nowhere: whoever reads or writes it says why
  }
}

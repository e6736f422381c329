/** Which files of a folder are pictures, and of which class: the same ones in the same order on every system. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FormatError, describe } from '../errors.ts';
import { fileError } from './node-file.ts';

/** A picture, and the number of its class. */
export interface ImageFile {
  readonly path: string;
  readonly label: number;
}

export interface ImageFiles {
  /** The names of the classes. */
  readonly labels: readonly string[];
  readonly train: readonly ImageFile[];
  /** What a folder `test` beside one `train` has. */
  readonly test?: readonly ImageFile[];
}

/** Whether a file is PNG or JPEG by its name. */
export function isReadable(name: string): boolean {
  return /[.](png|jpe?g)$/i.test(name);
}

const OTHER_PICTURES = /[.](gif|webp|bmp|tiff?|avif|heic|svg|ico|p[gpbn]m)$/i;

export interface Entry {
  readonly name: string;
  readonly path: string;
  readonly isFolder: boolean;
  /** Whether it has an end: not so a pipe that nobody writes to, or a device. */
  readonly isFile: boolean;
}

/**
 * The pictures of a folder that has a folder for each class, or `train` and `test` that have. Hidden files, and files that are no
 * pictures by their names, are passed over.
 *
 * @throws NnfsError for a folder that cannot be read; FormatError for one that is built in another way
 */
export function imageFiles(where: string, folder: string): ImageFiles {
  const parts = entriesOf(where, folder);
  const part = (name: string) => parts.find((entry) => entry.isFolder && entry.name === name);
  const [train, test] = [part('train'), part('test')];
  if (train === undefined || test === undefined || parts.filter(({ isFolder }) => isFolder).length > 2) {
    const labels = classesOf(folder, parts);
    return { labels, train: filesOf(where, folder, parts, labels) };
  }
  const [trainParts, testParts] = [entriesOf(where, train.path), entriesOf(where, test.path)];
  const labels = classesOf(train.path, trainParts);
  const strange = classesOf(test.path, testParts).find((name) => !labels.includes(name));
  if (strange !== undefined) {
    throw new FormatError(test.path, `the classes of ${describe(train.path)}`, describe(strange));
  }
  return {
    labels,
    train: filesOf(where, train.path, trainParts, labels),
    test: filesOf(where, test.path, testParts, labels),
  };
}

/** The names of the folders. */
function classesOf(folder: string, entries: readonly Entry[]): string[] {
  const picture = entries.find(({ name, isFolder }) => !isFolder && isReadable(name));
  const labels = entries.filter(({ isFolder }) => isFolder).map(({ name }) => name.normalize());
  if (picture === undefined && labels.length > 0) return labels;
  const received = picture === undefined ? 'no folder' : `the picture ${describe(picture.name)}`;
  throw new FormatError(folder, 'a folder for each class, and pictures in them', received);
}

function filesOf(where: string, folder: string, parts: readonly Entry[], labels: readonly string[]): ImageFile[] {
  return parts
    .filter(({ isFolder }) => isFolder)
    .flatMap(({ name, path }) => {
      const files = entriesOf(where, path);
      const strange = files.find((entry) => entry.isFolder || OTHER_PICTURES.test(entry.name));
      if (strange !== undefined) {
        const received = `the ${strange.isFolder ? 'folder' : 'file'} ${describe(strange.name)}`;
        throw new FormatError(path, 'pictures as PNG or JPEG', received, `${describe(folder)} has the classes.`);
      }
      const pictures = files.filter((file) => isReadable(file.name));
      if (pictures.length === 0) throw new FormatError(path, 'pictures as PNG or JPEG', 'none');
      return pictures.map((file) => ({ path: pathOfFile(where, file), label: labels.indexOf(name.normalize()) }));
    });
}

/** What a folder has, in natural order, without hidden files. */
export function entriesOf(where: string, folder: string): Entry[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter(({ name }) => !name.startsWith('.'))
      .map((entry) => {
        const path = join(folder, entry.name);
        const kind = entry.isSymbolicLink() ? statSync(path) : entry;
        return { name: entry.name, path, isFolder: kind.isDirectory(), isFile: kind.isFile() };
      })
      .sort((a, b) => naturalOrder(a.name, b.name));
  } catch (error) {
    throw fileError(where, 'a folder that can be read', folder, error);
  }
}

/** The path of a file that is going to be read. @throws NnfsError for a pipe or a device, which may never end */
export function pathOfFile(where: string, { path, isFile }: Entry): string {
  if (isFile) return path;
  throw fileError(where, 'a file that can be read', path, new Error('it is no regular file'));
}

/** Numbers in names by their size, 2 before 10, all else by its characters, whatever the language and the system. */
export function naturalOrder(a: string, b: string): number {
  const [left, right] = [piecesOf(a), piecesOf(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [one, other] = [left[i]!, right[i]!];
    if (one === other) continue;
    const numbers = /^\d/.test(one) && /^\d/.test(other);
    if (numbers && one.length !== other.length) return one.length - other.length;
    return one < other ? -1 : 1;
  }
  return left.length - right.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** Numbers, without zeros in front, and what is between them. Letters with marks are one character, as some systems store them. */
function piecesOf(name: string): string[] {
  return (name.normalize().match(/\d+|\D+/g) ?? []).map((piece) => piece.replace(/^0+(?=\d)/, ''));
}

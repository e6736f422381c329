/** What `--data` takes: a name of generated data, or the path of a file. */
import { existsSync, statSync } from 'node:fs';
import { describe } from '../../errors.ts';
import { isReadable } from '../../io/node-image-files.ts';
import { listOf } from '../text.ts';
import { WrongCall } from '../wrong-call.ts';

export const GENERATED_NAMES = ['spiral', 'vertical', 'sine', 'moons', 'circles', 'blobs'] as const;
export type GeneratedName = (typeof GENERATED_NAMES)[number];

const TABLE = 'the path of a table (CSV or JSON)';

/** The same in words. */
export const SOURCES = listOf([...GENERATED_NAMES, TABLE, 'that of a folder of pictures']);

export function isGenerated(data: string): data is GeneratedName {
  return GENERATED_NAMES.some((name) => name === data);
}

/** Whether generated data has two classes, whatever is asked for. */
export function hasTwoClasses(name: GeneratedName): boolean {
  return name === 'moons' || name === 'circles';
}

/** @throws WrongCall for another number of classes than generated data can have */
export function checkClasses(name: GeneratedName, classes: number): void {
  if (hasTwoClasses(name) && classes !== 2) throw new WrongCall('--classes', `2 for ${name}`, String(classes));
}

/** The path of a file in `--data`, where it is one; `-` is standard input. */
export function pathOfData(data: string): string | undefined {
  return isGenerated(data) || data === '-' ? undefined : data;
}

/**
 * @param where the option or argument that names the path; `--data` takes generated data, too
 * @throws WrongCall for a folder, and for a word that is no path either
 */
export function checkTablePath(where: string, path: string): void {
  if (path === '-') return;
  const expected = where === '--data' ? SOURCES : TABLE;
  if (isFolder(path)) throw new WrongCall(where, expected, `${path}, a folder`);
  if (/^[\w-]+$/.test(path) && !existsSync(path)) throw new WrongCall(where, expected, describe(path));
}

/** Whether data are pictures: a folder, or a file of that name. */
export function isOfPictures(data: string): boolean {
  return !isGenerated(data) && (isFolder(data) || isReadable(data));
}

export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false; // reading it says what is wrong
  }
}

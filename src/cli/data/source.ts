/** What `--data` takes: a name of generated data, or the path of a file. */
import { existsSync, statSync } from 'node:fs';
import { describe } from '../../errors.ts';
import { listOf } from '../text.ts';
import { WrongCall } from '../wrong-call.ts';

export const GENERATED_NAMES = ['spiral', 'vertical', 'sine', 'moons', 'circles', 'blobs'] as const;
export type GeneratedName = (typeof GENERATED_NAMES)[number];

/** The same in words. */
export const SOURCES = listOf([...GENERATED_NAMES, 'the path of a table (CSV or JSON)']);

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

/** @throws WrongCall for a folder, where one may expect that its images are read, and for a word that is no path either */
export function checkTablePath(where: string, path: string): void {
  if (path === '-') return;
  if (isFolder(path)) {
    throw new WrongCall(
      where,
      'generated data or the file of a table',
      `${path}, a folder: images are not supported yet`,
    );
  }
  if (/^[\w-]+$/.test(path) && !existsSync(path)) throw new WrongCall(where, SOURCES, describe(path));
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false; // reading it says what is wrong
  }
}

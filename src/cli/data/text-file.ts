import { constants } from 'node:buffer';
import { FormatError } from '../../errors.ts';
import { readFile } from '../../io/node-file.ts';

/**
 * Reads a text, without a byte order mark.
 *
 * @throws FormatError for a file that is not UTF-8, and for one that no string can hold
 */
export function readText(where: string, path: string): string {
  const bytes = readFile(where, path);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) throw new FormatError(path, 'text in UTF-8', 'other bytes');
    throw new FormatError(path, `text of at most ${constants.MAX_STRING_LENGTH} characters`, `${bytes.length} bytes`);
  }
}

/** What the library says of pictures, in the words of the command line. */
import { FormatError, NnfsError } from '../../errors.ts';

/** Phrases of the library and what they are here. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/^size: \[(\d+), (\d+)\] makes/, '--size $1x$2 makes'],
  [/^background: (\d+) puts/, '--background $1 puts'],
  [/^maxPixels says/, '--max-pixels says'],
  [/\bearlyStopping is set/, '--early-stopping is set'],
];

const inFlags = (text: string): string => PHRASES.reduce((words, [phrase, here]) => words.replace(phrase, here), text);

/** Does what concerns pictures; what the library has to say against it names the options of the call. */
export async function inPictureFlags<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new FormatError(error.where, inFlags(error.expected), error.received, inFlags(error.hint));
  }
}

/** The same for what trains on a folder, which errors then name. */
export function onFolder<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof NnfsError) || !error.where.startsWith('trainImages')) throw error;
    const place = path + error.where.slice('trainImages'.length).replace(', validation', ', --validation');
    throw new FormatError(place, inFlags(error.expected), error.received, error.hint);
  }
}

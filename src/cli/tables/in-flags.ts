/** What the library says of tables, in the words of the command line: its options are flags here. */
import { DivergedError, FormatError, NnfsError } from '../../errors.ts';
import { WrongCall } from '../wrong-call.ts';

/** Phrases of the library and what they are here. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/\bmissing: \[("(?:[^"\\]|\\.)*")\]/g, '--missing $1'],
  [/\bindex: false\b/g, '--index no'],
  [/\bheader: true\b/g, '--header yes'],
  [/\bheader: false\b/g, '--header no'],
  [/\bragged: true\b/g, '--ragged'],
  [/\bquote: ''/g, '--quote none'],
  [/\btypes: \{ "?(.*?)"?: '(\w+)' \}/g, '--types "$1=$2"'],
  [/(?:\bThe option |(?<![-\w]))(delimiter|comment|missing|features|encoding|header) names\b/g, '--$1 names'],
  [/\bor name another delimiter\b/g, 'or name another --delimiter'],
  [/\bname it as missing\b/g, 'name it by --missing'],
  [/: drop it,/g, ': leave it out by --drop,'],
  [/\bName another target\b/g, '--target names another column'],
  [/\b(loss|task): '(\w+)'/g, '--$1 $2'],
  [/\bloss: (?=\w+ or)/g, '--loss '],
  [/\bclassWeights\b/g, '--class-weights'],
  [/\bearlyStopping\b/g, '--early-stopping'],
];

/** Places of the library that tell a person nothing. */
const INTERNAL = /^(TableEncoder(\.\w+)?|trainTable|evaluateTable|Table\.\w+)$/;

export function inFlags(text: string): string {
  return PHRASES.reduce((words, [phrase, here]) => words.replace(phrase, here), text);
}

/**
 * Does what concerns the table of a file; what the library has to say against it names the file and the options of the call.
 *
 * @param others the name of a file of other rows, which nothing is learnt from
 * @throws FormatError
 */
export async function onFile<T>(file: string, work: () => T | Promise<T>, others = file): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof NnfsError) || error instanceof DivergedError || error.cause !== undefined) throw error;
    const { where, expected, received, hint } = error;
    // What the target makes of the loss is known once its file is read.
    if (where === 'network, labelSmoothing') throw new WrongCall('--label-smoothing', expected, received);
    if (where.startsWith('network, ')) throw error; // about the file of --model
    // The rows that an encoder has learnt from have all that it asks for.
    const named = where.startsWith('TableEncoder.transform') ? others : file;
    const place = where.startsWith(file) ? where : INTERNAL.test(where) ? named : `${named}, ${where}`;
    throw new FormatError(flagged(place), inFlags(expected), received, inFlags(hint));
  }
}

/** Options among the places of the library. */
function flagged(place: string): string {
  return place.replace(/, (validation|types)$/, ', --$1');
}

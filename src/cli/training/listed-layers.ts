/** Networks that a file lists, layer by layer. */
import { FormatError, NnfsError } from '../../errors.ts';
import { parseJson } from '../../io/json.ts';
import { readFile } from '../../io/node-file.ts';
import { decodeUtf8 } from '../../io/utf8.ts';

/** The list in the file of `--model`. @throws NnfsError naming the path, for a file that cannot be read or holds no list */
export function readListed(path: string): readonly unknown[] {
  const text = decodeUtf8(readFile('--model', path))?.replace(/^\ufeff/, '');
  if (text === undefined) throw new FormatError(path, 'JSON in UTF-8', 'other bytes');
  const json = parseJson(path, text);
  if (Array.isArray(json)) return json as unknown[];
  const hint = 'It begins with [ and has { "kind": "Dense", "config": { ... } } for each layer.';
  throw new FormatError(path, 'a list of layers', 'something else', hint);
}

/** Makes what needs a network; what there is against the listed layers names their file, `path`. */
export async function onListed<T>(path: string | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (path === undefined || !(error instanceof NnfsError && NETWORK.test(error.where))) throw error;
    const { where, expected, received, hint } = error;
    throw new FormatError(where.replace(NETWORK, path), expected, received, hint.replace(/^loss says/, '--loss says'));
  }
}

const NETWORK = /^network(?=, layers)/;

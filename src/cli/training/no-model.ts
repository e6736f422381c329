/** What is handed over where a model is asked for, and what to do with it. */
import { FormatError } from '../../errors.ts';
import { isFolder } from '../data/source.ts';
import { WrongCall } from '../wrong-call.ts';

/** How files begin that are no models. */
const BEGINNINGS: readonly (readonly [begin: string, what: string])[] = [
  ['\x89PNG', 'a picture'],
  ['\xff\xd8\xff', 'a picture'],
  ['GIF8', 'a picture'],
  ['PK\x03\x04', 'a zip archive, as .npz files and workbooks are'],
  ['\x1f\x8b', 'gzip'],
];

/** How texts in tags begin, behind a byte-order mark. */
const IN_TAGS: readonly (readonly [begin: RegExp, what: string])[] = [
  [/^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype )?svg\b/i, 'a picture, SVG'],
  [/^(?:\xef\xbb\xbf)?\s*<(?:!doctype )?html\b/i, 'a page'],
  [/^(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--)/i, 'XML'],
];
const TEXT = /^[\t\n\r\x20-\xff]+$/;
const LOOKED_AT = 64;

/** @throws WrongCall for a folder */
export function checkNoFolder(where: string, path: string): void {
  if (!isFolder(path)) return;
  throw new WrongCall(where, 'a model', `${path}, a folder`, `nnfs train --data ${path} --save FILE.safetensors makes one of its pictures.`); // prettier-ignore
}

/** @throws FormatError for bytes that are evidently something else: an empty file, a table, a picture, a model of another program */
export function checkMayBeModel(path: string, bytes: Uint8Array): void {
  const wrong = (received: string, hint = ''): FormatError => new FormatError(path, 'a model', received, hint);
  const head = String.fromCharCode(...bytes.subarray(0, LOOKED_AT));
  if (head === '') throw wrong('an empty file');
  if (/\.onnx$/i.test(path)) throw wrong('one in ONNX', `nnfs import ${path} --save FILE.safetensors makes one of it.`);
  const what =
    BEGINNINGS.find(([begin]) => head.startsWith(begin))?.[1] ?? IN_TAGS.find(([begin]) => begin.test(head))?.[1];
  if (what !== undefined) throw wrong(what);
  if (TEXT.test(head)) throw wrong('a text, as tables are', `nnfs train --data ${path} --save FILE.safetensors makes one of a table.`); // prettier-ignore
}

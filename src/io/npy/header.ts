/** The header of an npy file: a dictionary as Python writes it. */
import { FormatError, describe } from '../../errors.ts';
import { MAX_RANK, type Shape } from '../../tensor/shape.ts';
import { encodeUtf8 } from '../utf8.ts';

export interface Header {
  readonly descr: string;
  readonly fortranOrder: boolean;
  readonly shape: Shape;
}

/** The dictionary, its three names in any order; nothing in it is run. */
const ENTRY = /\s*(?:'(\w+)'|"(\w+)")\s*:\s*(?:'([^'\\]*)'|"([^"\\]*)"|(True|False)|\(([\d\sL,]*)\))\s*(,|(?=\}))/y;

/** @throws FormatError for a text that is no such dictionary */
export function parseHeader(where: string, text: string): Header {
  const body = text.trim();
  const wrong = (expected: string, received = describe(body)) =>
    new FormatError(`${where}, header`, expected, received);
  if (/^\{[^]*descr['"]\s*:\s*\[/.test(body)) throw wrong('elements of one type', 'records');
  const found = new Map<string, string | boolean | Shape>();
  let end = (ENTRY.lastIndex = 1);
  for (let match = ENTRY.exec(body); match !== null; match = ENTRY.exec(body)) {
    const [, single, double, text, other, flag, lengths] = match;
    found.set((single ?? double)!, lengths === undefined ? (text ?? other ?? flag === 'True') : lengthsOf(lengths));
    end = ENTRY.lastIndex;
  }
  const [descr, fortranOrder, shape] = ['descr', 'fortran_order', 'shape'].map((name) => found.get(name));
  const whole = body.startsWith('{') && body.slice(end).trim() === '}' && found.size === 3;
  if (!whole || typeof descr !== 'string' || typeof fortranOrder !== 'boolean' || typeof shape !== 'object') {
    throw wrong("{'descr': ..., 'fortran_order': ..., 'shape': (...)}");
  }
  if (shape.length > MAX_RANK) throw wrong(`a shape of at most ${MAX_RANK} axes`, String(shape.length));
  if (!shape.every((length) => Number.isSafeInteger(length))) throw wrong('lengths below 2^53');
  return { descr, fortranOrder, shape };
}

/** The numbers of a tuple, `2, 3` or `2L,`; NaN for what is none. */
function lengthsOf(text: string): number[] {
  const words = text.split(',').map((word) => word.trim());
  if (words.at(-1) === '') words.pop();
  return words.map((word) => (/^\d+L?$/.test(word) ? Number(word.replace('L', '')) : NaN));
}

/** NumPy leaves room for so many digits of the first axis, so that an array can grow in its file. */
const ROOM = 21;

/** The magic bytes, the version, the length and the dictionary, as NumPy writes them: all of it a multiple of 64 bytes. */
export function headerBytes(descr: string, shape: Shape): Uint8Array {
  const tuple = shape.length === 1 ? `(${shape[0]!},)` : `(${shape.join(', ')})`;
  const growth = shape.length === 0 ? 0 : ROOM - String(shape[0]).length;
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${tuple}, }${' '.repeat(growth)}`;
  const length = Math.ceil((10 + text.length + 1) / 64) * 64;
  const bytes = encodeUtf8(`      \x01\x00  ${text}`.padEnd(length - 1) + '\n');
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]); // \x93NUMPY
  new DataView(bytes.buffer).setUint16(8, length - 10, true);
  return bytes;
}

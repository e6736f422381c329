/**
 * The safetensors format, which holds named tensors and nothing that could run:
 *
 *     length    8 bytes     of the header, whole, the lowest byte first
 *     header    JSON        { "name": { "dtype": "F32", "shape": [2, 3], "data_offsets": [from, to] }, ...,
 *                             "__metadata__": { "key": "text", ... } }, filled up with spaces to a multiple of 8
 *     data                  the elements, row-major, the lowest byte first, tensor after tensor without gaps
 *
 * Typed arrays are read and written as they lie in memory: every engine we know of runs with the lowest byte first.
 *
 * Source: https://huggingface.co/docs/safetensors
 */
import { FormatError, ValueError, describe } from '../errors.ts';
import { allocate, viewOf, type DType } from '../tensor/dtype.ts';
import { MAX_RANK, formatShape, sizeOf } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';
import { checkBytes } from './byte-source.ts';
import { JsonValue, MOST_PARTS, measureJson, parseJson } from './json.ts';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

/** The reference implementation refuses longer headers too. */
const LONGEST_HEADER = 100_000_000;

const METADATA = '__metadata__';

/** What the format calls our element types, and the bytes of an element. */
const TYPES = {
  F64: { dtype: 'float64', width: 8 },
  F32: { dtype: 'float32', width: 4 },
  I32: { dtype: 'int32', width: 4 },
  U8: { dtype: 'uint8', width: 1 },
} as const satisfies Record<string, { dtype: DType; width: number }>;

type TypeName = keyof typeof TYPES;
const TYPE_NAMES = /* @__PURE__ */ Object.keys(TYPES) as TypeName[];

/** What a safetensors file holds. */
export interface SafetensorsFile {
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly metadata: ReadonlyMap<string, string>;
}

/**
 * Writes tensors and texts as a safetensors file. The order of the maps plays no part: the widest elements come first, so that all are
 * aligned, then names decide.
 *
 * @throws ValueError for anything but maps of tensors and texts, a tensor of the reserved name `__metadata__`, a header over 100 MB or of
 *     too many tensors, and more bytes than memory holds
 *
 * @example
 * import { decodeSafetensors, encodeSafetensors, tensor } from 'nnfs';
 * const bytes = encodeSafetensors(new Map([['x', tensor([[1, 2], [3, 4.5]])]]), new Map([['note', 'two rows']]));
 * console.log(bytes.length); // 120
 * const { tensors, metadata } = decodeSafetensors(bytes);
 * console.log(tensors.get('x'));
 * // [[1.  2. ]
 * //  [3.  4.5]]
 * console.log(metadata.get('note')); // two rows
 */
export function encodeSafetensors(
  tensors: ReadonlyMap<string, Tensor>,
  metadata: ReadonlyMap<string, string> = new Map(),
): Uint8Array {
  checkMap('tensors by name', tensors, (value) => value instanceof Tensor);
  checkMap('texts by name', metadata, (value) => typeof value === 'string');
  if (tensors.has(METADATA)) throw new ValueError('encodeSafetensors', 'another name for a tensor', METADATA);
  const members: [name: string, json: string][] = [];
  if (metadata.size > 0) {
    const texts = [...metadata].map(([key, text]): [string, string] => [key, JSON.stringify(text)]);
    members.push([METADATA, jsonObject(texts.sort(([a], [b]) => (a < b ? -1 : 1)))]);
  }
  const ordered = [...tensors].map(([name, tensor]) => ({ name, tensor, type: typeOf(tensor) }));
  ordered.sort((a, b) => TYPES[b.type].width - TYPES[a.type].width || (a.name < b.name ? -1 : 1));
  let size = 0;
  for (const { name, tensor, type } of ordered) {
    const from = size;
    size += tensor.data.byteLength;
    members.push([name, JSON.stringify({ dtype: type, shape: tensor.shape, data_offsets: [from, size] })]);
  }
  const text = jsonObject(members);
  const { parts } = measureJson(text);
  if (parts > MOST_PARTS) {
    throw new ValueError('encodeSafetensors', `at most ${MOST_PARTS} names, lists and objects`, `${parts}`);
  }
  const header = encodeUtf8(text);
  const length = Math.ceil(header.length / 8) * 8;
  if (length > LONGEST_HEADER) {
    throw new ValueError('encodeSafetensors', 'a header of at most 100 MB', `${length} bytes`);
  }
  const bytes = allocate('uint8', 8 + length + size, 'encodeSafetensors');
  new DataView(bytes.buffer).setUint32(0, length, true);
  bytes.set(header, 8);
  bytes.fill(0x20, 8 + header.length, 8 + length);
  let at = 8 + length;
  for (const { tensor } of ordered) {
    const { buffer, byteOffset, byteLength } = tensor.data;
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  return bytes;
}

function checkMap(expected: string, map: unknown, holds: (value: unknown) => boolean): void {
  const where = 'encodeSafetensors';
  if (Object.prototype.toString.call(map) !== '[object Map]')
    throw new ValueError(where, `a Map of ${expected}`, describe(map));
  for (const [name, value] of map as ReadonlyMap<unknown, unknown>) {
    if (typeof name !== 'string' || !holds(value)) {
      throw new ValueError(where, expected, `${describe(value)} under ${describe(name)}`);
    }
  }
}

/** An object as JSON, whatever its names: `__proto__` and `1` are names as any other. */
function jsonObject(members: readonly [name: string, json: string][]): string {
  return `{${members.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`;
}

function typeOf({ dtype }: Tensor): TypeName {
  return TYPE_NAMES.find((name) => TYPES[name].dtype === dtype)!;
}

/**
 * Reads a safetensors file. Nothing is allocated for a tensor before its size has been checked against the bytes that are there.
 *
 * @param where what errors name
 * @throws FormatError for bytes that are not such a file: cut off, overlapping, of an element type that Tensor has not, ...
 */
export function decodeSafetensors(bytes: Uint8Array, where = 'decodeSafetensors'): SafetensorsFile {
  const { text, data } = split(where, checkBytes(where, bytes));
  const header = new JsonValue(where, 'header', parseJson(`${where}, header`, text));
  const metadata = new Map<string, string>();
  const ranges: Range[] = [];
  for (const [name, entry] of header.entries((name) => (name === METADATA ? name : `tensor ${JSON.stringify(name)}`))) {
    if (name !== METADATA) ranges.push(readRange(name, entry, data.length));
    else for (const [key, value] of entry.entries()) metadata.set(key, value.string());
  }
  checkCover(where, ranges, data.length);
  return { tensors: new Map(ranges.map((range) => [range.name, readTensor(range, data)])), metadata };
}

function split(where: string, bytes: Uint8Array): { text: string; data: Uint8Array } {
  if (bytes.length < 8) {
    throw new FormatError(where, 'a safetensors file', `${bytes.length} bytes`, 'It begins with 8 bytes of length.');
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, 8);
  const length = view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32;
  if (length > LONGEST_HEADER) {
    const hint = 'The first 8 bytes are its length: this is no safetensors file.';
    throw new FormatError(where, `a header of at most ${LONGEST_HEADER} bytes`, String(length), hint);
  }
  const end = 8 + length;
  if (end > bytes.length) {
    throw new FormatError(
      where,
      `a file of at least ${end} bytes`,
      String(bytes.length),
      'It is cut off in its header.',
    );
  }
  const text = decodeUtf8(bytes.subarray(8, end));
  if (text === undefined) throw new FormatError(`${where}, header`, 'UTF-8 text', 'other bytes');
  if (!text.startsWith('{')) throw new FormatError(`${where}, header`, 'JSON that begins with {', describe(text));
  return { text, data: bytes.subarray(end) };
}

interface Range {
  readonly name: string;
  readonly entry: JsonValue;
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly from: number;
  readonly to: number;
}

function readRange(name: string, entry: JsonValue, available: number): Range {
  const dtype = entry.member('dtype');
  const type = TYPE_NAMES.find((known) => known === dtype.value);
  if (type === undefined) throw dtype.error(`one of ${TYPE_NAMES.join(', ')}`);
  const shape = entry.member('shape').items(MAX_RANK).map((length) => length.count()); // prettier-ignore
  let size = TYPES[type].width;
  for (const length of shape) {
    size *= length;
    if (!Number.isSafeInteger(size)) throw entry.member('shape').error('fewer elements', formatShape(shape));
  }
  const offsets = entry.member('data_offsets');
  const [first, second, third] = offsets.items();
  if (first === undefined || second === undefined || third !== undefined) throw offsets.error('[from, to]');
  const [from, to] = [first.count(), second.count()];
  if (from > to || to > available) {
    const hint = to > available ? 'The file is cut off, or its header wrong.' : '';
    throw offsets.error(`[from, to] within the ${available} bytes of data`, undefined, hint);
  }
  if (to - from !== size) throw offsets.error(`${size} bytes for ${type} ${formatShape(shape)}`, String(to - from));
  return { name, entry, dtype: TYPES[type].dtype, shape, from, to };
}

/** Every byte belongs to one tensor: no two share one, none is left over. */
function checkCover(where: string, ranges: readonly Range[], available: number): void {
  let end = 0;
  for (const { entry, from, to } of [...ranges].sort((a, b) => a.from - b.from || a.to - b.to)) {
    if (from !== end) {
      throw entry.error(`data from ${end}, where the tensor before it ends`, `data from ${from}`);
    }
    end = to;
  }
  if (end !== available) throw new FormatError(where, `${end} bytes of data, as the header says`, String(available));
}

function readTensor({ dtype, shape, from, to }: Range, data: Uint8Array): Tensor {
  const { buffer } = new Uint8Array(data.subarray(from, to)); // a copy, so aligned
  return new Tensor(dtype, shape, viewOf(dtype, buffer, 0, sizeOf(shape)));
}

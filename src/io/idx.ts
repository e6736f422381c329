/**
 * The IDX format, which MNIST and its kin come in: one tensor.
 *
 *     0, 0, type, rank    4 bytes       type: 8 uint8, 9 int8, 11 int16, 12 int32, 13 float32, 14 float64
 *     lengths             4 bytes each  of the axes, outermost first
 *     elements                          row-major
 *
 * The highest byte of each number comes first.
 *
 * Source: http://yann.lecun.com/exdb/mnist/
 */
import { FormatError, ValueError, describe } from '../errors.ts';
import { above0, checkOptions } from '../options.ts';
import { allocate, type DType } from '../tensor/dtype.ts';
import { MAX_RANK, formatShape, sizeOf } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';
import { checkBytes, readAll, sourceOf, type ByteSource, type ReadableBytes } from './byte-source.ts';
import { isGzip, peekInside } from './gzip.ts';

interface ElementType {
  readonly name: string;
  /** The type of the tensor that holds them all. */
  readonly dtype: DType;
  readonly width: number;
  readonly read: (view: DataView, at: number) => number;
}

const TYPES: Readonly<Record<number, ElementType>> = {
  8: { name: 'uint8', dtype: 'uint8', width: 1, read: (view, at) => view.getUint8(at) },
  9: { name: 'int8', dtype: 'int32', width: 1, read: (view, at) => view.getInt8(at) },
  11: { name: 'int16', dtype: 'int32', width: 2, read: (view, at) => view.getInt16(at) },
  12: { name: 'int32', dtype: 'int32', width: 4, read: (view, at) => view.getInt32(at) },
  13: { name: 'float32', dtype: 'float32', width: 4, read: (view, at) => view.getFloat32(at) },
  14: { name: 'float64', dtype: 'float64', width: 8, read: (view, at) => view.getFloat64(at) },
};

const LONGEST_HEADER = 4 + 4 * MAX_RANK;

interface Header {
  readonly type: ElementType;
  readonly shape: readonly number[];
  /** Where the elements begin, and how long the file is. */
  readonly start: number;
  readonly length: number;
}

export interface ReadIdxOptions {
  /** What errors call the file, for example its path. @default 'readIdx' */
  readonly name?: string;
  /** The most bytes that gzip may unpack to. @default 64 MB, or 100 times what it was packed into */
  readonly maxBytes?: number;
}

/**
 * Reads an IDX file: bytes become uint8, other whole numbers int32, floats keep their type. Nothing is allocated before the lengths in
 * the header have been checked against the bytes that are there.
 *
 * @throws FormatError for bytes that are no such file, ValueError for anything but a Uint8Array
 * @see `readIdx`, which also unpacks gzip
 *
 * @example
 * import { decodeIdx } from 'nnfs';
 * const bytes = Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 255);
 * console.log(decodeIdx(bytes));
 * // [[  1   2   3]
 * //  [  4   5 255]]
 */
export function decodeIdx(bytes: Uint8Array): Tensor {
  return decode('decodeIdx', checkBytes('decodeIdx', bytes), (elements) => new Uint8Array(elements));
}

/**
 * Reads an IDX file from a Blob or File, a stream such as the body of a fetch, or chunks of bytes, packed by gzip or plain.
 *
 * @throws FormatError as `decodeIdx`, and for more bytes than the header says; ValueError for options of another kind; what the source
 *     itself throws
 *
 * @example
 * import { readIdx } from 'nnfs';
 * const labels = await readIdx(new Blob([Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 3, 7, 2, 1)]));
 * console.log(labels); // [7 2 1]
 */
export async function readIdx(source: ReadableBytes, options: ReadIdxOptions = {}): Promise<Tensor> {
  checkReadIdxOptions('readIdx', options);
  return readIdxFrom(sourceOf('readIdx', source, 'decodeIdx takes bytes'), options);
}

/** @param names of the options that are taken */
export function checkReadIdxOptions(where: string, options: ReadIdxOptions, names = ['name', 'maxBytes']): void {
  checkOptions(where, options, names);
  const { name = '', maxBytes = 1 } = options;
  if (typeof name !== 'string') throw new ValueError(where, 'name: text', describe(name));
  if (!above0(1).holds(maxBytes)) throw new ValueError(where, 'maxBytes above 0', describe(maxBytes));
}

/** Reads an IDX file from wherever its bytes are. */
export function readIdxFrom(source: ByteSource, options: ReadIdxOptions): Promise<Tensor> {
  const { name = 'readIdx', maxBytes } = options;
  return peekInside(name, source, maxBytes, LONGEST_HEADER, async (head, bytes) => {
    const header = readHeader(name, head);
    if (bytes.size !== undefined) checkLength(name, header, bytes.size);
    const all = await readAll(name, bytes, header.length, `Its header says ${textOf(header)}.`);
    return decode(name, all, (elements) => elements); // nobody else has them
  });
}

function decode(where: string, bytes: Uint8Array, own: (elements: Uint8Array) => Uint8Array): Tensor {
  const header = readHeader(where, bytes);
  checkLength(where, header, bytes.length);
  const { type, shape, start } = header;
  const { dtype, width, read } = type;
  if (dtype === 'uint8') return new Tensor('uint8', shape, own(bytes.subarray(start)));
  const data = allocate(dtype, sizeOf(shape), where);
  const view = new DataView(bytes.buffer, bytes.byteOffset + start);
  for (let i = 0; i < data.length; i++) data[i] = read(view, i * width);
  return new Tensor(dtype, shape, data);
}

/** @param bytes the first ones of a file, or all */
function readHeader(where: string, bytes: Uint8Array): Header {
  const type = TYPES[bytes[2] ?? 0];
  const rank = bytes[3] ?? 0;
  if (bytes[0] !== 0 || bytes[1] !== 0 || type === undefined || rank > MAX_RANK) {
    const received = bytes.length === 0 ? 'no bytes' : `bytes that begin with ${[...bytes.subarray(0, 4)].join(' ')}`;
    const expected = `an IDX file: 0 0, a type of ${Object.keys(TYPES).join(', ')}, at most ${MAX_RANK} axes`;
    throw new FormatError(where, expected, received, cure(bytes));
  }
  const start = 4 + 4 * rank;
  if (bytes.length < start) {
    throw new FormatError(where, `a header of ${start} bytes`, String(bytes.length), 'It is cut off.');
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const length = start + sizeOf(shape) * type.width;
  const header = { type, shape, start, length };
  if (!Number.isSafeInteger(length)) throw new FormatError(where, 'fewer elements', textOf(header));
  return header;
}

function checkLength(where: string, header: Header, length: number): void {
  if (length === header.length) return;
  const hint =
    length < header.length ? 'It is cut off, or its header is wrong.' : 'Its header is wrong, or more was added.';
  throw new FormatError(where, `${header.length} bytes for ${textOf(header)}`, String(length), hint);
}

function textOf({ type, shape }: Header): string {
  return `${type.name} ${formatShape(shape)}`;
}

/** What else such bytes may be. */
function cure(bytes: Uint8Array): string {
  if (isGzip(bytes)) return 'That is gzip: readIdx unpacks it.';
  return bytes[0] === 0x50 && bytes[1] === 0x4b ? 'That is a zip archive: unpack it.' : '';
}

/**
 * The format of `np.save`: one array.
 *
 *     \x93NUMPY, version     8 bytes      1.0, 2.0 or 3.0
 *     length                 2 bytes, from version 2.0 on 4: of the header, the lowest byte first
 *     header                 {'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }
 *     elements               row-major, or with fortran_order the first axis fastest
 *
 * Source: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
import { FormatError, ValueError, describe } from '../../errors.ts';
import { allocate } from '../../tensor/dtype.ts';
import { formatShape } from '../../tensor/shape.ts';
import { Tensor } from '../../tensor/tensor.ts';
import { checkBytes } from '../byte-source.ts';
import { decodeUtf8 } from '../utf8.ts';
import { DESCR, elementsOf, readElements } from './elements.ts';
import { headerBytes, parseHeader } from './header.ts';

/** Longer headers are no array's: three names, a type and at most 32 lengths. */
const LONGEST_HEADER = 65_536;

/**
 * Reads an array that `np.save` wrote: float32, float64, int32 and uint8 as they are; float16 becomes float32; bool uint8; other whole
 * numbers int32, if they have room. Either order of bytes and of axes is taken; one in Fortran order is summed as NumPy sums it.
 *
 * @throws FormatError for bytes that are no such file, for elements that a tensor cannot hold (named), and for a length that is not
 *     that of the header; ValueError for anything but a Uint8Array
 *
 * @example
 * import { decodeNpy, encodeNpy, tensor } from 'nnfs';
 * console.log(decodeNpy(encodeNpy(tensor([[1, 2], [3, 4.5]]))));
 * // [[1.  2. ]
 * //  [3.  4.5]]
 */
export function decodeNpy(bytes: Uint8Array): Tensor {
  return readNpy('decodeNpy', checkBytes('decodeNpy', bytes));
}

/** As `decodeNpy`, of bytes that have been checked. @param where what errors name */
export function readNpy(where: string, bytes: Uint8Array): Tensor {
  const { text, data } = split(where, bytes);
  const { descr, fortranOrder, shape } = parseHeader(where, text);
  const elements = elementsOf(where, descr);
  const { name, width, dtype } = elements.type;
  const size = shape.reduce((product, length) => product * length, width);
  if (size !== data.length) {
    const hint = size > data.length ? 'The file is cut off, or its header wrong.' : 'A file holds one array.';
    throw new FormatError(where, `${size} bytes for ${name} ${formatShape(shape)}`, String(data.length), hint);
  }
  const values = readElements(where, elements, data);
  return fortranOrder ? new Tensor(dtype, [...shape].reverse(), values).transpose() : new Tensor(dtype, shape, values);
}

function split(where: string, bytes: Uint8Array): { text: string; data: Uint8Array } {
  const version = bytes[6];
  const start = version === 1 ? 10 : 12;
  if (bytes.length < start || String.fromCharCode(...bytes.subarray(1, 6)) !== 'NUMPY' || bytes[0] !== 0x93) {
    throw new FormatError(where, 'a file of np.save', 'other bytes', 'It begins with \\x93NUMPY.');
  }
  if (!(version! >= 1 && version! <= 3)) {
    throw new FormatError(where, 'version 1.0, 2.0 or 3.0', `${version!}.${bytes[7]!}`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, start);
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > LONGEST_HEADER || start + length > bytes.length) {
    throw new FormatError(where, `a header within ${bytes.length} bytes`, `one of ${length}`, 'The file is cut off.');
  }
  const text = decodeUtf8(bytes.subarray(start, start + length));
  if (text === undefined) throw new FormatError(`${where}, header`, 'text', 'other bytes');
  return { text, data: bytes.subarray(start + length) };
}

/**
 * Writes a tensor as `np.save` would, byte for byte as NumPy 1.24 and later; `np.load` reads it.
 *
 * @throws ValueError for anything but a tensor
 */
export function encodeNpy(tensor: Tensor): Uint8Array {
  if (!(tensor instanceof Tensor)) throw new ValueError('encodeNpy', 'a tensor', describe(tensor));
  const { dtype, shape, data } = tensor;
  const header = headerBytes(DESCR[dtype], shape);
  const bytes = allocate('uint8', header.length + data.byteLength, 'encodeNpy');
  bytes.set(header);
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), header.length);
  return bytes;
}

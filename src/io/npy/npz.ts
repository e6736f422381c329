/** The format of `np.savez`: a zip archive of npy files, each named after its array. */
import { FormatError, ValueError, describe } from '../../errors.ts';
import { count, optional, readOptions } from '../../options.ts';
import { Tensor } from '../../tensor/tensor.ts';
import { checkBytes } from '../byte-source.ts';
import { LARGEST_RATIO, SMALL } from '../gzip.ts';
import { unzipEntry, zipEntries } from '../zip/read.ts';
import { zipStored } from '../zip/write.ts';
import { encodeNpy, readNpy } from './npy.ts';

const DECODE = { maxBytes: /* @__PURE__ */ optional(/* @__PURE__ */ count(1)) };

/**
 * Reads the arrays of a file that `np.savez` or `np.savez_compressed` wrote, by their names and in their order, as `decodeNpy` reads each.
 *
 * @param options `maxBytes`: the most bytes that they may unpack to. @default 64 MB, or 100 times the size of the file: a small file can
 *     be made that unpacks to any size
 * @throws FormatError for bytes that are no such file, or damaged (each array has a check sum), for a file in it that is no array, and
 *     for too many bytes; ValueError for anything but a Uint8Array
 *
 * @example
 * import { decodeNpz, encodeNpz, tensor } from 'nnfs';
 * const bytes = encodeNpz(new Map([['weights', tensor([[1, 2]])], ['biases', tensor([0.5])]]));
 * const arrays = decodeNpz(bytes);
 * console.log([...arrays.keys()]); // [ 'weights', 'biases' ]
 * console.log(arrays.get('weights')); // [[1. 2.]]
 */
export function decodeNpz(bytes: Uint8Array, options: { readonly maxBytes?: number } = {}): Map<string, Tensor> {
  const where = 'decodeNpz';
  const { maxBytes } = readOptions(where, [options], DECODE);
  const archive = checkBytes(where, bytes);
  const entries = zipEntries(where, archive);
  const most = maxBytes ?? Math.max(SMALL, LARGEST_RATIO * archive.length);
  const size = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (size > most) {
    const hint = 'If it is right, allow for more: { maxBytes }.';
    throw new FormatError(where, `at most ${most} bytes`, `${size} in ${archive.length} of zip`, hint);
  }
  return new Map(
    entries.map((entry) => {
      const file = `${where}, ${describe(entry.name)}`;
      if (!entry.name.endsWith('.npy')) throw new FormatError(file, 'a name that ends in .npy', describe(entry.name));
      return [entry.name.slice(0, -4), readNpy(file, unzipEntry(file, archive, entry))];
    }),
  );
}

/**
 * Writes tensors by their names as `np.savez` does, not compressed; `np.load` reads it. The same tensors give the same bytes.
 *
 * @throws ValueError for anything but a Map of tensors, and for more than 65,534 tensors or 4 GB
 */
export function encodeNpz(tensors: ReadonlyMap<string, Tensor>): Uint8Array {
  if (Object.prototype.toString.call(tensors) !== '[object Map]') {
    throw new ValueError('encodeNpz', 'a Map of tensors by name', describe(tensors));
  }
  const files = new Map<string, Uint8Array>();
  for (const [name, tensor] of tensors) {
    if (typeof (name as unknown) !== 'string' || !((tensor as unknown) instanceof Tensor)) {
      throw new ValueError('encodeNpz', 'tensors by name', `${describe(tensor)} under ${describe(name)}`);
    }
    files.set(`${name}.npy`, encodeNpy(tensor));
  }
  return zipStored('encodeNpz', files);
}

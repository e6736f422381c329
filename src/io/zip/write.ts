/** Writes an archive of zip whose files are stored as they are. */
import { ValueError } from '../../errors.ts';
import { allocate } from '../../tensor/dtype.ts';
import { crc32 } from '../crc32.ts';
import { encodeUtf8 } from '../utf8.ts';

/** Where the numbers of 32 and of 16 bits end, which the plain format counts bytes and files with. */
const MOST_BYTES = 0xfffffffe;
const MOST_FILES = 0xfffe;

/** The date of all files, the first that zip can write: the same tensors give the same bytes. */
const DATE = 0x00210000;
/** Names are UTF-8. */
const UTF_8 = 0x0800;

/** The archive of some files. @throws ValueError for more than the format counts */
export function zipStored(where: string, files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const entries = [...files].map(([name, file]) => ({ name: encodeUtf8(name), file }));
  const length = entries.reduce((sum, { name, file }) => sum + 30 + 46 + 2 * name.length + file.length, 22);
  const long = entries.some(({ name }) => name.length > 0xffff);
  if (length > MOST_BYTES || entries.length > MOST_FILES || long) {
    const received = long ? 'a name of more than 65,535 bytes' : `${entries.length} files, ${length} bytes`;
    throw new ValueError(where, `at most ${MOST_FILES} files and 4 GB`, received);
  }
  const bytes = allocate('uint8', length, where);
  const view = new DataView(bytes.buffer);
  /** Writes numbers, each with its width in bytes, and gives the place behind them. */
  const put = (at: number, ...numbers: readonly (readonly [width: 2 | 4, value: number])[]): number => {
    for (const [width, value] of numbers) {
      if (width === 2) view.setUint16(at, value, true);
      else view.setUint32(at, value, true);
      at += width;
    }
    return at;
  };
  let at = 0;
  const placed = entries.map(({ name, file }) => {
    const offset = at;
    const crc = crc32(file);
    // Version 2.0, flags, no packing, date, check sum, sizes, lengths of the name and of extra fields.
    const common = [[2, 20], [2, UTF_8], [2, 0], [4, DATE], [4, crc], [4, file.length], [4, file.length], [2, name.length], [2, 0]] as const; // prettier-ignore
    at = put(at, [4, 0x04034b50], ...common);
    bytes.set(name, at);
    bytes.set(file, at + name.length);
    at += name.length + file.length;
    return { name, offset, common };
  });
  const directory = at;
  for (const { name, offset, common } of placed) {
    at = put(at, [4, 0x02014b50], [2, 20], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]);
    bytes.set(name, at);
    at += name.length;
  }
  const count = entries.length;
  put(at, [4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, at - directory], [4, directory], [2, 0]);
  return bytes;
}

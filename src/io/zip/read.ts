/**
 * Archives of zip: a directory at the end says where each file lies.
 *
 * Source: https://pkware.cachefly.net/webdocs/APPNOTE/APPNOTE-6.3.10.TXT
 */
import { inflateSync } from 'fflate';
import { FormatError } from '../../errors.ts';
import { allocate } from '../../tensor/dtype.ts';
import { crc32 } from '../crc32.ts';
import { decodeUtf8 } from '../utf8.ts';

/** A file in an archive, as the directory has it. */
export interface ZipEntry {
  readonly name: string;
  /** 0 as it is, 8 packed by deflate. */
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  /** Its bytes, as they lie there and unpacked. */
  readonly packed: number;
  readonly size: number;
  /** Where it lies. */
  readonly offset: number;
}

/** What each part of an archive begins with. */
const FILE = 0x04034b50;
const ENTRY = 0x02014b50;
const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const FULL = 0xffffffff;
/** The end has a comment of at most 65,535 bytes behind it. */
const LONGEST_END = 22 + 65_535;

/** A view that reads numbers with the lowest byte first and knows where it ends. */
class Bytes {
  readonly #view: DataView;
  readonly #where: string;

  constructor(where: string, { buffer, byteOffset, byteLength }: Uint8Array) {
    this.#view = new DataView(buffer, byteOffset, byteLength);
    this.#where = where;
  }

  /** @throws FormatError unless there are `length` bytes from `at` on */
  need(at: number, length: number): void {
    if (at + length <= this.#view.byteLength) return;
    throw new FormatError(this.#where, 'a whole zip archive', 'one that is cut off or damaged');
  }

  u16(at: number): number {
    this.need(at, 2);
    return this.#view.getUint16(at, true);
  }

  u32(at: number): number {
    this.need(at, 4);
    return this.#view.getUint32(at, true);
  }

  u64(at: number): number {
    return this.u32(at) + this.u32(at + 4) * 2 ** 32;
  }
}

/** The files of an archive, in their order. @throws FormatError for bytes that are none, and for a name twice */
export function zipEntries(where: string, bytes: Uint8Array): ZipEntry[] {
  const view = new Bytes(where, bytes);
  let end = bytes.length - 22;
  while (end >= Math.max(0, bytes.length - LONGEST_END) && view.u32(end) !== END) end--;
  if (end < 0 || view.u32(end) !== END) {
    throw new FormatError(where, 'a zip archive', 'other bytes', 'It ends with a directory, which may be cut off.');
  }
  const wide = end >= 20 && view.u32(end - 20) === LOCATOR_64 ? view.u64(end - 12) : undefined;
  if (wide !== undefined && view.u32(wide) !== END_64) throw new FormatError(where, 'a directory', 'other bytes');
  const count = wide === undefined ? view.u16(end + 10) : view.u64(wide + 32);
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  let at = wide === undefined ? view.u32(end + 16) : view.u64(wide + 48);
  for (let i = 0; i < count; i++) {
    if (view.u32(at) !== ENTRY) throw new FormatError(where, `${count} files in the directory`, `${i}`);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => view.u16(at + field)) as [number, number, number]; // prettier-ignore
    view.need(at + 46, nameLength + extraLength + commentLength);
    const name = decodeUtf8(bytes.subarray(at + 46, at + 46 + nameLength));
    if (name === undefined || names.has(name)) {
      throw new FormatError(where, 'names in UTF-8, each once', name === undefined ? 'other bytes' : `${JSON.stringify(name)} twice`); // prettier-ignore
    }
    names.add(name);
    const long = wideFields(view, at, at + 46 + nameLength, extraLength);
    const field = (offset: number): number => (view.u32(at + offset) === FULL ? (long.shift() ?? FULL) : view.u32(at + offset)); // prettier-ignore
    const size = field(24); // the order of the fields that may be long
    const packed = field(20);
    const offset = field(42);
    const [encrypted, method, crc] = [(view.u16(at + 8) & 1) === 1, view.u16(at + 10), view.u32(at + 16)];
    entries.push({ name, method, encrypted, crc, packed, size, offset });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

/** The numbers of 64 bits of an entry, for those of 32 that are full. */
function wideFields(view: Bytes, entry: number, start: number, length: number): number[] {
  const full = [24, 20, 42].filter((field) => view.u32(entry + field) === FULL).length;
  for (let at = start; at + 4 <= start + length; at += 4 + view.u16(at + 2)) {
    if (view.u16(at) !== 1) continue;
    const count = Math.min(full, Math.floor(view.u16(at + 2) / 8));
    return Array.from({ length: count }, (_, i) => view.u64(at + 4 + 8 * i));
  }
  return [];
}

/** The bytes of a file, unpacked. @throws FormatError where they are damaged, encrypted, or packed in another way */
export function unzipEntry(where: string, bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  const { method, encrypted, packed, size, offset, crc } = entry;
  const view = new Bytes(where, bytes);
  if (encrypted) throw new FormatError(where, 'an open file', 'an encrypted one');
  if (method !== 0 && method !== 8)
    throw new FormatError(where, 'a file stored or packed by deflate', `method ${method}`);
  if (view.u32(offset) !== FILE) throw new FormatError(where, 'a file where the directory says', 'other bytes');
  const start = offset + 30 + view.u16(offset + 26) + view.u16(offset + 28);
  view.need(start, packed);
  const data = bytes.subarray(start, start + packed);
  const file = method === 0 ? data : inflate(where, data, size);
  if (file.length !== size)
    throw new FormatError(where, `${size} bytes`, file.length > size ? 'more' : `${file.length}`);
  if (crc32(file) !== crc) throw new FormatError(where, 'bytes of the right check sum', 'damaged ones');
  return file;
}

/** Unpacked bytes; one more than `size` where there are too many. */
function inflate(where: string, packed: Uint8Array, size: number): Uint8Array {
  const room = allocate('uint8', size + 1, where);
  try {
    return inflateSync(packed, { out: room });
  } catch {
    throw new FormatError(where, 'bytes packed by deflate', 'damaged ones');
  }
}

/** Files of NumPy, put together by hand, right or wrong. */
import { crc32, deflateRawSync } from 'node:zlib';

/** An npy file of a header's text and data. */
export function npy(header: string, data: Uint8Array = Buffer.alloc(0), version = 1): Uint8Array {
  const text = Buffer.from(header, version === 3 ? 'utf8' : 'latin1');
  const start = Buffer.from([0x93, ...Buffer.from('NUMPY'), version, 0]);
  const length = Buffer.alloc(version === 1 ? 2 : 4);
  length.writeUIntLE(text.length, 0, length.length);
  return Buffer.concat([start, length, text, data]);
}

/** The header of an array. */
export const header = (descr: string, shape: string, fortran = 'False'): string =>
  `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': ${shape}, }\n`;

interface Part {
  readonly name: string;
  readonly file: Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  readonly crc?: number;
  readonly size?: number;
  /** Whether its numbers stand in a field of 64 bits. */
  readonly wide?: boolean;
}

const number = (width: number, value: number): Buffer => {
  const bytes = Buffer.alloc(width);
  if (width === 8) bytes.writeBigUInt64LE(BigInt(value));
  else bytes.writeUIntLE(value, 0, width);
  return bytes;
};

/** A zip archive. @param wide whether its end is that of zip64 */
export function zip(parts: readonly Part[], wide = false): Uint8Array {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, file, method = 0, flags = 0, crc = crc32(file), size = file.length, wide = false } of parts) {
    const packed = method === 8 ? deflateRawSync(file) : file;
    const long = [number(8, size), number(8, packed.length), number(8, offset)];
    const extra = wide ? Buffer.concat([number(2, 7), number(2, 1), number(1, 9), number(2, 1), number(2, 24), ...long]) : Buffer.alloc(0); // prettier-ignore
    const counts = wide ? [0xffffffff, 0xffffffff] : [packed.length, size];
    const common = [[2, 20], [2, flags], [2, method], [4, 0], [4, crc], [4, counts[0]!], [4, counts[1]!], [2, name.length]].map(([width, value]) => number(width!, value!)); // prettier-ignore
    local.push(number(4, 0x04034b50), ...common, number(2, 0), Buffer.from(name), Buffer.from(packed));
    directory.push(number(4, 0x02014b50), number(2, 20), ...common, number(2, extra.length), number(2, 0), number(2, 0), number(2, 0), number(4, 0), number(4, wide ? 0xffffffff : offset), Buffer.from(name), extra); // prettier-ignore
    offset += 30 + name.length + packed.length;
  }
  const list = Buffer.concat(directory);
  const count = parts.length;
  const end64 = [number(4, 0x06064b50), number(8, 44), number(2, 45), number(2, 45), number(4, 0), number(4, 0), number(8, count), number(8, count), number(8, list.length), number(8, offset), number(4, 0x07064b50), number(4, 0), number(8, offset + list.length), number(4, 1)]; // prettier-ignore
  const end = [number(4, 0x06054b50), number(4, 0), number(2, wide ? 0xffff : count), number(2, wide ? 0xffff : count), number(4, list.length), number(4, wide ? 0xffffffff : offset), number(2, 0)]; // prettier-ignore
  return Buffer.concat([...local, list, ...(wide ? end64 : []), ...end]);
}

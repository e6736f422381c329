/** IDX files put together by hand, right or wrong. */

/** The bytes of an element of each type. */
export const WIDTHS: Readonly<Record<number, number>> = { 8: 1, 9: 1, 11: 2, 12: 4, 13: 4, 14: 8 };

/** A file of a header and `data`, or as many zero bytes. */
export function idxFile(type: number, shape: readonly number[], data: Uint8Array | number = 0): Buffer<ArrayBuffer> {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header[2] = type;
  header[3] = shape.length;
  shape.forEach((length, axis) => header.writeUInt32BE(length, 4 + 4 * axis));
  return Buffer.concat([header, typeof data === 'number' ? Buffer.alloc(data) : data]);
}

/** The elements of a file, the highest byte first. */
export function elements(type: number, values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * WIDTHS[type]!);
  const write = {
    8: (value: number, at: number) => bytes.writeUInt8(value, at),
    9: (value: number, at: number) => bytes.writeInt8(value, at),
    11: (value: number, at: number) => bytes.writeInt16BE(value, at),
    12: (value: number, at: number) => bytes.writeInt32BE(value, at),
    13: (value: number, at: number) => bytes.writeFloatBE(value, at),
    14: (value: number, at: number) => bytes.writeDoubleBE(value, at),
  }[type]!;
  values.forEach((value, i) => write(value, i * WIDTHS[type]!));
  return bytes;
}

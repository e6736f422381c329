/** PNG files put together by hand, right or wrong. */
import { crc32, deflateSync } from 'node:zlib';

export const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

export function chunk(type: string, data: Uint8Array): Buffer<ArrayBuffer> {
  const bytes = Buffer.alloc(data.length + 12);
  bytes.writeUInt32BE(data.length);
  bytes.write(type, 4, 'latin1');
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, -4)), bytes.length - 4);
  return bytes;
}

export interface Header {
  readonly width: number;
  readonly height: number;
  readonly depth?: number;
  readonly color?: number;
  readonly compression?: number;
  readonly filter?: number;
  readonly interlace?: number;
}

export function headerChunk(header: Header): Buffer<ArrayBuffer> {
  const { width, height, depth = 8, color = 0, compression = 0, filter = 0, interlace = 0 } = header;
  const bytes = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, depth, color, compression, filter, interlace]);
  bytes.writeUInt32BE(width);
  bytes.writeUInt32BE(height, 4);
  return chunk('IHDR', bytes);
}

export const END = chunk('IEND', new Uint8Array(0));

/** A file of a header, chunks in between, and packed rows. */
export function pngFile(header: Header, rows: Uint8Array, between: readonly Uint8Array[] = []): Buffer<ArrayBuffer> {
  return Buffer.concat([SIGNATURE, headerChunk(header), ...between, chunk('IDAT', deflateSync(rows)), END]);
}

/** The file again, with the right check sum in every chunk whose end can be found. */
export function mended(file: Uint8Array): Buffer<ArrayBuffer> {
  const bytes = Buffer.from(file);
  if (bytes[0] !== SIGNATURE[0]) return bytes; // no PNG
  for (let at = SIGNATURE.length; at + 12 <= bytes.length;) {
    const end = at + 8 + bytes.readUInt32BE(at);
    if (end + 4 > bytes.length) break;
    bytes.writeUInt32BE(crc32(bytes.subarray(at + 4, end)), end);
    at = end + 4;
  }
  return bytes;
}

/** Safetensors files put together by hand, right or wrong. */

/** A file of a header, as JSON or as the text itself, and `data`, or as many zero bytes. */
export function file(header: unknown, data: Uint8Array | number = 0): Uint8Array {
  const text = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  return Buffer.concat([lengthOf(text.length), text, typeof data === 'number' ? Buffer.alloc(data) : data]);
}

/** The first 8 bytes of a file. */
export function lengthOf(header: number | bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(header));
  return bytes;
}

/** The header of a file as text, and its data. */
export function parts(bytes: Uint8Array): { header: string; data: Uint8Array } {
  const end = 8 + Number(Buffer.from(bytes.subarray(0, 8)).readBigUInt64LE());
  return { header: Buffer.from(bytes.subarray(8, end)).toString(), data: bytes.subarray(end) };
}

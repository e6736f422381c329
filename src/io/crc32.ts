/** The remainders of all bytes. */
const REMAINDERS = /* @__PURE__ */ Int32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  return rest;
});

/**
 * The check sum of PNG, gzip and zip: the remainder of the bytes, read as a polynomial over two elements.
 *
 * Source: https://www.w3.org/TR/png-3/#D-CRCAppendix
 */
export function crc32(bytes: Uint8Array): number {
  let rest = -1;
  for (const byte of bytes) rest = REMAINDERS[(rest ^ byte) & 255]! ^ (rest >>> 8);
  return ~rest >>> 0;
}

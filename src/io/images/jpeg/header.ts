import { FormatError } from '../../../errors.ts';
import { checkPixels, type DecodeLimits } from '../options.ts';

export interface JpegHeader {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
}

/** A bit is the least that 64 pixels take, and twice as many where colors are as coarse as they can be. */
const PIXELS_PER_BYTE = 2 * 64 * 8;

/** Whether bytes begin as JPEG does. */
export function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}

/**
 * The size and the kind of a JPEG picture, from the segment that begins its frame.
 *
 *     0xff, marker, length (2 bytes), ...     SOF: bits, height (2), width (2), components
 *
 * Source: ITU-T T.81, annex B
 *
 * @throws FormatError for a picture that is cut off before it, of a kind that is not read, or with too many pixels
 */
export function readJpegHeader(bytes: Uint8Array, limits: DecodeLimits): JpegHeader {
  const { name } = limits;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 2; at + 9 < bytes.length;) {
    if (bytes[at] !== 0xff) break;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at++; // one to fill up
      continue;
    }
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      const [bits, height, width] = [bytes[at + 4]!, view.getUint16(at + 5), view.getUint16(at + 7)];
      const channels = bytes[at + 9]!;
      if (marker > 0xc2 || bits !== 8 || (channels !== 1 && channels !== 3)) {
        const received = `${channels} components of ${bits} bits, process ${marker - 0xc0}`;
        const hint = 'Save it again, in RGB, as baseline or progressive JPEG.';
        throw new FormatError(name, 'JPEG in gray or colors of 8 bits, process 0 to 2', received, hint);
      }
      checkPixels(limits, width, height);
      if (width * height > PIXELS_PER_BYTE * bytes.length) {
        const expected = `enough bytes for ${width} x ${height} pixels`;
        throw new FormatError(name, expected, String(bytes.length), 'It is cut off, or its header is wrong.');
      }
      return { width, height, channels };
    }
    at += 2 + view.getUint16(at + 2);
  }
  throw new FormatError(name, 'a JPEG file with the size of its picture', 'none', 'It is cut off or damaged.');
}

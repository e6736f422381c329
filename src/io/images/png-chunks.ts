/** What a PNG file consists of: a signature, and chunks of a length, a type, data and a check sum. */
import { FormatError, describe } from '../../errors.ts';
import { concat } from '../byte-source.ts';
import { crc32 } from '../crc32.ts';
import { checkPixels, type DecodeLimits } from './options.ts';

/** How pixels are stored: channels of each, and the bits that a sample may have. */
interface ColorType {
  readonly channels: number;
  readonly depths: readonly number[];
  readonly palette?: true;
}

const COLOR_TYPES: Readonly<Record<number, ColorType>> = {
  0: { channels: 1, depths: [1, 2, 4, 8, 16] },
  2: { channels: 3, depths: [8, 16] },
  3: { channels: 1, depths: [1, 2, 4, 8], palette: true },
  4: { channels: 2, depths: [8, 16] },
  6: { channels: 4, depths: [8, 16] },
};

export interface PngHeader {
  readonly width: number;
  readonly height: number;
  /** Bits of a sample. */
  readonly depth: number;
  /** Samples of a pixel as stored; a palette's index is one. */
  readonly channels: number;
  readonly hasPalette: boolean;
  readonly interlaced: boolean;
}

export interface PngParts {
  readonly header: PngHeader;
  /** Red, green and blue of each color; none without a palette. */
  readonly palette: Uint8Array;
  /** The chunk tRNS: the opacity of the first colors of a palette, or the samples, of two bytes, of the one color that is transparent. */
  readonly transparency: Uint8Array;
  /** The rows, packed by zlib. */
  readonly packed: Uint8Array;
}

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];
const CUT = 'It is cut off.';

/** Whether bytes begin as PNG does. */
export function isPng(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, i) => bytes[i] === byte);
}

/** The parts of a file that the pixels need. Check sums are checked, and sizes, before anything is unpacked. */
export function readPngParts(bytes: Uint8Array, limits: DecodeLimits): PngParts {
  const { name } = limits;
  if (!isPng(bytes)) {
    const received = bytes.length === 0 ? 'no bytes' : `bytes that begin with ${[...bytes.subarray(0, 8)].join(' ')}`;
    const hint = bytes[0] === 0xff && bytes[1] === 0xd8 ? 'That is JPEG: decodeImage takes it.' : '';
    throw new FormatError(name, 'a PNG file', received, hint);
  }
  const found: Record<string, Uint8Array[]> = {};
  for (const [type, data] of chunksOf(bytes, name)) {
    if (found.IHDR === undefined && type !== 'IHDR') throw new FormatError(name, 'IHDR, first', describe(type));
    (found[type] ??= []).push(data);
  }
  const only = (type: string): Uint8Array => {
    const [data = new Uint8Array(0), another] = found[type] ?? [];
    if (another !== undefined) throw new FormatError(name, `one chunk ${type}`, 'more');
    return data;
  };
  const header = readHeader(only('IHDR'), limits);
  const palette = only('PLTE');
  if (header.hasPalette && (palette.length === 0 || palette.length % 3 !== 0 || palette.length > 768)) {
    throw new FormatError(name, 'a palette of 1 to 256 colors', `${palette.length} bytes`);
  }
  if (found.IDAT === undefined) throw new FormatError(name, 'pixels, IDAT', 'none', CUT);
  return { header, palette, transparency: only('tRNS'), packed: concat(found.IDAT) };
}

/** The chunks that matter, up to the last one, IEND. What is behind that is left alone. */
function* chunksOf(bytes: Uint8Array, name: string): Generator<[type: string, data: Uint8Array]> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = SIGNATURE.length; ;) {
    if (at + 12 > bytes.length) throw new FormatError(name, 'chunks up to IEND', 'the end of the bytes', CUT);
    const end = at + 8 + view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (end + 4 > bytes.length) {
      const received = `${Math.max(0, bytes.length - at - 12)}`;
      throw new FormatError(name, `${end - at - 8} bytes of the chunk ${describe(type)}`, received, CUT);
    }
    if (['IHDR', 'PLTE', 'IDAT', 'tRNS', 'IEND'].includes(type)) {
      if (crc32(bytes.subarray(at + 4, end)) !== view.getUint32(end)) {
        throw new FormatError(name, `the chunk ${type} as it was written`, 'another check sum', 'It is damaged.');
      }
      yield [type, bytes.subarray(at + 8, end)];
    } else if ((bytes[at + 4]! & 32) === 0) {
      throw new FormatError(name, 'chunks of PNG', `the chunk ${describe(type)}`, 'It is damaged, or no plain PNG.');
    }
    if (type === 'IEND') return;
    at = end + 4;
  }
}

type Five = [number, number, number, number, number];

function readHeader(data: Uint8Array, limits: DecodeLimits): PngHeader {
  const { name } = limits;
  if (data.length !== 13) throw new FormatError(name, 'a header of 13 bytes', String(data.length));
  const view = new DataView(data.buffer, data.byteOffset);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const [depth, color, compression, filter, interlace] = Array.from(data.subarray(8)) as Five;
  const type = COLOR_TYPES[color];
  if (type?.depths.includes(depth) !== true) {
    throw new FormatError(name, 'a kind of PNG', `color type ${color} of ${depth} bits`);
  }
  if (compression !== 0 || filter !== 0 || interlace > 1) {
    const received = `${compression}, ${filter}, ${interlace}`;
    throw new FormatError(name, 'compression 0, filter 0, interlace 0 or 1', received);
  }
  checkPixels(limits, width, height);
  const { channels, palette = false } = type;
  return { width, height, depth, channels, hasPalette: palette, interlaced: interlace === 1 };
}

/** The rows of a PNG file: unpacked, and each byte again what was subtracted from it. */
import { unzlibSync } from 'fflate';
import { FormatError } from '../../errors.ts';
import { allocate } from '../../tensor/dtype.ts';
import type { PngHeader } from './png-chunks.ts';

/** A picture of every `stepX`-th pixel of every `stepY`-th row, from (x, y) on. */
interface Lattice {
  readonly x: number;
  readonly y: number;
  readonly stepX: number;
  readonly stepY: number;
}

export interface Pass extends Lattice {
  readonly width: number;
  readonly height: number;
  /** Bytes of a row. */
  readonly stride: number;
}

const WHOLE: readonly Lattice[] = [{ x: 0, y: 0, stepX: 1, stepY: 1 }];

/** Adam7: seven pictures, from coarse to fine. */
const INTERLACED: readonly Lattice[] = [
  { x: 0, y: 0, stepX: 8, stepY: 8 },
  { x: 4, y: 0, stepX: 8, stepY: 8 },
  { x: 0, y: 4, stepX: 4, stepY: 8 },
  { x: 2, y: 0, stepX: 4, stepY: 4 },
  { x: 0, y: 2, stepX: 2, stepY: 4 },
  { x: 1, y: 0, stepX: 2, stepY: 2 },
  { x: 0, y: 1, stepX: 1, stepY: 2 },
];

/** Deflate makes of 258 bytes 2 bits at best. */
const LARGEST_RATIO = 1032;

/** What packing may add: a little to each block, and more where it was done in small pieces. */
const packedAtMost = (size: number): number => 1.01 * size + 65_536;

/** The pictures, one or seven, that a file holds one behind the other. */
export function passesOf({ width, height, depth, channels, interlaced }: PngHeader): Pass[] {
  return (interlaced ? INTERLACED : WHOLE)
    .map((lattice) => {
      const columns = Math.ceil((width - lattice.x) / lattice.stepX);
      const stride = Math.ceil((columns * channels * depth) / 8);
      return { ...lattice, width: columns, height: Math.ceil((height - lattice.y) / lattice.stepY), stride };
    })
    .filter((pass) => pass.width > 0 && pass.height > 0);
}

/**
 * Unpacks the rows of all passes, each of which begins with the number of its filter, and undoes the filters, in place.
 *
 * @throws FormatError where they are damaged, too few, or too many
 */
export function unpackRows(name: string, packed: Uint8Array, header: PngHeader, passes: readonly Pass[]): Uint8Array {
  const size = passes.reduce((sum, { stride, height }) => sum + height * (1 + stride), 0);
  const expected = `${size} bytes of ${header.width} x ${header.height} pixels`;
  if (size > LARGEST_RATIO * packed.length || packed.length > packedAtMost(size)) {
    throw new FormatError(name, expected, `${packed.length} packed ones`, 'Its header is wrong.');
  }
  const room = allocate('uint8', size + 1, name); // the last byte stays free unless there are too many
  const bytes = unzip(name, packed, room);
  if (bytes.length !== size) {
    const [received, hint] =
      bytes.length > size ? ['more', 'Its header is wrong.'] : [`${bytes.length}`, 'It is cut off.'];
    throw new FormatError(name, expected, received, hint);
  }
  const width = Math.ceil((header.channels * header.depth) / 8);
  let start = 0;
  for (const { stride, height } of passes) {
    for (let y = 0; y < height; y++, start += 1 + stride) {
      const above = y === 0 ? -1 : start - stride;
      if (!unfilter(bytes, start, above, stride, width)) {
        throw new FormatError(name, 'a filter from 0 to 4', String(bytes[start]), 'It is damaged.');
      }
    }
  }
  return bytes;
}

function unzip(name: string, packed: Uint8Array, out: Uint8Array): Uint8Array {
  try {
    return unzlibSync(packed, { out });
  } catch (error) {
    const reason = error instanceof Error && error.message ? `${error.message}.` : '';
    throw new FormatError(name, 'rows packed by zlib', 'damaged or cut bytes', reason);
  }
}

/**
 * Adds to each byte of a row what its filter predicts from the byte of the pixel to the left (a), above (b) and above the left (c):
 *
 *     0: nothing   1: a   2: b   3: (a + b) / 2   4: whichever of a, b, c is closest to a + b - c
 *
 * @param start where the filter's number is; the row follows
 * @param above where the row above is, or -1 for the first one
 * @param width bytes of a pixel, at least 1
 * @returns whether there is such a filter
 *
 * Source: https://www.w3.org/TR/png-3/#9Filters
 */
function unfilter(bytes: Uint8Array, start: number, above: number, stride: number, width: number): boolean {
  const filter = bytes[start]!;
  const row = start + 1;
  for (let i = 0; filter > 0 && i < stride; i++) {
    const a = i < width ? 0 : bytes[row + i - width]!;
    const b = above < 0 ? 0 : bytes[above + i]!;
    const c = i < width || above < 0 ? 0 : bytes[above + i - width]!;
    bytes[row + i]! += filter === 1 ? a : filter === 2 ? b : filter === 3 ? (a + b) >> 1 : closest(a, b, c);
  }
  return filter <= 4;
}

/** Paeth's predictor; of equally close ones the first. */
function closest(a: number, b: number, c: number): number {
  const [toA, toB, toC] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  if (toA <= toB && toA <= toC) return a;
  return toB <= toC ? b : c;
}

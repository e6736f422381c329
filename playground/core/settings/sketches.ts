/** Pictures that were drawn by hand. */
import { SETS } from './image-sets.ts';

export interface Sketch {
  /** A class. */
  readonly mark: number;
  /** How bright each pixel is, row after row: 0 to `LEVELS`. */
  readonly pixels: Uint8Array<ArrayBuffer>;
}

/** The brightest of a pixel: as many dots of a drawing lie in it. */
export const LEVELS = 16;

/** The brightness of pixels that are counted in `LEVELS`, 0 to 1. */
export const brightnessOf = (pixels: ArrayLike<number>): Float32Array<ArrayBuffer> =>
  Float32Array.from(pixels, (level) => level / LEVELS);

/** The most sketches of a drawing: 2 kB of a link, or 4 of larger ones. */
export const MOST_SKETCHES = 40;

const [BASE, MARKS] = [BigInt(LEVELS + 1), 10];
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The characters that hold so many pixels. */
const lengthOf = (pixels: number): number => Math.ceil((pixels * Math.log2(LEVELS + 1)) / 6);

/** The pixels that so many characters hold, where a set has pictures of that size. */
const PIXELS = new Map(Object.values(SETS).map(({ side }) => [lengthOf(side ** 2), side ** 2] as const));

/**
 * Sketches as a text for links, with full stops between them: the class, then the pixels as one number,
 *
 *     Σ_i pixel_i * 17^i, in base 64, the highest digit first
 */
export function encodeSketches(sketches: readonly Sketch[]): string {
  return sketches.map(({ mark, pixels }) => `${mark}${encodePixels(pixels)}`).join('.');
}

function encodePixels(pixels: Uint8Array): string {
  let rest = pixels.reduceRight((number, level) => number * BASE + BigInt(level), 0n);
  let text = '';
  for (let i = lengthOf(pixels.length); i > 0; i--) {
    text = DIGITS[Number(rest & 63n)]! + text;
    rest >>= 6n;
  }
  return text;
}

/** The sketches of a text; undefined for one that is none. */
export function decodeSketches(text: string): Sketch[] | undefined {
  const parts = text === '' ? [] : text.split('.');
  const sketches = parts.map(decodeSketch).filter((sketch) => sketch !== undefined);
  return sketches.length === parts.length && parts.length <= MOST_SKETCHES ? sketches : undefined;
}

function decodeSketch(text: string): Sketch | undefined {
  const [mark, count] = [/^\d/.test(text) ? Number(text[0]) : MARKS, PIXELS.get(text.length - 1)];
  if (mark >= MARKS || count === undefined) return undefined;
  let rest = 0n;
  for (const digit of text.slice(1)) {
    const value = DIGITS.indexOf(digit);
    if (value < 0) return undefined;
    rest = rest * 64n + BigInt(value);
  }
  const pixels = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    pixels[i] = Number(rest % BASE);
    rest /= BASE;
  }
  return rest === 0n ? { mark, pixels } : undefined;
}

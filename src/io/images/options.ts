import { FormatError, ValueError, describe } from '../../errors.ts';
import { checkCount, checkOptions } from '../../options.ts';

export interface DecodeImageOptions {
  /** What errors call the picture, for example its path. @default the function's name */
  readonly name?: string;
  /** The most pixels that a picture may have: more are refused before memory is taken. @default 67,108,864, which is 8192 x 8192 */
  readonly maxPixels?: number;
}

/** What a decoder goes by. */
export interface DecodeLimits {
  readonly name: string;
  readonly maxPixels: number;
}

export const MAX_PIXELS = 67_108_864;

/** @throws ValueError for an unknown option, and a value of another kind */
export function readDecodeOptions(where: string, options: DecodeImageOptions): DecodeLimits {
  checkOptions(where, options, ['name', 'maxPixels']);
  const { name = where, maxPixels = MAX_PIXELS } = options;
  if (typeof name !== 'string') throw new ValueError(where, 'name: text', describe(name));
  checkCount(where, 'maxPixels', maxPixels);
  return { name, maxPixels };
}

/** @throws FormatError for no pixels, and for too many */
export function checkPixels({ name, maxPixels }: DecodeLimits, width: number, height: number): void {
  if (width === 0 || height === 0) throw new FormatError(name, 'a picture with pixels', `${width} x ${height}`);
  if (width * height <= maxPixels) return;
  const hint = 'maxPixels says how many there may be.';
  throw new FormatError(name, `at most ${maxPixels} pixels`, `${width} x ${height}`, hint);
}

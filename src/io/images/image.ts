import { FormatError } from '../../errors.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { checkBytes } from '../byte-source.ts';
import { isJpeg } from './jpeg/header.ts';
import { readJpeg } from './jpeg/index.ts';
import { readDecodeOptions, type DecodeImageOptions, type DecodeLimits } from './options.ts';
import { isPng } from './png-chunks.ts';
import { readPng } from './png.ts';

/**
 * Reads a picture, PNG or JPEG as its bytes tell.
 *
 *     [H, W, C] uint8     C: 1 gray, 2 gray and opacity, 3 red, green, blue, 4 red, green, blue, opacity
 *
 * PNG as `decodePng` reads it. JPEG, in gray or colors, baseline or progressive, as libjpeg reads it, to the same bytes everywhere; as
 * stored, not turned as a camera may note. Its decoder, a module of WebAssembly, is loaded with the first such picture.
 *
 * @throws FormatError for bytes that are no such picture or are damaged, and for too many pixels; ValueError for anything but a
 *     Uint8Array; NnfsError where the decoder cannot be loaded
 *
 * @example
 * import { decodeImage } from 'nnfs';
 * const base64 = 'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAAAAABX3VL4AAAADklEQVR42mNgaGA48R8ABJUCSAzAuJUAAAAASUVORK5CYII=';
 * const picture = await decodeImage(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)));
 * console.log(picture.shape); // [ 2, 2, 1 ]
 */
export async function decodeImage(bytes: Uint8Array, options: DecodeImageOptions = {}): Promise<Tensor<'uint8'>> {
  return readImage(checkBytes('decodeImage', bytes), readDecodeOptions('decodeImage', options));
}

/** As `decodeImage`, of bytes and options that have been checked. */
export async function readImage(bytes: Uint8Array, limits: DecodeLimits): Promise<Tensor<'uint8'>> {
  if (isPng(bytes)) return readPng(bytes, limits);
  if (isJpeg(bytes)) return readJpeg(bytes, limits);
  const received = bytes.length === 0 ? 'no bytes' : `bytes that begin with ${[...bytes.subarray(0, 8)].join(' ')}`;
  throw new FormatError(limits.name, 'a PNG or JPEG file', received, 'Other pictures can be saved as PNG.');
}

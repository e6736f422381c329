import { allocate } from '../../tensor/dtype.ts';
import { Tensor } from '../../tensor/tensor.ts';
import { checkBytes } from '../byte-source.ts';
import { readDecodeOptions, type DecodeImageOptions, type DecodeLimits } from './options.ts';
import { readPngParts } from './png-chunks.ts';
import { pixelFormat, samplesOf } from './png-pixels.ts';
import { passesOf, unpackRows } from './png-rows.ts';

/**
 * Reads a PNG picture of any kind: 1 to 16 bits, gray, colors or a palette, with or without opacity, interlaced or not.
 *
 *     [H, W, C] uint8     C: 1 gray, 2 gray and opacity, 3 red, green, blue, 4 red, green, blue, opacity
 *
 * Fewer than 8 bits are spread over 0 to 255, of 16 the upper 8 are kept. A palette becomes its colors. Color profiles and gamma are left
 * alone. Sizes are checked before memory is taken.
 *
 * Source: https://www.w3.org/TR/png-3/
 *
 * @throws FormatError for bytes that are no such picture or are damaged, and for too many pixels; ValueError for anything but a
 *     Uint8Array
 *
 * @example
 * import { decodePng } from 'nnfs';
 * const base64 = 'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAAAAABX3VL4AAAADklEQVR42mNgaGA48R8ABJUCSAzAuJUAAAAASUVORK5CYII=';
 * const picture = decodePng(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)));
 * console.log(picture.shape, picture.reshape([-1])); // [ 2, 2, 1 ] [  0 128 200 255]
 */
export function decodePng(bytes: Uint8Array, options: DecodeImageOptions = {}): Tensor<'uint8'> {
  return readPng(checkBytes('decodePng', bytes), readDecodeOptions('decodePng', options));
}

/** As `decodePng`, of bytes and options that have been checked. */
export function readPng(bytes: Uint8Array, limits: DecodeLimits): Tensor<'uint8'> {
  const parts = readPngParts(bytes, limits);
  const { width, height, channels, depth } = parts.header;
  const passes = passesOf(parts.header);
  const pixels = pixelFormat(limits.name, parts);
  const rows = unpackRows(limits.name, parts.packed, parts.header, passes);
  const data = allocate('uint8', height * width * pixels.channels, limits.name);
  let start = 0;
  for (const pass of passes) {
    for (let y = 0; y < pass.height; y++, start += 1 + pass.stride) {
      const row = rows.subarray(start + 1, start + 1 + pass.stride);
      const at = (pass.y + y * pass.stepY) * width + pass.x;
      pixels.place(
        samplesOf(row, depth, pass.width * channels),
        data,
        at * pixels.channels,
        pass.stepX * pixels.channels,
      );
    }
  }
  return new Tensor('uint8', [height, width, pixels.channels], data);
}

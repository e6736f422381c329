import fc from 'fast-check';
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { FormatError, ValueError, decodePng } from 'nnfs';
import { PICTURES } from './pictures.ts';
import { END, SIGNATURE, chunk, headerChunk, pngFile, type Header } from './support.ts';

describe('the pixels that Pillow reads', () => {
  test.each(PICTURES)('%s', (_, file, channels, pixels) => {
    // From an odd place on, as part of a larger array.
    const bytes = Buffer.concat([Buffer.from([9]), Buffer.from(file, 'base64')]).subarray(1);
    const before = Buffer.from(bytes);
    const { dtype, shape, data } = decodePng(bytes);
    expect([dtype, shape]).toEqual(['uint8', [6, 11, channels]]);
    expect(Buffer.from(data).toString('base64')).toBe(pixels);
    expect(bytes).toEqual(before);
  });
});

test('gray of any size, with any filters, is what was packed', () => {
  const sizes = fc.record({ width: fc.integer({ min: 1, max: 40 }), height: fc.integer({ min: 1, max: 12 }) });
  fc.assert(
    fc.property(sizes, fc.array(fc.nat(255), { minLength: 480, maxLength: 480 }), ({ width, height }, values) => {
      // Filter 2, of differences to the row above: their sums are the pixels.
      const rows = Buffer.concat(
        Array.from({ length: height }, (_, y) => Buffer.from([2, ...values.slice(y * width, (y + 1) * width)])),
      );
      const sums = values.slice(0, width * height);
      for (let i = width; i < sums.length; i++) sums[i] = (sums[i]! + sums[i - width]!) % 256;
      expect([...decodePng(pngFile({ width, height }, rows)).data]).toEqual(sums);
    }),
    { numRuns: 100 },
  );
});

const small: Header = { width: 2, height: 1 };
const rows = Uint8Array.of(0, 7, 9);
const good = pngFile(small, rows);
const packed = chunk('IDAT', deflateSync(rows));
const colors = chunk('PLTE', Uint8Array.of(1, 2, 3, 4, 5, 6));
const without = (...chunks: Uint8Array[]): Buffer => Buffer.concat([SIGNATURE, ...chunks]);

/** A byte of a file changed. */
function changed(file: Buffer, at: number): Buffer {
  const bytes = Buffer.from(file);
  bytes[at]! ^= 1;
  return bytes;
}

describe('what is no such picture is refused', () => {
  test.each<[string, Uint8Array, string]>([
    ['no bytes', new Uint8Array(0), 'a PNG file, received no bytes.'],
    ['other bytes', Uint8Array.of(1, 2), 'a PNG file, received bytes that begin with 1 2.'],
    [
      'JPEG',
      Uint8Array.of(0xff, 0xd8, 0xff),
      'a PNG file, received bytes that begin with 255 216 255. That is JPEG: decodeImage takes it.',
    ],
    ['a signature alone', SIGNATURE, 'chunks up to IEND, received the end of the bytes. It is cut off.'],
    ['no end', good.subarray(0, -12), 'chunks up to IEND, received the end of the bytes. It is cut off.'],
    ['half a chunk', good.subarray(0, 30), '13 bytes of the chunk "IHDR", received 10. It is cut off.'],
    ['another first chunk', without(packed, END), 'IHDR, first, received "IDAT".'],
    ['two headers', without(headerChunk(small), headerChunk(small), packed, END), 'one chunk IHDR, received more.'],
    ['a short header', without(chunk('IHDR', new Uint8Array(12)), END), 'a header of 13 bytes, received 12.'],
    ['no pixels', without(headerChunk(small), END), 'pixels, IDAT, received none. It is cut off.'],
    [
      'a changed header',
      changed(good, 19),
      'the chunk IHDR as it was written, received another check sum. It is damaged.',
    ],
    [
      'changed pixels',
      changed(good, 45),
      'the chunk IDAT as it was written, received another check sum. It is damaged.',
    ],
    [
      'a chunk to be understood',
      pngFile(small, rows, [chunk('NEWS', rows)]),
      'chunks of PNG, received the chunk "NEWS". It is damaged, or no plain PNG.',
    ],
    ['0 x 1', pngFile({ width: 0, height: 1 }, rows), 'a picture with pixels, received 0 x 1.'],
    ['an unknown kind', pngFile({ ...small, color: 5 }, rows), 'a kind of PNG, received color type 5 of 8 bits.'],
    ['3 bits', pngFile({ ...small, depth: 3 }, rows), 'a kind of PNG, received color type 0 of 3 bits.'],
    [
      '4 bits of RGB',
      pngFile({ ...small, color: 2, depth: 4 }, rows),
      'a kind of PNG, received color type 2 of 4 bits.',
    ],
    [
      'unknown methods',
      pngFile({ ...small, compression: 1, filter: 2, interlace: 3 }, rows),
      'compression 0, filter 0, interlace 0 or 1, received 1, 2, 3.',
    ],
    ['no palette', pngFile({ ...small, color: 3 }, rows), 'a palette of 1 to 256 colors, received 0 bytes.'],
    [
      'half a color',
      pngFile({ ...small, color: 3 }, rows, [chunk('PLTE', Uint8Array.of(1, 2, 3, 4))]),
      'a palette of 1 to 256 colors, received 4 bytes.',
    ],
    [
      'a color that is not there',
      pngFile({ ...small, color: 3 }, rows, [colors]),
      'colors below 2, received 7. It is damaged.',
    ],
    [
      'more opacities than colors',
      pngFile({ ...small, color: 3 }, rows, [colors, chunk('tRNS', Uint8Array.of(1, 2, 3))]),
      'a chunk tRNS that fits its colors, received 3 bytes.',
    ],
    [
      'a transparent color beside opacity',
      pngFile({ ...small, color: 4 }, Uint8Array.of(0, 1, 2, 3, 4), [chunk('tRNS', Uint8Array.of(1, 2, 3, 4))]),
      'a chunk tRNS that fits its colors, received 4 bytes.',
    ],
    ['too few rows', pngFile({ width: 2, height: 2 }, rows), '6 bytes of 2 x 2 pixels, received 3. It is cut off.'],
    [
      'too many',
      pngFile({ width: 1, height: 1 }, rows),
      '2 bytes of 1 x 1 pixels, received more. Its header is wrong.',
    ],
    ['another filter', pngFile(small, Uint8Array.of(5, 0, 0)), 'a filter from 0 to 4, received 5. It is damaged.'],
    [
      'no zlib',
      without(headerChunk(small), chunk('IDAT', rows), END),
      'rows packed by zlib, received damaged or cut bytes. invalid zlib data.',
    ],
    [
      'more than its bytes can hold',
      pngFile({ width: 5000, height: 5000 }, rows),
      '25005000 bytes of 5000 x 5000 pixels, received 11 packed ones. Its header is wrong.',
    ],
    [
      '30,000 x 30,000',
      pngFile({ width: 30_000, height: 30_000 }, rows),
      'at most 67108864 pixels, received 30000 x 30000. maxPixels says how many there may be.',
    ],
  ])('%s', (_, bytes, message) => {
    const decode = (): unknown => decodePng(bytes);
    expect(decode).toThrow(FormatError);
    expect(decode).toThrow(`decodePng: expected ${message}`);
    expect(() => decodePng(bytes, { name: 'a.png' })).toThrow(`a.png: expected ${message}`);
  });

  test('a small picture that unpacks to 70 MB, before it is unpacked', () => {
    const bomb = pngFile({ width: 1, height: 1 }, new Uint8Array(70e6));
    expect(bomb.length).toBeGreaterThan(65_538);
    expect(() => decodePng(bomb)).toThrow(
      /^decodePng: expected 2 bytes of 1 x 1 pixels, received \d+ packed ones\. Its header is wrong\.$/,
    );
  });

  test('more pixels than asked for', () => {
    expect(decodePng(good, { maxPixels: 2 }).shape).toEqual([1, 2, 1]);
    expect(() => decodePng(good, { maxPixels: 1 })).toThrow('decodePng: expected at most 1 pixels, received 2 x 1.');
  });
});

test('what stands behind the end, and chunks that need not be understood, are left alone', () => {
  const file = pngFile(small, rows, [chunk('tEXt', Buffer.from('a\0b'))]);
  expect([...decodePng(Buffer.concat([file, Buffer.from('more')])).data]).toEqual([7, 9]);
});

test('arguments of another kind', () => {
  expect(() => decodePng('a.png' as never)).toThrow(ValueError);
  expect(() => decodePng(good, { size: 3 } as never)).toThrow(
    'decodePng: expected options { name, maxPixels }, received the option "size".',
  );
  expect(() => decodePng(good, { name: 3 as never })).toThrow('decodePng: expected name: text, received 3.');
  expect(() => decodePng(good, { maxPixels: 0.5 })).toThrow('decodePng: expected maxPixels');
});

import { describe, expect, test } from 'vitest';
import { FormatError, ValueError, decodeImage, decodePng } from 'nnfs';
import { CMYK, JPEGS } from './jpegs.ts';
import { PICTURES } from './pictures.ts';

const bytesOf = (base64: string): Buffer => Buffer.from(base64, 'base64');
const [gray, colors] = [bytesOf(JPEGS[0]![1]), bytesOf(JPEGS[4]![1])];

describe('the pixels that Pillow reads', () => {
  test.each(JPEGS)('%s', async (_, file, channels, pixels) => {
    const bytes = Buffer.concat([Buffer.from([9]), bytesOf(file)]).subarray(1);
    const { dtype, shape, data } = await decodeImage(bytes);
    expect([dtype, shape]).toEqual(['uint8', [17, 22, channels]]);
    expect(Buffer.from(data).toString('base64')).toBe(pixels);
  });
});

test('PNG is read as decodePng reads it', async () => {
  for (const [, file] of PICTURES) expect(await decodeImage(bytesOf(file))).toEqual(decodePng(bytesOf(file)));
});

test('the decoder leaves nothing on the global object, and says nothing by itself', async () => {
  const before = Object.getOwnPropertyNames(globalThis);
  await decodeImage(gray);
  await expect(decodeImage(colors.subarray(0, -50))).rejects.toThrow(FormatError);
  expect(Object.getOwnPropertyNames(globalThis)).toEqual(before);
});

test('several at once, and again after one was refused', async () => {
  const first = await decodeImage(colors);
  const all = await Promise.allSettled([
    decodeImage(colors),
    decodeImage(colors.subarray(0, 300)),
    decodeImage(colors),
  ]);
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect((all[2] as PromiseFulfilledResult<unknown>).value).toEqual(first);
});

/** Where the segment is that tells the size. */
const frame = gray.indexOf(Buffer.from([0xff, 0xc0]));

/** A gray picture that says it has another size. */
function sized(width: number, height: number): Buffer {
  const bytes = Buffer.from(gray);
  bytes.writeUInt16BE(height, frame + 5);
  bytes.writeUInt16BE(width, frame + 7);
  return bytes;
}

const cut = 'a JPEG file with the size of its picture, received none. It is cut off or damaged.';

describe('what is no such picture is refused', () => {
  test.each<[string, Uint8Array, string]>([
    ['no bytes', new Uint8Array(0), 'a PNG or JPEG file, received no bytes.'],
    [
      'GIF',
      Buffer.from('GIF89a'),
      'a PNG or JPEG file, received bytes that begin with 71 73 70 56 57 97. Other pictures can be saved as PNG.',
    ],
    ['a beginning', gray.subarray(0, 3), cut],
    ['half a header', gray.subarray(0, frame + 6), cut],
    ['no pixels', gray.subarray(0, frame + 20), 'a whole JPEG picture, received damaged or cut bytes.'],
    ['half of the pixels', colors.subarray(0, -100), 'a whole JPEG picture, received damaged or cut bytes.'],
    [
      'CMYK',
      bytesOf(CMYK),
      'JPEG in gray or colors of 8 bits, process 0 to 2, received 4 components of 8 bits, process 0. Save it again, in RGB,',
    ],
    ['0 x 5', sized(0, 5), 'a picture with pixels, received 0 x 5.'],
    ['65500 x 65500', sized(65500, 65500), 'at most 67108864 pixels, received 65500 x 65500.'],
    ['8000 x 8000', sized(8000, 8000), 'enough bytes for 8000 x 8000 pixels, received'],
    ['a taller one than there is', sized(22, 100), 'a whole JPEG picture, received damaged or cut bytes.'],
  ])('%s', async (_, bytes, message) => {
    const reading = decodeImage(bytes, { name: 'a.jpg' });
    await expect(reading).rejects.toThrow(FormatError);
    await expect(reading).rejects.toThrow(`a.jpg: expected ${message}`);
  });
});

test('arguments of another kind', async () => {
  await expect(decodeImage('a.jpg' as never)).rejects.toThrow(ValueError);
  await expect(decodeImage(gray, { size: 1 } as never)).rejects.toThrow('decodeImage: expected options');
  await expect(decodeImage(gray, { maxPixels: 100 })).rejects.toThrow('decodeImage: expected at most 100 pixels');
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { FormatError, NnfsError, ValueError } from 'nnfs';
import { loadImageFolder } from 'nnfs/node';
import { naturalOrder } from '../../../src/io/node-image-files.ts';
import { JPEGS } from './jpegs.ts';
import { chunk, pngFile } from './support.ts';

/** A gray picture [height, width] of the pixels. */
function gray(width: number, height: number, pixels: readonly number[]): Buffer {
  return pngFile({ width, height }, rowsOf(width, pixels));
}

function rowsOf(stride: number, bytes: readonly number[]): Buffer {
  const count = bytes.length / stride;
  return Buffer.from(Array.from({ length: count }, (_, y) => [0, ...bytes.slice(y * stride, (y + 1) * stride)]).flat());
}

const rgb = (pixels: readonly number[]): Buffer =>
  pngFile({ width: pixels.length / 3, height: 1, color: 2 }, rowsOf(pixels.length, pixels));
const rgba = (pixels: readonly number[]): Buffer =>
  pngFile({ width: pixels.length / 4, height: 1, color: 6 }, rowsOf(pixels.length, pixels));

/** A folder with these files, until the test is over. */
function folderOf(files: Readonly<Record<string, Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'nnfs-images-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  return folder;
}

/** The error that a call ends with; what names the folder is left out of its message. */
async function failure(folder: string, options = {}): Promise<{ error: unknown; message: string }> {
  try {
    await loadImageFolder(folder, options);
  } catch (error) {
    return { error, message: (error as Error).message.replaceAll(folder, '').replaceAll('\\', '/') };
  }
  throw new Error('no error');
}

const one = (value: number): Buffer => gray(1, 1, [value]);

describe('a folder for each class', () => {
  test('classes and files in natural order, pixels from 0 to 1', async () => {
    const folder = folderOf({
      '10/a.png': one(51),
      '2/10.png': one(102),
      '2/9.PNG': one(255),
      '2/.hidden.png': Buffer.from('no picture'),
      '2/Thumbs.db': Buffer.from('no picture'),
      '.git/a.png': one(1),
      'readme.md': Buffer.from('no picture'),
    });
    const seen: string[] = [];
    const { X, y, labels, test } = await loadImageFolder(folder, {
      onProgress: (done, total) => seen.push(`${done}/${total}`),
    });
    expect(labels).toEqual(['2', '10']);
    expect([X.dtype, X.shape, [...X.data]]).toEqual([
      'float32',
      [3, 1, 1, 1],
      [1, Math.fround(102 / 255), Math.fround(51 / 255)],
    ]);
    expect([y.dtype, [...y.data]]).toEqual(['int32', [0, 0, 1]]);
    expect(test).toBeUndefined();
    expect(seen).toEqual(['1/3', '2/3', '3/3']);
    expect((await loadImageFolder(pathToFileURL(folder))).X).toEqual(X);
  });

  test('train and test', async () => {
    const folder = folderOf({
      'train/0/0000.png': one(255),
      'train/1/0000.png': one(0),
      'train/1/0001.png': one(255),
      'test/1/0000.png': one(0),
    });
    const { X, y, labels, test } = await loadImageFolder(folder);
    expect([labels, [...X.data], [...y.data]]).toEqual([
      ['0', '1'],
      [1, 0, 1],
      [0, 1, 1],
    ]);
    expect([test!.X.shape, [...test!.X.data], [...test!.y.data]]).toEqual([[1, 1, 1, 1], [0], [1]]);
    expect((await loadImageFolder(join(folder, 'train'))).X).toEqual(X);
  });
});

describe('gray and colors', () => {
  const files = { 'a/1.png': rgb([255, 0, 0, 0, 255, 0]), 'b/1.png': gray(2, 1, [51, 102]) };
  const bytesOf = ({ data }: { data: Float32Array }): number[] => Array.from(data, (value) => Math.round(value * 255));

  test('all in color where one is, or as asked for', async () => {
    const { X } = await loadImageFolder(folderOf(files));
    expect([X.shape, bytesOf(X)]).toEqual([
      [2, 1, 2, 3],
      [255, 0, 0, 0, 255, 0, 51, 51, 51, 102, 102, 102],
    ]);
    const grays = await loadImageFolder(folderOf(files), { channels: 1 });
    // Pillow: Image.new('RGB', (1, 1), (255, 0, 0)).convert('L').getpixel((0, 0)) is 76; of (0, 255, 0) it is 150.
    expect([grays.X.shape, bytesOf(grays.X)]).toEqual([
      [2, 1, 2, 1],
      [76, 150, 51, 102],
    ]);
    const colored = await loadImageFolder(folderOf({ 'a/1.png': one(7) }), { channels: 3 });
    expect(bytesOf(colored.X)).toEqual([7, 7, 7]);
  });

  test('opacity', async () => {
    const clear = folderOf({ 'a/1.png': rgba([10, 20, 30, 255, 100, 200, 0, 51]) });
    expect(bytesOf((await loadImageFolder(clear, { background: 255 })).X)).toEqual([10, 20, 30, 224, 244, 204]);
    expect(bytesOf((await loadImageFolder(clear, { background: 0 })).X)).toEqual([10, 20, 30, 20, 40, 0]);
    const { error, message } = await failure(clear);
    expect(error).toBeInstanceOf(FormatError);
    expect(message).toBe(
      '/a/1.png: expected a picture without transparent pixels, received some. background: 0 puts black behind them, 255 white.',
    );
    const solid = folderOf({
      'a/1.png': pngFile({ width: 1, height: 1, color: 4 }, Buffer.from([0, 9, 255])),
      'a/2.png': pngFile({ width: 1, height: 1 }, Buffer.from([0, 8]), [chunk('tRNS', Buffer.from([0, 9]))]),
    });
    expect(bytesOf((await loadImageFolder(solid)).X)).toEqual([9, 8]);
  });
});

test('PNG and JPEG side by side, each by its bytes', async () => {
  const [, file, , pixels] = JPEGS[0]!;
  const jpeg = Buffer.from(file, 'base64');
  const { X } = await loadImageFolder(folderOf({ 'a/1.jpg': jpeg, 'a/2.JPEG': jpeg, 'a/3.png': jpeg }));
  expect(X.shape).toEqual([3, 17, 22, 1]);
  const bytes = Array.from(X.data, (value) => Math.round(value * 255));
  expect(bytes).toEqual([1, 2, 3].flatMap(() => [...Buffer.from(pixels, 'base64')]));
});

test('one size, where it is asked for', async () => {
  const folder = folderOf({ 'a/1.png': gray(2, 2, [0, 0, 100, 100]), 'b/1.png': gray(1, 3, [30, 30, 30]) });
  const { X } = await loadImageFolder(folder, { size: [1, 2] });
  expect(X.shape).toEqual([2, 1, 2, 1]);
  expect(Array.from(X.data, (value) => Math.round(value * 255))).toEqual([50, 50, 30, 30]);
  expect((await loadImageFolder(folder, { size: 3 })).X.shape).toEqual([2, 3, 3, 1]);
  const { error, message } = await failure(folder);
  expect(error).toBeInstanceOf(FormatError);
  expect(message).toBe(
    '/b/1.png: expected [2, 2] pixels, as in "/a/1.png", received [3, 1]. size: [2, 2] makes all of them so.',
  );
});

describe('folders built in another way', () => {
  test.each<[string, Readonly<Record<string, Uint8Array>>, string]>([
    ['no folder', { 'a.txt': one(0) }, ': expected a folder for each class, and pictures in them, received no folder.'],
    [
      'pictures beside the classes',
      { 'a.png': one(0), 'b/a.png': one(0) },
      ': expected a folder for each class, and pictures in them, received the picture "a.png".',
    ],
    [
      'an empty class',
      { 'a/1.png': one(0), 'b/1.txt': one(0) },
      '/b: expected pictures as PNG or JPEG, received none.',
    ],
    [
      'another kind of picture',
      { 'a/1.webp': one(0) },
      '/a: expected pictures as PNG or JPEG, received the file "1.webp". "" has the classes.',
    ],
    [
      'folders in classes',
      { 'train/a/1.png': one(0) },
      '/train: expected pictures as PNG or JPEG, received the folder "a". "" has the classes.',
    ],
    [
      'a class in test only',
      { 'train/a/1.png': one(0), 'test/b/1.png': one(0) },
      '/test: expected the classes of "/train", received "b".',
    ],
    [
      'a damaged picture',
      { 'a/1.png': one(0).subarray(0, 40) },
      '/a/1.png: expected chunks up to IEND, received the end of the bytes. It is cut off.',
    ],
    [
      'an empty file',
      { 'a/1.png': new Uint8Array(0) },
      '/a/1.png: expected a PNG or JPEG file, received no bytes. Other pictures can be saved as PNG.',
    ],
  ])('%s', async (_, files, expected) => {
    const { error, message } = await failure(folderOf(files));
    expect(error).toBeInstanceOf(FormatError);
    expect(message).toBe(expected);
  });

  test('a path that leads nowhere', async () => {
    const { error, message } = await failure(join(tmpdir(), 'nnfs-no-such-folder'));
    expect(error).toBeInstanceOf(NnfsError);
    expect(message).toMatch(/^loadImageFolder: expected a folder that can be read, received "": ENOENT/);
  });
});

test.each<[string, object, string]>([
  ['size', { size: [1, 2, 3] }, 'size: a side or [height, width], received [1, 2, 3].'],
  ['size', { size: 0 }, 'size to be a whole number, 1 or more, received 0.'],
  ['channels', { channels: 2 }, 'channels: 1 or 3, received 2.'],
  ['background', { background: 256 }, 'background: a whole number from 0 to 255, received 256.'],
  ['maxPixels', { maxPixels: -1 }, 'maxPixels to be a whole number, 1 or more, received -1.'],
  ['onProgress', { onProgress: 1 }, 'onProgress: a function, received 1.'],
  [
    'a misspelt one',
    { sise: 1 },
    'options { size, channels, background, maxPixels, onProgress }, received the option "sise".',
  ],
])('the option %s of another kind', async (_, options, expected) => {
  const { error, message } = await failure(tmpdir(), options);
  expect(error).toBeInstanceOf(ValueError);
  expect(message).toBe(`loadImageFolder: expected ${expected}`);
});

test('maxPixels', async () => {
  const { message } = await failure(folderOf({ 'a/1.png': gray(2, 1, [1, 2]) }), { maxPixels: 1 });
  expect(message).toBe('/a/1.png: expected at most 1 pixels, received 2 x 1. maxPixels says how many there may be.');
});

test('natural order', () => {
  const names = ['img12', 'img10', 'img2', 'img02', 'IMG1', 'img', '10', '9', 'z', 'e\u0301', '\u00e9a', 'img2b'];
  const sorted = ['9', '10', 'IMG1', 'img', 'img02', 'img2', 'img2b', 'img10', 'img12', 'z', 'e\u0301', '\u00e9a'];
  expect([...names].sort(naturalOrder)).toEqual(sorted);
  expect([...names].reverse().sort(naturalOrder)).toEqual(sorted);
});

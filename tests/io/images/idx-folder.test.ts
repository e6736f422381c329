/** Folders of IDX files, as MNIST is downloaded. */
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { FormatError } from 'nnfs';
import { loadIdx, loadImageFolder } from 'nnfs/node';
import { folder } from '../../cli/run.ts';
import { idxFile } from '../idx-support.ts';

const pixels = (count: number): Buffer => Buffer.from(Array.from({ length: count }, (_, i) => (i * 37) % 256));
const images = (N: number): Buffer => idxFile(8, [N, 2, 3], pixels(6 * N));
const labels = (...values: number[]): Buffer => idxFile(8, [values.length], Buffer.from(values));

test('training and test files, packed or not, under both spellings of their names', async () => {
  const at = folder({
    'train-images-idx3-ubyte.gz': gzipSync(images(3)),
    'train-labels-idx1-ubyte.gz': gzipSync(labels(2, 0, 2)),
    't10k-images.idx3-ubyte': images(2),
    't10k-labels.idx1-ubyte': labels(1, 3),
    'readme.txt': 'MNIST',
  });
  const loaded = await loadImageFolder(at('.'));
  const { X, y } = await loadIdx(at('train-images-idx3-ubyte.gz'), at('train-labels-idx1-ubyte.gz'));
  expect([loaded.X, loaded.y, loaded.labels]).toEqual([X, y, ['0', '1', '2', '3']]);
  expect(X.shape).toEqual([3, 2, 3, 1]);
  expect(loaded.test).toEqual(await loadIdx(at('t10k-images.idx3-ubyte'), at('t10k-labels.idx1-ubyte')));
  const { X: small } = await loadImageFolder(at('.'), { size: 1, channels: 3 });
  expect(small.shape).toEqual([3, 1, 1, 3]);
});

test('training files alone, in color', async () => {
  const at = folder({
    'train-images-idx4-ubyte': idxFile(8, [1, 1, 2, 3], pixels(6)),
    'train-labels-idx1-ubyte': labels(0),
  });
  const { X, test } = await loadImageFolder(at('.'));
  expect([X.shape, test]).toEqual([[1, 1, 2, 3], undefined]);
});

test.each<[string, Readonly<Record<string, Uint8Array>>, string]>([
  ['no labels', { 'train-images-idx3-ubyte': images(1) }, ': expected also train-labels-idx1-ubyte, received only "train-images-idx3-ubyte".'],
  ['no training files', { 't10k-images-idx3-ubyte': images(1), 't10k-labels-idx1-ubyte': labels(1) }, ': expected also train-images-idx3-ubyte, received only "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte".'],
  ['a file packed and unpacked', { 'train-images-idx3-ubyte': images(1), 'train-images-idx3-ubyte.gz': gzipSync(images(1)) }, ': expected one file of train-images, received "train-images-idx3-ubyte" and "train-images-idx3-ubyte.gz".'],
  ['another number of labels', { 'train-images-idx3-ubyte': images(2), 'train-labels-idx1-ubyte': labels(1) }, '/train-labels-idx1-ubyte: expected 2 labels, one for each image of "...", received 1. Are they a pair, as train-images and train-labels are?'],
  ['floats', { 'train-images-idx3-ubyte': idxFile(13, [1, 1, 1], 4), 'train-labels-idx1-ubyte': labels(1) }, '/train-images-idx3-ubyte: expected bytes [N, H, W], or [N, H, W, C] with 1 or 3 channels, received float32 [1, 1, 1].'],
  ['no image', { 'train-images-idx3-ubyte': idxFile(8, [0, 1, 1]), 'train-labels-idx1-ubyte': labels() }, '/train-images-idx3-ubyte: expected bytes [N, H, W], or [N, H, W, C] with 1 or 3 channels, received uint8 [0, 1, 1].'],
])('refuses %s', async (_, files, expected) => {
  const at = folder(files);
  const error: unknown = await loadImageFolder(at('.')).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(FormatError);
  const path = at('').slice(0, -1);
  const message = (error as Error).message.replace(/of "[^"]*"/, 'of "..."'); // a long path is cut
  expect(message.replaceAll(`${path}/.`, '').replaceAll(path, '')).toBe(expected);
}); // prettier-ignore

/** The pictures of a folder, whatever form they have there, one after another. */
import { setImmediate } from 'node:timers/promises';
import { FormatError, describe } from '../errors.ts';
import { Tensor } from '../tensor/tensor.ts';
import { readImage } from './images/image.ts';
import type { NamedPicture, Pictures } from './images/pictures.ts';
import { readFile } from './node-file.ts';
import { readIdxFiles, type IdxFiles, type IdxPair } from './node-idx-files.ts';
import { entriesOf, imageFiles } from './node-image-files.ts';

/**
 * The pictures of a folder: PNG and JPEG in a folder for each class, or in folders `train` and `test` that have, or IDX files as MNIST comes.
 *
 * @throws NnfsError for a folder that cannot be read, FormatError, naming the path, for one that is built in another way
 */
export async function openPictures(where: string, folder: string): Promise<Pictures> {
  const idx = await openIdx(where, folder);
  if (idx !== undefined) return idx;
  const { labels, train, test = [] } = imageFiles(where, folder);
  const all = [...train, ...test];
  return {
    labels,
    classes: Int32Array.from(all, ({ label }) => label),
    training: train.length,
    read: (maxPixels) =>
      readPictures(
        where,
        all.map(({ path }) => path),
        maxPixels,
      ),
  };
}

/** The pictures of the IDX files of a folder, where it has some. @throws NnfsError, as `openPictures` */
export async function openIdx(where: string, folder: string): Promise<Pictures | undefined> {
  const files = entriesOf(where, folder).filter(({ isFolder }) => !isFolder);
  const idx = await readIdxFiles(where, folder, files);
  return idx && ofIdx(idx);
}

/** PNG and JPEG files, one after another. @throws NnfsError for one that cannot be read, FormatError for one that is no picture */
export async function* readPictures(
  where: string,
  paths: readonly string[],
  maxPixels: number,
): AsyncGenerator<NamedPicture> {
  for (const name of paths) {
    yield { name, picture: await readImage(readFile(where, name), { name, maxPixels }) };
    await setImmediate(); // others have their turn
  }
}

function ofIdx({ train, test }: IdxFiles): Pictures {
  const pairs = test === undefined ? [train] : [train, test];
  for (const { images } of pairs) checkBytes(images);
  const classes = Int32Array.from(pairs.flatMap(({ labels }) => [...labels.tensor.data]));
  const count = classes.reduce((most, label) => Math.max(most, label + 1), 0);
  return {
    labels: Array.from({ length: count }, (_, label) => String(label)),
    classes,
    training: train.labels.tensor.size,
    read: () => readImages(pairs),
  };
}

/** @throws FormatError for what are no gray or colored images of bytes, and for none at all */
function checkBytes({ name, tensor: { dtype, shape, size } }: IdxPair['images']): void {
  const channels = shape[3] ?? 1;
  if (dtype === 'uint8' && (channels === 1 || channels === 3) && size > 0) return;
  throw new FormatError(name, 'bytes [N, H, W], or [N, H, W, C] with 1 or 3 channels', `${dtype} ${describe(shape)}`);
}

// eslint-disable-next-line @typescript-eslint/require-await
async function* readImages(pairs: readonly IdxPair[]): AsyncGenerator<NamedPicture> {
  for (const { images } of pairs) {
    const { shape, data } = images.tensor;
    const [N, height, width, channels = 1] = shape as [number, number, number, number?];
    const size = height * width * channels;
    for (let n = 0; n < N; n++) {
      const pixels = data.subarray(n * size, (n + 1) * size) as Uint8Array<ArrayBuffer>;
      yield { name: `${images.name}, image ${n}`, picture: new Tensor('uint8', [height, width, channels], pixels) };
    }
  }
}

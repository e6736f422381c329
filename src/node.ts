/** The entry `nnfs/node`: what needs files. */
import { FormatError } from './errors.ts';
import {
  checkImageFolderOptions,
  stackPictures,
  type ImageFolder,
  type ImageFolderOptions,
} from './datasets/image-folder.ts';
import { labeledImages, type LabeledImages } from './datasets/labeled-images.ts';
import { checkReadOptions, readTableFrom, type ReadTableOptions } from './datasets/tables/read-table.ts';
import type { Table } from './datasets/tables/table.ts';
import { checkReadIdxOptions, readIdxFrom, type ReadIdxOptions } from './io/idx.ts';
import { fileSource } from './io/node-chunks.ts';
import { pathOf, readFile, writeFileAtomically, type FilePath } from './io/node-file.ts';
import { openPictures } from './io/node-pictures.ts';
import type { TrainedModel } from './model/callbacks/callback.ts';
import { kinds } from './model/files/all-kinds.ts';
import { Model } from './model/model.ts';

export type { ImageFolder, ImageFolderOptions } from './datasets/image-folder.ts';
export type { LabeledImages } from './datasets/labeled-images.ts';
export type { FilePath, FileURL } from './io/node-file.ts';

/**
 * Saves a model as a safetensors file. Killed at any moment, it leaves the old file or the new one, whole. Synchronous, so that a
 * callback can save while training.
 *
 * @param options `training`: also what is needed to train on as if nothing had happened. @default false
 * @throws NnfsError for a path that cannot be written
 */
export function saveModel(
  model: Pick<TrainedModel, 'toBytes'>,
  path: FilePath,
  options: { readonly training?: boolean } = {},
): void {
  writeFileAtomically('saveModel', path, model.toBytes(options));
}

/**
 * Loads a model that `saveModel` saved, of any kinds of the package.
 *
 * @throws NnfsError for a path that cannot be read, FormatError, naming the path, for a file that is no model
 */
export function loadModel(path: FilePath): Model {
  const bytes = readFile('loadModel', path);
  try {
    return Model.fromBytes(bytes, { kinds });
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new FormatError(`${pathOf(path)}: ${error.where}`, error.expected, error.received, error.hint);
  }
}

/**
 * Loads a table from a file of any size: CSV as `parseCsv` reads it, JSON as `parseJson`; either packed by gzip.
 *
 * @throws NnfsError for a path that cannot be read; FormatError, naming the path, for a file that is no table
 */
export async function loadTable(path: FilePath, options: ReadTableOptions = {}): Promise<Table> {
  checkReadOptions('loadTable', options);
  return readTableFrom(await fileSource('loadTable', path), { name: pathOf(path), ...options });
}

/**
 * Loads images and their labels from two IDX files, as MNIST and Fashion-MNIST come, packed by gzip or plain.
 *
 *     X [N, H, W, 1] float32, pixels / 255     y [N] int32
 *
 * Convolutions take X as it is. For a network that begins with Dense, make rows of the images: `X.reshape([X.shape[0], -1])`. The bytes
 * as they are in a file are what `decodeIdx` and `readIdx` give.
 *
 * @param images bytes, [N, H, W] or [N, H, W, C]; floats are taken as they are
 * @param labels whole numbers, [N]
 * @param options `maxBytes`: the most bytes that gzip may unpack to. @default 64 MB, or 100 times what it was packed into
 * @throws NnfsError for a path that cannot be read; FormatError, naming the path, for a file that is no such data, and where there are not
 *     as many labels as images
 */
export async function loadIdx(
  images: FilePath,
  labels: FilePath,
  options: Pick<ReadIdxOptions, 'maxBytes'> = {},
): Promise<LabeledImages> {
  checkReadIdxOptions('loadIdx', options, ['maxBytes']);
  const load = async (path: FilePath) => {
    const source = await fileSource('loadIdx', path);
    const name = pathOf(path);
    return { name, tensor: await readIdxFrom(source, { ...options, name }) };
  };
  return labeledImages(await load(images), await load(labels));
}

/**
 * Loads pictures, PNG or JPEG, from a folder that has a folder for each class, or from folders `train` and `test` that have, as the book's
 * Fashion-MNIST comes; or from IDX files of the names that MNIST comes under, `train-images-idx3-ubyte.gz` and its sisters.
 *
 *     X [N, H, W, C] float32, pixels / 255     y [N] int32     labels: the names of the folders, labels[y]
 *
 * C is 1 where all pictures are gray, otherwise 3. Classes and files are in natural order, `2` before `10`, on every system. Pictures are
 * brought to one size only where it is asked for. Hidden files, and those that are no pictures by their names, are passed over.
 *
 * @returns also `test: { X, y }` where there are `train` and `test`, or `t10k-images-idx3-ubyte`
 * @throws NnfsError for a path that cannot be read; FormatError, naming the path, for a folder built in another way, for what is no
 *     picture, and where pictures differ in size; ValueError for options of another kind
 */
export async function loadImageFolder(path: FilePath, options: ImageFolderOptions = {}): Promise<ImageFolder> {
  checkImageFolderOptions('loadImageFolder', options);
  return stackPictures(await openPictures('loadImageFolder', pathOf(path, 'loadImageFolder')), options);
}

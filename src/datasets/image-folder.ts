import { FormatError, ValueError, describe } from '../errors.ts';
import { inChannels, opaque } from '../io/images/channels.ts';
import { MAX_PIXELS } from '../io/images/options.ts';
import type { Pictures } from '../io/images/pictures.ts';
import { resize } from '../io/images/resize.ts';
import { checkCount, checkOptions } from '../options.ts';
import { formatShape } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';
import { scaledBytes, type LabeledImages } from './labeled-images.ts';

/** The images of a folder of classes. */
export interface ImageFolder extends LabeledImages {
  /** The names of the classes: `labels[y]`. */
  readonly labels: readonly string[];
  /** What a folder `test` beside one `train` has. */
  readonly test?: LabeledImages;
}

export interface ImageFolderOptions {
  /** The size that pictures are brought to, a side or [height, width]. @default none: pictures of different sizes are refused */
  readonly size?: number | readonly [height: number, width: number];
  /** 1 makes all gray, 3 all colored. @default 1 where all are gray, else 3 */
  readonly channels?: 1 | 3;
  /** The gray from 0 to 255 behind transparent pixels. @default none: pictures with such pixels are refused */
  readonly background?: number;
  /** The most pixels that a file may have. @default 67,108,864 */
  readonly maxPixels?: number;
  /** Called after each picture, with how many have been read and how many there are. @default none */
  readonly onProgress?: (done: number, total: number) => void;
}

const OPTIONS = ['size', 'channels', 'background', 'maxPixels', 'onProgress'];

/** @throws ValueError for an unknown option, and a value of another kind */
export function checkImageFolderOptions(where: string, options: ImageFolderOptions): void {
  checkOptions(where, options, OPTIONS);
  const { size = 1, channels = 1, background = 0, maxPixels = 1, onProgress } = options;
  const sides: unknown[] = Array.isArray(size) ? size : [size, size];
  if (sides.length !== 2) throw new ValueError(where, 'size: a side or [height, width]', describe(size));
  for (const side of sides) checkCount(where, 'size', side);
  if (![1, 3].includes(channels)) throw new ValueError(where, 'channels: 1 or 3', describe(channels));
  if (!Number.isInteger(background) || background < 0 || background > 255) {
    throw new ValueError(where, 'background: a whole number from 0 to 255', describe(background));
  }
  checkCount(where, 'maxPixels', maxPixels);
  if (onProgress !== undefined && typeof onProgress !== 'function') {
    throw new ValueError(where, 'onProgress: a function', describe(onProgress));
  }
}

/** Gathers pictures as a network takes them. */
export async function stackPictures(source: Pictures, options: ImageFolderOptions): Promise<ImageFolder> {
  const { labels, classes, training } = source;
  const { maxPixels = MAX_PIXELS, onProgress } = options;
  const N = classes.length;
  const stack = new ImageStack(options);
  let done = 0;
  for await (const { name, picture } of source.read(maxPixels)) {
    stack.add(name, picture);
    onProgress?.(++done, N);
  }
  const part = (from: number, to: number): LabeledImages => ({
    X: stack.images(from, to),
    y: new Tensor('int32', [to - from], classes.slice(from, to)),
  });
  const train = part(0, training);
  return training < N ? { ...train, labels, test: part(training, N) } : { ...train, labels };
}

/** Pictures of one size, gathered one by one. */
export class ImageStack {
  readonly #pictures: Tensor<'uint8'>[] = [];
  readonly #options: ImageFolderOptions;
  /** The first one, which all others must be as large as. */
  #first: { readonly name: string; readonly size: readonly number[] } | undefined;

  constructor(options: ImageFolderOptions) {
    this.#options = options;
  }

  /** @param name what errors call it @throws FormatError for transparent pixels, and for another size, where there is no option for it */
  add(name: string, picture: Tensor<'uint8'>): void {
    const { size, channels, background } = this.#options;
    let image = opaque(name, picture, background);
    const [height, width, found] = image.shape as [number, number, number];
    if (channels !== undefined && channels !== found) {
      image = new Tensor('uint8', [height, width, channels], inChannels(image.data, found, channels));
    }
    if (size !== undefined) image = resize(image, ...(typeof size === 'number' ? ([size, size] as const) : size));
    this.#first ??= { name, size: image.shape.slice(0, 2) };
    const expected = formatShape(this.#first.size);
    const received = formatShape(image.shape.slice(0, 2));
    if (received !== expected) {
      const hint = `size: ${expected} makes all of them so.`;
      throw new FormatError(name, `${expected} pixels, as in ${describe(this.#first.name)}`, received, hint);
    }
    this.#pictures.push(image);
  }

  /** X of the pictures from the first to before the last. */
  images(first: number, last: number): Tensor<'float32'> {
    const channels = this.#pictures.some(({ shape }) => shape[2] === 3) ? 3 : 1;
    const pictures = this.#pictures.slice(first, last);
    const parts = pictures.map(({ data, shape }) => inChannels(data, shape[2]!, channels));
    return new Tensor('float32', [parts.length, ...this.#first!.size, channels], scaledBytes(parts));
  }
}

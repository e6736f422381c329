import { relative } from 'node:path';
import { ImageStack, type ImageFolderOptions } from '../../datasets/image-folder.ts';
import { MAX_PIXELS } from '../../io/images/options.ts';
import type { NamedPicture } from '../../io/images/pictures.ts';
import { pictureFiles } from '../../io/node-picture-files.ts';
import { openIdx, readPictures } from '../../io/node-pictures.ts';
import { imageAnswers, type ImageAnswers } from '../../recipes/predict-images.ts';
import type { Shape } from '../../tensor/shape.ts';
import { csvLines } from '../data/csv-lines.ts';
import type { DataFlags } from '../data/flags.ts';
import type { SavedModel } from '../data/model-data.ts';
import { isFolder } from '../data/source.ts';
import { tell } from '../tables/notices.ts';
import { showProgress } from '../terminal/progress-bar.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { readingForPictures } from './for-model.ts';
import { inPictureFlags } from './in-flags.ts';
import { checkSize, testPicturesTaken } from './load.ts';

/** Pictures that are answered at once; the numbers do not depend on it. */
const BATCH = 256;

/** Pictures, one after another, and how many there are. */
interface Source {
  readonly total: number;
  readonly notices: readonly string[];
  read(maxPixels: number): AsyncIterable<NamedPicture>;
}

/** What a saved model takes pictures for, as CSV: the file, the label, and unless only classes are wanted, how sure it is. */
export async function predictPictures(
  saved: SavedModel,
  options: DataFlags,
  classesOnly: boolean,
  terminal: Terminal,
): Promise<string> {
  const { data } = options;
  const { shape, reading } = readingForPictures(saved, options);
  const source = await sourceOf(data);
  tell(source.notices, terminal);
  const bar = await showProgress(terminal.streams.stderr, { unit: 'pictures', total: source.total });
  const lines = [classesOnly ? ['file', 'label'] : ['file', 'label', 'confidence']];
  const answer = (some: readonly NamedPicture[]): void => {
    const { labels, indices, confidences } = answersFor(saved, some, shape, reading);
    some.forEach(({ name: file }, n) => {
      const index = indices[n]!;
      const name = file === data ? file : relative(data, file);
      lines.push([name, labels[index]!, ...(classesOnly ? [] : [String(confidences.at(n, index))])]);
    });
    bar.moveTo(lines.length - 1);
  };
  try {
    await inPictureFlags(async () => {
      let some: NamedPicture[] = [];
      for await (const picture of source.read(reading.maxPixels ?? MAX_PIXELS)) {
        some.push(picture);
        if (some.length < BATCH) continue;
        answer(some);
        some = [];
      }
      if (some.length > 0) answer(some);
    });
  } finally {
    bar.stop();
  }
  return csvLines(lines);
}

/** A picture, those of a folder, or of IDX files there; of these the test pictures, where there are some. */
async function sourceOf(data: string): Promise<Source> {
  const idx = isFolder(data) ? await openIdx('--data', data) : undefined;
  if (idx === undefined) {
    const files = isFolder(data) ? pictureFiles('--data', data) : [data];
    return { total: files.length, notices: [], read: (maxPixels) => readPictures('--data', files, maxPixels) };
  }
  const all = idx.classes.length;
  const first = idx.training < all ? idx.training : 0;
  const notices = first > 0 ? [testPicturesTaken(data, all - first)] : [];
  return { total: all - first, notices, read: (maxPixels) => from(first, idx.read(maxPixels)) };
}

/** What comes after so many others. */
async function* from<T>(first: number, items: AsyncIterable<T>): AsyncGenerator<T> {
  let n = 0;
  for await (const item of items) if (n++ >= first) yield item;
}

function answersFor(
  { model, path }: SavedModel,
  pictures: readonly NamedPicture[],
  shape: Shape,
  reading: ImageFolderOptions,
): ImageAnswers {
  const stack = new ImageStack(reading);
  for (const { name, picture } of pictures) {
    if (reading.size === undefined) checkSize(name, shape.slice(0, 2), picture.shape.slice(0, 2));
    stack.add(name, picture);
  }
  return imageAnswers(path, model, stack.images(0, pictures.length));
}

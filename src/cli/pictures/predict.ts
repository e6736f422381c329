import { relative } from 'node:path';
import { ImageStack, type ImageFolderOptions } from '../../datasets/image-folder.ts';
import { readImage } from '../../io/images/image.ts';
import { MAX_PIXELS } from '../../io/images/options.ts';
import { readFile } from '../../io/node-file.ts';
import { pictureFiles } from '../../io/node-picture-files.ts';
import { imageAnswers, type ImageAnswers } from '../../recipes/predict-images.ts';
import type { Shape } from '../../tensor/shape.ts';
import { csvLines } from '../data/csv-lines.ts';
import type { DataFlags } from '../data/flags.ts';
import type { SavedModel } from '../data/model-data.ts';
import { isFolder } from '../data/source.ts';
import { showProgress } from '../terminal/progress-bar.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { readingForPictures } from './for-model.ts';
import { inPictureFlags } from './in-flags.ts';
import { checkSize } from './load.ts';

/** Pictures that are answered at once; the numbers do not depend on it. */
const BATCH = 256;

/** What a saved model takes pictures for, as CSV: the file, the label, and unless only classes are wanted, how sure it is. */
export async function predictPictures(
  saved: SavedModel,
  options: DataFlags,
  classesOnly: boolean,
  { streams }: Terminal,
): Promise<string> {
  const { data } = options;
  const { shape, reading } = readingForPictures(saved, options);
  const files = isFolder(data) ? pictureFiles('--data', data) : [data];
  const bar = await showProgress(streams.stderr, { unit: 'pictures', total: files.length });
  const lines = [classesOnly ? ['file', 'label'] : ['file', 'label', 'confidence']];
  try {
    for (let from = 0; from < files.length; from += BATCH) {
      const some = files.slice(from, from + BATCH);
      const { labels, indices, confidences } = await answersFor(saved, some, shape, reading);
      some.forEach((file, n) => {
        const index = indices[n]!;
        const name = file === data ? file : relative(data, file);
        lines.push([name, labels[index]!, ...(classesOnly ? [] : [String(confidences.at(n, index))])]);
      });
      bar.moveTo(from + some.length);
    }
  } finally {
    bar.stop();
  }
  return csvLines(lines);
}

function answersFor(
  { model, path }: SavedModel,
  files: readonly string[],
  shape: Shape,
  reading: ImageFolderOptions,
): Promise<ImageAnswers> {
  const { maxPixels = MAX_PIXELS } = reading;
  return inPictureFlags(async () => {
    const stack = new ImageStack(reading);
    for (const name of files) {
      const picture = await readImage(readFile('--data', name), { name, maxPixels });
      if (reading.size === undefined) checkSize(name, shape.slice(0, 2), picture.shape.slice(0, 2));
      stack.add(name, picture);
    }
    return imageAnswers(path, model, stack.images(0, files.length));
  });
}

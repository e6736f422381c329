import type { ImageFolderOptions } from '../../datasets/image-folder.ts';
import { FormatError, ValueError } from '../../errors.ts';
import type { Shape } from '../../tensor/shape.ts';
import { formFor, pictureShape } from '../../recipes/predict-images.ts';
import type { DataFlags } from '../data/flags.ts';
import { refuseForeign, type SavedModel } from '../data/model-data.ts';
import { pictureReading } from './options.ts';

/** What a model takes, and how pictures are read for it: as those that it learnt from; what the call says goes before that. */
export interface ForModel {
  readonly shape: Shape;
  readonly reading: ImageFolderOptions;
}

/** @throws FormatError for a model that takes no pictures, WrongCall for options that mean nothing for them */
export function readingForPictures({ path, model }: SavedModel, options: DataFlags): ForModel {
  refuseForeign(options);
  if (options.dotPrecision !== undefined) model.notes = { ...model.notes, dotPrecision: options.dotPrecision };
  try {
    const shape = pictureShape(path, model);
    return { shape, reading: { ...formFor(path, model), ...pictureReading(options) } };
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw new FormatError(path, error.expected, error.received, 'Pictures are for models that nnfs train --data FOLDER makes.'); // prettier-ignore
  }
}

/** A run that goes on where its file ends. */
import { FormatError } from '../../errors.ts';
import type { Model } from '../../model/model.ts';
import type { TrainingData } from '../data/training-data.ts';
import { savedSettings } from './flags.ts';
import { readModelFile, type TrainingRecord } from './model-file.ts';
import type { TrainSettings } from './settings.ts';

/** What the file of a run holds. */
export interface Resumed {
  readonly model: Model;
  readonly record: TrainingRecord;
  readonly settings: TrainSettings;
}

/** @throws FormatError, naming the path, for a file that `nnfs train` did not save */
export function readResumed(path: string): Resumed {
  const { model, record } = readModelFile('--resume', path);
  if (record === undefined) {
    throw new FormatError(path, 'a model that nnfs train saved', 'one without the options of its training');
  }
  return { model, record, settings: savedSettings(record.options, path) };
}

/** @throws FormatError for data that is not what the model was trained with so far */
export function checkResumable(
  { model, record }: Resumed,
  { training: { X }, labels, features }: TrainingData,
  name: string,
): void {
  const same = (a: readonly string[] | undefined, b: readonly string[] | undefined): boolean => String(a) === String(b);
  const width = model.inputShape?.[0];
  const count = model.progress?.samples ?? X.shape[0]!;
  if (X.shape[0] === count && X.shape[1] === width && same(labels, model.labels) && same(features, record.features))
    return;
  throw new FormatError(
    name,
    `the data of the run that goes on, ${count} samples of ${width ?? '?'} inputs for training`,
    `${X.shape[0]!} of ${X.shape[1]!}, or other columns or classes`,
  );
}

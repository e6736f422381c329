/** A run that goes on where its file ends. */
import { FormatError } from '../../errors.ts';
import type { Model } from '../../model/model.ts';
import type { TableSettings } from '../../recipes/fit.ts';
import { answersPictures } from '../../recipes/predict-images.ts';
import { schedule } from '../../recipes/rates.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { savedSettings } from './flags.ts';
import { readModelFile, type TrainingRecord } from './model-file.ts';
import { isOfGenerated, learnsPictures, type TrainSettings } from './settings.ts';

/** What the file of a run holds. */
export interface Resumed {
  readonly model: Model;
  readonly settings: TrainSettings;
  /** What tells its rows or pictures from others; undefined in files of earlier versions, and for generated data. */
  readonly fingerprint: number | undefined;
}

/** @throws FormatError, naming the path, for a file that `nnfs train` did not save, or an earlier version on a table */
export function readResumed(path: string): Resumed {
  const { model, record } = readModelFile('--resume', path);
  if (record === undefined) {
    throw new FormatError(path, 'a model that nnfs train saved', 'one without the options of its training');
  }
  const settings = savedSettings(record.options, path, answersPictures(model));
  if (!isOfGenerated(settings) && !learnsPictures(settings) && model.notes.encoder === undefined) {
    const hint = 'evaluate and predict take it; to go on, train anew.';
    throw new FormatError(path, 'a model with the encoder of its table', 'one of an earlier version', hint);
  }
  return { model, settings, fingerprint: record.fingerprint };
}

/** @throws FormatError for rows or pictures that are as many as before, but not the same, or in another order: some were held back */
export function checkSame({ fingerprint }: Resumed, course: { readonly fingerprint?: number }, name: string): void {
  if (fingerprint === undefined || fingerprint === course.fingerprint) return;
  const hint = 'To learn from other data, train anew.';
  throw new FormatError(name, 'the data of the run that goes on', 'other values, or another order', hint);
}

/** How a model was trained. A learning rate that changed over the epochs of its run, which a file cannot hold, is set to do so again. */
export function settingsOf(path: string, model: Model, { options }: TrainingRecord): TrainSettings {
  const settings = savedSettings(options, path, answersPictures(model));
  const { optimizer, progress } = model;
  if (typeof optimizer?.learningRate === 'function' && progress !== undefined) {
    const usual = { schedule: isOfGenerated(settings) ? 'constant' : 'cosine' } as const;
    schedule(model, { ...usual, ...settings } as Partial<TableSettings> as TableSettings, progress.samples);
  }
  return settings;
}

/** @throws FormatError for data that is not what the model was trained with so far */
export function checkResumable({ model }: Resumed, { shape }: Tensor, name: string): void {
  const width = model.inputShape?.[0];
  const count = model.progress?.samples ?? shape[0]!;
  if (shape[0] === count && shape[1] === width) return;
  throw new FormatError(
    name,
    `the data of the run that goes on, ${count} samples of ${width ?? '?'} inputs for training`,
    `${shape[0]!} of ${shape[1]!}`,
  );
}

/** What becomes of a rate that changes over the epochs of a run, where there are other epochs than the file was planned for. */
export function newPlan(
  { model, settings: { epochs: before } }: Resumed,
  { schedule = 'constant', epochs }: Partial<Pick<TableSettings, 'schedule'>> & Pick<TableSettings, 'epochs'>,
): string[] {
  const { optimizer, progress } = model;
  if (schedule === 'constant' || before === epochs || (progress?.epoch ?? 0) >= epochs) return [];
  const rate = Number(optimizer!.rateAt(optimizer!.iterations).toPrecision(4));
  return [`--schedule ${schedule} is of ${epochs} epochs now, not of ${before!}: the learning rate goes on at ${rate}`];
}

import { FormatError } from '../../errors.ts';
import { writeFileAtomically } from '../../io/node-file.ts';
import type { Callback } from '../../model/callbacks.ts';
import { formatEpoch, formatValidation } from '../../model/history.ts';
import type { Model } from '../../model/model.ts';
import type { TrainOptions as ModelTrainOptions } from '../../model/train-options.ts';
import { init } from '../../session.ts';
import { isByClass } from '../data/targets.ts';
import { loadTrainingData, type TrainingData } from '../data/training-data.ts';
import { checkWritable } from '../data/files.ts';
import { Interrupted, untilInterrupted } from '../terminal/interrupt.ts';
import { readModelFile, writeModelFile, type TrainingRecord } from './model-file.ts';
import { buildModel } from './network.ts';
import { WrongCall } from '../options.ts';
import { showProgress, type Progress } from '../terminal/progress-bar.ts';
import { newSettings, resumedSettings, type TrainSettings } from './settings.ts';
import type { Streams } from '../terminal/streams.ts';
import { savedSettings, wordsOf, type TrainOptions } from './flags.ts';

/** Trains, prints, saves and draws as the options of `nnfs train` say. */
export async function train(options: TrainOptions, streams: Streams): Promise<void> {
  const { save, resume, checkpointEvery, plot, json = false, ...given } = options;
  const saved = resume === undefined ? undefined : readResumed(resume);
  const settings = saved === undefined ? newSettings(given) : resumedSettings(saved.settings, given, resume!);
  const path = save ?? resume;
  if (checkpointEvery !== undefined && path === undefined) {
    throw new WrongCall('--checkpoint-every', 'also --save FILE', 'none');
  }
  if (path !== undefined) checkWritable('--save', path);
  if (plot !== undefined) checkWritable('--plot', plot);

  init({ seed: settings.seed, dotPrecision: settings.dotPrecision });
  const data = loadTrainingData(settings);
  if (saved !== undefined) checkResumable(saved, data, settings.data);
  const model = saved?.model ?? newModel(settings, data);
  const record: TrainingRecord = { options: wordsOf(settings), features: data.features, target: data.target };
  const keep = path === undefined ? undefined : () => writeModelFile(path, model, record);

  const callbacks: Callback[] = [];
  const printEvery = given.printEvery ?? settings.printEvery;
  const bar = await showProgress(streams.stderr, settings.epochs, model.progress?.epoch ?? 0);
  if (!json) callbacks.push(lines(model, data, printEvery, streams, bar));
  callbacks.push(bar.callback(stepsOf(settings, data)));
  if (keep !== undefined) callbacks.push(checkpoints(keep, model, checkpointEvery));

  const { result: finished, interruption } = await untilInterrupted(streams, (signal) =>
    run(model, data, settings, {
      callbacks,
      signal,
      print: (warning) => bar.aside(() => streams.stderr.write(`nnfs: ${warning}\n`)),
    }),
  ).finally(() => bar.stop());

  keep?.();
  const { epochs } = model.history;
  const last = epochs.at(-1);
  const validation =
    last?.validationLoss === undefined ? undefined : { loss: last.validationLoss, accuracy: last.validationAccuracy! };
  if (plot !== undefined) {
    const { drawHistory } = await import('./plot.ts');
    writeFileAtomically('--plot', plot, new TextEncoder().encode(drawHistory(epochs, plot)));
  }
  if (json) {
    const results = { finished, epochs: epochs.length, final: last, validation, history: epochs };
    streams.stdout.write(`${JSON.stringify({ settings: fullSettings(settings, data), ...results })}\n`);
  } else if (finished && validation !== undefined) {
    streams.stdout.write(`${formatValidation(validation)}\n`);
  }
  if (!finished) {
    const cure = path === undefined ? 'Nothing was saved: --save FILE does that.' : `Saved: nnfs train --resume ${path} goes on.`; // prettier-ignore
    throw new Interrupted(interruption!, `stopped after ${epochs.length} of ${settings.epochs} epochs. ${cure}`);
  }
}

interface Resumed {
  readonly model: Model;
  readonly record: TrainingRecord;
  readonly settings: TrainSettings;
}

function readResumed(path: string): Resumed {
  const { model, record } = readModelFile('--resume', path);
  if (record === undefined) {
    throw new FormatError(path, 'a model that nnfs train saved', 'one without the options of its training');
  }
  return { model, record, settings: savedSettings(record.options, path) };
}

/** @throws FormatError for data that is not what the model was trained with so far */
function checkResumable(
  { model, record }: Resumed,
  { training: { X }, labels, features }: TrainingData,
  name: string,
): void {
  const same = (a: readonly string[] | undefined, b: readonly string[] | undefined): boolean => String(a) === String(b);
  const width = model.layers.find((layer) => layer.inputWidth !== undefined)?.inputWidth;
  const count = model.progress?.samples ?? X.shape[0]!;
  if (X.shape[0] === count && X.shape[1] === width && same(labels, model.labels) && same(features, record.features))
    return;
  throw new FormatError(
    name,
    `the data of the run that goes on, ${count} samples of ${width ?? '?'} inputs for training`,
    `${X.shape[0]!} of ${X.shape[1]!}, or other columns or classes`,
  );
}

function newModel(settings: TrainSettings, { loss, training, outputs, labels, scaler }: TrainingData): Model {
  const model = buildModel(settings, loss, training.X.shape[1]!, outputs);
  if (labels !== undefined) model.labels = labels;
  if (scaler !== undefined) model.scaler = scaler.toJSON();
  return model;
}

/** Trains up to the epochs of the settings; false where it was stopped before. */
async function run(
  model: Model,
  { training, validation }: TrainingData,
  { epochs, batchSize, shuffle }: TrainSettings,
  options: Pick<ModelTrainOptions, 'callbacks' | 'signal' | 'print'>,
): Promise<boolean> {
  const left = epochs - (model.progress?.epoch ?? 0);
  if (left <= 0) return true;
  const { stopReason } = await model.train(training.X, training.y, {
    ...options,
    epochs: left,
    shuffle,
    ...(batchSize !== undefined && { batchSize }),
    ...(validation && { validationData: validation }),
  });
  return stopReason === 'finished';
}

function stepsOf({ batchSize }: TrainSettings, { training }: TrainingData): number {
  const N = training.X.shape[0]!;
  return Math.ceil(N / Math.min(batchSize ?? N, N));
}

/** Prints the book's lines. The loss is shown in its parts where there are penalties, and for regression. */
function lines(model: Model, { loss }: TrainingData, every: number, { stdout }: Streams, bar: Progress): Callback {
  const parts = model.layers.some((layer) => layer.isPenalized()) || !isByClass(loss);
  return {
    onEpoch(report) {
      if (report.epoch % every === 0) bar.aside(() => stdout.write(`${formatEpoch(report, parts)}\n`));
    },
  };
}

/** Saving takes at most a fiftieth of the time, and at most this many ms of work are lost. */
const CHECKPOINT_MS = 1000;

/** Saves every so many epochs, or where nobody says, every so often, within an epoch too. */
function checkpoints(keep: () => void, model: Model, every: number | undefined): Callback {
  if (every !== undefined) {
    return {
      onEpoch({ epoch }) {
        if ((epoch + 1) % every === 0) keep();
      },
    };
  }
  let due = performance.now() + CHECKPOINT_MS;
  const keepIfDue = (): void => {
    const start = performance.now();
    if (start < due) return;
    keep();
    const end = performance.now();
    due = end + Math.max(CHECKPOINT_MS, 50 * (end - start));
  };
  return {
    onStep() {
      if (model.progress?.step !== 0) keepIfDue(); // after the last step of an epoch, its report comes first
    },
    onEpoch: keepIfDue,
  };
}

/** The settings with what the data told. */
function fullSettings(settings: TrainSettings, { loss, target, features, labels }: TrainingData) {
  return { ...settings, loss, target, features, labels };
}

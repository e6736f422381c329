import { writeFileAtomically } from '../../io/node-file.ts';
import type { Callback } from '../../model/callbacks/callback.ts';
import { formatEpoch } from '../../model/history.ts';
import type { Model } from '../../model/model.ts';
import type { TrainOptions } from '../../model/train-options.ts';
import { buildNetwork } from '../../recipes/network.ts';
import { isByClass } from '../../recipes/settings.ts';
import { init } from '../../session.ts';
import { pathOfData } from '../data/source.ts';
import { loadTrainingData, type TrainingData } from '../data/training-data.ts';
import { checkOutput } from '../output-file.ts';
import { Interrupted, untilInterrupted } from '../terminal/interrupt.ts';
import { showProgress, type ProgressBar } from '../terminal/progress-bar.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { WrongCall } from '../wrong-call.ts';
import { checkpoints } from './checkpoints.ts';
import { formatFigures, validationOf } from './figures.ts';
import { wordsOf, type OutputFlags, type TrainFlags } from './flags.ts';
import { writeModelFile, type TrainingRecord } from './model-file.ts';
import { checkResumable, readResumed } from './resume.ts';
import { newSettings, resumedSettings, type TrainSettings } from './settings.ts';

/** Trains, prints, saves and draws as the options of `nnfs train` say. */
export async function train(flags: TrainFlags, terminal: Terminal): Promise<void> {
  const { save, resume, checkpointEvery, plot, json = false, ...given } = flags;
  const saved = resume === undefined ? undefined : readResumed(resume);
  const settings = saved === undefined ? newSettings(given) : resumedSettings(saved.settings, given, resume!);
  checkOutputs(flags, settings.data);

  init({ seed: settings.seed, dotPrecision: settings.dotPrecision });
  const data = loadTrainingData(settings);
  if (saved !== undefined) checkResumable(saved, data, settings.data);
  const model = saved?.model ?? newModel(settings, data);
  const { features, target } = data;
  const record: TrainingRecord = { options: wordsOf(settings), ...(features && { features, target }) };
  const path = save ?? resume;
  const keep = path === undefined ? undefined : () => writeModelFile(path, model, record);

  const callbacks: Callback[] = [];
  const printEvery = given.printEvery ?? settings.printEvery;
  const bar = await showProgress(terminal.streams.stderr, settings.epochs, model.progress?.epoch ?? 0);
  if (!json) callbacks.push(lines(model, data, printEvery, terminal, bar));
  callbacks.push(bar.callback(stepsOf(settings, data)));
  if (keep !== undefined) callbacks.push(checkpoints(keep, model, checkpointEvery));

  const { result: finished, interruption } = await untilInterrupted(terminal.streams, async (signal) => {
    const print = (warning: string): void => bar.aside(() => terminal.complain(warning));
    const finished = await run(model, data, settings, { callbacks, signal, print });
    keep?.(); // while a request to stop is still heard, so that none of them cuts it short
    return finished;
  }).finally(() => bar.stop());

  const { epochs } = model.history;
  const last = epochs.at(-1);
  const validation = validationOf(model, last);
  if (plot !== undefined) {
    const { drawHistory } = await import('./plot.ts');
    writeFileAtomically('--plot', plot, new TextEncoder().encode(drawHistory(epochs, plot)));
  }
  if (json) {
    const results = { finished, epochs: epochs.length, final: last, validation, history: epochs };
    terminal.print(JSON.stringify({ settings: fullSettings(settings, data), ...results }));
  } else if (finished && validation !== undefined) {
    terminal.print(`validation, ${formatFigures(validation)}`);
  }
  if (!finished) {
    const cure = path === undefined ? 'Nothing was saved: --save FILE does that.' : `Saved: nnfs train --resume ${path} goes on.`; // prettier-ignore
    throw new Interrupted(interruption!, `stopped after ${epochs.length} of ${settings.epochs} epochs. ${cure}`);
  }
}

/** @throws WrongCall, NnfsError for a file that the run could not write at its end, or should not */
function checkOutputs({ save, resume, plot, checkpointEvery }: OutputFlags, data: string): void {
  if (checkpointEvery !== undefined && save === undefined && resume === undefined) {
    throw new WrongCall('--checkpoint-every', 'also --save FILE', 'none');
  }
  const inputs = { '--data': pathOfData(data) };
  if (save !== undefined) checkOutput('--save', save, inputs);
  else if (resume !== undefined) checkOutput('--resume', resume, inputs);
  if (plot !== undefined) checkOutput('--plot', plot, { ...inputs, '--save': save, '--resume': resume });
}

function newModel(settings: TrainSettings, { loss, training, outputs, labels, scaler }: TrainingData): Model {
  const model = buildNetwork({ ...settings, loss }, training.X.shape[1]!, outputs);
  if (labels !== undefined) model.labels = labels;
  if (scaler !== undefined) model.scaler = scaler.toJSON();
  return model;
}

/** Trains up to the epochs of the settings; false where it was stopped before. */
async function run(
  model: Model,
  { training, validation }: TrainingData,
  { epochs, batchSize, shuffle }: TrainSettings,
  options: Pick<TrainOptions, 'callbacks' | 'signal' | 'print'>,
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
function lines(model: Model, { loss }: TrainingData, every: number, terminal: Terminal, bar: ProgressBar): Callback {
  const penalized = model.layers.some(({ parameters }) => parameters.some((parameter) => parameter.penalized));
  const parts = penalized || !isByClass(loss);
  return {
    onEpoch(report) {
      if (report.epoch % every === 0) bar.aside(() => terminal.print(formatEpoch(report, parts)));
    },
  };
}

/** The settings with what the data told. */
function fullSettings(settings: TrainSettings, { loss, target, features, labels }: TrainingData) {
  return { ...settings, loss, target, features, labels };
}

import { ValueError, describe } from '../errors.ts';
import type { TableEncoder } from '../datasets/tables/encoder/encoder.ts';
import type { EncoderOptions } from '../datasets/tables/encoder/options.ts';
import type { TargetEncoding } from '../datasets/tables/encoder/target.ts';
import { Table } from '../datasets/tables/table.ts';
import { earlyStopping } from '../model/callbacks/early-stopping.ts';
import type { History } from '../model/history.ts';
import type { Model } from '../model/model.ts';
import type { TrainOptions } from '../model/train-options.ts';
import { RandomState } from '../random/random-state.ts';
import { withDotPrecision } from '../tensor/precision.ts';
import { baselineOf, type Baseline } from './baseline.ts';
import { chooseSettings, type Trial } from './choose-settings.ts';
import { balancedWeights } from './class-weights.ts';
import { evaluateTable, type TableScores } from './evaluate-table.ts';
import { ONE_ROW, explained } from './explained.ts';
import { lossTargets, makeModel, type TableSettings } from './fit.ts';
import { schedule } from './rates.ts';
import type { TableNotes } from './predict-rows.ts';
import { isByClass, isOfTwo, lossesFor } from './settings.ts';
import { encodeTable, type EncodedRows, type TableData } from './table-data.ts';
import { readTableOptions, type ReadTableOptions, type TrainTableOptions } from './table-options.ts';

/** A model that is about to learn a table. */
export interface TablePlan {
  readonly model: Model;
  readonly data: TableData;
  readonly settings: TableSettings;
  /** What was tried for the settings, the best first. */
  readonly trials: readonly Trial[];
  readonly notices: readonly string[];
  /** What `model.train` is given beside the samples. */
  readonly options: TrainOptions;
}

/** How a model came out. */
export interface TableReport {
  readonly settings: TableSettings;
  readonly trials: readonly Trial[];
  /** What was decided about the table, and what a person should look at. */
  readonly notices: readonly string[];
  readonly history: History;
  /** On the rows it learnt from. */
  readonly training: TableScores;
  readonly validation?: TableScores | undefined;
  /** What the same answer to each of those rows would be worth. */
  readonly baseline?: Baseline | undefined;
  /** The epoch whose loss of validation is the least. */
  readonly best?: BestEpoch | undefined;
}

export interface BestEpoch {
  readonly epoch: number;
  readonly loss: number;
  /** Of classes. */
  readonly accuracy?: number;
  /** Of numbers, where the loss is the squared error; NaN of one row. */
  readonly r2?: number;
}

const WHERE = 'trainTable';

/**
 * Trains a network on a table with settings that the training rows choose, and says how good it is: the defaults of `nnfs train` in one
 * call, in Node and in a page.
 *
 * @returns the model, which keeps the encoder of the table in its notes, and the report
 * @throws ValueError for options out of range, and for a table that cannot be learnt; DivergedError where training leaves the finite
 *     numbers
 *
 * @example
 * import { tableFromRows, trainTable } from 'nnfs';
 * const table = tableFromRows(Array.from({ length: 60 }, (_, i) => ({ size: i % 12, color: i % 5 < 2 ? 'red' : 'blue', price: 3 * (i % 12) + (i % 5 < 2 ? 10.5 : 0) })));
 * const { report } = await trainTable(table, { target: 'price', validation: 0.25, hidden: [], epochs: 200 });
 * console.log(report.notices[0]); // target: price, 22 distinct numbers: regression
 * const { validation } = report;
 * console.log(validation?.task === 'regression' && validation.r2 > 0.99); // true
 */
export async function trainTable(
  table: Table,
  options: TrainTableOptions,
): Promise<{ model: Model; report: TableReport }> {
  const plan = await planTable(table, options);
  const history = await runPlan(plan);
  const training = evaluateTable(plan.model, plan.data.training.table);
  return { model: plan.model, report: { ...reportOn(plan, history), training } };
}

/** Prepares the rows, chooses settings and makes the model. */
export async function planTable(table: Table, given: TrainTableOptions): Promise<TablePlan> {
  const options = readTableOptions(WHERE, given);
  if (!(table instanceof Table))
    throw new ValueError(WHERE, 'a table', describe(table), 'tableFromRows makes one of objects.');
  if (options.target === undefined) throw new ValueError(WHERE, 'a target, the column to predict', 'none');
  const random = new RandomState(options.seed);
  const data = encodeTable(table, encoderOptions(options), options.validation, random);
  const target = data.encoder.target!;
  checkGoals(options, target);
  const { settings, trials } = await chooseSettings(data.training, target, options);
  const model = makeModel(settings, data.training.X.shape[1]!, target, random);
  const notes: TableNotes = { encoder: data.encoder.toJSON(), dotPrecision: settings.dotPrecision };
  model.notes = { ...notes };
  if (target.task === 'classification') model.labels = target.labels;
  return planFor(model, data, settings, trials, options);
}

/** A plan that goes on with a model where it stands. */
export function planAgain(
  table: Table,
  model: Model,
  encoder: TableEncoder,
  settings: TableSettings,
  given: TrainTableOptions,
): TablePlan {
  const options = readTableOptions(WHERE, given);
  const data = encodeTable(table, encoderOptions(options), options.validation, new RandomState(options.seed), encoder);
  return planFor(model, data, settings, [], options);
}

/** Trains as planned; callbacks and the like beside those of the plan. */
export function runPlan({ model, data, settings, options }: TablePlan, more: TrainOptions = {}): Promise<History> {
  const callbacks = [...(options.callbacks ?? []), ...(more.callbacks ?? [])];
  const { X } = data.training;
  const y = lossTargets(model, data.training.y);
  return withDotPrecision(settings.dotPrecision, () => model.train(X, y, { ...options, ...more, callbacks }));
}

/** What came out of a run, but for the rows it learnt from. */
export function reportOn(plan: TablePlan, history: History): Omit<TableReport, 'training'> {
  const { model, data, settings, trials, notices } = plan;
  return {
    settings,
    trials,
    notices,
    history,
    validation: data.validation && evaluateTable(model, data.validation.table),
    baseline: baselineOf(data),
    best: data.validation && bestEpoch(history, settings, data.validation),
  };
}

function encoderOptions({
  target,
  task,
  features,
  drop,
  categories,
  scale,
  missing,
}: ReadTableOptions): EncoderOptions {
  return { target, task, features, drop, categories, scale, missing };
}

function planFor(
  model: Model,
  data: TableData,
  settings: TableSettings,
  trials: readonly Trial[],
  { earlyStopping: patience, classWeights, callbacks, signal, print }: ReadTableOptions,
): TablePlan {
  const { epochs, batchSize, shuffle } = settings;
  const { encoder, training, validation } = data;
  schedule(model, settings, training.X.shape[0]!);
  const strays = validation === undefined ? [] : aboutValidation(encoder, validation);
  const stopping = patience === false ? [] : [earlyStopping(patience === true ? {} : { patience })];
  const options: TrainOptions = {
    epochs: Math.max(1, epochs - (model.progress?.epoch ?? 0)),
    shuffle,
    ...(batchSize !== undefined && { batchSize }),
    ...(validation &&
      validation.y.size > 0 && { validationData: { X: validation.X, y: lossTargets(model, validation.y) } }),
    ...(classWeights && { classWeights: balancedWeights(training.y, model.labels!.length) }),
    callbacks: [...callbacks, ...stopping],
    ...(signal && { signal }),
    ...(print && { print }),
  };
  const chosen = trials.length === 0 ? [] : [choiceWords(settings, trials)];
  return { model, data, settings, trials, notices: [...encoder.notices, ...strays, ...chosen], options };
}

/** What of the rows held back a person should know. */
function aboutValidation(encoder: TableEncoder, { table, y }: EncodedRows): string[] {
  const strangers = table.rows - y.shape[0]!;
  const rows = strangers === 1 ? '1 row has a class' : `${strangers} rows have a class`;
  const classes = strangers === 0 ? [] : [`${rows} that no training row has: counted as wrong answers`];
  const single = encoder.target?.task === 'regression' && y.size === 1 ? [ONE_ROW] : [];
  return [...encoder.strays(table), ...classes, ...single].map((notice) => `validation: ${notice}`);
}

/** What was chosen. */
function choiceWords({ hidden, dropout, l2 }: TableSettings, trials: readonly Trial[]): string {
  const network = hidden.length === 0 ? 'no hidden layer' : `${hidden.join(', ')} hidden, dropout ${dropout}`;
  return `settings: ${network}, l2 ${l2}, the simplest of ${trials.length} tried that come near the best`;
}

/** Before settings are tried. @throws ValueError for options that the target, or the lack of validation, makes impossible */
function checkGoals({ loss, earlyStopping, validation, classWeights }: ReadTableOptions, target: TargetEncoding): void {
  const byClass = target.task === 'classification';
  if (earlyStopping !== false && validation === undefined) {
    throw new ValueError(WHERE, 'validation where earlyStopping is set', 'none');
  }
  if (classWeights && !byClass) throw new ValueError(WHERE, 'classes where classWeights is set', 'numbers');
  if (loss === undefined) return;
  if (isByClass(loss) !== byClass) {
    const expected = `a loss of ${byClass ? 'classes' : 'numbers'} (${lossesFor(target.task).join(', ')})`;
    throw new ValueError(WHERE, expected, loss, 'task says otherwise what the target is.');
  }
  if (target.task === 'classification' && isOfTwo(loss) && target.labels.length !== 2) {
    const { column, type, labels } = target;
    const received = type === 'number' ? `numbers, ${labels.length} different ones` : `${labels.length} classes`;
    throw new ValueError(`target ${describe(column)}`, `two classes for the loss ${loss}`, received);
  }
}

/** The epoch after which the loss of validation was the least, the first of equals. */
export function bestEpoch(
  history: History,
  { loss: kind }: TableSettings,
  { y }: Pick<EncodedRows, 'y'>,
): BestEpoch | undefined {
  const losses = history.column('validationLoss');
  const at = losses.reduce((best: number, loss, i) => (loss! < (losses[best] ?? Infinity) ? i : best), 0);
  const report = history.epochs[at];
  if (report?.validationLoss === undefined) return undefined;
  const { epoch, validationLoss: loss, validationAccuracy = NaN } = report;
  if (isByClass(kind)) return { epoch, loss, accuracy: validationAccuracy };
  return kind === 'mse' ? { epoch, loss, r2: explained(loss, y.data) } : { epoch, loss };
}

/** Samples for a model without the encoder of a table: columns of numbers, on the scale it learnt from. */
import { savedScaler } from '../../datasets/saved-scaler.ts';
import { FormatError, describe } from '../../errors.ts';
import type { FloatTensor } from '../../layers/pass.ts';
import type { Model } from '../../model/model.ts';
import { answersPictures } from '../../recipes/predict-images.ts';
import { init } from '../../session.ts';
import type { DotPrecision } from '../../tensor/kernels/index.ts';
import { sizeOf } from '../../tensor/shape.ts';
import { Tensor } from '../../tensor/tensor.ts';
import { onFile } from '../tables/in-flags.ts';
import { loadTable, nameOfFile } from '../tables/load.ts';
import { readingOf } from '../tables/reading.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { savedSettings } from '../training/flags.ts';
import { readModelFile, type TrainingRecord } from '../training/model-file.ts';
import { flagOf } from '../options.ts';
import { WrongCall } from '../wrong-call.ts';
import type { ColumnType } from '../../datasets/tables/column.ts';
import type { Table } from '../../datasets/tables/table.ts';
import { FOR_GENERATED, FOR_PICTURES, FOR_TABLES, type DataFlags } from './flags.ts';
import { generate } from './generated.ts';
import { checkJudged, classTargets, classesOf, columnTargets, formOf, numbersIn } from './model-targets.ts';
import { checkClasses, isGenerated, isOfPictures, type GeneratedName } from './source.ts';

/** A model from a file, and what is known of its training. */
export interface SavedModel {
  readonly path: string;
  readonly model: Model;
  readonly record: TrainingRecord | undefined;
}

export function openModel(path: string): SavedModel {
  return { path, ...readModelFile('MODEL', path) };
}

/** Whether data are a file, and a model has the encoder of the table that it was trained with. */
export function knowsItsTable({ model }: SavedModel, { data }: DataFlags): boolean {
  return !isGenerated(data) && model.notes.encoder !== undefined;
}

/**
 * Inputs and, where `targets` are asked for, what the model should answer. Starts the session over.
 *
 * @throws WrongCall for a model that answers pictures
 */
export function loadModelData(saved: SavedModel, options: DataFlags, terminal: Terminal, targets: true): Promise<{ X: FloatTensor; y: Tensor }>; // prettier-ignore
export function loadModelData(saved: SavedModel, options: DataFlags, terminal: Terminal, targets: false): Promise<{ X: FloatTensor }>; // prettier-ignore
export async function loadModelData(
  saved: SavedModel,
  options: DataFlags,
  terminal: Terminal,
  targets: boolean,
): Promise<{ X: FloatTensor; y?: Tensor }> {
  const { data, seed = 0 } = options;
  const { path, record, model } = saved;
  if (answersPictures(model)) {
    throw new WrongCall('--data', `a picture or a folder of pictures, as ${path} answers`, describe(data));
  }
  const generated = isGenerated(data);
  const trained = record === undefined ? undefined : savedSettings(record.options, path, false).dotPrecision;
  const dotPrecision = options.dotPrecision ?? trained ?? (generated ? 'float64' : 'float32');
  refuseForeign(options);
  if (targets) checkJudged(path, model);
  init({ seed, dotPrecision });
  const { X, y } = generated
    ? generatedSamples(saved, data, { ...options, dotPrecision }, targets)
    : await tableSamples(saved, options, terminal, targets);
  checkColumns(model, generated ? data : nameOfFile(data), X);
  const scaled = (savedScaler('MODEL', model.scaler)?.transform(X) ?? X).reshape([
    X.shape[0]!,
    ...(model.inputShape ?? X.shape.slice(1)),
  ]);
  return { X: generated ? scaled : scaled.astype('float32'), ...(y && { y }) };
}

/** The options that mean nothing for such data. */
function foreignTo(data: string): readonly (keyof DataFlags)[] {
  if (isOfPictures(data)) return [...FOR_TABLES, ...FOR_GENERATED];
  if (!isGenerated(data)) return [...FOR_GENERATED, ...FOR_PICTURES];
  return [...FOR_TABLES, ...FOR_PICTURES, ...(data === 'sine' ? (['classes'] as const) : [])];
}

/** @throws WrongCall for an option that means nothing for such data */
export function refuseForeign(options: DataFlags): void {
  const given = foreignTo(options.data).find((name) => options[name] !== undefined);
  if (given !== undefined) throw new WrongCall('--data', `data that takes ${flagOf(given)}`, describe(options.data));
}

function generatedSamples(
  { model }: SavedModel,
  name: GeneratedName,
  { samples, classes, dotPrecision }: DataFlags & { readonly dotPrecision: DotPrecision },
  targets: boolean,
): { X: FloatTensor; y: Tensor | undefined } {
  if (classes !== undefined) checkClasses(name, classes);
  if (targets && classes !== undefined && formOf(model) !== 'values' && classes > classesOf(model)) {
    throw new WrongCall('--classes', `${classesOf(model)} at most, as the model has`, String(classes));
  }
  const { training } = generate(name, {
    samples: samples ?? (name === 'sine' ? 1000 : 100),
    classes: classes ?? classesOf(model),
    dotPrecision,
  });
  if (!targets || name !== 'sine') {
    return { X: training.X, y: targets ? classTargets(model, training.y) : undefined };
  }
  if (formOf(model) === 'values') return training;
  throw new FormatError(name, 'data with classes, as the model was trained with', 'numbers as targets');
}

async function tableSamples(
  { model, record }: SavedModel,
  options: DataFlags,
  terminal: Terminal,
  targets: boolean,
): Promise<{ X: FloatTensor; y: Tensor | undefined }> {
  const { data } = options;
  const table = await loadTable(
    '--data',
    data,
    readingOf(options, record?.features && { types: typesFor(model, record) }),
    terminal,
  );
  const wanted = options.target ?? (targets ? (record?.target ?? table.names.at(-1)!) : undefined);
  const features = record?.features ?? table.names.filter((name) => name !== wanted);
  return onFile(nameOfFile(data), () => ({
    X: numbersOf(table, features),
    y: targets ? columnTargets(model, table.column(wanted!)) : undefined,
  }));
}

/** How the columns that an earlier version trained on are read again: inputs as numbers, classes by their labels. */
function typesFor({ labels }: Model, { features, target }: TrainingRecord): (name: string) => ColumnType | undefined {
  const numeric = labels?.every((label) => Number.isFinite(Number(label))) !== false;
  return (name) => {
    if (features!.includes(name)) return 'number';
    return name === target ? (numeric ? 'number' : 'category') : undefined;
  };
}

/** Columns of numbers side by side, [N, I] float64: a scaler needs all digits of a large offset. */
function numbersOf(table: Table, names: readonly string[]): Tensor<'float64'> {
  const X = new Tensor('float64', [table.rows, names.length]);
  for (const [at, name] of names.entries()) {
    const values = numbersIn(table.column(name));
    for (let row = 0; row < table.rows; row++) X.data[row * names.length + at] = values[row]!;
  }
  return X;
}

/** @throws FormatError for another number of columns than a sample of the model has */
function checkColumns({ inputShape }: Model, name: string, { shape }: FloatTensor): void {
  const columns = inputShape === undefined ? shape[1] : sizeOf(inputShape);
  if (columns === shape[1]) return;
  throw new FormatError(
    name,
    `${columns} column${columns === 1 ? '' : 's'} of inputs, as the model has`,
    String(shape[1]),
  );
}

/** Samples for a model that has been trained: the columns it wants, on the scale it learnt from. */
import { MinMaxScaler } from '../../datasets/min-max-scaler.ts';
import { StandardScaler } from '../../datasets/standard-scaler.ts';
import { FormatError, describe } from '../../errors.ts';
import type { FloatTensor } from '../../layers/pass.ts';
import type { Model } from '../../model/model.ts';
import { init } from '../../session.ts';
import type { DotPrecision } from '../../tensor/kernels/index.ts';
import { sizeOf } from '../../tensor/shape.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { savedSettings } from '../training/flags.ts';
import { readModelFile, type TrainingRecord } from '../training/model-file.ts';
import { WrongCall } from '../wrong-call.ts';
import { readTable, type Table } from './csv.ts';
import type { DataFlags } from './flags.ts';
import { generate } from './generated.ts';
import { cellTargets, classTargets, classesOf, formOf } from './model-targets.ts';
import { checkClasses, checkCsvPath, isGenerated, type GeneratedName } from './source.ts';

/** A model from a file, and what is known of its training. */
export interface SavedModel {
  readonly path: string;
  readonly model: Model;
  readonly record: TrainingRecord | undefined;
}

export function openModel(path: string): SavedModel {
  return { path, ...readModelFile('MODEL', path) };
}

/** Inputs and, where `targets` are asked for, what the model should answer. Starts the session over. */
export function loadModelData(saved: SavedModel, options: DataFlags, targets: true): { X: FloatTensor; y: Tensor };
export function loadModelData(saved: SavedModel, options: DataFlags, targets: false): { X: FloatTensor };
export function loadModelData(saved: SavedModel, options: DataFlags, targets: boolean): { X: FloatTensor; y?: Tensor } {
  const { data, seed = 0 } = options;
  const { path, record, model } = saved;
  const generated = isGenerated(data);
  const trained = record === undefined ? undefined : savedSettings(record.options, path).dotPrecision;
  const dotPrecision = options.dotPrecision ?? trained ?? (generated ? 'float64' : 'float32');
  init({ seed, dotPrecision });
  refuse(options, foreignTo(data));
  const { X, y } = generated
    ? generatedSamples(saved, data, { ...options, dotPrecision }, targets)
    : csvSamples(saved, options, targets);
  checkColumns(model, data, X);
  const scaled = scale(model.scaler, X).reshape([X.shape[0]!, ...(model.inputShape ?? X.shape.slice(1))]);
  return { X: generated ? scaled : scaled.astype('float32'), ...(y && { y }) };
}

/** The options that mean nothing for such data. */
function foreignTo(data: string): readonly (keyof DataFlags)[] {
  if (!isGenerated(data)) return ['samples', 'classes', 'seed'];
  return data === 'sine' ? ['target', 'classes'] : ['target'];
}

function refuse(options: DataFlags, names: readonly (keyof DataFlags)[]): void {
  const given = names.find((name) => options[name] !== undefined);
  if (given !== undefined) throw new WrongCall('--data', `data that takes --${given}`, describe(options.data));
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

function csvSamples(
  { model, record }: SavedModel,
  { data, target }: DataFlags,
  targets: boolean,
): { X: FloatTensor; y: Tensor | undefined } {
  checkCsvPath('--data', data);
  const table = readTable(data);
  const wanted = targets ? (target ?? knownTarget(table, record)) : target;
  const features = record?.features ?? table.names.filter((name) => name !== wanted);
  return { X: table.numbers(features), y: targets ? cellTargets(model, table.column(wanted!)) : undefined };
}

/** The column that the model was trained to predict; the last one where nothing is known. */
function knownTarget(table: Table, record: TrainingRecord | undefined): string {
  return record?.target ?? table.names.at(-1)!;
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

/** Brings inputs to the scale of those that the model was trained with. */
function scale(json: unknown, X: FloatTensor): FloatTensor {
  if (json === undefined) return X;
  const kind = typeof json === 'object' && json !== null && 'kind' in json ? json.kind : undefined;
  const scaler = kind === 'MinMaxScaler' ? MinMaxScaler.fromJSON(json) : StandardScaler.fromJSON(json);
  return scaler.transform(X);
}

/** Samples for a model that has been trained: the columns it wants, on the scale it learnt from. */
import { MinMaxScaler } from '../../datasets/min-max-scaler.ts';
import { StandardScaler } from '../../datasets/standard-scaler.ts';
import { FormatError, describe } from '../../errors.ts';
import type { FloatTensor } from '../../layers/pass.ts';
import type { Model } from '../../model/model.ts';
import { init } from '../../session.ts';
import type { DotPrecision } from '../../tensor/kernels/index.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { savedSettings } from '../training/flags.ts';
import { readModelFile, type TrainingRecord } from '../training/model-file.ts';
import { WrongCall } from '../wrong-call.ts';
import { readTable, type Cell, type Table } from './csv.ts';
import type { DataFlags } from './flags.ts';
import { generate } from './generated.ts';
import { checkCsvPath, isGenerated, type GeneratedName } from './source.ts';
import { columnValues, knownClasses, numericClasses } from './targets.ts';

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
  refuse(options, generated ? ['target'] : ['samples', 'classes', 'seed']);
  const { X, y } = generated
    ? generatedSamples(saved, data, { ...options, dotPrecision })
    : csvSamples(saved, options, targets);
  const scaled = scale(model.scaler, X);
  return { X: generated ? scaled : scaled.astype('float32'), ...(y && { y }) };
}

function refuse(options: DataFlags, names: readonly (keyof DataFlags)[]): void {
  const given = names.find((name) => options[name] !== undefined);
  if (given !== undefined) throw new WrongCall('--data', `data that takes --${given}`, describe(options.data));
}

function generatedSamples(
  { model }: SavedModel,
  name: GeneratedName,
  { samples, classes, dotPrecision }: DataFlags & { readonly dotPrecision: DotPrecision },
): { X: FloatTensor; y: Tensor } {
  const { training } = generate(name, {
    samples: samples ?? (name === 'sine' ? 1000 : 100),
    classes: classes ?? Math.max(2, outputsOf(model)),
    dotPrecision,
  });
  checkWidth(model, name, training.X.shape[1]!);
  const form = answersOf(model);
  if (name === 'sine' && form !== 'values') {
    throw new FormatError(name, 'data with classes, as the model was trained with', 'numbers as targets');
  }
  if (form === 'classes' || name === 'sine') return training;
  const y = form === 'yes or no' ? training.y : training.y.astype('float32');
  return { X: training.X, y: y.reshape([y.size, 1]) };
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
  checkWidth(model, data, features.length);
  return { X: table.numbers(features), y: targets ? answers(model, table.column(wanted!)) : undefined };
}

/** The column that the model was trained to predict; the last one where nothing is known. */
function knownTarget(table: Table, record: TrainingRecord | undefined): string {
  return record?.target ?? table.names.at(-1)!;
}

function answers(model: Model, cells: readonly Cell[]): Tensor {
  const form = answersOf(model);
  if (form === 'values') return columnValues(cells);
  const outputs = Math.max(2, outputsOf(model));
  const y = model.labels === undefined ? numericClasses(cells, outputs) : knownClasses(cells, model.labels);
  return form === 'classes' ? y : y.reshape([y.size, 1]);
}

type Form = 'classes' | 'yes or no' | 'values';

/** What a model answers, which its loss tells. */
export function answersOf({ loss }: Model): Form {
  if (loss?.kind.includes('Categorical')) return 'classes';
  return loss?.kind.includes('Binary') ? 'yes or no' : 'values';
}

/** The number of outputs. */
export function outputsOf(model: Model): number {
  return model.outputShape?.[0] ?? 1;
}

function checkWidth(model: Model, name: string, width: number): void {
  const inputs = model.inputShape?.[0] ?? width;
  if (inputs !== width) throw new FormatError(name, `${inputs} columns of inputs, as the model has`, String(width));
}

/** Brings inputs to the scale of those that the model was trained with. */
function scale(json: unknown, X: FloatTensor): FloatTensor {
  if (json === undefined) return X;
  const kind = typeof json === 'object' && json !== null && 'kind' in json ? json.kind : undefined;
  const scaler = kind === 'MinMaxScaler' ? MinMaxScaler.fromJSON(json) : StandardScaler.fromJSON(json);
  return scaler.transform(X);
}

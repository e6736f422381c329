import { Activation } from '../../activations/activation.ts';
import type { FloatTensor } from '../../layers/pass.ts';
import type { Model } from '../../model/model.ts';
import { formatNumber } from '../../tensor/text/index.ts';
import { csvLines } from '../data/csv.ts';
import type { DataFlags } from '../data/flags.ts';
import { loadModelData, openModel } from '../data/model-data.ts';

/** Bounds the memory; the numbers do not depend on it. */
const BATCH = 4096;

/**
 * A header and a line for each sample, as CSV: first the prediction, then, unless only classes are wanted, the confidence in each class
 * under its name. One yes-or-no output tells the confidence in a yes.
 */
export function predict(path: string, options: DataFlags, classesOnly: boolean): string {
  const saved = openModel(path);
  const { model } = saved;
  const { X } = loadModelData(saved, options, false);
  const output = model.predict(X, { batchSize: BATCH });
  const closing = model.layers.at(-1);
  const kind = closing?.kind;
  if (!(closing instanceof Activation) || (kind !== 'Softmax' && kind !== 'Sigmoid')) return values(output);
  const predictions = closing.predictions(output).data;
  const O = output.shape[1]!;
  const perRow = kind === 'Softmax' ? 1 : O;
  const named = (column: number): string => {
    if (kind === 'Softmax') return labelOf(model, column);
    return O === 1 ? labelOf(model, 1) : String(column);
  };
  const heads = perRow === 1 ? ['prediction'] : range(perRow).map((column) => `prediction ${column}`);
  const header = classesOnly ? heads : [...heads, ...range(O).map(named)];
  const rows = range(output.shape[0]!).map((n) => {
    const answers = range(perRow).map((i) => labelOf(model, predictions[n * perRow + i]!));
    return classesOnly ? answers : [...answers, ...row(output, n)];
  });
  return csvLines([header, ...rows]);
}

/** The outputs of regression are the predictions. */
function values(output: FloatTensor): string {
  const O = output.shape[1]!;
  const header = O === 1 ? ['prediction'] : range(O).map((column) => `prediction ${column}`);
  return csvLines([header, ...range(output.shape[0]!).map((n) => row(output, n))]);
}

function row({ data, dtype, shape }: FloatTensor, n: number): string[] {
  const O = shape[1]!;
  return range(O).map((i) => formatNumber(data[n * O + i]!, dtype));
}

function labelOf({ labels }: Model, index: number): string {
  return labels?.[index] ?? String(index);
}

function range(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}

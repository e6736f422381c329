import { predict as read, predictionsFor, type Reading } from '../../activations/activation.ts';
import type { Model } from '../../model/model.ts';
import { readingOf } from '../../model/run/network.ts';
import { confidencesOf } from '../../recipes/confidences.ts';
import { kernels } from '../../tensor/kernels/index.ts';
import { Tensor } from '../../tensor/tensor.ts';
import { formatNumber } from '../../tensor/text/index.ts';
import { csvLines } from '../data/csv-lines.ts';
import type { DataFlags } from '../data/flags.ts';
import { loadModelData, type SavedModel } from '../data/model-data.ts';
import { FiniteAnswers } from '../tables/finite-answers.ts';
import { tell } from '../tables/notices.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Bounds the memory; the numbers do not depend on it. */
const BATCH = 4096;

/**
 * What a model without the encoder of a table answers: a header and a line for each sample, as CSV: first the prediction, then, unless only classes are wanted, the confidence in each class
 * under its name. One yes-or-no output tells the confidence in a yes.
 */
export async function predictSamples(
  saved: SavedModel,
  options: DataFlags,
  classesOnly: boolean,
  terminal: Terminal,
): Promise<string> {
  const { model } = saved;
  const { X } = await loadModelData(saved, options, terminal, false);
  const output = model.predict(X, { batchSize: BATCH });
  const reading = readingOf(model, model.loss);
  const N = output.shape[0]!;
  const predictions = predictionsFor(reading, output, (dtype, shape) => new Tensor(dtype, shape));
  read(reading, output, predictions, kernels);
  const [perSample, O] = [predictions.size / N, output.size / N];
  const confidences = confidencesOf(model, output);
  const finite = new FiniteAnswers();
  for (let n = 0; n < N; n++) finite.see(n, confidences.data.subarray(n * O, (n + 1) * O));
  tell(finite.notices, terminal);
  const numbers = classesOnly || reading === 'values' ? [] : confidenceNames(model, reading, perSample, O);

  const answer = ({ data, dtype }: Tensor, at: number): string =>
    reading === 'values' ? formatNumber(data[at]!, dtype) : labelOf(model, data[at]!);
  const rows = range(N).map((n) => [
    ...range(perSample).map((i) => answer(predictions, n * perSample + i)),
    ...numbers.map((_, i) => formatNumber(confidences.data[n * O + i]!, confidences.dtype)),
  ]);
  const heads = perSample === 1 ? ['prediction'] : range(perSample).map((i) => `prediction ${i}`);
  return csvLines([[...heads, ...numbers], ...rows]);
}

/** The names of the confidences of a sample: the class of each, or of what it is a yes to; before it the place of the prediction, of several. */
function confidenceNames(model: Model, reading: Reading, perSample: number, O: number): string[] {
  if (reading !== 'classes') return O === 1 ? [labelOf(model, 1)] : range(O).map(String);
  const C = O / perSample;
  return range(O).map((i) => {
    const label = labelOf(model, i % C);
    return perSample === 1 ? label : `${Math.floor(i / C)} ${label}`;
  });
}

function labelOf({ labels }: Model, index: number): string {
  return labels?.[index] ?? String(index);
}

function range(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}

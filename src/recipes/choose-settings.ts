import { kFold } from '../datasets/k-fold.ts';
import { takeRows } from '../datasets/take-rows.ts';
import type { TargetEncoding } from '../datasets/tables/encoder/target.ts';
import { readAs } from '../activations/activation.ts';
import { readingOf } from '../model/run/network.ts';
import { RandomState } from '../random/random-state.ts';
import { withDotPrecision } from '../tensor/precision.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { candidatesFor } from './candidates.ts';
import { lossTargets, makeModel, schedule, type TableSettings } from './fit.ts';
import type { EncodedRows } from './table-data.ts';
import type { ReadTableOptions } from './table-options.ts';

/** Settings that were tried, and how good they were on rows that they had not learnt from. */
export interface Trial {
  readonly settings: TableSettings;
  /** The mean loss of a row. */
  readonly loss: number;
  /** The accuracy, or R². */
  readonly score: number;
}

const FOLDS = 5;
/** Of more rows than this, so many are drawn to choose by. */
const ENOUGH = 4000;

/**
 * Settings for a table: what a person gave, and the rest by cross-validation. Each candidate learns from four fifths of the training
 * rows and answers the fifth, five times. The simplest candidate wins whose mean loss is within a standard error of the least:
 *
 *     mean(d) ≤ std(d) / √N,   d_n = loss_n - loss_n of the best
 *
 * @see Breiman et al. 1984, section 3.4.3, for the rule of one standard error
 */
export async function chooseSettings(
  { X, y }: Pick<EncodedRows, 'X' | 'y'>,
  target: TargetEncoding,
  options: ReadTableOptions,
): Promise<{ settings: TableSettings; trials: readonly Trial[] }> {
  const { seed, onChoosing, signal } = options;
  const N = X.shape[0]!;
  const final = candidatesFor(options, target.task, N);
  if (final.length === 1 || N < 2 * FOLDS) return { settings: final[0]!, trials: [] };

  const random = new RandomState(seed);
  const sample = N <= ENOUGH ? undefined : random.permutation(N).slice(0, ENOUGH);
  const rows = sample === undefined ? { X, y } : { X: takeRows(X, sample), y: takeRows(y, sample) };
  const candidates = candidatesFor(options, target.task, Math.round((rows.X.shape[0]! * (FOLDS - 1)) / FOLDS));
  const folds = foldsOf(rows.y, target, random);
  const losses: Float64Array[] = [];
  const trials: Trial[] = [];
  for (const [i, settings] of candidates.entries()) {
    const all = new Float64Array(rows.X.shape[0]!);
    let right = 0;
    for (const [k, { train, test }] of folds.entries()) {
      signal?.throwIfAborted();
      onChoosing?.({ done: i * FOLDS + k, total: candidates.length * FOLDS });
      const part = { X: takeRows(rows.X, train), y: takeRows(rows.y, train) };
      const held = { X: takeRows(rows.X, test), y: takeRows(rows.y, test) };
      const outcome = await tryOut(settings, target, part, held, seed);
      outcome.losses.forEach((loss, n) => (all[test.data[n]!] = loss));
      right += outcome.right;
    }
    losses.push(all);
    trials.push({ settings: final[i]!, loss: meanOf(all), score: scoreOf(right, all, rows.y, target) });
  }
  onChoosing?.({ done: candidates.length * FOLDS, total: candidates.length * FOLDS });
  const best = losses.reduce((least, all, i) => (meanOf(all) < meanOf(losses[least]!) ? i : least), 0);
  const chosen = losses.findIndex((all) => withinError(all, losses[best]!));
  return { settings: final[chosen]!, trials };
}

/** Rows in five parts, each with its share of every class that has five rows or more. */
function foldsOf(y: Tensor, target: TargetEncoding, random: RandomState) {
  if (target.task === 'regression') return kFold(y.shape[0]!, { folds: FOLDS, random });
  const counts = new Uint32Array(target.labels.length);
  for (const index of y.data) counts[index]!++;
  // The rows of all rare classes are dealt as those of one.
  const rare = target.labels.length;
  const groups = Int32Array.from(y.data, (index) => (counts[index]! < FOLDS ? rare : index));
  const rareRows = groups.filter((group) => group === rare).length;
  const stratify = rareRows > 0 && rareRows < FOLDS ? undefined : groups;
  return kFold(y.shape[0]!, { folds: FOLDS, random, ...(stratify && { stratify }) });
}

/** What a network that learnt from `part` makes of rows that it has not seen: the loss of each, and how many answers are right. */
async function tryOut(
  settings: TableSettings,
  target: TargetEncoding,
  part: Pick<EncodedRows, 'X' | 'y'>,
  held: Pick<EncodedRows, 'X' | 'y'>,
  seed: ReadTableOptions['seed'],
): Promise<{ losses: Float64Array; right: number }> {
  const [N, I] = part.X.shape as readonly [number, number];
  const model = makeModel(settings, I, target, new RandomState(seed));
  schedule(model, settings, N);
  const { epochs, batchSize, shuffle, dotPrecision } = settings;
  const run = {
    epochs,
    shuffle,
    history: false,
    print: () => undefined,
    ...(batchSize !== undefined && { batchSize }),
  };
  await withDotPrecision(dotPrecision, () => model.train(part.X, lossTargets(model, part.y), run));
  const output = withDotPrecision(dotPrecision, () => model.predict(held.X));
  const targets = lossTargets(model, held.y);
  const losses = Float64Array.from(model.loss!.forward(output, targets).data);
  if (target.task === 'regression') return { losses, right: 0 };
  const answers = readAs(readingOf(model, model.loss), output).data;
  return { losses, right: Array.from(answers).filter((answer, n) => answer === held.y.data[n]).length };
}

function meanOf(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}

/** Whether losses are greater than others by no more than chance makes them. */
function withinError(losses: Float64Array, best: Float64Array): boolean {
  const differences = losses.map((loss, n) => loss - best[n]!);
  const mean = meanOf(differences);
  const variance = meanOf(differences.map((difference) => (difference - mean) ** 2));
  return mean <= Math.sqrt(variance / differences.length);
}

function scoreOf(right: number, losses: Float64Array, y: Tensor, { task }: TargetEncoding): number {
  if (task === 'classification') return right / losses.length;
  const mean = meanOf(y.data);
  return 1 - meanOf(losses) / meanOf(Array.from(y.data, (value) => (value - mean) ** 2));
}

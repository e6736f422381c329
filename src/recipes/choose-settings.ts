import { NnfsError } from '../errors.ts';
import { takeRows } from '../datasets/take-rows.ts';
import type { TargetEncoding } from '../datasets/tables/encoder/target.ts';
import { readAs } from '../activations/activation.ts';
import { readingOf } from '../model/run/network.ts';
import { RandomState } from '../random/random-state.ts';
import { withDotPrecision } from '../tensor/precision.ts';
import { blocksOf } from './blocks.ts';
import { choiceFor, settingsFor } from './candidates.ts';
import { balancedWeights } from './class-weights.ts';
import { explained, meanOf, varianceOf } from './explained.ts';
import { lossTargets, makeModel, type TableSettings } from './fit.ts';
import { schedule } from './rates.ts';
import type { EncodedRows } from './table-data.ts';
import type { ReadTableOptions } from './table-options.ts';

/** Settings that were tried, and how good they were on rows that they had not learnt from. */
export interface Trial {
  readonly settings: TableSettings;
  /** The mean loss of a row; with class weights, by which the rows count here too. */
  readonly loss: number;
  /** The accuracy, or R², of all these rows. */
  readonly score: number;
}

/** How many standard errors a simpler candidate may be worse. Tuning trusts its figures more. */
const ERRORS = { usual: 1, tuned: 0.5 };

/**
 * Settings for a table: what a person gave, and the rest by cross-validation. Each candidate learns from some of the training rows and
 * answers the others, until each row has been answered, or there is no time for more. Networks that follow the rows ever more closely
 * are tried for as long as that helps. Where classes are to weigh the same, they do so in learning and in judging. The simplest candidate wins whose mean loss is within a standard error of the least:
 *
 *     mean(d) ≤ std(d) / √N,   d_n = loss_n - loss_n of the best
 *
 * @see Breiman et al. 1984, section 3.4.3, for the rule of one standard error
 */
export async function chooseSettings(
  rows: Rows,
  target: TargetEncoding,
  options: ReadTableOptions,
): Promise<{ settings: TableSettings; trials: readonly Trial[] }> {
  const { seed, tune, classWeights, signal, onChoosing } = options;
  const { task } = target;
  const [N, I] = rows.X.shape as readonly [number, number];
  const O = task === 'classification' ? target.labels.length : 1;
  const { candidates, folds, answered } = choiceFor(options, task, N, I, O);
  const settings = candidates.map((candidate) => settingsFor(candidate, options, task, N));
  if (answered === 0) return { settings: settings[0]!, trials: [] };

  const parts = dealt(rows, target, folds, new RandomState(seed)).slice(0, answered);
  const held = parts.flatMap(({ test }) => Array.from(test.y.data));
  const weights = classWeights ? balancedWeights(rows.y, O) : undefined;
  const total = candidates.length * answered;
  const outcomes: Outcome[] = [];
  for (const [i, candidate] of candidates.entries()) {
    const losses: number[] = [];
    let [right, error] = [0, 0];
    for (const [k, { train, test }] of parts.entries()) {
      if (signal?.aborted === true)
        throw new NnfsError('trainTable', 'time to choose settings', 'a signal that is aborted');
      onChoosing?.({ done: i * answered + k, total });
      const outcome = await tryOut(
        settingsFor(candidate, options, task, train.X.shape[0]!),
        target,
        train,
        test,
        options,
      );
      outcome.losses.forEach((loss, n) => losses.push(weights ? weights[test.y.data[n]!]! * loss : loss));
      right += outcome.right;
      error += outcome.error;
    }
    const score = task === 'classification' ? right / held.length : explained(error / held.length, held);
    outcomes.push({ hidden: candidate.hidden.length > 0, losses, loss: meanOf(losses), score });
    if (!tune && isWorse(outcomes)) break;
  }
  onChoosing?.({ done: total, total });
  const best = outcomes.reduce((least, outcome) => (outcome.loss < least.loss ? outcome : least));
  const chosen = outcomes.findIndex((outcome) => isWithin(tune ? ERRORS.tuned : ERRORS.usual, outcome, best));
  const trials = outcomes.map(({ loss, score }, i) => ({ settings: settings[i]!, loss, score }));
  return { settings: settings[chosen]!, trials };
}

type Rows = Pick<EncodedRows, 'X' | 'y'>;

/** How a candidate did. */
interface Outcome {
  readonly hidden: boolean;
  /** Of each row that was answered. */
  readonly losses: readonly number[];
  readonly loss: number;
  readonly score: number;
}

/** Whether the last network is no better than the one before it. */
function isWorse(outcomes: readonly Outcome[]): boolean {
  const [before, last] = outcomes.filter(({ hidden }) => hidden).slice(-2);
  return last !== undefined && last === outcomes.at(-1) && last.loss >= before!.loss;
}

/** Whether losses are greater than those of the best by no more than so many standard errors of the difference. */
function isWithin(errors: number, { losses }: Outcome, best: Outcome): boolean {
  const differences = losses.map((loss, n) => loss - best.losses[n]!);
  return meanOf(differences) <= errors * Math.sqrt(varianceOf(differences) / differences.length);
}

/** Rows dealt to parts in random order, each class in turn, so that every part has its share: each part, and all others to learn from. */
function dealt(
  rows: Rows,
  { task }: TargetEncoding,
  folds: number,
  random: RandomState,
): { train: Rows; test: Rows }[] {
  const order = Array.from(random.permutation(rows.X.shape[0]!).data);
  if (task === 'classification') order.sort((a, b) => rows.y.data[a]! - rows.y.data[b]!);
  const take = (part: number[]): Rows => {
    const at = Int32Array.from(part.sort((a, b) => a - b));
    return { X: takeRows(rows.X, at), y: takeRows(rows.y, at) };
  };
  return Array.from({ length: folds }, (_, k) => ({
    train: take(order.filter((_, i) => i % folds !== k)),
    test: take(order.filter((_, i) => i % folds === k)),
  }));
}

/** What a network that learnt from `part` makes of rows that it has not seen: the loss of each, how many answers are the right class, and of numbers the sum of squared errors. */
async function tryOut(
  settings: TableSettings,
  target: TargetEncoding,
  part: Rows,
  held: Rows,
  { seed, classWeights }: ReadTableOptions,
): Promise<{ losses: readonly number[]; right: number; error: number }> {
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
    ...(classWeights &&
      target.task === 'classification' && { classWeights: balancedWeights(part.y, target.labels.length) }),
  };
  await withDotPrecision(dotPrecision, () => model.train(part.X, lossTargets(model, part.y), run));
  const losses: number[] = [];
  let [right, error] = [0, 0];
  for (const [from, to] of blocksOf(held.X.shape[0]!, model.outputShape!.at(-1)!)) {
    const output = withDotPrecision(dotPrecision, () => model.predict(held.X.slice(from, to)));
    const actual = held.y.slice(from, to);
    for (const loss of model.loss!.forward(output, lossTargets(model, actual)).data) losses.push(loss);
    const answers = target.task === 'regression' ? output.data : readAs(readingOf(model, model.loss), output).data;
    for (let n = 0; n < to - from; n++) {
      if (answers[n] === actual.data[n]) right++;
      error += (answers[n]! - actual.data[n]!) ** 2;
    }
  }
  return { losses, right, error };
}

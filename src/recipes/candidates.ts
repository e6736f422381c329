/** The settings that are tried on a table. docs/your-data.md tells how they were found. */
import type { Task } from '../datasets/tables/encoder/target.ts';
import type { TableSettings } from './fit.ts';
import { everyOptimizerOption, optimizerRules } from './kinds.ts';
import { stepsPerEpoch } from './rates.ts';
import type { ReadTableOptions } from './table-options.ts';

/** What makes a candidate. */
export interface Candidate {
  readonly hidden: readonly number[];
  readonly l2: number;
  readonly dropout: number;
  readonly learningRate: number;
  readonly batchSize: number;
  /** How often the parameters are updated, of up to 2,000 rows. */
  readonly steps: number;
}

/** No hidden layer: a linear model. */
const linear = (l2: number): Candidate => {
  return { hidden: [], l2, dropout: 0, learningRate: 0.05, batchSize: 1024, steps: 500 };
};

/** Hidden layers. */
const network = (dropout: number, l2: number, steps = 600, hidden = [128]): Candidate => {
  return { hidden, l2, dropout, learningRate: 0.01, batchSize: 64, steps };
};

/** What bends ever more to the rows. */
const STIFF = /* @__PURE__ */ network(0.5, 2e-2);
const FIRM = /* @__PURE__ */ network(0.5, 5e-3);
const SOFT = /* @__PURE__ */ network(0.5, 5e-4);
const FREE = /* @__PURE__ */ network(0.1, 1e-4, 1500);

/** Layers that someone lists bend as they do. */
const LISTED: Candidate = { hidden: [], l2: 0, dropout: 0, learningRate: 0.001, batchSize: 64, steps: 2000 };

/** The linear models come first, then the networks; what bends least comes before what bends more. */
function poolOf(task: Task, tune: boolean, N: number): readonly Candidate[] {
  const stiff = task === 'classification' ? [linear(1e-2)] : [linear(1), linear(0.1), ...(tune ? [linear(1e-2)] : [])];
  const more = tune ? [network(0.2, 1e-3, 1000), network(0.3, 1e-3, 1000, [64, 64])] : [];
  const wide = tune && N >= ENOUGH_FOR_WIDE ? [network(0, 1e-5, 1500, [256])] : [];
  return [...stiff, linear(1e-3), STIFF, FIRM, SOFT, ...more, FREE, ...wide];
}

/** From so many rows on, tuning also tries a wider network. */
const ENOUGH_FOR_WIDE = 5000;

/** Multiplications and the like that choosing may take: about 10 s of one processor, or 50 s for tuning. */
const WORK = { usual: 36e9, tuned: 150e9 };
/** What a step takes beside its multiplications. */
const STEP = 300_000;
/** Fewer rows are not divided. */
const LEAST = 20;

/** How settings are chosen: the candidates, simplest first, and the parts that rows are dealt to, of which some are answered. */
export interface Choice {
  readonly candidates: readonly Candidate[];
  readonly folds: number;
  readonly answered: number;
}

/**
 * What there is time for: five folds, three, three of fewer candidates, a fifth of the rows held out once; or one candidate alone. The
 * bound counts multiplications, so that the choice is the same on every machine.
 *
 * @param N training rows
 * @param I inputs
 * @param O outputs
 */
export function choiceFor(options: ReadTableOptions, task: Task, N: number, I: number, O: number): Choice {
  const { hidden, tune } = options;
  const alone = (candidate: Candidate): Choice => ({ candidates: [candidate], folds: 1, answered: 0 });
  if (options.layers !== undefined) return alone(LISTED);
  if (N < LEAST) return alone(linear(task === 'classification' ? 1e-2 : 0.1));
  const pool = poolOf(task, tune, N);
  // Whoever gives hidden layers, or none, chooses among candidates of that kind.
  const kind = pool.filter((candidate) => hidden === undefined || hidden.length > 0 === candidate.hidden.length > 0);
  const texts = kind.map((candidate) => JSON.stringify(settingsFor(candidate, options, task, 1)));
  const all = kind.filter((_, i) => texts.indexOf(texts[i]!) === i); // each once, where options make them equal
  if (all.length === 1) return alone(all[0]!);
  const fewer = all.filter((candidate) => candidate !== STIFF && candidate !== SOFT);
  const plans: readonly Choice[] = [
    { candidates: all, folds: 5, answered: 5 },
    { candidates: all, folds: 3, answered: 3 },
    { candidates: fewer, folds: 3, answered: 3 },
    { candidates: fewer, folds: 5, answered: 1 },
  ];
  const work = ({ candidates, folds, answered }: Choice): number => {
    const learnt = Math.round(N * (1 - 1 / folds));
    return candidates.reduce((sum, candidate) => {
      const of = (rows: number): number => workOf(settingsFor(candidate, options, task, rows), rows, I, O);
      return sum + answered * of(learnt) + of(N);
    }, 0);
  };
  const bound = tune ? WORK.tuned : WORK.usual;
  return plans.find((plan) => work(plan) <= bound) ?? alone(kind.includes(FREE) ? FREE : all.at(-1));
}

function workOf({ hidden, epochs, batchSize }: TableSettings, N: number, I: number, O: number): number {
  const widths = [I, ...hidden, O];
  const parameters = widths.slice(1).reduce((sum, width, i) => sum + width * (widths[i]! + 1), 0);
  return epochs * stepsPerEpoch({ batchSize }, N) * (STEP + Math.min(batchSize ?? N, N) * parameters);
}

/** The settings of a candidate for N rows, and above them what a person gave. */
export function settingsFor(candidate: Candidate, options: ReadTableOptions, task: Task, N: number): TableSettings {
  const { steps, learningRate, ...own } = candidate;
  const given = givenOf(options);
  const { optimizer = 'adam', batchSize = own.batchSize } = options;
  const perEpoch = stepsPerEpoch({ batchSize }, N);
  const rated = given.learningRate !== undefined || given.decay !== undefined;
  return {
    activation: 'relu',
    ...(given.weightScale === undefined && given.initializer === undefined && startOf(given.hidden ?? own.hidden)),
    learningRate: optimizer === 'adam' ? learningRate : optimizerRules(optimizer).get('learningRate')?.fallback,
    l1: 0,
    penalized: 'weights',
    loss: task === 'classification' ? 'categorical' : 'mse',
    optimizer,
    epochs: Math.max(1, Math.round((steps * growth(N)) / perEpoch)),
    shuffle: perEpoch > 1,
    schedule: rated ? 'constant' : 'cosine',
    dotPrecision: options.dotPrecision,
    ...own,
    ...given,
  };
}

/** How weights start: a linear model from 0, which would hold layers behind one another there for ever. */
function startOf(hidden: readonly number[]): Pick<TableSettings, 'weightScale' | 'initializer'> {
  return hidden.length === 0 ? { weightScale: 0 } : { initializer: 'heNormal' };
}

/** How much longer more rows are learnt: (N / 2000)^(3/4), by square roots, which every engine rounds alike. */
function growth(N: number): number {
  const root = Math.sqrt(Math.sqrt(N / 2000));
  return Math.max(1, root * root * root);
}

/** The names of settings that a person may give. */
const NAMES = ['layers', 'hidden', 'activation', 'initializer', 'weightScale', 'l1', 'l2', 'dropout', 'loss', 'labelSmoothing', 'epochs', 'batchSize', 'shuffle', 'schedule'] as const; // prettier-ignore

function givenOf(options: ReadTableOptions): Partial<TableSettings> {
  const values: Readonly<Record<string, unknown>> = { ...options };
  const given = [...NAMES, ...everyOptimizerOption()].filter((name) => values[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, values[name]]));
}

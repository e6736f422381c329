/** The settings that are tried on a table. */
import type { Task } from '../datasets/tables/encoder/target.ts';
import { stepsPerEpoch, type TableSettings } from './fit.ts';
import { everyOptimizerOption } from './kinds.ts';
import type { ReadTableOptions } from './table-options.ts';

/** What makes a candidate. */
interface Candidate {
  readonly hidden: readonly number[];
  readonly l2: number;
  readonly dropout: number;
  readonly learningRate: number;
  readonly batchSize?: number;
  /** How often the parameters are updated. */
  readonly steps: number;
}

/** No hidden layer: a linear model. */
const linear = (l2: number): Candidate => ({ hidden: [], l2, dropout: 0, learningRate: 0.05, steps: 500 });

/** A hidden layer. */
const network = (l2: number, more: Partial<Candidate> = {}): Candidate => {
  return { hidden: [128], l2, dropout: 0.5, learningRate: 0.01, batchSize: 64, steps: 600, ...more };
};

/** From the simplest on: what bends least to the rows comes first. */
const USUAL: readonly Candidate[] = [
  linear(1),
  linear(0.1),
  linear(1e-3),
  network(2e-2),
  network(5e-3),
  network(5e-4),
  network(1e-4, { dropout: 0.1, steps: 1500 }),
];

/** The same with further widths, depths and rates between. */
const TUNED: readonly Candidate[] = [
  ...USUAL.slice(0, 2),
  linear(1e-2),
  linear(1e-3),
  network(2e-2, { hidden: [32] }),
  ...USUAL.slice(3, 6),
  network(5e-3, { hidden: [256] }),
  network(5e-4, { dropout: 0.2 }),
  network(5e-3, { hidden: [64, 64], dropout: 0.2 }),
  ...USUAL.slice(6),
  network(1e-4, { hidden: [64, 64], dropout: 0.1, steps: 1500 }),
];

/** Rows are seen so often at least where there is a hidden layer. */
const LEAST_EPOCHS = 10;

/**
 * The settings to choose from, simplest first: what a person gave, and for the rest each candidate's. Whoever gave hidden layers, or
 * none, chooses among candidates of that kind.
 *
 * @param N the samples of the run
 */
export function candidatesFor(options: ReadTableOptions, task: Task, N: number): TableSettings[] {
  const { hidden, tune } = options;
  const pool = (tune ? TUNED : USUAL).filter(
    (candidate) => hidden === undefined || hidden.length > 0 === candidate.hidden.length > 0,
  );
  // Each once, whatever N makes of its steps.
  const texts = pool.map((candidate) => JSON.stringify(settingsOf(candidate, options, task, 1)));
  const distinct = pool.filter((_, i) => texts.indexOf(texts[i]!) === i);
  return distinct.map((candidate) => settingsOf(candidate, options, task, N));
}

function settingsOf(candidate: Candidate, options: ReadTableOptions, task: Task, N: number): TableSettings {
  const { steps, ...own } = candidate;
  const isLinear = own.hidden.length === 0;
  const given = givenOf(options);
  const { optimizer = 'adam' } = options;
  const batchSize = options.batchSize ?? own.batchSize;
  const per = stepsPerEpoch({ batchSize }, N);
  const epochs = Math.max(1, Math.round(steps / per), isLinear ? 0 : Math.min(LEAST_EPOCHS, per));
  return {
    activation: 'relu',
    ...(isLinear ? { weightScale: 0 } : { initializer: 'heNormal' }),
    l1: 0,
    penalized: 'weights',
    loss: task === 'classification' ? 'categorical' : 'mse',
    optimizer,
    epochs,
    shuffle: per > 1,
    schedule: 'cosine',
    dotPrecision: options.dotPrecision,
    ...own,
    ...given,
  };
}

/** The names of settings that a person may give. */
const NAMES = ['hidden', 'activation', 'initializer', 'weightScale', 'l1', 'l2', 'dropout', 'loss', 'epochs', 'batchSize', 'shuffle', 'schedule'] as const; // prettier-ignore

function givenOf(options: ReadTableOptions): Partial<TableSettings> {
  const values: Readonly<Record<string, unknown>> = { ...options };
  const given = [...NAMES, ...everyOptimizerOption()].filter((name) => values[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, values[name]]));
}

import { ENCODER_OPTIONS, type EncoderOptions } from '../datasets/tables/encoder/options.ts';
import { Table } from '../datasets/tables/table.ts';
import { callable, flag, join, optional, readOptions, type OptionRule } from '../options.ts';
import { checkFitOptions, fitRules, type FitOptions } from './fit-options.ts';

/** What is tried while settings are chosen. */
export interface Choosing {
  /** How many trainings are done, and of how many. */
  readonly done: number;
  readonly total: number;
}

/**
 * How a table is learnt. What is left out of the settings of the network and its training is chosen by the training rows; options of an
 * optimizer, such as `learningRate`, stand beside the others.
 */
export interface TrainTableOptions extends EncoderOptions, FitOptions {
  /** The column to predict. */
  readonly target: string;
  /** Rows to judge the model by: a share of the table, held back, or another table. @default none */
  readonly validation?: number | Table | undefined;
  /** Whether more settings are tried, which takes longer. @default false */
  readonly tune?: boolean | undefined;
  /** Called as settings are tried. */
  readonly onChoosing?: ((progress: Choosing) => void) | undefined;
}

const validation: OptionRule<number | Table | undefined> = {
  fallback: undefined,
  expected: 'to be a share above 0 and below 1, or a table',
  holds: (value) =>
    value === undefined || value instanceof Table || (typeof value === 'number' && value > 0 && value < 1),
};

const RULES = /* @__PURE__ */ join(ENCODER_OPTIONS, {
  validation,
  tune: /* @__PURE__ */ flag(false),
  onChoosing: /* @__PURE__ */ optional(/* @__PURE__ */ callable<(progress: Choosing) => void>()),
});

/** @throws ValueError for an option that does not exist or has no such value */
export function readTableOptions(where: string, given: TrainTableOptions) {
  const options = readOptions(where, [given], join(RULES, fitRules()));
  checkFitOptions(where, options);
  return options;
}

/** The options of a table with their defaults. */
export type ReadTableOptions = ReturnType<typeof readTableOptions>;

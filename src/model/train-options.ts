import {
  any,
  callable,
  count,
  flag,
  number,
  optional,
  part,
  readOptions,
  type OptionRule,
  type OptionValues,
} from '../options.ts';
import type { ArrayLike } from '../tensor/create.ts';
import { checkCallbacks, type Callback } from './callbacks/callback.ts';

/** Inputs and targets, as a pair or as the object that datasets give. */
export type SamplePair = readonly [X: ArrayLike, y: ArrayLike] | { readonly X: ArrayLike; readonly y: ArrayLike };

/** What is read of an AbortSignal: a type of our own, so that programs compile without those of pages. */
export interface StopSignal {
  readonly aborted: boolean;
}

export interface TrainOptions {
  /** How often all samples are seen. @default 1 */
  readonly epochs?: number;
  /** The number of the first epoch in reports; training goes on where it stands in any case. @default where the last run ended */
  readonly startEpoch?: number;
  /** Samples in a step; the last step of an epoch takes what is left. @default all samples */
  readonly batchSize?: number;
  /** Whether each epoch sees the samples in a new order, drawn from the model's random stream. @default false */
  readonly shuffle?: boolean;
  /** Samples to evaluate after each epoch. */
  readonly validationData?: SamplePair;
  /**
   * The share of the samples to hold back for that, above 0 and below 1; drawn at random, classes in equal shares, and the same each
   * time.
   */
  readonly validationSplit?: number;
  /** The weight of each class in the loss, for classes that are rarer than they matter. @default 1 for each */
  readonly classWeights?: readonly number[];
  /** The weight of each sample in the loss, [N], 0 or more; times that of its class. @default 1 for each */
  readonly sampleWeights?: ArrayLike;
  /** Prints a line for epoch 0 and each further `printEvery` epochs, as the book does. @default no lines */
  readonly printEvery?: number;
  /** Where lines and warnings go. @default console.log, console.warn */
  readonly print?: (line: string) => void;
  readonly callbacks?: readonly Callback[];
  /** An AbortSignal: stops training after the current step. */
  readonly signal?: StopSignal;
  /** Whether epochs are written down, in the result and in `model.history`. @default true */
  readonly history?: boolean;
  /** Whether `lastStep` is to show every layer's own output, which takes a little longer. @default false */
  readonly inspect?: boolean;
}

/** Where lines and warnings go. */
export const PRINT = /* @__PURE__ */ optional(/* @__PURE__ */ callable<(line: string) => void>());

/** What stops training. */
export const SIGNAL: OptionRule<StopSignal | undefined> = {
  fallback: undefined,
  expected: 'to be an AbortSignal',
  holds: (signal) => signal === undefined || typeof (signal as StopSignal | null)?.aborted === 'boolean',
};

const RULES = {
  epochs: /* @__PURE__ */ count(1),
  startEpoch: /* @__PURE__ */ optional(
    /* @__PURE__ */ number('to be a whole number, 0 or more', (value) => Number.isSafeInteger(value) && value >= 0)(0),
  ),
  batchSize: /* @__PURE__ */ optional(/* @__PURE__ */ count(1)),
  shuffle: /* @__PURE__ */ flag(false),
  validationData: {
    fallback: undefined,
    expected: 'as [X, y] or { X, y }',
    holds: (data) => data === undefined || isPair(data),
  } as OptionRule<SamplePair | undefined>,
  validationSplit: /* @__PURE__ */ optional(/* @__PURE__ */ part(0.1)),
  classWeights: /* @__PURE__ */ any<TrainOptions['classWeights']>(undefined),
  sampleWeights: /* @__PURE__ */ any<TrainOptions['sampleWeights']>(undefined),
  printEvery: /* @__PURE__ */ optional(/* @__PURE__ */ count(1)),
  print: PRINT,
  callbacks: /* @__PURE__ */ any<readonly Callback[]>([]),
  signal: SIGNAL,
  history: /* @__PURE__ */ flag(true),
  inspect: /* @__PURE__ */ flag(false),
};

export type ReadTrainOptions = OptionValues<typeof RULES>;

/** @throws ValueError for an option that does not exist or has no such value; samples and their weights are checked together */
export function readTrainOptions(where: string, given: TrainOptions): ReadTrainOptions {
  const options = readOptions(where, [given], RULES);
  checkCallbacks(where, options.callbacks);
  return options;
}

function isPair(data: unknown): boolean {
  if (typeof data !== 'object' || data === null) return false;
  return Array.isArray(data) ? data.length === 2 : 'X' in data && 'y' in data;
}

/** Inputs and targets of a pair in either form. */
export function pairOf(data: SamplePair): readonly [X: ArrayLike, y: ArrayLike] {
  return 'X' in data ? [data.X, data.y] : data;
}

import { ValueError, describe } from '../errors.ts';
import { checkCount, checkOptions } from '../options.ts';
import type { ArrayLike } from '../tensor/create.ts';
import { checkCallbacks, type Callback } from './callbacks/callback.ts';

/** Inputs and targets, as a pair or as the object that datasets give. */
export type SamplePair = readonly [X: ArrayLike, y: ArrayLike] | { readonly X: ArrayLike; readonly y: ArrayLike };

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
  /** Stops training after the current step. */
  readonly signal?: AbortSignal;
  /** Whether epochs are written down, in the result and in `model.history`. @default true */
  readonly history?: boolean;
  /** Whether `lastStep` is to show every layer's own output, which takes a little longer. @default false */
  readonly inspect?: boolean;
}

const NAMES = [
  'epochs',
  'startEpoch',
  'batchSize',
  'shuffle',
  'validationData',
  'validationSplit',
  'classWeights',
  'sampleWeights',
  'printEvery',
  'print',
  'callbacks',
  'signal',
  'history',
  'inspect',
] as const;

/** @throws ValueError for an option that does not exist or has no such value; samples and batch size are checked with the data */
export function checkTrainOptions(where: string, options: TrainOptions): void {
  checkOptions(where, options, NAMES);
  const { epochs, printEvery, startEpoch = 0, callbacks = [], validationData, print, signal } = options;
  if (epochs !== undefined) checkCount(where, 'epochs', epochs);
  if (printEvery !== undefined) checkCount(where, 'printEvery', printEvery);
  if (!Number.isSafeInteger(startEpoch) || startEpoch < 0) {
    throw new ValueError(where, 'startEpoch to be a whole number, 0 or more', describe(startEpoch));
  }
  for (const name of ['shuffle', 'history', 'inspect'] as const) {
    const { [name]: value = false } = options;
    if (typeof value !== 'boolean') throw new ValueError(where, `${name} to be true or false`, describe(value));
  }
  if (validationData !== undefined && !isPair(validationData)) {
    throw new ValueError(where, 'validationData as [X, y] or { X, y }', describe(validationData));
  }
  if (print !== undefined && typeof print !== 'function') {
    throw new ValueError(where, 'print to be a function', describe(print));
  }
  if (signal !== undefined && typeof (signal as Partial<AbortSignal> | null)?.aborted !== 'boolean') {
    throw new ValueError(where, 'signal to be an AbortSignal', describe(signal));
  }
  checkCallbacks(where, callbacks);
}

function isPair(data: unknown): boolean {
  if (typeof data !== 'object' || data === null) return false;
  return Array.isArray(data) ? data.length === 2 : 'X' in data && 'y' in data;
}

/** Inputs and targets of a pair in either form. */
export function pairOf(data: SamplePair): readonly [X: ArrayLike, y: ArrayLike] {
  return 'X' in data ? [data.X, data.y] : data;
}

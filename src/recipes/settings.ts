import type { Task } from '../datasets/tables/encoder/target.ts';
import type { DotPrecision } from '../tensor/kernels/index.ts';
import type { StartName } from './starts.ts';

const OF_TWO = ['binary', 'hinge', 'squared-hinge'] as const;
const OF_CLASSES = ['categorical', 'binary', 'focal', 'hinge', 'squared-hinge'] as const;
const OF_NUMBERS = ['mse', 'mae', 'huber', 'log-cosh'] as const;
export const LOSS_NAMES = [...OF_CLASSES, ...OF_NUMBERS] as const;

/** A loss, and with it the output layer: a softmax, logits, one sigmoid, one score, and linear for numbers. */
export type LossName = (typeof LOSS_NAMES)[number];

/** Whether a loss compares classes. */
export function isByClass(loss: LossName): boolean {
  return lossesFor('classification').includes(loss);
}

/** The losses that suit a task. */
export function lossesFor(task: Task): readonly LossName[] {
  return task === 'classification' ? OF_CLASSES : OF_NUMBERS;
}

/** Whether a loss is of two classes, of which one output says which. */
export function isOfTwo(loss: LossName | undefined): boolean {
  return OF_TWO.some((name) => name === loss);
}

/** The losses that know label smoothing. */
export const SMOOTHED = ['categorical', 'binary'] as const;

export function isSmoothed(loss: LossName): loss is (typeof SMOOTHED)[number] {
  return SMOOTHED.some((name) => name === loss);
}

/** Whether a network has an output for each class, and not one that is a yes or a number. */
export function hasOutputPerClass(loss: LossName): boolean {
  return isByClass(loss) && !isOfTwo(loss);
}

/** What a network follows from, the names being those of the command line; options of the optimizer stand beside the others. */
export interface NetworkSettings {
  /** The whole network as data; then what says how its layers are is not looked at. */
  readonly layers?: readonly unknown[] | undefined;
  /** Neurons of the hidden layers; none for a linear model. */
  readonly hidden: readonly number[];
  /** What follows each hidden layer. */
  readonly activation: string;
  /** How weights start. @default weightScale * randn */
  readonly initializer?: StartName | undefined;
  /** The factor of randn for the first weights. @default the book's for the loss */
  readonly weightScale?: number | undefined;
  /** Penalty on the size of what `penalized` names. */
  readonly l1: number;
  /** Penalty on its squares. */
  readonly l2: number;
  /** Weights and biases of hidden layers, as in the book, or the weights of all layers. @default 'hidden' */
  readonly penalized?: 'hidden' | 'weights' | undefined;
  /** The share dropped after each hidden activation. */
  readonly dropout: number;
  readonly loss: LossName;
  /** The part of each target that is shared out evenly among all classes. @default 0 */
  readonly labelSmoothing?: number | undefined;
  readonly optimizer: string;
  /** Options of the optimizer. */
  readonly [option: string]: unknown;
}

export const SCHEDULE_NAMES = [
  'constant',
  'cosine',
  'linear',
  'exponential',
  'steps',
  'restarts',
  'one-cycle',
] as const;
export type ScheduleName = (typeof SCHEDULE_NAMES)[number];

/** What a training run follows from beside its network and its data. */
export interface RunSettings {
  /** How often all samples are seen. */
  readonly epochs: number;
  /** Samples in a step. @default all */
  readonly batchSize?: number | undefined;
  /** Whether each epoch sees the samples in a new order. */
  readonly shuffle: boolean;
  /** How the learning rate goes over all `epochs`: as the optimizer has it, or by a schedule of rates.ts. */
  readonly schedule: ScheduleName;
  readonly dotPrecision: DotPrecision;
}

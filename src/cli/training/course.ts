import type { Callback } from '../../model/callbacks/callback.ts';
import type { History } from '../../model/history.ts';
import type { Model } from '../../model/model.ts';
import type { TrainOptions } from '../../model/train-options.ts';
import type { Judgement } from '../plots/judgement.ts';

/** What a run prints and keeps of itself. */
export interface Watching extends Pick<TrainOptions, 'signal' | 'print'> {
  /** Called last in each step and epoch. */
  readonly callbacks: readonly Callback[];
  /** Called before anything else when a run ends, however it does. */
  readonly first: Callback;
}

/** The figures of an epoch that mean something. */
export interface ShownEpoch {
  readonly epoch: number;
  readonly [figure: string]: number | undefined;
}

/** How a run came out. */
export interface Outcome {
  /** What a person is told at the end. */
  readonly lines: readonly string[];
  /** The same and more for programs. */
  readonly json: Readonly<Record<string, unknown>>;
  /** All epochs. */
  readonly epochs: readonly ShownEpoch[];
}

/** Figures of epochs that are measured only where somebody looks at them. */
export interface Measuring {
  readonly callback: Callback;
  /** The reports of epochs with what was measured. */
  within(epochs: readonly ShownEpoch[]): readonly ShownEpoch[];
}

/** A model and the data it is about to learn, generated, a table or pictures. */
export interface Course {
  readonly model: Model;
  /** The options that make an equal run, as words of a call: what a file of the run keeps. */
  readonly words: readonly string[];
  /** What tells the samples that it learns from others; undefined for generated ones. */
  readonly fingerprint?: number;
  /** The last epoch is this one less 1. */
  readonly epochs: number;
  /** Steps in an epoch. */
  readonly steps: number;
  /** Prints a line now and then. */
  lines(every: number, print: (line: string) => void): Callback;
  /** Trains as many further epochs. */
  train(epochs: number, watching: Watching): Promise<History>;
  outcome(): Outcome | Promise<Outcome>;
  /** For pictures: measures what reports of epochs do not tell. */
  measuring?(): Measuring;
  /** For pictures: how the model does on the samples that judge it, or else on those it learnt from. */
  judgements(): Promise<readonly Judgement[]>;
}

/** The steps in an epoch. */
export function stepsOf(samples: number, batchSize: number | undefined): number {
  return Math.ceil(samples / Math.min(batchSize ?? samples, samples));
}

import type { EpochReport, History, StepReport } from './history.ts';
import type { Tensor } from '../tensor/tensor.ts';

/** Parameter values in the order of `Model.parameters()`. */
export type ParameterValues = readonly Tensor[];

/** What a callback may ask of the model that trains. */
export interface TrainedModel {
  getParameters(): ParameterValues;
  setParameters(values: ParameterValues): void;
  toBytes(options?: { readonly training?: boolean }): Uint8Array;
}

/** The training run that a callback is part of. */
export interface TrainingRun {
  readonly model: TrainedModel;
  readonly history: History;
  /** Ends the run after the current step; `onEnd` is still called. */
  stop(): void;
}

/** What to do along a training run. Callbacks are called in their order, and whatever ends the run, `onEnd` is called once. */
export interface Callback {
  onBegin?(run: TrainingRun): void;
  onStep?(report: StepReport, run: TrainingRun): void;
  onEpoch?(report: EpochReport, run: TrainingRun): void;
  onEnd?(run: TrainingRun): void;
}

/** A figure of an epoch that can be watched. */
export type Monitor = 'loss' | 'dataLoss' | 'accuracy' | 'validationLoss' | 'validationAccuracy';

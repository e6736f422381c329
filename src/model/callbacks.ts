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
  readonly stop: () => void;
}

/** What to do along a training run. Callbacks are called in their order, and whatever ends the run, `onEnd` is called once. */
export interface Callback {
  onBegin?(run: TrainingRun): void;
  onStep?(report: StepReport, run: TrainingRun): void;
  onEpoch?(report: EpochReport, run: TrainingRun): void;
  onEnd?(run: TrainingRun): void;
}

/** The figures of an epoch that can be watched. */
export const MONITORS = ['loss', 'dataLoss', 'accuracy', 'validationLoss', 'validationAccuracy'] as const;
export type Monitor = (typeof MONITORS)[number];

/** Calls `onEnd` of every callback, whichever of them fails; the first failure is thrown at the end. */
export function endAll(callbacks: readonly Callback[], run: TrainingRun): void {
  let failure: { readonly error: unknown } | undefined;
  for (const callback of callbacks) {
    try {
      callback.onEnd?.(run);
    } catch (error) {
      failure ??= { error };
    }
  }
  if (failure !== undefined) throw failure.error;
}

import { ValueError, describe } from '../../errors.ts';
import { isArray } from '../../tensor/shape.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import type { EpochReport, History, StepReport } from '../history.ts';

/** Parameter values in the order of `Model.parameters()`. */
export type ParameterValues = readonly Tensor[];

/** What a model file keeps. */
export interface SaveOptions {
  /**
   * Also what is needed to train on as if nothing had happened: the optimizer's slots, the random streams, the progress, what callbacks
   * remember, and the history. @default false
   */
  readonly training?: boolean;
  /** Whether the history is among it. @default true */
  readonly history?: boolean;
}

/** What a callback may ask of the model that trains. */
export interface TrainedModel {
  getParameters(): ParameterValues;
  setParameters(values: ParameterValues): void;
  toBytes(options?: SaveOptions): Uint8Array;
}

/** The training run that a callback is part of. */
export interface TrainingRun {
  readonly model: TrainedModel;
  /** The epochs of this run. */
  readonly history: History;
  /** The steps in an epoch. */
  readonly stepsPerEpoch: number;
  /** The steps that this run has taken. */
  readonly steps: number;
  /** The epoch that the last step was part of; undefined before any. */
  readonly epoch: number | undefined;
  /** The learning rate from here on, where it is a number. */
  learningRate: number;
  /** Ends the run after the current step; `onEnd` is still called. */
  readonly stop: () => void;
  /** Whether a callback has called that. */
  readonly stopped: boolean;
  /** Whether larger is better, of a figure in reports. */
  readonly rises: (figure: string) => boolean;
}

/** What a callback has to remember for a run that goes on later, in another process too. */
export interface Memory {
  /** Numbers and the like, as JSON. */
  readonly state: Readonly<Record<string, unknown>>;
  readonly parameters?: ParameterValues | undefined;
}

/**
 * What to do along a training run. Callbacks are called in their order. Those whose `onBegin` ran, or that have none, are told the end
 * once, whatever ended the run. In `await model.train` they may be asynchronous: training waits for them.
 */
export interface Callback {
  onBegin?(run: TrainingRun): unknown;
  onStep?(report: StepReport, run: TrainingRun): unknown;
  onEpoch?(report: EpochReport, run: TrainingRun): unknown;
  onEnd?(run: TrainingRun): unknown;
  /** The name that its memory goes by, in files too; no two callbacks of a run may share one. */
  readonly name?: string;
  /** What it remembers now; kept in files where `name` is set. */
  remember?(): Memory | undefined;
  /** Takes over what an equal callback remembered; called after `onBegin`. */
  recall?(memory: Memory): void;
}

const HOOKS = ['onBegin', 'onStep', 'onEpoch', 'onEnd', 'remember', 'recall'] as const;

/** @throws ValueError for what is no callback, such as an object with a misspelt hook */
export function checkCallbacks(where: string, callbacks: unknown): void {
  if (!isArray(callbacks)) throw new ValueError(where, 'callbacks in an array', describe(callbacks));
  callbacks.forEach((callback, i) => {
    const what = `callbacks of { ${HOOKS.slice(0, 4).join(', ')} }`;
    if (typeof callback !== 'object' || callback === null) {
      throw new ValueError(where, what, `${describe(callback)} at index ${i}`);
    }
    const hooks = HOOKS.map((name) => [name, (callback as Record<string, unknown>)[name]] as const);
    const wrong = hooks.find(([, hook]) => hook !== undefined && typeof hook !== 'function');
    if (wrong) throw new ValueError(where, `${wrong[0]} to be a function`, `${describe(wrong[1])} at index ${i}`);
    const misspelt = Object.keys(callback).find(
      (name) => /^on[A-Z]/.test(name) && !HOOKS.some((hook) => hook === name),
    );
    if (misspelt !== undefined) throw new ValueError(where, what, `${describe(misspelt)} at index ${i}`);
    const { name } = callback as Callback;
    if (name !== undefined && callbacks.some((other, at) => at < i && (other as Callback).name === name)) {
      throw new ValueError(where, 'callbacks of different names', `two of the name ${name}`);
    }
  });
}

import { ValueError } from '../../errors.ts';
import type { Metric } from '../../metrics/metric.ts';
import type { Optimizer } from '../../optimizers/optimizer.ts';
import type { TrainedModel, TrainingRun } from '../callbacks/callback.ts';
import { History, validationName } from '../history.ts';

/** A training run, as callbacks see it. */
export class Run implements TrainingRun {
  readonly model: TrainedModel;
  readonly history = new History();
  readonly stepsPerEpoch: number;
  steps = 0;
  epoch: number | undefined;
  /** Whether a callback wants no further step. */
  stopped = false;
  readonly #optimizer: Optimizer;
  readonly #metrics: readonly Metric[];

  constructor(model: TrainedModel, stepsPerEpoch: number, optimizer: Optimizer, metrics: readonly Metric[]) {
    this.model = model;
    this.stepsPerEpoch = stepsPerEpoch;
    this.#optimizer = optimizer;
    this.#metrics = metrics;
  }

  readonly stop = (): void => {
    this.stopped = true;
  };

  readonly rises = (figure: string): boolean =>
    this.#metrics.some(({ name, rises }) => rises && (figure === name || figure === validationName(name)));

  get learningRate(): number {
    const { learningRate, kind } = this.#optimizer;
    if (typeof learningRate === 'number') return learningRate;
    const hint = 'A schedule already says how the rate falls.';
    throw new ValueError(kind, 'a learning rate that is a number', 'a schedule', hint);
  }
  set learningRate(rate: number) {
    this.#optimizer.learningRate = rate;
  }
}

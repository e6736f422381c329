import type { Sequential } from '../../layers/sequential.ts';
import type { Optimizer } from '../../optimizers/optimizer.ts';
import type { TrainedModel } from '../callbacks/callback.ts';
import type { TrainingBatch } from './batches.ts';

/** The buffers of a step, as it left them. */
export interface LastStep {
  readonly chain: Sequential;
  readonly batch: TrainingBatch;
  readonly optimizer: Optimizer;
}

/** Those of each model, for `lastStep`, which only programs that show them carry. */
export const lastSteps = /* @__PURE__ */ new WeakMap<TrainedModel, LastStep>();

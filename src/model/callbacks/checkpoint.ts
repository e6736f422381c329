import { callable, count, readOptions } from '../../options.ts';
import type { Callback, TrainedModel } from './callback.ts';

export interface CheckpointOptions {
  /**
   * Stores the model, which has trained up to and in an epoch; called after every `every` epochs, and once more at the end of a run that
   * has taken a step, whatever ended it. In `await model.train` it may be asynchronous.
   */
  readonly save: (model: TrainedModel, epoch: number) => unknown;
  /** Epochs between two checkpoints. @default 1 */
  readonly every?: number;
}

const RULES = { save: /* @__PURE__ */ callable<CheckpointOptions['save']>(), every: /* @__PURE__ */ count(1) };

/**
 * Hands the model over to be stored while it trains.
 *
 * @example
 * import { checkpoint } from 'nnfs';
 * const saved: Uint8Array[] = [];
 * const callback = checkpoint({ every: 10, save: (model) => saved.push(model.toBytes({ training: true })) });
 * console.log(Object.keys(callback)); // [ 'onEpoch', 'onEnd' ]
 */
export function checkpoint(options: CheckpointOptions): Callback {
  const { save, every } = readOptions('checkpoint', [options], RULES);
  return {
    onEpoch: ({ epoch }, { model }) => ((epoch + 1) % every === 0 ? save(model, epoch) : undefined),
    onEnd: ({ model, epoch }) => (epoch === undefined ? undefined : save(model, epoch)),
  };
}

import { checkCount, checkOptions } from '../options.ts';
import type { Callback, TrainedModel } from './callbacks.ts';

export interface CheckpointOptions {
  /** Stores the model; called after every `every` epochs and at the end, whatever ended the run. */
  readonly save: (model: TrainedModel, epoch: number) => void;
  /** Epochs between two checkpoints. @default 1 */
  readonly every?: number;
}

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
  checkOptions('checkpoint', options, ['save', 'every']);
  const { save, every = 1 } = options;
  checkCount('checkpoint', 'every', every);
  let fresh = true;
  return {
    onEpoch({ epoch }, { model }) {
      fresh = (epoch + 1) % every !== 0;
      if (!fresh) save(model, epoch);
    },
    onEnd({ model, history }) {
      if (fresh) save(model, history.epochs.at(-1)?.epoch ?? 0);
    },
  };
}

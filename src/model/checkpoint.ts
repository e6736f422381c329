import { ValueError, describe } from '../errors.ts';
import { checkCount, checkOptions } from '../options.ts';
import type { Callback, TrainedModel } from './callbacks.ts';

export interface CheckpointOptions {
  /** Stores the model; called after every `every` epochs, and once more at the end, whatever ended the run. */
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
  if (typeof save !== 'function') throw new ValueError('checkpoint', 'a function save', describe(save));
  checkCount('checkpoint', 'every', every);
  return {
    onEpoch({ epoch }, { model }) {
      if ((epoch + 1) % every === 0) save(model, epoch);
    },
    onEnd({ model, history }) {
      save(model, history.epochs.at(-1)?.epoch ?? 0);
    },
  };
}

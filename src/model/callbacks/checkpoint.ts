import { ValueError, describe } from '../../errors.ts';
import { checkCount, checkOptions } from '../../options.ts';
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
    onEpoch: ({ epoch }, { model }) => ((epoch + 1) % every === 0 ? save(model, epoch) : undefined),
    onEnd: ({ model, epoch }) => (epoch === undefined ? undefined : save(model, epoch)),
  };
}

import { checkCount, checkOptions, checkRange } from '../../options.ts';
import type { Callback } from './callback.ts';
import { numberOr } from './early-stopping.ts';
import { Watch, type Monitor } from './monitor.ts';

export interface ReduceLearningRateOptions {
  /** The figure to watch: losses should fall, accuracies rise. @default 'validationLoss' */
  readonly monitor?: Monitor;
  /** What the rate is multiplied by; above 0 and below 1. @default 0.1 */
  readonly factor?: number;
  /** How many epochs without improvement are borne. @default 10 */
  readonly patience?: number;
  /** What counts as improvement: a change of more than this, 0 or more. @default 1e-4 */
  readonly minDelta?: number;
  /** How many epochs after a reduction are not counted. @default 0 */
  readonly cooldown?: number;
  /** The rate does not fall below this; 0 or more. @default 0 */
  readonly minRate?: number;
}

/**
 * Takes smaller steps when a figure no longer improves.
 *
 *     rate = max(rate * factor, minRate)      after `patience` epochs without improvement
 *
 * A run that goes on, from a file too, waits on where it stood.
 *
 * @throws ValueError for options out of range; in the first epoch when the figure is not there; for an optimizer that follows a schedule
 * @see Keras' ReduceLROnPlateau
 *
 * @example
 * import { reduceLearningRateOnPlateau } from 'nnfs';
 * const callback = reduceLearningRateOnPlateau({ monitor: 'loss', factor: 0.5, patience: 3 });
 * console.log(callback.name); // reduceLearningRateOnPlateau loss
 */
export function reduceLearningRateOnPlateau(options: ReduceLearningRateOptions = {}): Callback {
  const where = 'reduceLearningRateOnPlateau';
  checkOptions(where, options, ['monitor', 'factor', 'patience', 'minDelta', 'cooldown', 'minRate']);
  const { monitor = 'validationLoss', factor = 0.1, patience = 10, minDelta = 1e-4 } = options;
  const { cooldown = 0, minRate = 0 } = options;
  checkRange(where, 'factor above 0 and below 1', factor, (value) => value > 0 && value < 1);
  checkCount(where, 'patience', patience);
  checkRange(where, 'minDelta of 0 or more', minDelta, (value) => value >= 0);
  checkRange(where, 'cooldown of 0 or more', cooldown, (value) => value >= 0);
  checkRange(where, 'minRate of 0 or more', minRate, (value) => value >= 0);
  const watch = new Watch(where, monitor, minDelta);
  let resting = 0;
  return {
    name: `${where} ${monitor}`,
    onBegin() {
      watch.reset();
      resting = 0;
    },
    onEpoch(report, run) {
      if (resting > 0) resting--;
      const improved = watch.improves(report, run);
      if (resting > 0) watch.waited = 0;
      if (improved || watch.waited < patience) return;
      watch.waited = 0;
      const rate = run.learningRate;
      if (rate > minRate) {
        run.learningRate = Math.max(rate * factor, minRate);
        resting = cooldown;
      }
    },
    remember: () => ({ state: { best: watch.best, waited: watch.waited, resting } }),
    recall({ state }) {
      watch.best = numberOr(state.best, undefined);
      watch.waited = numberOr(state.waited, 0);
      resting = numberOr(state.resting, 0);
    },
  };
}

import { count, from0, part, readOptions } from '../../options.ts';
import type { Callback } from './callback.ts';
import { MONITOR, Watch, numberOr, type Monitor } from './monitor.ts';

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

const RULES = {
  monitor: MONITOR,
  factor: /* @__PURE__ */ part(0.1),
  patience: /* @__PURE__ */ count(10),
  minDelta: /* @__PURE__ */ from0(1e-4),
  cooldown: /* @__PURE__ */ from0(0),
  minRate: /* @__PURE__ */ from0(0),
};

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
  const { monitor, factor, patience, minDelta, cooldown, minRate } = readOptions(where, [options], RULES);
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
      const next = Math.max(rate * factor, minRate);
      if (rate <= minRate || next === 0) return;
      run.learningRate = next;
      resting = cooldown;
    },
    remember: () => ({ state: { best: watch.best, waited: watch.waited, resting } }),
    recall({ state }) {
      watch.best = numberOr(state.best, undefined);
      watch.waited = numberOr(state.waited, 0);
      resting = numberOr(state.resting, 0);
    },
  };
}

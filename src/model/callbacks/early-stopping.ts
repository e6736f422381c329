import { count, finite, flag, from0, optional, readOptions } from '../../options.ts';
import type { Callback, ParameterValues } from './callback.ts';
import { MONITOR, Watch, numberOr, type Monitor } from './monitor.ts';

export interface EarlyStoppingOptions {
  /** The figure to watch: losses should fall, accuracies rise. @default 'validationLoss' */
  readonly monitor?: Monitor;
  /** How many epochs without improvement are borne. @default 10 */
  readonly patience?: number;
  /** What counts as improvement: a change of more than this, 0 or more. @default 0 */
  readonly minDelta?: number;
  /** Whether the model ends with its best parameters, whatever ended the run. @default true */
  readonly restoreBest?: boolean;
  /** A figure that must be bettered, as well as the best so far, for the waiting to begin anew. @default none */
  readonly baseline?: number;
  /** How many epochs at the start of a run are not looked at. @default 0 */
  readonly startFromEpoch?: number;
}

const RULES = {
  monitor: MONITOR,
  patience: /* @__PURE__ */ count(10),
  minDelta: /* @__PURE__ */ from0(0),
  restoreBest: /* @__PURE__ */ flag(true),
  baseline: /* @__PURE__ */ optional(/* @__PURE__ */ finite(0)),
  startFromEpoch: /* @__PURE__ */ from0(0),
};

/**
 * Ends training when a figure no longer improves, and brings the best parameters back: those that had the figure, where one set had
 * it, else those at the end of the epoch. Figures of validation data are measured after an epoch; those of training before each step,
 * so that only an epoch of one step has them of one set, the one before it.
 *
 * A run that goes on, from a file too, waits on where it stood.
 *
 * @throws ValueError for options out of range, and in the first epoch when the figure is not there
 *
 * @example
 * import { earlyStopping } from 'nnfs';
 * const callback = earlyStopping({ monitor: 'loss', patience: 3 });
 * console.log(callback.name); // earlyStopping loss
 */
export function earlyStopping(options: EarlyStoppingOptions = {}): Callback {
  const where = 'earlyStopping';
  const { monitor, patience, minDelta, restoreBest, baseline, startFromEpoch } = readOptions(where, [options], RULES);
  const watch = new Watch(where, monitor, minDelta, baseline);
  let epochs = 0;
  let ended = false;
  /** The parameters before the epoch, where its figure is theirs. */
  let before: ParameterValues | undefined;
  let best: ParameterValues | undefined;
  return {
    name: `${where} ${monitor}`,
    onBegin({ model, stepsPerEpoch }) {
      watch.reset();
      epochs = 0;
      ended = false;
      best = undefined;
      before =
        restoreBest && stepsPerEpoch === 1 && !monitor.startsWith('validation') ? model.getParameters() : undefined;
    },
    onEpoch(report, run) {
      const after = restoreBest ? () => run.model.getParameters() : () => undefined;
      if (epochs++ >= startFromEpoch) {
        if (watch.improves(report, run)) best = before ?? after();
        if (watch.waited >= patience) {
          ended = true;
          run.stop();
        }
      }
      if (before !== undefined) before = after();
    },
    onEnd({ model }) {
      if (best !== undefined) model.setParameters(best);
    },
    // What it has ended is over: a further run waits anew.
    remember: () => ({ state: { best: watch.best, waited: ended ? 0 : watch.waited, epochs }, parameters: best }),
    recall({ state, parameters }) {
      watch.best = numberOr(state.best, undefined);
      watch.waited = numberOr(state.waited, 0);
      epochs = numberOr(state.epochs, 0);
      if (restoreBest) best = parameters;
    },
  };
}

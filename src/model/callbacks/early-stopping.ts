import { checkCount, checkOptions, checkRange } from '../../options.ts';
import { ValueError, describe } from '../../errors.ts';
import type { Callback, ParameterValues } from './callback.ts';
import { Watch, type Monitor } from './monitor.ts';

export interface EarlyStoppingOptions {
  /** The figure to watch: losses should fall, accuracies rise. @default 'validationLoss' */
  readonly monitor?: Monitor;
  /** How many epochs without improvement are borne. @default 10 */
  readonly patience?: number;
  /** What counts as improvement: a change of more than this, 0 or more. @default 0 */
  readonly minDelta?: number;
  /** Whether the model ends with its best parameters, whatever ended the run. @default true */
  readonly restoreBest?: boolean;
  /** A figure that must be bettered first of all. @default none */
  readonly baseline?: number;
  /** How many epochs at the start of a run are not looked at. @default 0 */
  readonly startFromEpoch?: number;
}

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
  checkOptions(where, options, ['monitor', 'patience', 'minDelta', 'restoreBest', 'baseline', 'startFromEpoch']);
  const { monitor = 'validationLoss', patience = 10, minDelta = 0, restoreBest = true } = options;
  const { baseline, startFromEpoch = 0 } = options;
  checkCount(where, 'patience', patience);
  checkRange(where, 'minDelta of 0 or more', minDelta, (delta) => delta >= 0);
  if (typeof restoreBest !== 'boolean')
    throw new ValueError(where, 'restoreBest to be true or false', describe(restoreBest));
  if (baseline !== undefined) checkRange(where, 'a finite baseline', baseline, () => true);
  checkRange(where, 'startFromEpoch of 0 or more', startFromEpoch, (epoch) => epoch >= 0);
  const watch = new Watch(where, monitor, minDelta, baseline);
  let epochs = 0;
  /** The parameters before the epoch, where its figure is theirs. */
  let before: ParameterValues | undefined;
  let best: ParameterValues | undefined;
  return {
    name: `${where} ${monitor}`,
    onBegin({ model, stepsPerEpoch }) {
      watch.reset();
      epochs = 0;
      best = undefined;
      before =
        restoreBest && stepsPerEpoch === 1 && !monitor.startsWith('validation') ? model.getParameters() : undefined;
    },
    onEpoch(report, run) {
      const after = restoreBest ? () => run.model.getParameters() : () => undefined;
      if (epochs++ >= startFromEpoch) {
        if (watch.improves(report, run)) best = before ?? after();
        else if (watch.waited >= patience) run.stop();
      }
      if (before !== undefined) before = after();
    },
    onEnd({ model }) {
      if (best !== undefined) model.setParameters(best);
    },
    remember: () => ({ state: { best: watch.best, waited: watch.waited, epochs }, parameters: best }),
    recall({ state, parameters }) {
      watch.best = numberOr(state.best, watch.best);
      watch.waited = numberOr(state.waited, 0);
      epochs = numberOr(state.epochs, 0);
      if (restoreBest) best = parameters;
    },
  };
}

/** A number of a memory, which may come from a file. */
export function numberOr<T>(value: unknown, other: T): number | T {
  return typeof value === 'number' ? value : other;
}

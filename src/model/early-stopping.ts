import { ValueError, describe } from '../errors.ts';
import { checkCount, checkOptions, checkRange } from '../options.ts';
import { MONITORS, type Callback, type Monitor, type ParameterValues } from './callbacks.ts';

export interface EarlyStoppingOptions {
  /** The figure to watch: losses should fall, accuracies rise. @default 'validationLoss' */
  readonly monitor?: Monitor;
  /** How many epochs without improvement are borne. @default 10 */
  readonly patience?: number;
  /** What counts as improvement: a change of more than this, 0 or more. @default 0 */
  readonly minDelta?: number;
  /** Whether the model ends with the parameters of its best epoch, whatever ended the run. @default true */
  readonly restoreBest?: boolean;
}

/**
 * Ends training when a figure no longer improves, and brings the best parameters back.
 *
 * @throws ValueError for options out of range, and in the first epoch when the figure is not there
 *
 * @example
 * import { earlyStopping } from 'nnfs';
 * const callback = earlyStopping({ monitor: 'loss', patience: 3 });
 * console.log(Object.keys(callback)); // [ 'onBegin', 'onEpoch', 'onEnd' ]
 */
export function earlyStopping(options: EarlyStoppingOptions = {}): Callback {
  checkOptions('earlyStopping', options, ['monitor', 'patience', 'minDelta', 'restoreBest']);
  const { monitor = 'validationLoss', patience = 10, minDelta = 0, restoreBest = true } = options;
  if (!MONITORS.includes(monitor)) {
    throw new ValueError('earlyStopping', `monitor to be one of ${MONITORS.join(', ')}`, describe(monitor));
  }
  checkCount('earlyStopping', 'patience', patience);
  checkRange('earlyStopping', 'minDelta of 0 or more', minDelta, (delta) => delta >= 0);
  const rises = monitor === 'accuracy' || monitor === 'validationAccuracy';
  let best = rises ? -Infinity : Infinity;
  let waited = 0;
  let parameters: ParameterValues | undefined;
  return {
    onBegin() {
      best = rises ? -Infinity : Infinity;
      waited = 0;
      parameters = undefined;
    },
    onEpoch(report, run) {
      const figure = report[monitor];
      if (figure === undefined) {
        const hint = 'Train with validationData or validationSplit, or monitor another figure.';
        throw new ValueError('earlyStopping', `${monitor} in each epoch`, 'none', hint);
      }
      if (rises ? figure > best + minDelta : figure < best - minDelta) {
        best = figure;
        waited = 0;
        if (restoreBest) parameters = run.model.getParameters();
      } else if (++waited >= patience) run.stop();
    },
    onEnd(run) {
      if (parameters !== undefined) run.model.setParameters(parameters);
    },
  };
}

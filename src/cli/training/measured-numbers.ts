import type { NumberTarget } from '../../datasets/tables/encoder/target.ts';
import type { Callback } from '../../model/callbacks/callback.ts';
import { validationName } from '../../model/history.ts';
import type { TablePlan } from '../../recipes/train-table.ts';
import { unitFigures } from '../tables/scores.ts';
import type { Measuring, ShownEpoch } from './course.ts';

/** So many epochs are measured at most, which makes a curve and takes little time. */
const MOST = 200;

/** R² and the mean absolute error, in the unit of the target, after epochs of a run on numbers: its reports have neither. */
export function measuringNumbers({ model, data, settings }: TablePlan, target: NumberTarget): Measuring {
  const { training, validation } = data;
  const { epochs, dotPrecision } = settings;
  const every = Math.ceil(epochs / MOST);
  const found = new Map<number, Readonly<Record<string, number>>>();
  const callback: Callback = {
    onEpoch({ epoch }, run) {
      if (epoch % every !== 0 && epoch !== epochs - 1 && !run.stopped) return;
      const own = unitFigures(model, training, target, dotPrecision);
      const others = validation && unitFigures(model, validation, target, dotPrecision);
      const named = Object.entries(others ?? {}).map(([name, value]) => [validationName(name), value] as const);
      found.set(epoch, { ...own, ...Object.fromEntries(named) });
    },
  };
  return {
    callback,
    within: (shown) => shown.map((report): ShownEpoch => ({ ...report, ...found.get(report.epoch) })),
  };
}

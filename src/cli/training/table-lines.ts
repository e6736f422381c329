/** The lines of a run on a table: of numbers in the unit of the target. */
import type { Callback } from '../../model/callbacks/callback.ts';
import type { EpochReport } from '../../model/history.ts';
import type { NumberTarget, TargetEncoding } from '../../datasets/tables/encoder/target.ts';
import { describe } from '../../errors.ts';
import type { Baseline } from '../../recipes/baseline.ts';
import type { TablePlan } from '../../recipes/train-table.ts';
import { formatFixed } from '../../tensor/text/index.ts';
import { formatUnits, inUnit, unitFigures } from '../tables/scores.ts';
import type { ShownEpoch } from './course.ts';
import { classFigures, linesOf, validationBehind, type LineFigures } from './lines.ts';

/** Prints a line now and then. */
export function tableLines(plan: TablePlan, every: number, print: (line: string) => void): Callback {
  const run = { model: plan.model, epochs: plan.settings.epochs };
  const { target } = plan.data.encoder;
  return linesOf(run, every, print, target?.task === 'regression' ? numberFigures(plan, target) : classFigures);
}

/** Numbers are measured after the epoch, as validation is. */
function numberFigures({ model, data, settings }: TablePlan, target: NumberTarget): LineFigures {
  const { training, validation } = data;
  const measured = (rows: typeof training, prefix = ''): string =>
    formatUnits(unitFigures(model, rows, target, settings.dotPrecision), prefix);
  return (report) => [
    measured(training),
    validation ? validationBehind(report, () => measured(validation, 'validation_')) : '',
  ];
}

/** What is to be bettered: `baseline, always "setosa": acc: 0.333`, or of numbers the error of their mean. */
export function formatBaseline(baseline: Baseline): string {
  if ('accuracy' in baseline) {
    return `baseline, always ${describe(String(baseline.answer))}: acc: ${formatFixed(baseline.accuracy, 3)}`;
  }
  return `baseline, always ${inUnit(baseline.answer)}, the mean of training: rmse: ${inUnit(baseline.rmse)}`;
}

/** The reports of epochs; of numbers without the accuracy, which says nothing of them. */
export function meaningful(epochs: readonly EpochReport[], target: TargetEncoding | undefined): readonly ShownEpoch[] {
  if (target?.task !== 'regression') return epochs;
  return epochs.map((report) => ({ ...report, accuracy: undefined, validationAccuracy: undefined }));
}

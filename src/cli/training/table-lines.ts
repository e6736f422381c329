/** The lines of a run on a table: those of the book, with validation behind, and of numbers in the unit of the target. */
import type { Callback } from '../../model/callbacks/callback.ts';
import { formatEpoch, type EpochReport } from '../../model/history.ts';
import type { TargetEncoding } from '../../datasets/tables/encoder/target.ts';
import { describe } from '../../errors.ts';
import type { Baseline } from '../../recipes/baseline.ts';
import type { BestEpoch, TablePlan } from '../../recipes/train-table.ts';
import { formatFixed } from '../../tensor/text/index.ts';
import { formatUnits, inUnit, unitFigures } from '../tables/scores.ts';
import type { ShownEpoch } from './course.ts';
import { isPenalized } from './generated-course.ts';

/** Prints a line for epoch 0, each further `every` epochs, and the last one. */
export function tableLines(plan: TablePlan, every: number, print: (line: string) => void): Callback {
  const last = plan.settings.epochs - 1;
  const parts = isPenalized(plan.model);
  return {
    onEpoch(report, run) {
      if (report.epoch % every !== 0 && report.epoch !== last && !run.stopped) return;
      const [figures, validation] = figuresFor(plan, report);
      print(formatEpoch(report, parts, figures) + validation);
    },
  };
}

/** The figures of an epoch before its loss, and those of validation. Numbers are measured after the epoch, as validation is. */
function figuresFor({ model, data, settings }: TablePlan, report: EpochReport): [string | undefined, string] {
  const { training, validation, encoder } = data;
  const { validationLoss, validationAccuracy = NaN } = report;
  const behind = (figures: string): string =>
    validationLoss === undefined ? '' : `, ${figures}, validation_loss: ${formatFixed(validationLoss, 3)}`;
  const { target } = encoder;
  if (target?.task !== 'regression') {
    return [undefined, behind(`validation_acc: ${formatFixed(validationAccuracy, 3)}`)];
  }
  const measured = (rows: typeof training, prefix = ''): string =>
    formatUnits(unitFigures(model, rows, target, settings.dotPrecision), prefix);
  return [measured(training), validation ? behind(measured(validation, 'validation_')) : ''];
}

/** @param last the last epoch @param restored whether the model ends with the parameters of the best one */
export function formatBest({ epoch, ...figures }: BestEpoch, last: number, restored: boolean): string {
  const { loss, accuracy, r2 } = figures;
  const shown = { validation_acc: accuracy, validation_r2: r2, validation_loss: loss };
  const texts = Object.entries(shown).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${formatFixed(value, 3)}`],
  );
  const fate = restored ? ' (restored)' : epoch < last ? ' (--early-stopping brings it back)' : '';
  return `best epoch: ${epoch}${fate}, ${texts.join(', ')}`;
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

/** The lines of runs on files, whatever they hold: those of the book, with validation behind, and what is told at the end. */
import type { Callback } from '../../model/callbacks/callback.ts';
import { formatEpoch, type EpochReport } from '../../model/history.ts';
import type { Model } from '../../model/model.ts';
import type { TableScores as Scores } from '../../recipes/evaluate-table.ts';
import type { BestEpoch } from '../../recipes/train-table.ts';
import { formatFixed } from '../../tensor/text/index.ts';
import { formatScores } from '../tables/scores.ts';

/** The figures of an epoch before its loss, where they are not the accuracy; and what stands behind the line. */
export type LineFigures = (report: EpochReport) => readonly [figures: string | undefined, behind: string];

/** Prints a line for epoch 0, each further `every` epochs, and the last one. */
export function linesOf(
  { model, epochs }: { readonly model: Model; readonly epochs: number },
  every: number,
  print: (line: string) => void,
  figuresOf: LineFigures,
): Callback {
  const parts = isPenalized(model);
  return {
    onEpoch(report, run) {
      if (report.epoch % every !== 0 && report.epoch !== epochs - 1 && !run.stopped) return;
      const [figures, behind] = figuresOf(report);
      print(formatEpoch(report, parts, figures) + behind);
    },
  };
}

/** Those of classes. */
export const classFigures: LineFigures = (report) => [
  undefined,
  validationBehind(report, () => `validation_acc: ${formatFixed(report.validationAccuracy ?? NaN, 3)}`),
];

export function validationBehind({ validationLoss }: EpochReport, figures: () => string): string {
  return validationLoss === undefined ? '' : `, ${figures()}, validation_loss: ${formatFixed(validationLoss, 3)}`;
}

/** Whether some parameter of a model has a penalty. */
export function isPenalized({ layers }: Model): boolean {
  return layers.some(({ parameters }) => parameters.some((parameter) => parameter.penalized));
}

export interface Closing {
  readonly best: BestEpoch | undefined;
  /** The last epoch; undefined for a run that was stopped before one ended. */
  readonly last: number | undefined;
  /** Whether the model ends with the parameters of the best epoch. */
  readonly restored: boolean;
  readonly test: Scores | undefined;
  readonly baseline?: string | undefined;
  readonly validation: Scores | undefined;
}

/** What is told at the end. */
export function closingLines({ best, last, restored, test, baseline, validation }: Closing): string[] {
  return [
    ...(best ? [formatBest(best, last, restored)] : []),
    ...(test ? [`test, ${formatScores(test)}`] : []),
    ...(baseline === undefined ? [] : [baseline]),
    ...(validation ? [`validation, ${formatScores(validation)}`] : []),
  ];
}

function formatBest({ epoch, loss, accuracy, r2 }: BestEpoch, last = epoch, restored: boolean): string {
  const shown = { validation_acc: accuracy, validation_r2: r2, validation_loss: loss };
  const texts = Object.entries(shown).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${formatFixed(value, 3)}`],
  );
  const fate = restored ? ' (restored)' : epoch < last ? ' (--early-stopping brings it back)' : '';
  return `best epoch: ${epoch}${fate}, ${texts.join(', ')}`;
}

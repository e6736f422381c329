import { validationName, type EpochReport } from '../../model/history.ts';
import type { Model } from '../../model/model.ts';
import type { Evaluated } from '../../model/run/evaluation.ts';
import { formatFixed } from '../../tensor/text/index.ts';

/** What a model was evaluated to after an epoch; undefined without validation data. */
export function validationOf({ metrics }: Model, report: EpochReport | undefined): Evaluated | undefined {
  if (report?.validationLoss === undefined) return undefined;
  const { validationLoss: loss, validationAccuracy: accuracy = NaN } = report;
  const more = metrics.map(({ name }) => [name, report[validationName(name)] ?? NaN] as const);
  return { loss, accuracy, ...Object.fromEntries(more) };
}

/** A line as in the book, further metrics behind: `acc: 0.960, loss: 0.085, f1: 0.957`. */
export function formatFigures({ loss, accuracy, ...metrics }: Evaluated): string {
  const figures = Object.entries({ acc: accuracy, loss, ...metrics });
  return figures.map(([name, value]) => `${name}: ${formatFixed(value, 3)}`).join(', ');
}

/** How good a model is on a table, in words and as JSON. */
import { numbersOf } from '../../datasets/tables/encoder/cells.ts';
import type { NumberTarget } from '../../datasets/tables/encoder/target.ts';
import type { Model } from '../../model/model.ts';
import { figuresOf as unitFiguresOf, type TableScores } from '../../recipes/evaluate-table.ts';
import type { EncodedRows } from '../../recipes/table-data.ts';
import type { DotPrecision } from '../../tensor/kernels/index.ts';
import { withDotPrecision } from '../../tensor/precision.ts';
import { formatFixed } from '../../tensor/text/index.ts';

/** The figures that sum up all others. */
export function figuresOf(scores: TableScores): Readonly<Record<string, number>> {
  if (scores.task === 'classification') return { loss: scores.loss, accuracy: scores.accuracy };
  const { loss, r2, mae, rmse } = scores;
  return { loss, r2, mae, rmse };
}

/** `acc: 0.960, loss: 0.085`, or `r2: 0.851, mae: 2.31, rmse: 3.02, loss: 0.149`, errors in the unit of the target. */
export function formatScores(scores: TableScores): string {
  const loss = `loss: ${formatFixed(scores.loss, 3)}`;
  if (scores.task === 'classification') return `acc: ${formatFixed(scores.accuracy, 3)}, ${loss}`;
  return `${formatUnits(scores)}, rmse: ${inUnit(scores.rmse)}, ${loss}`;
}

/** @param prefix what stands before each name */
export function formatUnits({ r2, mae }: { readonly r2: number; readonly mae: number }, prefix = ''): string {
  return `${prefix}r2: ${formatFixed(r2, 3)}, ${prefix}mae: ${inUnit(mae)}`;
}

/** An error in the unit of the target, with four significant digits. */
export function inUnit(value: number): string {
  return String(Math.abs(value) >= 1e4 && Math.abs(value) < 1e15 ? Math.round(value) : Number(value.toPrecision(4)));
}

/** R² and the mean absolute error of answers in the unit of the target, for a model in training too. */
export function unitFigures(
  model: Model,
  { table, X }: EncodedRows,
  target: NumberTarget,
  precision: DotPrecision,
): { r2: number; mae: number } {
  const actual = Array.from(numbersOf(table.column(target.column)));
  const output = withDotPrecision(precision, () => model.predict(X));
  return unitFiguresOf(
    Array.from(output.data, (value) => target.value(value)),
    actual,
  );
}

import type { TargetEncoding } from '../../datasets/tables/encoder/target.ts';
import { printable, sideBySide, type ShownColumn } from '../../datasets/tables/show.ts';
import type { ClassificationScores, RegressionScores, TableScores } from '../../recipes/evaluate-table.ts';
import { formatFixed } from '../../tensor/text/index.ts';
import { formatScores, inUnit } from './scores.ts';

/** A confusion matrix of more classes does not fit on a screen. */
const MOST_CLASSES = 20;

/** All that is known of how good a model is, and last the line that sums it up. */
export function scoresText(scores: TableScores, target: TargetEncoding): string {
  const text = scores.task === 'classification' ? classText(scores) : numberText(scores, target);
  return `${text}\n\n${formatScores(scores)}`;
}

function classText({ classes, confusion, unknown }: ClassificationScores): string {
  const labels = classes.map(({ label }) => printable(label));
  const figures = (title: 'precision' | 'recall' | 'f1'): ShownColumn => ({
    title,
    cells: classes.map(({ [title]: value }) => formatFixed(value, 3)),
    right: true,
  });
  const rows = { title: 'rows', cells: classes.map(({ rows }) => String(rows)), right: true };
  const table = sideBySide([{ title: 'class', cells: labels }, figures('precision'), figures('recall'), figures('f1'), rows]); // prettier-ignore
  const strangers = unknown.length > 0 ? `\n\nnot known to the model: ${unknown.map((label) => printable(label)).join(', ')}` : ''; // prettier-ignore
  if (classes.length > MOST_CLASSES) return `${table}${strangers}`;
  const counts = labels.map((title, j) => ({ title, cells: confusion.map((row) => String(row[j])), right: true }));
  const matrix = sideBySide([{ title: 'is \\ taken for', cells: labels }, ...counts]);
  return `${table}${strangers}\n\n${matrix}`;
}

function numberText({ rows, r2, mae, rmse }: RegressionScores, target: TargetEncoding): string {
  const unit = target.task === 'regression' ? target.unit : '';
  const figures = { 'R²': formatFixed(r2, 3), MAE: withUnit(inUnit(mae), unit), RMSE: withUnit(inUnit(rmse), unit), rows: String(rows) }; // prettier-ignore
  const title = printable(target.column);
  return sideBySide([
    { title: 'figure', cells: Object.keys(figures) },
    { title, cells: Object.values(figures), right: true },
  ]);
}

function withUnit(text: string, unit: string): string {
  return unit === '%' || unit === '°' ? text + unit : unit + text;
}

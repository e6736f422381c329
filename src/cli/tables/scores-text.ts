import type { TargetEncoding } from '../../datasets/tables/encoder/target.ts';
import { printable, sideBySide, type ShownColumn } from '../../datasets/tables/show.ts';
import type { ClassificationScores, RegressionScores, TableScores } from '../../recipes/evaluate-table.ts';
import { formatFixed } from '../../tensor/text/index.ts';
import { formatScores, inUnit } from './scores.ts';

/** A confusion matrix of more classes does not fit on a screen. */
const MOST_CLASSES = 20;
/** So many classes have a line of their own. */
const MOST_LISTED = 100;

/** All that is known of how good a model is, and last the line that sums it up. */
export function scoresText(scores: TableScores, target: TargetEncoding): string {
  return scores.task === 'classification'
    ? classesText(scores)
    : `${numberText(scores, target)}\n\n${formatScores(scores)}`;
}

/** The same of a model of classes. @param what the samples are called */
export function classesText(scores: ClassificationScores, what = 'rows'): string {
  return `${classText(scores, what)}\n\n${formatScores(scores)}`;
}

function classText({ classes, confusion, unknown }: ClassificationScores, what: string): string {
  // Of very many classes those with the most rows.
  const shown = classes.length > MOST_LISTED ? [...classes].sort((a, b) => b.rows - a.rows).slice(0, MOST_LISTED) : classes; // prettier-ignore
  const labels = shown.map(({ label }) => printable(label));
  const figures = (title: 'precision' | 'recall' | 'f1'): ShownColumn => ({
    title,
    cells: shown.map(({ [title]: value }) => formatFixed(value, 3)),
    right: true,
  });
  const rows = { title: what, cells: shown.map(({ rows }) => String(rows)), right: true };
  return [
    sideBySide([{ title: 'class', cells: labels }, figures('precision'), figures('recall'), figures('f1'), rows]),
    ...(shown.length < classes.length ? [`... and ${classes.length - shown.length} classes more; --json has all of them`] : []),
    ...(unknown.length > 0 ? ['', `not known to the model: ${listed(unknown)}`] : []),
    '',
    matrixText(labels, confusion),
  ].join('\n');
} // prettier-ignore

/** The confusion matrix, or that there is none to show. */
function matrixText(labels: readonly string[], confusion: ClassificationScores['confusion']): string {
  if (confusion === undefined) return 'no confusion matrix: it would have a row and a column for each class';
  const C = confusion.length;
  if (C > MOST_CLASSES) return `the confusion matrix of ${C} classes is too large to show; --json has it`;
  const counts = labels.map((title, j) => ({ title, cells: confusion.map((row) => String(row[j])), right: true }));
  return sideBySide([{ title: 'is \\ taken for', cells: labels }, ...counts]);
}

function listed(labels: readonly string[]): string {
  const texts = labels.slice(0, MOST_CLASSES).map((label) => printable(label));
  return [...texts, ...(labels.length > MOST_CLASSES ? [`... (${labels.length})`] : [])].join(', ');
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

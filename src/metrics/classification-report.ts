import { ShapeError, describe } from '../errors.ts';
import { any, optional, readOptions } from '../options.ts';
import type { ArrayLike } from '../tensor/create.ts';
import { isArray } from '../tensor/shape.ts';
import { ClassCounts, type ClassCount } from './class-counts.ts';
import { classPairs } from './class-pairs.ts';
import { averageScore, f1Of, precisionOf, recallOf } from './precision-recall.ts';

export interface ClassificationReportOptions {
  /** What the classes are called, in the order of their labels. @default the labels themselves */
  readonly labels?: readonly string[];
  /** The number of classes, where only labels [N] are given. @default the largest label that occurs, and one */
  readonly classes?: number;
}

const SCORES = [precisionOf, recallOf, f1Of];

/**
 * Precision, recall and F1 of every class that occurs, their averages, and the accuracy, as a table of text.
 *
 * `macro` counts every class the same, `weighted` every sample; support is the number of targets. Scores of what does not occur are 0.
 *
 * @param predictions classes [N], confidences [N, C], or confidences of a yes [N, 1], class 1 above one half
 * @param targets class labels [N] or one-hot rows [N, C]
 * @throws as `precision`; ShapeError for fewer labels than classes
 * @see scikit-learn's `classification_report`, which takes the targets first
 *
 * @example
 * import { classificationReport } from 'nnfs';
 * console.log(classificationReport([0, 1, 1, 1], [0, 0, 1, 1], { labels: ['no', 'yes'] }));
 * //               precision    recall  f1-score   support
 * //
 * //           no       1.00      0.50      0.67         2
 * //          yes       0.67      1.00      0.80         2
 * //
 * //     accuracy                           0.75         4
 * //    macro avg       0.83      0.75      0.73         4
 * // weighted avg       0.83      0.75      0.73         4
 */
export function classificationReport(
  predictions: ArrayLike,
  targets: ArrayLike,
  options: ClassificationReportOptions = {},
): string {
  const where = 'classificationReport';
  const rules = {
    labels: optional(any<readonly string[] | undefined>(undefined)),
    classes: any<number | undefined>(undefined),
  };
  const { labels, classes } = readOptions(where, [options], rules);
  const counts = new ClassCounts().add(classPairs(where, predictions, targets, classes));
  if (labels !== undefined && !(isArray(labels) && labels.length >= counts.C)) {
    throw new ShapeError(where, `${counts.C} labels`, describe(labels));
  }
  const found = counts.classes();
  const total = (value: (count: ClassCount) => number): number => found.reduce((sum, [, each]) => sum + value(each), 0);
  const N = total(({ actual }) => actual);
  const row = (name: string, scores: readonly number[], support: number): string[] => [
    name,
    ...scores.map((score) => score.toFixed(2)),
    `${support}`,
  ];
  const average = (kind: 'macro' | 'weighted'): string[] =>
    row(`${kind} avg`, SCORES.map((of) => averageScore(where, counts, kind, of) as number), N); // prettier-ignore
  const rows = [
    ['', 'precision', 'recall', 'f1-score', 'support'],
    [],
    ...found.map(([k, each]) => row(labels?.[k] ?? `${k}`, SCORES.map((of) => of(each)), each.actual)), // prettier-ignore
    [],
    ['accuracy', '', '', (total(({ right }) => right) / N).toFixed(2), `${N}`],
    average('macro'),
    average('weighted'),
  ];
  const width = Math.max(...rows.map(([name = '']) => name.length));
  const line = ([name = '', ...cells]: readonly string[]): string =>
    [`${name.padStart(width)} `, ...cells.map((cell) => cell.padStart(10))].join('');
  return rows.map((cells) => (cells.length === 0 ? '' : line(cells))).join('\n');
}

import { ValueError } from '../errors.ts';
import type { Table } from '../datasets/tables/table.ts';
import { numbersOf, textsOf } from '../datasets/tables/encoder/cells.ts';
import type { ClassTarget } from '../datasets/tables/encoder/target.ts';
import { confusionMatrix } from '../metrics/confusion-matrix.ts';
import { f1, precision, recall } from '../metrics/precision-recall.ts';
import { r2 } from '../metrics/r2.ts';
import type { Model } from '../model/model.ts';
import { withDotPrecision } from '../tensor/precision.ts';
import { lossTargets } from './fit.ts';
import { answersFor, encoderOf, precisionOf, type TableAnswers } from './predict-rows.ts';

/** How good the answers for one class are. */
export interface ClassScores {
  readonly label: string;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** How many rows are of this class. */
  readonly rows: number;
}

/** How good a model of classes is. */
export interface ClassificationScores {
  readonly task: 'classification';
  readonly rows: number;
  /** The data loss over the rows whose class the model knows. */
  readonly loss: number;
  /** Right answers per row; a class that the model does not know counts as a wrong one. */
  readonly accuracy: number;
  readonly classes: readonly ClassScores[];
  /** [k][j]: how many rows of class k were taken for class j, in the order of `classes`. */
  readonly confusion: readonly (readonly number[])[];
  /** The classes of these rows that the model does not know; they stand last in `classes`. */
  readonly unknown: readonly string[];
}

/** How good a model of numbers is, in the unit of the target but for `loss` and `r2`. */
export interface RegressionScores {
  readonly task: 'regression';
  readonly rows: number;
  /** The data loss, of standardized numbers. */
  readonly loss: number;
  readonly r2: number;
  /** The mean absolute error. */
  readonly mae: number;
  /** The root of the mean squared error. */
  readonly rmse: number;
}

export type TableScores = ClassificationScores | RegressionScores;

/**
 * How good a model is on the rows of a table, in the terms of its target. Rows without a target are passed over.
 *
 * @throws ValueError for a model without an encoder, a table without the columns, and where no row has a target
 */
export function evaluateTable(model: Model, table: Table): TableScores {
  const where = 'evaluateTable';
  const encoder = encoderOf(where, model);
  const rows = encoder.labeled(table);
  if (rows.rows === 0) throw new ValueError(where, 'rows with a target', 'none');
  const answers = answersFor(where, model, rows);
  const { target } = answers;
  return target.task === 'classification'
    ? classScores(model, rows, target, answers)
    : numberScores(model, rows, answers);
}

/** The data loss over rows. */
function lossOf(model: Model, table: Table): number {
  if (table.rows === 0) return NaN;
  const { X, y } = encoderOf('evaluateTable', model).transform(table);
  return withDotPrecision(precisionOf(model), () => model.evaluate(X, lossTargets(model, y!)).loss);
}

function classScores(model: Model, rows: Table, target: ClassTarget, { indices }: TableAnswers): ClassificationScores {
  const { codes, dictionary } = textsOf(encoderOf('evaluateTable', model).targetOf(rows));
  const unknown: string[] = [];
  const actual = Int32Array.from(codes, (code) => {
    const text = dictionary[code]!;
    const index = target.labels.indexOf(text);
    if (index >= 0) return index;
    if (!unknown.includes(text)) unknown.push(text);
    return target.labels.length + unknown.indexOf(text);
  });
  const known = Array.from(actual.keys()).filter((row) => actual[row]! < target.labels.length);
  const labels = [...target.labels, ...unknown];
  const C = labels.length;
  const options = { average: 'none', classes: C } as const;
  const [precisions, recalls, f1s] = [precision, recall, f1].map((score) => score(indices!, actual, options).data);
  const confusion = confusionMatrix(indices!, actual, C).toArray() as number[][];
  return {
    task: 'classification',
    rows: rows.rows,
    loss: lossOf(model, known.length === rows.rows ? rows : rows.take(known)),
    accuracy: confusion.reduce((right, row, k) => right + row[k]!, 0) / rows.rows,
    classes: labels.map((label, k) => ({
      label,
      precision: precisions![k]!,
      recall: recalls![k]!,
      f1: f1s![k]!,
      rows: confusion[k]!.reduce((sum, count) => sum + count, 0),
    })),
    confusion,
    unknown,
  };
}

function numberScores(model: Model, rows: Table, { answers }: TableAnswers): RegressionScores {
  const actual = Array.from(numbersOf(encoderOf('evaluateTable', model).targetOf(rows)));
  return { task: 'regression', rows: rows.rows, loss: lossOf(model, rows), ...figuresOf(answers as number[], actual) };
}

/** How near answers come to numbers, in their unit; R² is NaN of one row. */
export function figuresOf(
  answers: readonly number[],
  actual: readonly number[],
): Pick<RegressionScores, 'r2' | 'mae' | 'rmse'> {
  const N = actual.length;
  const mean = (of: (distance: number) => number): number =>
    actual.reduce((sum, value, n) => sum + of(answers[n]! - value), 0) / N;
  return {
    r2: N < 2 ? NaN : r2(answers, actual),
    mae: mean(Math.abs),
    rmse: Math.sqrt(mean((distance) => distance * distance)),
  };
}

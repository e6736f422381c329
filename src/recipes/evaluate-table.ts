import { ValueError } from '../errors.ts';
import type { Table } from '../datasets/tables/table.ts';
import { numbersOf, textsOf } from '../datasets/tables/encoder/cells.ts';
import type { ClassTarget } from '../datasets/tables/encoder/target.ts';
import { confusionMatrix } from '../metrics/confusion-matrix.ts';
import { f1, precision, recall } from '../metrics/precision-recall.ts';
import { r2 } from '../metrics/r2.ts';
import type { Model } from '../model/model.ts';
import { withDotPrecision } from '../tensor/precision.ts';
import { rowsAtOnce } from './blocks.ts';
import { lossTargets } from './fit.ts';
import { answersFor, encoderOf, precisionOf, type TableAnswers } from './predict-rows.ts';

/** A confusion matrix of more classes has more entries than anybody reads: C². */
const MOST_CONFUSED = 500;

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
  /** [k][j]: how many rows of class k were taken for class j, in the order of `classes`; not of more than 500 classes. */
  readonly confusion?: readonly (readonly number[])[] | undefined;
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
  const { target, blocks } = answersFor(where, model, rows);
  return target.task === 'classification'
    ? classScores(model, rows, target, blocks)
    : numberScores(model, rows, blocks);
}

/** The data loss over rows. */
function lossOf(model: Model, table: Table): number {
  if (table.rows === 0) return NaN;
  const { X, y } = encoderOf('evaluateTable', model).transform(table);
  // In one batch, where that can be: sums over several round otherwise.
  const batchSize = rowsAtOnce(model.outputShape?.at(-1) ?? 1);
  const options = table.rows > batchSize ? { batchSize } : {};
  return withDotPrecision(precisionOf(model), () => model.evaluate(X, lossTargets(model, y!), options).loss);
}

function classScores(
  model: Model,
  rows: Table,
  target: ClassTarget,
  blocks: Iterable<TableAnswers>,
): ClassificationScores {
  const predicted = new Int32Array(rows.rows);
  for (const { from, indices } of blocks) predicted.set(indices!, from);
  const { codes, dictionary } = textsOf(encoderOf('evaluateTable', model).targetOf(rows));
  const places = new Map(target.labels.map((label, k) => [label, k]));
  const actual = Int32Array.from(codes, (code) => {
    const text = dictionary[code]!;
    if (!places.has(text)) places.set(text, places.size); // behind the known ones, in the order of their rows
    return places.get(text)!;
  });
  const unknown = [...places.keys()].slice(target.labels.length);
  return scoresOfClasses(predicted, actual, target.labels, unknown, (known) =>
    lossOf(model, known === undefined ? rows : rows.take(known)),
  );
}

/**
 * How good answers are, class by class.
 *
 * @param predicted the answers, [N]
 * @param actual the classes, [N]; those that the model does not know come behind its own
 * @param lossOf the data loss over some of the samples, or over all
 */
export function scoresOfClasses(
  predicted: Int32Array,
  actual: Int32Array,
  known: readonly string[],
  unknown: readonly string[],
  lossOf: (samples: readonly number[] | undefined) => number,
): ClassificationScores {
  const N = actual.length;
  const judged = Array.from(actual.keys()).filter((n) => actual[n]! < known.length);
  const labels = [...known, ...unknown];
  const C = labels.length;
  const options = { average: 'none', classes: C } as const;
  const [precisions, recalls, f1s] = [precision, recall, f1].map((score) => score(predicted, actual, options).data);
  const counts = new Float64Array(C);
  for (const k of actual) counts[k]!++;
  return {
    task: 'classification',
    rows: N,
    loss: lossOf(judged.length === N ? undefined : judged),
    accuracy: actual.filter((k, n) => k === predicted[n]).length / N,
    classes: labels.map((label, k) => ({
      label,
      precision: precisions![k]!,
      recall: recalls![k]!,
      f1: f1s![k]!,
      rows: counts[k]!,
    })),
    ...(C <= MOST_CONFUSED && { confusion: confusionMatrix(predicted, actual, C).toArray() as number[][] }),
    unknown,
  };
}

function numberScores(model: Model, rows: Table, blocks: Iterable<TableAnswers>): RegressionScores {
  const answers: number[] = [];
  for (const block of blocks) for (const answer of block.answers) answers.push(answer as number);
  const actual = Array.from(numbersOf(encoderOf('evaluateTable', model).targetOf(rows)));
  return { task: 'regression', rows: rows.rows, loss: lossOf(model, rows), ...figuresOf(answers, actual) };
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

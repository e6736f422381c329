import { FormatError, ValueError } from '../errors.ts';
import { TableEncoder } from '../datasets/tables/encoder/encoder.ts';
import type { TargetEncoding } from '../datasets/tables/encoder/target.ts';
import { Table } from '../datasets/tables/table.ts';
import type { FloatTensor } from '../layers/pass.ts';
import type { Model } from '../model/model.ts';
import type { DotPrecision } from '../tensor/kernels/index.ts';
import { withDotPrecision } from '../tensor/precision.ts';
import { argmax } from '../tensor/reduce.ts';
import { isArray, sameShape, type Shape } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';
import { blocksOf } from './blocks.ts';
import { confidencesOf } from './confidences.ts';

/** What a model answers for a row: a class or a number under the name of the target, and how sure it is of a class. */
export type Answer = Readonly<Record<string, string | number>>;

/** How a model keeps its table in `model.notes`. */
export interface TableNotes {
  /** What `TableEncoder.toJSON` gave. */
  readonly encoder: unknown;
  /** How dot products accumulate. */
  readonly dotPrecision: DotPrecision;
}

const encoders = new WeakMap<object, TableEncoder>();

/**
 * The encoder of a model that was trained on a table.
 *
 * @throws ValueError for another model; FormatError for notes that are none, or that are those of another network
 */
export function encoderOf(where: string, model: Model): TableEncoder {
  const { encoder: json } = model.notes;
  if (json === undefined) {
    const hint = 'trainTable and nnfs train make one; model.notes.encoder = encoder.toJSON() adds one.';
    throw new ValueError(where, 'a model with the encoder of its table', 'one without', hint);
  }
  let encoder = encoders.get(json as object);
  if (encoder === undefined) encoders.set(json as object, (encoder = TableEncoder.fromJSON(json)));
  checkWidths(where, encoder, model);
  return encoder;
}

/** @throws FormatError where a network has not as many inputs and outputs as the encoder gives and wants */
function checkWidths(where: string, { names, target }: TableEncoder, { inputShape, outputShape }: Model): void {
  const I = names.length;
  if (inputShape !== undefined && !sameShape(inputShape, [I])) {
    throw new FormatError(
      where,
      `a model of ${I} input${I === 1 ? '' : 's'}, as its encoder has`,
      inputShape.join(' x '),
    );
  }
  if (target !== undefined && outputShape !== undefined) checkOutputs(where, target, outputShape);
}

/** @param shape that of what a network gives for a row @throws FormatError where it is not what the target asks for */
function checkOutputs(where: string, target: TargetEncoding, shape: Shape): void {
  const C = target.task === 'classification' ? target.labels.length : 1;
  if (sameShape(shape, [C]) || (C === 2 && sameShape(shape, [1]))) return;
  const what = target.task === 'classification' ? `${C} classes` : 'one number';
  throw new FormatError(where, `a model of ${what}, as its encoder has`, shape.join(' x '));
}

/** How the dot products of a model accumulate: as in training. */
export function precisionOf({ notes }: Model): DotPrecision {
  return notes.dotPrecision === 'float64' ? 'float64' : 'float32';
}

/** What a model answers for some of the rows of a table, in the terms of its target. */
export interface TableAnswers {
  /** The row of the first answer. */
  readonly from: number;
  /** Labels or numbers, [N]. */
  readonly answers: readonly (string | number)[];
  /** Of classes: the index of each answer, [N]. */
  readonly indices?: Int32Array;
  /** Of classes: how sure the model is of each, [N, C]. */
  readonly confidences?: FloatTensor;
}

/** What a model answers for the rows of a table, in blocks that memory holds however many classes there are. */
export function answersFor(
  where: string,
  model: Model,
  table: Table,
): { readonly target: TargetEncoding; readonly blocks: Iterable<TableAnswers> } {
  const encoder = encoderOf(where, model);
  const { target } = encoder;
  if (target === undefined) throw new ValueError(where, 'an encoder with a target', 'one without');
  return { target, blocks: answersOf(where, model, target, encoder.transformInputs(table)) };
}

function* answersOf(where: string, model: Model, target: TargetEncoding, X: Tensor): Generator<TableAnswers> {
  const width = target.task === 'classification' ? target.labels.length : 1;
  for (const [from, to] of blocksOf(X.shape[0]!, width)) {
    const output = withDotPrecision(precisionOf(model), () => model.predict(X.slice(from, to)));
    checkOutputs(where, target, output.shape.slice(1));
    if (target.task === 'regression') {
      yield { from, answers: Array.from(output.data, (value) => target.value(value)) };
      continue;
    }
    const confidences = ofClasses(confidencesOf(model, output));
    const indices = argmax(confidences, { axis: 1 }).data;
    yield { from, answers: Array.from(indices, (index) => target.value(index)), indices, confidences };
  }
}

/** Confidences in each class, [N, C]: as they are, or of one confidence p, 1 - p for the first class and p for the second. */
export function ofClasses(confidences: FloatTensor): FloatTensor {
  const { data, dtype, shape } = confidences;
  if (shape[1] !== 1) return confidences;
  const N = shape[0]!;
  const both = new Tensor(dtype, [N, 2]);
  for (let n = 0; n < N; n++) {
    both.data[2 * n] = 1 - data[n]!;
    both.data[2 * n + 1] = data[n]!;
  }
  return both;
}

/**
 * What a model that was trained on a table answers for rows as a person has them: text, gaps, dates (as Date or as text) and all. What was not there in
 * training, an unseen category, a text among numbers, counts as one of the rare or as a gap. The numbers are those of `nnfs predict`, to
 * the bit, whatever the session's precision. Numbers so far beyond those of training that sums overflow, 1e308, are answered by NaN or
 * Infinity, or by a class with a confidence of NaN.
 *
 * @param model one of `trainTable`, or loaded from a file that `nnfs train` saved
 * @param rows objects by the names of the columns, where what lacks is a gap; or a table, which has all columns; the target may lack
 * @returns for each row the target: a label (a number where the classes are numbers) and how sure the model is of it, 0 to 1, or a
 *     number in the unit of the column
 * @throws ValueError for a model without an encoder, a table without its columns, and objects that have none of them
 *
 * @example
 * import { predictRows, tableFromRows, trainTable } from 'nnfs';
 * const fruits = [{ weight: 150, color: 'green' }, { weight: 9, color: 'red' }, { weight: 160, color: 'red' }, { weight: 8, color: 'red' }];
 * const names = ['apple', 'cherry', 'apple', 'cherry'];
 * const table = tableFromRows(Array.from({ length: 20 }, (_, i) => ({ ...fruits[i % 4], fruit: names[i % 4] })));
 * const { model } = await trainTable(table, { target: 'fruit', hidden: [8], epochs: 100 });
 * console.log(predictRows(model, [{ weight: 155, color: 'red' }])[0].fruit); // apple
 */
export function predictRows(model: Model, rows: readonly object[] | Table): Answer[] {
  const where = 'predictRows';
  const encoder = encoderOf(where, model);
  if (!(rows instanceof Table) && isArray(rows) && rows.length === 0) return [];
  const table = rows instanceof Table ? rows : encoder.fromRows(where, rows);
  if (table.rows === 0) return [];
  const { target, blocks } = answersFor(where, model, table);
  const confidence = target.column === 'confidence' ? 'confidence_2' : 'confidence';
  const rowsOf = ({ answers, indices, confidences }: TableAnswers): Answer[] =>
    answers.map((answer, n) => ({
      [target.column]: answer,
      ...(confidences && { [confidence]: confidences.at(n, indices![n]!) }),
    }));
  const all: Answer[][] = [];
  for (const block of blocks) all.push(rowsOf(block));
  return all.flat();
}

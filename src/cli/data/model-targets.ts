/** What a model without the encoder of a table is to answer, in the form that its loss takes. */
import type { Column } from '../../datasets/tables/column.ts';
import { numbersOf, textsOf } from '../../datasets/tables/encoder/cells.ts';
import { FormatError, NnfsError, ValueError, describe } from '../../errors.ts';
import type { Loss } from '../../losses/loss.ts';
import type { Model } from '../../model/model.ts';
import { readingOf } from '../../model/run/network.ts';
import { oneHot } from '../../tensor/arrange.ts';
import type { Shape } from '../../tensor/shape.ts';
import { Tensor } from '../../tensor/tensor.ts';
import { listOf } from '../text.ts';

/** Class indices [N], one-hot rows [N, C], a column of yes or no, a column of values. */
type Form = 'classes' | 'rows' | 'yes or no' | 'values';

export function formOf(model: Model): Form {
  const { loss, outputShape = [1] } = model;
  if (loss !== undefined && takesClasses(loss, outputShape)) return 'classes';
  const reading = readingOf(model, loss);
  if (reading === 'classes') return 'rows';
  return reading === 'values' ? 'values' : 'yes or no';
}

function takesClasses(loss: Loss, output: Shape): boolean {
  try {
    loss.prepare(new Tensor('int32', [1]), [1, ...output]);
    return true;
  } catch (error) {
    if (error instanceof NnfsError) return false;
    throw error;
  }
}

/** How many classes a model tells apart: one for each output, or no and yes. */
export function classesOf({ outputShape = [] }: Model): number {
  return Math.max(2, outputShape.at(-1) ?? 1);
}

/** @throws FormatError for a model that cannot be judged by one class or number a sample */
export function checkJudged(path: string, model: Model): void {
  const outputs = model.outputShape?.at(-1) ?? 1;
  const form = formOf(model);
  if (form === 'classes' || form === 'rows' || outputs === 1) return;
  const several = `one of ${outputs} ${form === 'values' ? 'numbers' : 'yeses or noes'}`;
  throw new FormatError(path, 'a model of one answer for each sample', several, 'In a program, model.evaluate judges it.'); // prettier-ignore
}

/** Targets from a column. @throws ValueError for a cell that is none */
export function columnTargets(model: Model, column: Column): Tensor {
  if (formOf(model) === 'values')
    return new Tensor('float32', [column.length, 1], Float32Array.from(numbersIn(column)));
  return classTargets(model, new Tensor('int32', [column.length], classesIn(column, model)));
}

/** The numbers of a column. @throws ValueError for a cell that is none, and for a gap */
export function numbersIn(column: Column): ArrayLike<number> {
  const numbers = numbersOf(column);
  for (let row = 0; row < numbers.length; row++) {
    if (!Number.isFinite(Math.fround(numbers[row]!))) throw wrongCell(column, row, 'a number that float32 can hold');
  }
  return numbers;
}

/** The indices of the labels in a column, or of a model without labels the indices themselves. */
function classesIn(column: Column, model: Model): Int32Array {
  const C = classesOf(model);
  const { labels = Array.from({ length: C }, (_, index) => String(index)) } = model;
  const places = new Map(labels.map((label, index) => [label, index]));
  const { codes, dictionary } = textsOf(column);
  return Int32Array.from(codes, (code, row) => {
    const index = places.get(dictionary[code] ?? '');
    if (index !== undefined) return index;
    const some =
      model.labels && (labels.length > 8 ? `one of the ${labels.length} classes of the model` : listOf(labels));
    throw wrongCell(column, row, some ?? `a class from 0 to ${C - 1}`);
  });
}

/** @param row counted from 0 here, from 1 there */
function wrongCell(column: Column, row: number, expected: string): ValueError {
  const seen = column.at(row);
  const received = seen === null ? 'none' : typeof seen === 'number' ? String(seen) : describe(String(seen));
  return new ValueError(`row ${row + 1} (${column.name})`, expected, received);
}

/** Targets from class indices [N]. */
export function classTargets(model: Model, y: Tensor): Tensor {
  const form = formOf(model);
  if (form === 'classes') return y;
  if (form === 'rows') return oneHot(y, classesOf(model));
  return (form === 'values' ? y.astype('float32') : y).reshape([y.size, 1]);
}

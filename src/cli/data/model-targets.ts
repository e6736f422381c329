/** What a model that has been trained is to answer, in the form that its loss takes. */
import { NnfsError } from '../../errors.ts';
import type { Loss } from '../../losses/loss.ts';
import type { Model } from '../../model/model.ts';
import { readingOf } from '../../model/run/network.ts';
import { oneHot } from '../../tensor/arrange.ts';
import type { Shape } from '../../tensor/shape.ts';
import { Tensor } from '../../tensor/tensor.ts';
import type { Cell } from './csv.ts';
import { columnValues, knownClasses, numericClasses } from './targets.ts';

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

/** Targets from the cells of a column. */
export function cellTargets(model: Model, cells: readonly Cell[]): Tensor {
  if (formOf(model) === 'values') return columnValues(cells);
  const { labels } = model;
  return classTargets(model, labels ? knownClasses(cells, labels) : numericClasses(cells, classesOf(model)));
}

/** Targets from class indices [N]. */
export function classTargets(model: Model, y: Tensor): Tensor {
  const form = formOf(model);
  if (form === 'classes') return y;
  if (form === 'rows') return oneHot(y, classesOf(model));
  return (form === 'values' ? y.astype('float32') : y).reshape([y.size, 1]);
}

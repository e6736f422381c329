import { ShapeError, ValueError } from '../errors.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import type { Data } from '../tensor/dtype.ts';
import { formatShape } from '../tensor/shape.ts';
import { checkLabels, classTargets, classesOf } from '../tensor/targets.ts';
import type { Tensor } from '../tensor/tensor.ts';

/** The predicted and the true class of each sample. */
export interface ClassPairs {
  readonly predicted: Data;
  readonly actual: Data;
  /** The number of classes. */
  readonly C: number;
}

/**
 * Reads predictions and targets in all forms they come in.
 *
 * @param predictions classes [N]; confidences [N, C], of which the largest counts; or [N, 1], the confidence in a yes, class 1, which it
 *     is above one half
 * @param targets labels [N] or one-hot rows [N, C]; for predictions [N, 1] also a column of labels
 * @param classes C where the shapes do not tell @default the largest label that occurs, and one
 */
export function classPairs(where: string, predictions: ArrayLike, targets: ArrayLike, classes?: number): ClassPairs {
  const given = asTensor(predictions, where);
  const wanted = asTensor(targets, where);
  if ((given.rank !== 1 && given.rank !== 2) || given.size === 0) {
    throw new ShapeError(where, 'predictions [N, C] or classes [N]', formatShape(given.shape));
  }
  const [N, width] = given.shape as [number, number?];
  const yesOrNo = width === 1;
  const told = yesOrNo ? 2 : (width ?? wanted.shape[1]);
  if (classes !== undefined && told !== undefined && told !== classes) {
    throw new ShapeError(where, `${classes} classes`, `predictions or targets of ${told}`);
  }
  const known = classes ?? told ?? Infinity;
  const column = yesOrNo && wanted.shape[1] === 1;
  const actual = classLabels(where, column ? wanted.reshape([-1]) : wanted, N, known);
  const predicted = yesOrNo ? yeses(where, given) : predictedClasses(where, given, known);
  const C = known < Infinity ? known : 1 + Math.max(largest(predicted), largest(actual));
  return { predicted, actual, C };
}

/** Targets as class labels [N], whichever form they have. */
export function classLabels(where: string, targets: ArrayLike, N: number, C: number): Data {
  return classesOf(where, classTargets(where, targets, [N, C])).data;
}

/** Throws for NaN, which no comparison puts in its place. */
export function checkConfidences(where: string, { data, shape }: Tensor): void {
  const bad = data.findIndex(Number.isNaN);
  if (bad >= 0) throw new ValueError(where, 'confidences', `NaN at sample ${Math.floor(bad / shape[1]!)}`);
}

function predictedClasses(where: string, given: Tensor, C: number): Data {
  if (given.rank === 2) checkConfidences(where, given);
  else checkLabels(where, given.data, C, 'Predictions [N] are classes; confidences are [N, C].');
  return classesOf(where, given).data;
}

function yeses(where: string, { data }: Tensor): Data {
  const bad = data.findIndex((x) => !(x >= 0 && x <= 1));
  if (bad >= 0) {
    const hint = 'Logits become confidences by Sigmoid.';
    throw new ValueError(where, 'confidences [N, 1] from 0 to 1', `${data[bad]!} at sample ${bad}`, hint);
  }
  return data.map((x) => (x > 0.5 ? 1 : 0));
}

function largest(labels: Data): number {
  let max = 0;
  for (const label of labels) max = Math.max(max, label);
  return max;
}

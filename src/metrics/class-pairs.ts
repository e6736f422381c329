import { ShapeError } from '../errors.ts';
import { checkCount } from '../options.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import type { Data } from '../tensor/dtype.ts';
import { formatShape } from '../tensor/shape.ts';
import { checkEach, checkLabels, classTargets, classesOf } from '../tensor/targets.ts';
import { Tensor } from '../tensor/tensor.ts';

/** The predicted and the true class of each sample. */
export interface ClassPairs {
  readonly predicted: Data;
  readonly actual: Data;
  /** The number of classes. */
  readonly C: number;
}

/**
 * Reads predictions and targets of two classes or more.
 *
 * @param given classes [N], or confidences [N, C], of which the largest counts
 * @param wanted labels [N] or one-hot rows [N, C]
 * @param classes C where the shapes do not tell
 */
export function readPairs(where: string, given: Tensor, wanted: Tensor, classes = Infinity): ClassPairs {
  const { rank, shape, size } = given;
  if ((rank !== 1 && rank !== 2) || size === 0) {
    throw new ShapeError(where, 'predictions [N, C] or classes [N]', formatShape(shape));
  }
  const [N, width] = shape as [number, number?];
  const C = width ?? wanted.shape[1] ?? classes;
  const actual = classLabels(where, wanted, N, C);
  return { predicted: predictedClasses(where, given, C), actual, C };
}

function isColumn({ rank, shape }: Tensor): boolean {
  return rank === 2 && shape[1] === 1;
}

/**
 * Reads predictions and targets in all forms they come in.
 *
 * @param predictions classes [N]; confidences [N, C]; or [N, 1], the confidence in a yes, class 1, which it is above one half
 * @param targets labels [N] or one-hot rows [N, C]; for predictions [N, 1] also a column of labels
 * @param classes C where the shapes do not tell @default the largest label that occurs, and one
 */
export function classPairs(where: string, predictions: ArrayLike, targets: ArrayLike, classes?: number): ClassPairs {
  if (classes !== undefined) checkCount(where, 'classes', classes);
  const given = asTensor(predictions, where, 'float64');
  const wanted = asTensor(targets, where, 'float64');
  const { predicted, actual, C } = isColumn(given)
    ? readPairs(where, yeses(where, given), isColumn(wanted) ? wanted.reshape([-1]) : wanted, 2)
    : readPairs(where, given, wanted, classes);
  const told = classes ?? (isColumn(given) ? 2 : C);
  if (C !== told) throw new ShapeError(where, `${told} classes`, `predictions or targets of ${C}`);
  return { predicted, actual, C: C < Infinity ? C : 1 + Math.max(largest(predicted), largest(actual)) };
}

/** Targets as class labels [N], whichever form they have. */
export function classLabels(where: string, targets: Tensor, N: number, C: number): Data {
  const small = C < 2 ** 31; // whose labels int32 holds
  if (small || targets.rank !== 1 || targets.size !== N) {
    return classesOf(where, classTargets(where, targets, [N, C])).data;
  }
  checkLabels(where, targets.data, C);
  return targets.data;
}

/** Throws for NaN, which no comparison puts in its place. */
export function checkConfidences(where: string, confidences: Tensor): void {
  checkEach(where, 'confidences', confidences, (x) => !Number.isNaN(x));
}

function predictedClasses(where: string, given: Tensor, C: number): Data {
  if (given.rank === 2) checkConfidences(where, given);
  else checkLabels(where, given.data, C, 'Predictions [N] are classes; confidences are [N, C].');
  return classesOf(where, given).data;
}

function yeses(where: string, given: Tensor): Tensor {
  const hint = 'Logits become confidences by Sigmoid.';
  checkEach(where, 'confidences [N, 1] from 0 to 1', given, (x) => x >= 0 && x <= 1, hint);
  return new Tensor(
    'uint8',
    [given.size],
    Uint8Array.from(given.data, (x) => (x > 0.5 ? 1 : 0)),
  );
}

function largest(labels: Data): number {
  let max = 0;
  for (const label of labels) max = Math.max(max, label);
  return max;
}

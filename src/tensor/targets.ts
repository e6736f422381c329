import { ShapeError, ValueError, describe } from '../errors.ts';
import { asTensor, type ArrayLike } from './create.ts';
import { isFloat, type Data, type DType, type FloatDType } from './dtype.ts';
import { formatShape, sameShape, type Shape } from './shape.ts';
import type { Tensor } from './tensor.ts';

/**
 * Throws for the first label that is not a whole number from 0 to classes - 1.
 *
 * @param classes Infinity where their number is not known
 */
export function checkLabels(where: string, labels: Data, classes: number, hint = 'Labels count classes from 0.'): void {
  for (let n = 0; n < labels.length; n++) {
    const label = labels[n]!;
    if (!Number.isInteger(label) || label < 0 || label >= classes) {
      const range = classes === Infinity ? ', 0 or more' : ` from 0 to ${classes - 1}`;
      throw new ValueError(where, `whole labels${range}`, `${describe(label)} at sample ${n}`, hint);
    }
  }
}

/**
 * Targets of a classifier, checked once before a loss or metric computes with them: class labels [N] or one-hot rows [N, C], for an output [N, C].
 * Rows need not be one-hot: shares of several classes are taken as they are.
 *
 * @throws ValueError for labels that are not whole numbers from 0 to C - 1 and for rows that are not finite; ShapeError for other shapes
 */
export function classTargets(
  where: string,
  targets: ArrayLike,
  [N, C]: readonly [number, number],
): Tensor<'int32' | FloatDType> {
  const given = asTensor(targets, where);
  if (given.rank === 1 && given.size === N) {
    checkLabels(where, given.data, C);
    return ofType(given, 'int32');
  }
  if (!sameShape(given.shape, [N, C])) {
    const hint = given.rank === 2 && given.shape[1] === 1 ? 'Reshape a column of labels to [N].' : '';
    throw new ShapeError(
      where,
      `labels [${N}] or one-hot rows [${N}, ${C === Infinity ? 'C' : C}]`,
      formatShape(given.shape),
      hint,
    );
  }
  checkFinite(where, given);
  return floatTargets(given);
}

/**
 * Values of the same shape as the output.
 *
 * @throws ShapeError for another shape, ValueError for NaN and infinities
 */
export function valueTargets(where: string, targets: ArrayLike, shape: Shape): Tensor<FloatDType> {
  const given = asTensor(targets, where);
  if (!sameShape(given.shape, shape)) {
    const hint = given.rank === 1 && shape.length === 2 && shape[1] === 1 ? 'Reshape the targets to [N, 1].' : '';
    throw new ShapeError(where, `targets ${formatShape(shape)}, as the output`, formatShape(given.shape), hint);
  }
  checkFinite(where, given);
  return floatTargets(given);
}

function floatTargets(given: Tensor): Tensor<FloatDType> {
  return ofType(given, isFloat(given.dtype) ? given.dtype : 'float32');
}

function ofType<D extends DType>(x: Tensor, dtype: D): Tensor<D> {
  return x.dtype === dtype ? (x as Tensor<D>) : x.astype(dtype);
}

function checkFinite(where: string, targets: Tensor): void {
  const { data, size, shape } = targets;
  for (let i = 0; i < size; i++) {
    if (!Number.isFinite(data[i])) {
      const sample = Math.floor(i / (size / shape[0]!));
      throw new ValueError(where, 'finite targets', `${data[i]!} at sample ${sample}`);
    }
  }
}

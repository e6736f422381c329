import { ShapeError, ValueError, describe } from '../errors.ts';
import { asFloat, asTensor, type ArrayLike } from './create.ts';
import type { Data, FloatDType } from './dtype.ts';
import { kernels } from './kernels/index.ts';
import { formatShape, sameShape, type Shape } from './shape.ts';
import { Tensor } from './tensor.ts';

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
    return given.dtype === 'int32' ? (given as Tensor<'int32'>) : given.astype('int32');
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
  checkFinite(where, 'finite targets', given);
  return asFloat(given);
}

/**
 * The class of each sample: labels [N] as they are; of rows [N, C] the place of the largest, the first of equals.
 *
 * @throws ShapeError for rows without elements
 */
export function classesOf(where: string, x: Tensor): Tensor {
  if (x.rank === 1) return x;
  if (x.size === 0) throw new ShapeError(where, 'at least one element', formatShape(x.shape));
  const [N, C] = x.shape as [number, number];
  const classes = new Tensor('int32', [N]);
  kernels.argmaxRows(x.data, classes.data, N, C);
  return classes;
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
  checkFinite(where, 'finite targets', given);
  return asFloat(given);
}

/** Throws naming the first sample that holds NaN or an infinity. */
export function checkFinite(where: string, expected: string, { data, size, shape }: Tensor, hint?: string): void {
  const bad = data.findIndex((value) => !Number.isFinite(value));
  if (bad < 0) return;
  throw new ValueError(where, expected, `${data[bad]!} at sample ${Math.floor(bad / (size / shape[0]!))}`, hint);
}

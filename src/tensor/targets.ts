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
 * @param perSample how many labels a sample has
 */
export function checkLabels(
  where: string,
  labels: Data,
  classes: number,
  hint = 'Labels count classes from 0.',
  perSample = 1,
): void {
  for (let n = 0; n < labels.length; n++) {
    const label = labels[n]!;
    if (!Number.isInteger(label) || label < 0 || label >= classes) {
      const range = classes === Infinity ? ', 0 or more' : ` from 0 to ${classes - 1}`;
      throw new ValueError(
        where,
        `whole labels${range}`,
        `${describe(label)} at sample ${Math.floor(n / perSample)}`,
        hint,
      );
    }
  }
}

/**
 * Targets of a classifier, checked once before a loss or metric computes with them: for an output [N, ..., C] class labels [N, ...] or
 * one-hot rows [N, ..., C]. Rows need not be one-hot: shares of several classes are taken as they are.
 *
 * @throws ValueError for labels that are not whole numbers from 0 to C - 1, for rows with a value outside 0..1, and for rows of one
 *     class; ShapeError for other shapes
 */
export function classTargets(where: string, targets: ArrayLike, output: Shape): Tensor<'int32'> | Tensor<FloatDType> {
  const given = asTensor(targets, where);
  const labels = output.slice(0, -1);
  const C = output.at(-1)!;
  if (sameShape(given.shape, labels)) {
    checkLabels(where, given.data, C, undefined, given.size / labels[0]!);
    return given.dtype === 'int32' ? (given as Tensor<'int32'>) : given.astype('int32');
  }
  if (labels.length === 0 || C === 1) {
    const hint = 'For yes or no use Sigmoid and BinaryCrossentropy.';
    throw new ValueError(where, 'confidences [N, C] of two classes or more', formatShape(output), hint);
  }
  if (!sameShape(given.shape, output)) {
    const column = given.rank === 2 && output.length === 2 && given.shape[1] === 1;
    const hint = column ? 'Reshape a column of labels to [N].' : '';
    const rows = formatShape(output).replace('Infinity', 'C');
    throw new ShapeError(
      where,
      `labels ${formatShape(labels)} or one-hot rows ${rows}`,
      formatShape(given.shape),
      hint,
    );
  }
  checkFinite(where, 'finite targets', given);
  checkShares(where, given);
  return asFloat(given);
}

/**
 * The class of each sample: of rows [N, ..., C] the place of the largest, the first of equals; labels [N, ...] as they are.
 *
 * @param rank that of rows, so that labels are told from them
 * @throws ShapeError for rows without elements
 */
export function classesOf(where: string, x: Tensor, rank = 2): Tensor {
  if (x.rank < rank) return x;
  if (x.size === 0) throw new ShapeError(where, 'at least one element', formatShape(x.shape));
  const classes = new Tensor('int32', x.shape.slice(0, -1));
  kernels.argmaxRows(x.data, classes.data, classes.size, x.shape.at(-1)!);
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

/**
 * `valueTargets` of 0 and 1, or shares in between, as a cross-entropy takes them.
 *
 * @throws ShapeError for another shape, ValueError for a value outside 0..1
 */
export function shareTargets(where: string, targets: ArrayLike, shape: Shape): Tensor<FloatDType> {
  const checked = valueTargets(where, targets, shape);
  checkShares(where, checked);
  return checked;
}

function checkShares(where: string, targets: Tensor): void {
  checkEach(where, 'targets of 0 and 1, or shares in between', targets, (value) => value >= 0 && value <= 1);
}

/** Throws naming the first sample that holds NaN or an infinity. */
export function checkFinite(where: string, expected: string, x: Tensor, hint?: string): void {
  checkEach(where, expected, x, Number.isFinite, hint);
}

/** Throws naming the first sample that holds a value which is not as expected. */
export function checkEach(
  where: string,
  expected: string,
  { data, size, shape }: Tensor,
  holds: (value: number) => boolean,
  hint?: string,
): void {
  const bad = data.findIndex((value) => !holds(value));
  if (bad < 0) return;
  throw new ValueError(where, expected, `${data[bad]!} at sample ${Math.floor(bad / (size / (shape[0] ?? 1)))}`, hint);
}

/** What a network should have answered: checked once, before any loss or metric computes with it. */
import { ShapeError, ValueError, describe } from '../errors.ts';
import { asTensor, type ArrayLike } from './create.ts';
import { isFloat, type FloatDType } from './dtype.ts';
import { formatShape, sameShape, type Shape } from './shape.ts';
import { Tensor } from './tensor.ts';

/**
 * Class labels [N] or one-hot rows [N, C], for an output [N, C].
 *
 * @throws ValueError for labels that are not whole numbers from 0 to C - 1 and for rows that are not finite; ShapeError for other shapes
 */
export function classTargets(
  where: string,
  targets: ArrayLike,
  [N, C]: readonly [number, number],
): Tensor<'int32' | FloatDType> {
  const given = asTensor(targets);
  if (given.rank === 1 && given.size === N) {
    given.data.forEach((label, n) => {
      if (!Number.isInteger(label) || label < 0 || label >= C) {
        const hint = 'Labels count classes from 0.';
        throw new ValueError(where, `whole labels from 0 to ${C - 1}`, `${describe(label)} at sample ${n}`, hint);
      }
    });
    return given.astype('int32');
  }
  if (!sameShape(given.shape, [N, C])) {
    const hint = given.rank === 2 && given.shape[1] === 1 ? 'Pass class labels as [N], not [N, 1].' : '';
    throw new ShapeError(where, `labels [${N}] or one-hot rows [${N}, ${C}]`, formatShape(given.shape), hint);
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
  const given = asTensor(targets);
  if (!sameShape(given.shape, shape)) {
    const hint = given.rank === 1 && shape.length === 2 && shape[1] === 1 ? 'Reshape the targets to [N, 1].' : '';
    throw new ShapeError(
      where,
      `targets ${formatShape(shape)}, the shape of the output`,
      formatShape(given.shape),
      hint,
    );
  }
  checkFinite(where, given);
  return floatTargets(given);
}

function floatTargets(given: Tensor): Tensor<FloatDType> {
  return given.astype<FloatDType>(isFloat(given.dtype) ? given.dtype : 'float32');
}

function checkFinite(where: string, targets: Tensor): void {
  const bad = targets.data.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    const sample = Math.floor(bad / (targets.size / targets.shape[0]!));
    throw new ValueError(where, 'finite targets', `${targets.data[bad]!} at sample ${sample}`);
  }
}

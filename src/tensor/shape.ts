import { ShapeError, ValueError, describe } from '../errors.ts';

/** The lengths of a tensor's axes, outermost first; [] is a single number. */
export type Shape = readonly number[];

/** The most axes a shape may have, as in NumPy 1. */
export const MAX_RANK = 32;

/** The number of elements of a shape; the empty product, 1, for []. */
export function sizeOf(shape: Shape): number {
  let size = 1;
  for (const length of shape) size *= length;
  return size;
}

/** `Array.isArray` that does not forget the type of the elements. */
export const isArray: (value: unknown) => value is readonly unknown[] = Array.isArray;

export function formatShape(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}

/** Checks that there are at most `MAX_RANK` axes of whole lengths, 0 or more, and returns a copy that nobody else holds. */
export function checkShape(where: string, shape: unknown): Shape {
  if (!Array.isArray(shape)) throw new ShapeError(where, 'a shape such as [2, 3]', describe(shape));
  if (shape.length > MAX_RANK) throw new ShapeError(where, `at most ${MAX_RANK} axes`, `${shape.length}`);
  for (const length of shape) {
    if (!Number.isInteger(length) || length < 0) {
      throw new ShapeError(where, 'a shape of whole numbers, 0 or more', describe(shape));
    }
  }
  return [...(shape as number[])];
}

/** Turns a possibly negative axis into 0..rank-1. */
export function checkAxis(where: string, axis: number, rank: number): number {
  if (!Number.isInteger(axis) || axis < -rank || axis >= rank) {
    const range = rank === 0 ? 'no axis for a single number' : `an axis from ${-rank} to ${rank - 1}`;
    throw new ValueError(where, range, describe(axis));
  }
  return axis < 0 ? axis + rank : axis;
}

/**
 * The shape two operands broadcast to, by NumPy's rule: aligned at the last axis, lengths must be equal or one of them 1.
 *
 * @throws ShapeError where an axis has two different lengths and neither is 1.
 */
export function broadcastShapes(where: string, a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const lengthA = a[axis - rank + a.length] ?? 1;
    const lengthB = b[axis - rank + b.length] ?? 1;
    if (lengthA === lengthB || lengthB === 1) return lengthA;
    if (lengthA === 1) return lengthB;
    throw new ShapeError(
      where,
      'shapes that broadcast',
      `${formatShape(a)} and ${formatShape(b)}`,
      'Aligned at their last axis, two lengths must be equal or one of them 1.',
    );
  });
}

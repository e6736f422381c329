import type { OptionRule } from '../options.ts';
import { MAX_RANK, isArray, type Shape } from '../tensor/shape.ts';

/** The option that says the shape of a sample, without N. */
export const sampleShape: OptionRule<Shape> = {
  fallback: [],
  expected: 'to be the lengths of a sample, as [28, 28, 1]',
  holds: (shape) =>
    isArray(shape) &&
    shape.length < MAX_RANK &&
    shape.every((length) => Number.isSafeInteger(length) && (length as number) > 0),
};

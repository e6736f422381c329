import { ValueError, describe } from '../errors.ts';
import { readOptions, type OptionRule } from '../options.ts';
import { isArray } from '../tensor/shape.ts';
import { described } from './described.ts';
import type { Schedule } from './optimizer.ts';

const list = (expected: string, holds: (list: readonly number[]) => boolean): OptionRule<readonly number[]> => ({
  fallback: [],
  expected,
  holds: (value) => isArray(value) && value.every(Number.isFinite) && holds(value as number[]),
});

const RULES = {
  boundaries: /* @__PURE__ */ list('to be steps above 0, each above the one before', (steps) =>
    steps.every((step, i) => step > (steps[i - 1] ?? 0)),
  ),
  rates: /* @__PURE__ */ list('to be rates of 0 or more', (rates) => rates.every((rate) => rate >= 0)),
};

/**
 * A rate for each stretch of steps: rates[i] before boundaries[i], the last from there on.
 *
 * At a boundary the next rate already holds, as in PyTorch's `MultiStepLR`; Keras' `PiecewiseConstantDecay` keeps the old one for it.
 *
 * @throws ValueError unless there is one rate more than boundaries
 *
 * @example
 * import { piecewiseConstant } from 'nnfs';
 * console.log([0, 9, 10, 20].map(piecewiseConstant({ boundaries: [10, 20], rates: [1, 0.5, 0.1] }))); // [ 1, 1, 0.5, 0.1 ]
 */
export function piecewiseConstant(options: {
  readonly boundaries: readonly number[];
  readonly rates: readonly number[];
}): Schedule {
  const { boundaries, rates } = readOptions('piecewiseConstant', [options], RULES);
  if (rates.length !== boundaries.length + 1) {
    throw new ValueError(
      'piecewiseConstant',
      `${boundaries.length + 1} rates, one more than boundaries`,
      describe(rates),
    );
  }
  return described(
    'piecewiseConstant',
    { boundaries, rates },
    (step) => rates[boundaries.filter((boundary) => boundary <= step).length]!,
  );
}

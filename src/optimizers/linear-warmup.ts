import { above0, readOptions, share, type OptionRule } from '../options.ts';
import { described } from './described.ts';
import { isRate, type Schedule } from './optimizer.ts';

const then: OptionRule<number | Schedule> = {
  fallback: NaN,
  expected: 'to be a rate above 0 or a schedule',
  holds: isRate,
};

/**
 * Grows evenly from a share of the rate, 0 unless given, over the first `steps`; then follows another schedule or stays at a rate.
 *
 *     then(step) * (start + (1 - start) * step / steps)          step < steps; from there on exactly then(step)
 *
 * Counts from 0: the first step has the rate start * then(0), where `warmup`, which counts from 1, has then(0) / steps.
 *
 * @see PyTorch's `LinearLR`, whose start is 1 / 3
 *
 * @example
 * import { linearWarmup } from 'nnfs';
 * console.log([0, 1, 2, 3, 4].map(linearWarmup({ steps: 4, then: 1 }))); // [ 0, 0.25, 0.5, 0.75, 1 ]
 */
export function linearWarmup(options: {
  readonly steps: number;
  readonly then: number | Schedule;
  readonly start?: number;
}): Schedule {
  const values = readOptions('linearWarmup', [options], { steps: above0(NaN), then, start: share(0) });
  const { steps, start } = values;
  const rateAt = typeof values.then === 'function' ? values.then : () => values.then as number;
  return described('linearWarmup', { steps, then: values.then, start }, (step) =>
    step < steps ? rateAt(step) * (start + ((1 - start) * step) / steps) : rateAt(step),
  );
}

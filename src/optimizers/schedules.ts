import { ValueError, describe } from '../errors.ts';
import { checkOptions } from '../options.ts';
import { cos } from '../tensor/kernels/float64.ts';
import type { Schedule } from './optimizer.ts';
import { power } from './power.ts';
import { checkAbove0, checkFrom0 } from './range.ts';

/**
 * rate * factor^⌊step / every⌋: a drop at regular intervals.
 *
 * @example
 * import { stepDecay } from 'nnfs';
 * const schedule = stepDecay({ rate: 0.1, factor: 0.5, every: 10 });
 * console.log([0, 9, 10, 20].map(schedule)); // [ 0.1, 0.1, 0.05, 0.025 ]
 */
export function stepDecay(options: {
  readonly rate: number;
  readonly factor?: number;
  readonly every: number;
}): Schedule {
  checkOptions('stepDecay', options, ['rate', 'factor', 'every']);
  const { rate, factor = 0.5, every } = options;
  checkAbove0('stepDecay', 'rate', rate);
  checkAbove0('stepDecay', 'factor', factor);
  checkAbove0('stepDecay', 'every', every);
  return (step) => rate * power(factor, Math.min(Math.floor(step / every), Number.MAX_SAFE_INTEGER));
}

/**
 * rate * factor^step: the same share off at every step.
 *
 * @example
 * import { exponentialDecay } from 'nnfs';
 * console.log([0, 1, 2].map(exponentialDecay({ rate: 1, factor: 0.5 }))); // [ 1, 0.5, 0.25 ]
 */
export function exponentialDecay(options: { readonly rate: number; readonly factor: number }): Schedule {
  checkOptions('exponentialDecay', options, ['rate', 'factor']);
  const { rate, factor } = options;
  checkAbove0('exponentialDecay', 'rate', rate);
  checkAbove0('exponentialDecay', 'factor', factor);
  return (step) => rate * power(factor, Math.min(step, Number.MAX_SAFE_INTEGER));
}

/**
 * Half a cosine from `rate` to `end` over `steps`, then `end` (Loshchilov and Hutter 2017).
 *
 *     end + (rate - end) * (1 + cos(π step / steps)) / 2          0 < step < steps; before it exactly rate, after it exactly end
 *
 * @example
 * import { cosineDecay } from 'nnfs';
 * console.log([0, 10, 30].map(cosineDecay({ rate: 1, end: 0.1, steps: 10 }))); // [ 1, 0.1, 0.1 ]
 */
export function cosineDecay(options: {
  readonly rate: number;
  readonly end?: number;
  readonly steps: number;
}): Schedule {
  checkOptions('cosineDecay', options, ['rate', 'end', 'steps']);
  const { rate, end = 0, steps } = options;
  checkAbove0('cosineDecay', 'rate', rate);
  checkFrom0('cosineDecay', 'end', end);
  checkAbove0('cosineDecay', 'steps', steps);
  return (step) => {
    if (step <= 0) return rate;
    return step >= steps ? end : end + ((rate - end) * (1 + cos((Math.PI * step) / steps))) / 2;
  };
}

/**
 * Grows evenly over the first `steps`, then follows another schedule or stays at a rate.
 *
 *     then(step) * (step + 1) / steps          step + 1 < steps; from there on exactly then(step)
 *
 * @example
 * import { warmup } from 'nnfs';
 * console.log([0, 1, 2, 3, 4].map(warmup({ steps: 4, then: 1 }))); // [ 0.25, 0.5, 0.75, 1, 1 ]
 */
export function warmup(options: { readonly steps: number; readonly then: number | Schedule }): Schedule {
  checkOptions('warmup', options, ['steps', 'then']);
  const { steps, then } = options;
  checkAbove0('warmup', 'steps', steps);
  if (typeof then === 'number') checkAbove0('warmup', 'then', then);
  else if (typeof then !== 'function')
    throw new ValueError('warmup', 'then to be a rate or a schedule', describe(then));
  const rateAt = typeof then === 'number' ? () => then : then;
  return (step) => (step + 1 < steps ? (rateAt(step) * (step + 1)) / steps : rateAt(step));
}

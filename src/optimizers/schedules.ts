import { checkNumber, type Schedule } from './optimizer.ts';
import { power } from './power.ts';
import { cos } from '../tensor/kernels/float64.ts';

/**
 * rate * factor^⌊step / every⌋: a drop at regular intervals.
 *
 * @example
 * import { stepDecay } from 'nnfs';
 * const schedule = stepDecay({ rate: 0.1, factor: 0.5, every: 10 });
 * console.log([0, 9, 10, 20].map(schedule)); // [ 0.1, 0.1, 0.05, 0.025 ]
 */
export function stepDecay({ rate, factor = 0.5, every }: { rate: number; factor?: number; every: number }): Schedule {
  checkNumber('stepDecay', 'rate', rate, 0, Infinity);
  checkNumber('stepDecay', 'factor', factor, 0, Infinity);
  checkNumber('stepDecay', 'every', every, 0, Infinity);
  return (step) => rate * power(factor, Math.floor(step / every));
}

/**
 * rate * factor^step: the same share off at every step.
 *
 * @example
 * import { exponentialDecay } from 'nnfs';
 * console.log([0, 1, 2].map(exponentialDecay({ rate: 1, factor: 0.5 }))); // [ 1, 0.5, 0.25 ]
 */
export function exponentialDecay({ rate, factor }: { rate: number; factor: number }): Schedule {
  checkNumber('exponentialDecay', 'rate', rate, 0, Infinity);
  checkNumber('exponentialDecay', 'factor', factor, 0, Infinity);
  return (step) => rate * power(factor, step);
}

/**
 * Half a cosine from `rate` to `end` over `steps`, then `end` (Loshchilov and Hutter 2017).
 *
 *     end + (rate - end) * (1 + cos(π step / steps)) / 2
 *
 * @example
 * import { cosineDecay } from 'nnfs';
 * console.log([0, 10, 30].map(cosineDecay({ rate: 1, end: 0.1, steps: 10 }))); // [ 1, 0.1, 0.1 ]
 */
export function cosineDecay({ rate, end = 0, steps }: { rate: number; end?: number; steps: number }): Schedule {
  checkNumber('cosineDecay', 'rate', rate, 0, Infinity);
  checkNumber('cosineDecay', 'end', end, -Number.MIN_VALUE, Infinity);
  checkNumber('cosineDecay', 'steps', steps, 0, Infinity);
  return (step) => (step >= steps ? end : end + ((rate - end) * (1 + cos((Math.PI * step) / steps))) / 2);
}

/**
 * Grows evenly over the first `steps`, then follows another schedule or stays at a rate.
 *
 *     then(step) * (step + 1) / steps          step < steps
 *
 * @example
 * import { warmup } from 'nnfs';
 * console.log([0, 1, 2, 3, 4].map(warmup({ steps: 4, then: 1 }))); // [ 0.25, 0.5, 0.75, 1, 1 ]
 */
export function warmup({ steps, then }: { steps: number; then: number | Schedule }): Schedule {
  checkNumber('warmup', 'steps', steps, 0, Infinity);
  const rateAt = typeof then === 'number' ? () => then : then;
  return (step) => (rateAt(step) * Math.min(step + 1, steps)) / steps;
}

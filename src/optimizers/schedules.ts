import { above0, from0, readOptions, type OptionRule } from '../options.ts';
import { cos } from '../tensor/kernels/float64.ts';
import { described } from './described.ts';
import { isRate, type Schedule } from './optimizer.ts';
import { power } from './power.ts';

/** An option above 0 that has no default. */
const needed = /* @__PURE__ */ above0(NaN);

const rateOrSchedule: OptionRule<number | Schedule> = {
  fallback: NaN,
  expected: 'to be a rate above 0 or a schedule',
  holds: isRate,
};

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
  const rules = { rate: needed, factor: above0(0.5), every: needed };
  const { rate, factor, every } = readOptions('stepDecay', [options], rules);
  return described(
    'stepDecay',
    { rate, factor, every },
    (step) => rate * power(factor, Math.min(Math.floor(step / every), Number.MAX_SAFE_INTEGER)),
  );
}

/**
 * rate * factor^step: the same share off at every step.
 *
 * @example
 * import { exponentialDecay } from 'nnfs';
 * console.log([0, 1, 2].map(exponentialDecay({ rate: 1, factor: 0.5 }))); // [ 1, 0.5, 0.25 ]
 */
export function exponentialDecay(options: { readonly rate: number; readonly factor: number }): Schedule {
  const { rate, factor } = readOptions('exponentialDecay', [options], { rate: needed, factor: needed });
  return described(
    'exponentialDecay',
    { rate, factor },
    (step) => rate * power(factor, Math.min(step, Number.MAX_SAFE_INTEGER)),
  );
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
  const { rate, end, steps } = readOptions('cosineDecay', [options], { rate: needed, end: from0(0), steps: needed });
  return described('cosineDecay', { rate, end, steps }, (step) => {
    if (step <= 0) return rate;
    return step >= steps ? end : end + ((rate - end) * (1 + cos((Math.PI * step) / steps))) / 2;
  });
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
  const { steps, then } = readOptions('warmup', [options], { steps: needed, then: rateOrSchedule });
  const rateAt = typeof then === 'function' ? then : () => then;
  return described('warmup', { steps, then }, (step) =>
    step + 1 < steps ? (rateAt(step) * (step + 1)) / steps : rateAt(step),
  );
}

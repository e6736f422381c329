import { above0, from0, readOptions } from '../options.ts';
import { exp, log } from '../tensor/kernels/float64.ts';
import { described } from './described.ts';
import type { Schedule } from './optimizer.ts';
import { power as wholePower } from './power.ts';

/**
 * From `rate` to `end` over `steps`, evenly or along a power, then `end`.
 *
 *     end + (rate - end) * (1 - step / steps)^power          0 < step < steps; before it exactly rate, after it exactly end
 *
 * @see Keras' `PolynomialDecay`, PyTorch's `PolynomialLR`
 *
 * @example
 * import { polynomialDecay } from 'nnfs';
 * console.log([0, 5, 10, 11].map(polynomialDecay({ rate: 1, steps: 10, power: 2 }))); // [ 1, 0.25, 0, 0 ]
 */
export function polynomialDecay(options: {
  readonly rate: number;
  readonly end?: number;
  readonly steps: number;
  readonly power?: number;
}): Schedule {
  const rules = { rate: above0(NaN), end: from0(0), steps: above0(NaN), power: above0(1) };
  const { rate, end, steps, power } = readOptions('polynomialDecay', [options], rules);
  const raise = (x: number): number => (Number.isSafeInteger(power) ? wholePower(x, power) : exp(power * log(x)));
  return described('polynomialDecay', { rate, end, steps, power }, (step) => {
    if (step <= 0) return rate;
    return step >= steps ? end : end + (rate - end) * raise(1 - step / steps);
  });
}

import { above0, from0, number, readOptions } from '../options.ts';
import { cos } from '../tensor/kernels/float64.ts';
import { described } from './described.ts';
import type { Schedule } from './optimizer.ts';
import { power } from './power.ts';

/**
 * Half cosines one after another, each from the top down to `end`: a restart after every cycle.
 *
 *     cycle i takes steps * growth^i and begins at rate * shrink^i
 *
 * @see Loshchilov and Hutter 2017 (SGDR); PyTorch's `CosineAnnealingWarmRestarts`, Keras' `CosineDecayRestarts`, whose growth is 2
 *
 * @example
 * import { cosineRestarts } from 'nnfs';
 * const schedule = cosineRestarts({ rate: 1, steps: 10, growth: 2, shrink: 0.5 });
 * console.log([0, 10, 30].map(schedule)); // [ 1, 0.5, 0.25 ]
 */
export function cosineRestarts(options: {
  readonly rate: number;
  readonly end?: number;
  readonly steps: number;
  readonly growth?: number;
  readonly shrink?: number;
}): Schedule {
  const rules = {
    rate: above0(NaN),
    end: from0(0),
    steps: above0(NaN),
    growth: number('of 1 or more', (value) => value >= 1)(1),
    shrink: above0(1),
  };
  const { rate, end, steps, growth, shrink } = readOptions('cosineRestarts', [options], rules);
  return described('cosineRestarts', { rate, end, steps, growth, shrink }, (step) => {
    let [cycle, begin, length] = [0, 0, steps];
    if (growth === 1) [cycle, begin] = [Math.floor(step / steps), Math.floor(step / steps) * steps];
    else for (; step >= begin + length; cycle++, length *= growth) begin += length;
    const top = rate * power(shrink, cycle);
    return step <= begin ? top : end + ((top - end) * (1 + cos((Math.PI * (step - begin)) / length))) / 2;
  });
}

import { above0, count, from0, optional, part, readOptions } from '../options.ts';
import { cos } from '../tensor/kernels/float64.ts';
import { described } from './described.ts';
import type { Schedule } from './optimizer.ts';

/**
 * Up to a large rate and down to almost none, both along half a cosine, within a run of `steps`.
 *
 *     from start to rate until step warm * steps - 1, from there to end until step steps - 1, then end
 *
 * start is rate / 25 and end is start / 10,000 unless given. The momentum stays what it is.
 *
 * @see Smith and Topin 2018; PyTorch's `OneCycleLR`, whose rates these are
 *
 * @example
 * import { oneCycle } from 'nnfs';
 * console.log([0, 2, 9].map(oneCycle({ rate: 1, steps: 10, end: 0 }))); // [ 0.04, 1, 0 ]
 */
export function oneCycle(options: {
  readonly rate: number;
  readonly steps: number;
  readonly warm?: number;
  readonly start?: number;
  readonly end?: number;
}): Schedule {
  const rules = {
    rate: above0(NaN),
    steps: count(NaN),
    warm: part(0.3),
    start: optional(from0(0)),
    end: optional(from0(0)),
  };
  const { rate, steps, warm, start = NaN, end = NaN } = readOptions('oneCycle', [options], rules);
  const first = Number.isNaN(start) ? rate / 25 : start;
  const last = Number.isNaN(end) ? first / 1e4 : end;
  const top = warm * steps - 1;
  const along = (from: number, to: number, share: number): number =>
    to + ((from - to) / 2) * (1 + cos(Math.PI * share));
  return described('oneCycle', { rate, steps, warm, start: first, end: last }, (step) => {
    if (step <= 0) return first;
    if (step >= steps - 1) return last;
    if (step === top) return rate;
    return step < top ? along(first, rate, step / top) : along(rate, last, (step - top) / (steps - 1 - top));
  });
}

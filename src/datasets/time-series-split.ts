import { ValueError } from '../errors.ts';
import { count, readOptions } from '../options.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { rowNumbers, vector, type Split } from './split-indices.ts';

/**
 * Folds for samples in the order of time: each is tested on what comes right after all that it is trained with.
 *
 * @param samples how many there are, or the inputs X themselves
 * @throws ValueError for more folds than leave a sample to train with
 * @see scikit-learn's `TimeSeriesSplit`, whose folds these are
 *
 * @example
 * import { timeSeriesSplit } from 'nnfs';
 * for (const { train, test } of timeSeriesSplit(6, { folds: 3 })) console.log(`${train} ${test}`);
 * // [0 1 2] [3]
 * // [0 1 2 3] [4]
 * // [0 1 2 3 4] [5]
 */
export function timeSeriesSplit(
  samples: number | ArrayLike,
  options: { readonly folds?: number; readonly gap?: number } = {},
): Split[] {
  const rules = { folds: count(5), gap: { ...count(0), expected: 'to be a whole number, 0 or more', holds: isGap } };
  const { folds, gap } = readOptions('timeSeriesSplit', [options], rules);
  const N = typeof samples === 'number' ? samples : (asTensor(samples, 'timeSeriesSplit').shape[0] ?? 0);
  const size = Math.floor(N / (folds + 1));
  if (!(N - folds * size - gap > 0 && size > 0)) {
    throw new ValueError('timeSeriesSplit', `samples for ${folds} folds and one to train with`, `${N}`);
  }
  const all = rowNumbers('timeSeriesSplit', N);
  return Array.from({ length: folds }, (_, k) => {
    const start = N - (folds - k) * size;
    return { train: vector(all.slice(0, start - gap)), test: vector(all.slice(start, start + size)) };
  });
}

const isGap = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

import { ShapeError, ValueError } from '../errors.ts';
import { count, readOptions } from '../options.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { formatShape } from '../tensor/shape.ts';
import { kFold, type KFoldOptions } from './k-fold.ts';
import { rowNumbers, vector, type Split } from './split-indices.ts';

/**
 * Cross-validation in which samples of one group, such as one patient, are never both trained with and tested on. The largest group goes
 * to the fold with the fewest samples, then the next.
 *
 * @param groups a number for each sample, [N]; any numbers
 * @throws ShapeError unless groups are [N]; ValueError for more folds than groups
 * @see scikit-learn's `GroupKFold`, whose folds these are
 *
 * @example
 * import { groupKFold } from 'nnfs';
 * for (const { train, test } of groupKFold([7, 7, 8, 9, 9], { folds: 2 })) console.log(`${train} ${test}`);
 * // [0 1] [2 3 4]
 * // [2 3 4] [0 1]
 */
export function groupKFold(groups: ArrayLike, options: { readonly folds?: number } = {}): Split[] {
  const { folds } = readOptions('groupKFold', [options], { folds: count(5) });
  const { data, rank, shape } = asTensor(groups, 'groupKFold', 'float64');
  if (rank !== 1 || data.length === 0) throw new ShapeError('groupKFold', 'groups [N]', formatShape(shape));
  const sizes = new Map<number, number>();
  for (const group of Array.from(data).sort((a, b) => a - b)) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  if (folds < 2 || folds > sizes.size) {
    throw new ValueError('groupKFold', `folds from 2 to ${sizes.size}, the groups`, `${folds}`);
  }
  const filled = new Array<number>(folds).fill(0);
  const foldOf = new Map<number, number>();
  // The last of equals first, as NumPy's argsort, reversed, has them.
  for (const [group, size] of [...sizes].reverse().sort(([, a], [, b]) => b - a)) {
    const fold = filled.indexOf(Math.min(...filled));
    filled[fold]! += size;
    foldOf.set(group, fold);
  }
  const all = rowNumbers('groupKFold', data.length);
  const rows = (holds: (fold: number) => boolean) => vector(all.filter((n) => holds(foldOf.get(data[n]!)!)));
  return filled.map((_, k) => ({ train: rows((fold) => fold !== k), test: rows((fold) => fold === k) }));
}

/**
 * `kFold` several times over, drawn anew each time: a steadier mean of what cross-validation measures.
 *
 * @param samples how many there are, or the inputs X themselves
 * @returns repeats times folds pairs
 * @throws what `kFold` throws
 * @see scikit-learn's `RepeatedKFold`
 *
 * @example
 * import { RandomState, repeatedKFold } from 'nnfs';
 * console.log(repeatedKFold(6, { folds: 3, repeats: 4, random: new RandomState(0) }).length); // 12
 */
export function repeatedKFold(
  samples: number | ArrayLike,
  options: Omit<KFoldOptions, 'shuffle'> & { readonly repeats?: number } = {},
): Split[] {
  const { repeats = 10, ...each } = options;
  readOptions('repeatedKFold', [{ repeats }], { repeats: count(10) });
  return Array.from({ length: repeats }, () => kFold(samples, each)).flat();
}

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

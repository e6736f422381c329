import { ShapeError, ValueError } from '../errors.ts';
import { count, readOptions } from '../options.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { formatShape } from '../tensor/shape.ts';
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

import { ValueError } from '../errors.ts';
import { checkCount, checkOptions } from '../options.ts';
import type { RandomState } from '../random/random-state.ts';
import { streamOf } from '../session.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { groupByLabel, rowNumbers, vector, type Split } from './split-indices.ts';

export interface KFoldOptions {
  /** In how many parts the samples are cut, 2 or more. @default 5 */
  readonly folds?: number;
  /** Labels [N] whose classes every part holds in the same share. @default none */
  readonly stratify?: ArrayLike;
  /** Whether the parts are drawn at random; if not, they are runs of neighbours, or within each class. @default true */
  readonly shuffle?: boolean;
  /** Where they are drawn from. @default the global stream */
  readonly random?: RandomState;
}

/**
 * Cross-validation: the samples in `folds` parts of nearly equal size, each in turn the test of what the others train.
 *
 * @param samples how many there are, or the inputs X themselves
 * @returns row numbers for `takeRows`, in ascending order, a pair for each fold
 * @throws ValueError for more folds than samples, or than a class to stratify by has
 * @see scikit-learn's `KFold` and `StratifiedKFold`, whose folds these are when their `random_state` is the seed of `random`
 *
 * @example
 * import { kFold } from 'nnfs';
 * for (const { train, test } of kFold(5, { folds: 2, shuffle: false })) console.log(`${train} ${test}`);
 * // [3 4] [0 1 2]
 * // [0 1 2] [3 4]
 */
export function kFold(samples: number | ArrayLike, options: KFoldOptions = {}): Split[] {
  checkOptions('kFold', options, ['folds', 'stratify', 'shuffle', 'random']);
  const { folds = 5, shuffle = true, stratify } = options;
  const random = streamOf('kFold', options.random);
  const N = typeof samples === 'number' ? samples : (asTensor(samples, 'kFold').shape[0] ?? 0);
  checkCount('kFold', 'samples', N);
  checkCount('kFold', 'folds', folds);
  if (folds < 2 || folds > N) throw new ValueError('kFold', `folds from 2 to ${N}, the samples`, `${folds}`);

  const all = rowNumbers('kFold', N);
  const groups =
    stratify === undefined
      ? [all]
      : Array.from(groupByLabel('kFold', stratify, N, folds).values(), (rows) => Int32Array.from(rows));
  const foldOf = new Int32Array(N);
  let dealt = 0; // going round the folds across all groups keeps the folds themselves equal in size
  for (const group of groups) {
    const rounds = group.map(() => dealt++ % folds).sort((a, b) => a - b);
    // Either gives each sample a random fold; scikit-learn does it one way here, the other way there.
    const order = shuffle && stratify === undefined ? random.permutation(group) : group;
    const hands = shuffle && stratify !== undefined ? random.permutation(rounds) : rounds;
    order.forEach((n, i) => (foldOf[n] = hands[i]!));
  }
  const where = (test: (fold: number) => boolean): Tensor<'int32'> => vector(all.filter((n) => test(foldOf[n]!)));
  return Array.from({ length: folds }, (_, k) => ({
    train: where((fold) => fold !== k),
    test: where((fold) => fold === k),
  }));
}

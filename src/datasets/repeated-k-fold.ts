import { count, readOptions } from '../options.ts';
import type { ArrayLike } from '../tensor/create.ts';
import { kFold, type KFoldOptions } from './k-fold.ts';
import type { Split } from './split-indices.ts';

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

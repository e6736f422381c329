import type { ArrayLike } from '../tensor/create.ts';
import { Tensor } from '../tensor/tensor.ts';
import { r2Of } from './r2.ts';
import { outputsOf } from './value-pairs.ts';

/**
 * The coefficient of determination of each output, as `r2` has it.
 *
 * @param predictions [N] or [N, O]
 * @param targets the same
 * @returns [O]
 * @throws as `r2`
 * @see scikit-learn's `r2_score(multioutput='raw_values')`
 *
 * @example
 * import { r2Scores } from 'nnfs';
 * console.log(r2Scores([[1, 2], [2, 2]], [[1, 1], [2, 3]]));
 * // [1. 0.]
 */
export function r2Scores(predictions: ArrayLike, targets: ArrayLike): Tensor<'float64'> {
  const scores = outputsOf('r2Scores', predictions, targets, 2).map((pairs) => r2Of('r2Scores', pairs));
  return new Tensor('float64', [scores.length], Float64Array.from(scores));
}

import { above0, readOptions } from '../options.ts';
import { Tensor } from '../tensor/tensor.ts';
import type { Initializer } from './initializers.ts';

export interface TruncatedNormalOptions {
  /** The standard deviation before the ends are cut off; above 0. @default 0.05 */
  readonly deviation?: number;
  /** How many deviations from 0 a value may be; above 0. @default 2 */
  readonly limit?: number;
}

/**
 * Normal, without its far ends: what lies beyond the limit is drawn again, so that no neuron starts saturated.
 *
 * At a limit of 2 the values have 0.88 of the deviation. As in Keras; PyTorch's `trunc_normal_` has its ends at ±2 whatever the deviation.
 *
 * @throws ValueError for options out of range
 *
 * @example
 * import { RandomState, truncatedNormal } from 'nnfs';
 * console.log(truncatedNormal({ deviation: 1 })([1, 3], new RandomState(0)));
 * // [[1.7640524 0.4001572 0.978738 ]]
 */
export function truncatedNormal(options: TruncatedNormalOptions = {}): Initializer {
  const rules = { deviation: above0(0.05), limit: above0(2) };
  const { deviation, limit } = readOptions('truncatedNormal', [options], rules);
  return (shape, random) => {
    const values = new Tensor('float32', shape);
    for (let i = 0; i < values.size; i++) {
      let z = random.randn();
      while (Math.abs(z) > limit) z = random.randn();
      values.data[i] = deviation * z;
    }
    return values;
  };
}

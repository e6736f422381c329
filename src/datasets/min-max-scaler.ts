import { ValueError, describe } from '../errors.ts';
import { checkOptions } from '../options.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { Scaler, isRange, type ColumnScales } from './scaler.ts';

export interface MinMaxScalerOptions {
  /** What the smallest and the largest value of a column become. @default [0, 1] */
  readonly range?: readonly [low: number, high: number];
}

/**
 * Stretches each column over a range.
 *
 *     z = low + (high - low) (x - min) / (max - min)
 *
 * A constant column becomes low. Values beyond those it was fitted to come to lie outside the range.
 *
 * @throws ValueError unless low < high
 * @see scikit-learn's `MinMaxScaler`
 *
 * @example
 * import { MinMaxScaler } from 'nnfs';
 * console.log(new MinMaxScaler({ range: [-1, 1] }).fitTransform([[0, 5], [64, 5], [256, 5]]));
 * // [[-1.  -1. ]
 * //  [-0.5 -1. ]
 * //  [ 1.  -1. ]]
 */
export class MinMaxScaler extends Scaler {
  override readonly kind = 'MinMaxScaler';

  constructor(options: MinMaxScalerOptions = {}) {
    super();
    checkOptions('MinMaxScaler', options, ['range']);
    const { range = [0, 1] } = options;
    if (!isRange(range)) throw new ValueError('MinMaxScaler', 'range [low, high], low < high', describe(range));
    this.limits = [range[0], range[1]];
  }

  /** A scaler from what `toJSON` gave. @throws FormatError for anything else */
  static fromJSON(json: unknown): MinMaxScaler {
    return new MinMaxScaler().restore(json);
  }

  protected override measure({ data }: Tensor, I: number): ColumnScales {
    const offset = new Float64Array(I).fill(Infinity);
    const max = new Float64Array(I).fill(-Infinity);
    data.forEach((x, n) => {
      offset[n % I] = Math.min(offset[n % I]!, x);
      max[n % I] = Math.max(max[n % I]!, x);
    });
    return { offset, scale: max.map((x, i) => x - offset[i]! || 1) };
  }
}

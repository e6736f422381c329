import type { Tensor } from '../tensor/tensor.ts';
import { Scaler, type ColumnScales } from './scaler.ts';

/**
 * Brings each column to mean 0 and standard deviation 1.
 *
 *     z = (x - mean) / σ,   σ² = Σ (x - mean)² / N
 *
 * A mean is corrected once where rounding has left more than 1e-8 σ of it in the column. A column is constant, and its σ taken as 1,
 * when it varies no more than its mean may be rounded: σ <= N 2^-52 |mean|.
 *
 * @see scikit-learn's `StandardScaler`
 *
 * @example
 * import { StandardScaler } from 'nnfs';
 * const scaler = new StandardScaler();
 * console.log(scaler.fitTransform([[1, 100], [3, 500]]));
 * // [[-1. -1.]
 * //  [ 1.  1.]]
 * console.log(scaler.transform([[2, 700]]));
 * // [[0. 2.]]
 * console.log(JSON.stringify(scaler)); // {"kind":"StandardScaler","range":[0,1],"offset":[2,300],"scale":[1,200]}
 */
export class StandardScaler extends Scaler {
  override readonly kind = 'StandardScaler';

  /** A scaler from what `toJSON` gave. @throws FormatError for anything else */
  static fromJSON(json: unknown): StandardScaler {
    return new StandardScaler().restore(json);
  }

  protected override measure({ data }: Tensor, I: number): ColumnScales {
    const N = data.length / I;
    const means = (cell: (x: number, i: number) => number): Float64Array => {
      const sums = new Float64Array(I);
      data.forEach((x, n) => (sums[n % I]! += cell(x, n % I)));
      return sums.map((sum) => sum / N);
    };
    const offset = means((x) => x);
    const deviations = (): Float64Array => means((x, i) => (x - offset[i]!) ** 2).map(Math.sqrt);
    let scale = deviations();
    const left = means((x, i) => x - offset[i]!);
    if (left.some((mean, i) => Math.abs(mean) > 1e-8 * scale[i]!)) {
      left.forEach((mean, i) => {
        if (Math.abs(mean) > 1e-8 * scale[i]!) offset[i]! += mean;
      });
      scale = deviations();
    }
    return { offset, scale: scale.map((σ, i) => (σ <= N * Number.EPSILON * Math.abs(offset[i]!) ? 1 : σ)) };
  }
}

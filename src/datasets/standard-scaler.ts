import type { Tensor } from '../tensor/tensor.ts';
import { Scaler, type ColumnScales } from './scaler.ts';

/**
 * Brings each column to mean 0 and standard deviation 1.
 *
 *     z = (x - mean) / σ,   σ² = Σ (x - mean)² / N
 *
 * A column is constant, and its σ taken as 1, when it varies no more than its mean may be rounded: σ <= N 2^-52 |mean|.
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
    const mean = new Float64Array(I);
    data.forEach((x, n) => (mean[n % I]! += x));
    mean.forEach((sum, i) => (mean[i] = sum / N));
    const squares = new Float64Array(I);
    data.forEach((x, n) => (squares[n % I]! += (x - mean[n % I]!) ** 2));
    const scale = squares.map((sum, i) => {
      const deviation = Math.sqrt(sum / N);
      return deviation <= N * Number.EPSILON * Math.abs(mean[i]!) ? 1 : deviation;
    });
    return { offset: mean, scale };
  }
}

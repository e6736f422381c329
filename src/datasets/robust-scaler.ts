import type { Tensor } from '../tensor/tensor.ts';
import { Scaler, type ColumnScales } from './scaler.ts';

/**
 * Brings each column to median 0 and a middle half of width 1, so that outliers, which move a mean, move nothing.
 *
 *     z = (x - median) / (q75 - q25)
 *
 * Quantiles lie between neighbours as NumPy's do, linearly. A column whose middle half is constant is not stretched.
 *
 * @see scikit-learn's `RobustScaler`
 *
 * @example
 * import { RobustScaler } from 'nnfs';
 * console.log(new RobustScaler().fitTransform([[1], [2], [3], [4], [1000]]));
 * // [[ -1. ]
 * //  [ -0.5]
 * //  [  0. ]
 * //  [  0.5]
 * //  [498.5]]
 */
export class RobustScaler extends Scaler {
  override readonly kind = 'RobustScaler';

  /** A scaler from what `toJSON` gave. @throws FormatError for anything else */
  static fromJSON(json: unknown): RobustScaler {
    return new RobustScaler().restore(json);
  }

  protected override measure({ data }: Tensor, I: number): ColumnScales {
    const columns = Array.from({ length: I }, (_, i) =>
      Float64Array.from(data)
        .filter((_, n) => n % I === i)
        .sort(),
    );
    const offset = Float64Array.from(columns, (column) => quantile(column, 0.5));
    const scale = Float64Array.from(columns, (column) => quantile(column, 0.75) - quantile(column, 0.25) || 1);
    return { offset, scale };
  }
}

/** The value that a share of a sorted column lies below. */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const low = Math.floor(place);
  const [below, above] = [sorted[low]!, sorted[Math.min(low + 1, sorted.length - 1)]!];
  const rest = place - low;
  // NumPy's way, which gives the same from both sides.
  return rest < 0.5 ? below + (above - below) * rest : above - (above - below) * (1 - rest);
}

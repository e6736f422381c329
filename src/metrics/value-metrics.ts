import type { ArrayLike } from '../tensor/create.ts';
import type { Shape } from '../tensor/shape.ts';
import { valueTargets } from '../tensor/targets.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { Metric, type Measured, type Tally } from './metric.ts';
import { spreadOf } from './value-pairs.ts';

/** A figure of the distances between outputs and targets of one shape, worked out in float64. */
abstract class ValueMetric extends Metric {
  override readonly rises: boolean = false;

  override prepare(targets: ArrayLike, output: Shape, where: string = this.kind): Tensor {
    return valueTargets(where, targets, output);
  }
}

/** A mean over all distances. */
function meanOf(term: (distance: number) => number, finish: (mean: number) => number): Tally {
  const sums = new Float64Array(2); // of the terms, and their number
  return {
    sums,
    add(output, _, answers) {
      for (let i = 0; i < output.size; i++) sums[0]! += term(output.data[i]! - answers.data[i]!);
      sums[1]! += output.size;
    },
    value: () => finish(sums[0]! / sums[1]!),
  };
}

/**
 * The mean absolute error, in the unit of the targets.
 *
 *     mae = Σ |output - target| / (N O)
 *
 * @see scikit-learn's `mean_absolute_error`
 *
 * @example
 * import { MAE } from 'nnfs';
 * console.log(new MAE().name); // mae
 */
export class MAE extends ValueMetric {
  static override readonly kind: string = 'MAE';
  override readonly name = 'mae';

  override tally(): Tally {
    return meanOf(Math.abs, (mean) => mean);
  }
}

/**
 * The root of the mean squared error, in the unit of the targets.
 *
 *     rmse = √(Σ (output - target)² / (N O))
 *
 * @see scikit-learn's `mean_squared_error`, of which this is the root
 *
 * @example
 * import { RMSE } from 'nnfs';
 * console.log(new RMSE().name); // rmse
 */
export class RMSE extends ValueMetric {
  static override readonly kind: string = 'RMSE';
  override readonly name = 'rmse';

  override tally(): Tally {
    return meanOf((distance) => distance * distance, Math.sqrt);
  }
}

/**
 * The coefficient of determination, the run metric of `r2`: how much of the targets' spread the outputs explain. The spread is that of
 * all samples measured, so that a batch's figure is its part of the whole.
 *
 *     R² = 1 - Σ (target - output)² / Σ (target - mean of the targets)²       mean over outputs; 1 or 0 where targets are all equal
 *
 * @see scikit-learn's `r2_score`
 *
 * @example
 * import { R2 } from 'nnfs';
 * console.log(new R2().name); // r2
 */
export class R2 extends ValueMetric {
  static override readonly kind: string = 'R2';
  override readonly name = 'r2';
  override readonly rises = true;

  override tally({ answers }: Measured): Tally {
    const O = answers.size / answers.shape[0]!;
    const spreads = Float64Array.from({ length: O }, (_, o) => spreadOf(answers.data, o, O));
    const sums = new Float64Array(O + 1); // of squared distances for each output, and the samples seen
    return {
      sums,
      add(output, _, { data }) {
        for (let i = 0; i < output.size; i++) sums[i % O]! += (data[i]! - output.data[i]!) ** 2;
        sums[O]! += output.size / O;
      },
      value() {
        const part = sums[O]! / answers.shape[0]!;
        let total = 0;
        for (let o = 0; o < O; o++) {
          const spread = spreads[o]! * part;
          total += spread === 0 ? (sums[o] === 0 ? 1 : 0) : 1 - sums[o]! / spread;
        }
        return total / O;
      },
    };
  }
}

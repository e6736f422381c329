import { ShapeError } from '../errors.ts';
import type { ArrayLike } from '../tensor/create.ts';
import type { FloatArray } from '../tensor/dtype.ts';
import { formatShape, type Shape } from '../tensor/shape.ts';
import { valueTargets } from '../tensor/targets.ts';
import type { Targets } from './loss.ts';
import { RowLoss } from './row-loss.ts';

/**
 * How far the direction of a row is from the one that is wanted, whatever their lengths: 0 for the same, 1 for a right angle, 2 for the
 * opposite.
 *
 *     losses_n = 1 - cos,  cos = Σ_c output_c targets_c / (|output| |targets|)          cos = 0 where a length is 0
 *     dinputs  = (cos * output / |output|² - targets / (|output| |targets|)) / N
 *
 * Targets have the shape of the output, [N, ..., C]. As 1 - PyTorch's `cosine_similarity`; Keras gives -cos. Worked out in float64.
 *
 * @throws ShapeError for an output that is not [N, ..., C] and targets of another shape
 *
 * @example
 * import { CosineSimilarity } from 'nnfs';
 * console.log(new CosineSimilarity().forward([[2, 0], [3, 4], [1, 0]], [[1, 0], [1, 0], [0, 5]]));
 * // [0.  0.4 1. ]
 */
export class CosineSimilarity extends RowLoss {
  static override readonly kind: string = 'CosineSimilarity';

  protected override row(output: FloatArray, start: number, targets: Float64Array): number {
    return 1 - compare(output, start, targets).cos;
  }

  protected override slopes(output: FloatArray, start: number, targets: Float64Array, slopes: Float64Array): void {
    const { cos, length, product } = compare(output, start, targets);
    targets.forEach(
      (t, c) => (slopes[c] = product > 0 ? (cos * output[start + c]!) / length / length - t / product : 0),
    );
  }

  override prepare(targets: ArrayLike, output: Shape, where: string = this.kind): Targets {
    if (output.length < 2) throw new ShapeError(where, 'an output [N, C]', formatShape(output));
    return valueTargets(where, targets, output);
  }
}

/** cos, |output|, and |output| |targets|. */
function compare(output: FloatArray, start: number, targets: Float64Array) {
  let [inner, squares, others] = [0, 0, 0];
  targets.forEach((t, c) => {
    const x = output[start + c]!;
    inner += x * t;
    squares += x * x;
    others += t * t;
  });
  const length = Math.sqrt(squares);
  const product = length * Math.sqrt(others);
  return { cos: product > 0 ? inner / product : 0, length, product };
}

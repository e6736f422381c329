import { ShapeError } from '../errors.ts';
import type { FloatTensor } from '../layers/pass.ts';
import type { ArrayLike } from '../tensor/create.ts';
import type { FloatArray } from '../tensor/dtype.ts';
import { formatShape, type Shape } from '../tensor/shape.ts';
import { classTargets } from '../tensor/targets.ts';
import { Loss, isLabels, type LossPass, type Targets } from './loss.ts';

/**
 * A loss that compares an output [N, ..., C] row by row, worked out in float64 and rounded once. The loss of a sample is the mean over
 * its rows.
 *
 *     losses_r     = row(output_r, targets_r)
 *     dinputs_r, c = slope_c(output_r, targets_r) / R          R counting all rows
 *
 * By default targets are class labels or rows of shares, as CategoricalCrossentropy takes them; labels come as one-hot rows.
 */
export abstract class RowLoss extends Loss {
  /** The loss of one row: C elements of the output from `start`, and their targets [C]. */
  protected abstract row(output: FloatArray, start: number, targets: Float64Array): number;

  /** The derivatives of `row` with respect to the elements of the output, [C]. */
  protected abstract slopes(output: FloatArray, start: number, targets: Float64Array, slopes: Float64Array): void;

  /** What a share of a class counts as. */
  protected share(share: number, _classes: number): number {
    return share;
  }

  override compute({ output, targets }: LossPass, losses: FloatTensor): void {
    const C = output.shape.at(-1)!;
    const wanted = new Float64Array(C);
    for (let r = 0; r < losses.size; r++) {
      this.#read(targets, r, wanted);
      losses.data[r] = this.row(output.data, r * C, wanted);
    }
  }

  override gradient({ output, targets }: LossPass, dinputs: FloatTensor): void {
    const C = output.shape.at(-1)!;
    const R = output.size / C;
    const [wanted, slopes] = [new Float64Array(C), new Float64Array(C)];
    for (let r = 0; r < R; r++) {
      this.#read(targets, r, wanted);
      this.slopes(output.data, r * C, wanted, slopes);
      for (let c = 0; c < C; c++) dinputs.data[r * C + c] = slopes[c]! / R;
    }
  }

  override lossShape(output: Shape): Shape {
    return output.slice(0, -1);
  }

  override prepare(targets: ArrayLike, output: Shape, where: string = this.kind): Targets {
    if (output.length < 2) throw new ShapeError(where, 'an output [N, C]', formatShape(output));
    return classTargets(where, targets, output);
  }

  #read(targets: Targets, row: number, wanted: Float64Array): void {
    const C = wanted.length;
    for (let c = 0; c < C; c++) {
      const share = isLabels(targets) ? Number(targets.data[row] === c) : targets.data[row * C + c]!;
      wanted[c] = this.share(share, C);
    }
  }
}

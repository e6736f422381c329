import { ShapeError } from '../errors.ts';
import type { FloatTensor } from '../layers/pass.ts';
import type { ArrayLike } from '../tensor/create.ts';
import { formatShape, type Shape } from '../tensor/shape.ts';
import { classTargets } from '../tensor/targets.ts';
import { Loss, isLabels, type LossPass, type Targets } from './loss.ts';

/** Confidences are kept this far from 0 and 1, so that no loss is infinite and none is pulled to one side. */
export const CLIP = 1e-7;

/**
 * The surprise at the right class: large when the network gave it little confidence.
 *
 *     losses_n = -log(clip(output[n, targets_n], 1e-7, 1 - 1e-7))                 targets are labels [N]
 *     losses_n = -Σ_c targets[n, c] * log(clip(output[n, c], 1e-7, 1 - 1e-7))     targets are one-hot rows [N, C]
 *
 *     dinputs  = -targets / output / N                       NaN where target and output are 0, as in the book
 *
 * An output of a higher rank, [N, ..., C], is taken as rows of C: labels are then [N, ...], the loss of a sample the mean over its rows.
 *
 * @throws ValueError for labels outside 0..C-1 or not whole and for rows that are not finite; ShapeError for other shapes
 * @see the book, chapter 5
 *
 * @example
 * import { CategoricalCrossentropy, formatNumber, tensor } from 'nnfs';
 * const output = tensor([[0.7, 0.1, 0.2], [0.1, 0.5, 0.4], [0.02, 0.9, 0.08]], 'float64');
 * const loss = new CategoricalCrossentropy();
 * console.log(loss.forward(output, [0, 1, 1]));
 * // [0.35667494 0.69314718 0.10536052]
 * console.log(formatNumber(loss.calculate(output, [0, 1, 1]), 'float64')); // 0.38506088005216804
 */
export class CategoricalCrossentropy extends Loss {
  static override readonly kind: string = 'CategoricalCrossentropy';

  override compute({ output, targets, kernels }: LossPass, losses: FloatTensor): void {
    const C = output.shape.at(-1)!;
    const R = output.size / C; // N, or all rows of a higher rank
    if (isLabels(targets)) kernels.crossEntropy(output.data, targets.data, losses.data, R, C, CLIP, 1 - CLIP);
    else kernels.crossEntropyRows(output.data, targets.data, losses.data, R, C, CLIP, 1 - CLIP);
  }

  override gradient({ output, targets, kernels }: LossPass, dinputs: FloatTensor): void {
    const C = output.shape.at(-1)!;
    const R = output.size / C;
    if (isLabels(targets)) kernels.crossEntropyGradient(output.data, targets.data, dinputs.data, R, C);
    else kernels.crossEntropyRowsGradient(output.data, targets.data, dinputs.data, R, C);
  }

  override lossShape(output: Shape): Shape {
    return output.slice(0, -1);
  }

  override prepare(targets: ArrayLike, output: Shape, where: string = this.kind): Targets {
    if (output.length < 2) throw new ShapeError(where, 'confidences [N, C]', formatShape(output));
    return classTargets(where, targets, output);
  }
}

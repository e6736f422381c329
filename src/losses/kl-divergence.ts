import type { FloatArray } from '../tensor/dtype.ts';
import { log } from '../tensor/kernels/float64.ts';
import { CLIP } from './categorical-crossentropy.ts';
import { RowLoss } from './row-loss.ts';

/**
 * How far confidences are from a distribution that is wanted: cross-entropy less what is inevitable, 0 where the two are equal.
 *
 *     p        = clip(output, 1e-7, 1)
 *     losses_n = Σ_c targets * log(targets / p)          0 where targets are 0
 *     dinputs  = -targets / p / N
 *
 * Targets are labels [N, ...] or rows of shares [N, ..., C]. Keras clips the targets too, PyTorch's `KLDivLoss` takes log p.
 *
 * @throws ValueError and ShapeError for targets as CategoricalCrossentropy
 * @see Kullback and Leibler 1951
 *
 * @example
 * import { KLDivergence } from 'nnfs';
 * console.log(new KLDivergence().forward([[0.5, 0.5], [0.25, 0.75]], [[0.5, 0.5], [0.5, 0.5]]));
 * // [0.         0.14384104]
 */
export class KLDivergence extends RowLoss {
  static override readonly kind: string = 'KLDivergence';

  protected override row(output: FloatArray, start: number, targets: Float64Array): number {
    let loss = 0;
    targets.forEach((t, c) => {
      if (t > 0) loss += t * (log(t) - log(clip(output[start + c]!)));
    });
    return loss;
  }

  protected override slopes(output: FloatArray, start: number, targets: Float64Array, slopes: Float64Array): void {
    targets.forEach((t, c) => (slopes[c] = -t / clip(output[start + c]!)));
  }
}

function clip(p: number): number {
  return p < CLIP ? CLIP : p > 1 ? 1 : p;
}

import { ShapeError } from '../errors.ts';
import type { FloatArray } from '../tensor/dtype.ts';
import { formatShape, type Shape } from '../tensor/shape.ts';
import { Dropout } from './dropout.ts';
import type { BackwardPass, ForwardPass, LayerPlan, PassMode, TensorType } from './pass.ts';

/**
 * Switches off whole channels in each training pass: neighbours in a picture tell nearly the same, so that a pixel that is dropped alone
 * is not missed. What remains is scaled up as in Dropout. Outside training everything passes unchanged.
 *
 *     mask    = binomial(1, 1 - rate) / (1 - rate)          [N, C]
 *     output  = inputs * mask[n, c]                         [N, ..., C]
 *     dinputs = dvalues * mask[n, c]
 *
 * Inputs [N, T, C], [N, H, W, C] or of more axes; the channels of each sample are drawn apart. Types are those of Dropout.
 *
 * @throws ValueError unless 0 <= rate < 1; ShapeError for inputs without an axis between samples and channels
 * @see Tompson et al. 2015
 *
 * @example
 * import { RandomState, SpatialDropout } from 'nnfs';
 * const dropout = new SpatialDropout(0.5, { random: new RandomState(1) });
 * console.log(dropout.forward([[[1, 2], [3, 4], [5, 6]]], { training: true }));
 * // [[[ 0.  4.]
 * //   [ 0.  8.]
 * //   [ 0. 12.]]]
 */
export class SpatialDropout extends Dropout {
  static override readonly kind: string = 'SpatialDropout';

  override get takesWhole(): boolean {
    return true;
  }

  override plan(inputs: TensorType, mode: PassMode): LayerPlan {
    const { shape } = inputs;
    if (shape.length < 3) {
      throw new ShapeError(this.toString(), 'inputs [N, ..., C] of 3 axes or more', formatShape(shape));
    }
    const { output, keep } = super.plan(inputs, mode);
    return keep ? { output, keep: { mask: { ...output, shape: [shape[0]!, shape.at(-1)!] } } } : { output };
  }

  override compute({ inputs, output, kept: { mask }, kernels }: ForwardPass): void {
    if (mask === undefined) {
      output.data.set(inputs.data);
      return;
    }
    this.random.fillMask(mask.data, 1 - this.rate, kernels);
    multiplyChannels(inputs.data, mask.data, output.data, mask.shape);
  }

  override gradient({ dvalues, dinputs, kept: { mask } }: BackwardPass): void {
    if (mask === undefined) dinputs.data.set(dvalues.data);
    else multiplyChannels(dvalues.data, mask.data, dinputs.data, mask.shape);
  }
}

/** output[N, ..., C] = x[N, ..., C] * mask[N, C] */
function multiplyChannels(x: FloatArray, mask: FloatArray, output: FloatArray, [N, C]: Shape): void {
  const size = x.length / N!;
  for (let n = 0; n < N!; n++) {
    for (let i = n * size; i < (n + 1) * size; i += C!) {
      for (let c = 0; c < C!; c++) output[i + c] = x[i + c]! * mask[n * C! + c]!;
    }
  }
}

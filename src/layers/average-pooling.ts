import { WINDOWS } from '../tensor/kernels/windows/index.ts';
import type { BackwardPass, ForwardPass } from './pass.ts';
import { POOLING_1D, POOLING_2D, Pooling, type PoolingOptions } from './pooling.ts';
import type { Pair } from './window-options.ts';

/**
 * The mean of each window and channel, over the pixels that lie on the image.
 *
 *     output  = (Σ of the window) / count       summed in the order of the window
 *     dinputs = Σ (dvalues / count) of the windows that it lies in, window after window
 */
abstract class AveragePooling<Size extends Pair> extends Pooling<Size> {
  override compute({ inputs, output, kernels }: ForwardPass): void {
    kernels.family(WINDOWS).averagePool(inputs.data, output.data, inputs.shape[0]!, this.windowsOf(inputs.shape));
  }

  override gradient({ inputs, dvalues, dinputs, kernels }: BackwardPass): void {
    kernels
      .family(WINDOWS)
      .averagePoolGradient(dvalues.data, dinputs.data, inputs.shape[0]!, this.windowsOf(inputs.shape));
  }
}

/**
 * The mean of each window of an image, channel by channel; what padding adds is not counted.
 *
 *     output  = (Σ of the window) / count
 *     dinputs = Σ (dvalues / count) of the windows that it lies in
 *
 * Inputs [N, H, W, C], output [N, OH, OW, C], OH = floor((H - poolSize) / strides) + 1 where nothing is added around.
 *
 * @throws ValueError for a size that is no whole number, 1 or more; ShapeError for inputs that are not [N, H, W, C], or too small
 *
 * @example
 * import { AveragePooling2D } from 'nnfs';
 * console.log(new AveragePooling2D(2).forward([[[[1], [5], [2]], [[4], [2], [9]]]]));
 * // [[[[3.]]]]
 */
export class AveragePooling2D extends AveragePooling<Pair> {
  static override readonly kind: string = 'AveragePooling2D';
  static override readonly options = POOLING_2D;
  protected override readonly rank = 4;

  constructor(poolSize?: Pair, options?: PoolingOptions) {
    super(AveragePooling2D.options, poolSize, options);
  }
}

/**
 * The same along a sequence. Inputs [N, T, C], output [N, OT, C].
 *
 *     output  = (Σ of the window) / count
 *     dinputs = Σ (dvalues / count) of the windows that it lies in
 *
 * @throws ValueError for a size that is no whole number, 1 or more; ShapeError for inputs that are not [N, T, C], or too short
 *
 * @example
 * import { AveragePooling1D } from 'nnfs';
 * console.log(new AveragePooling1D(2, { padding: 'same' }).forward([[[1], [5], [2]]]));
 * // [[[3.]
 * //   [2.]]]
 */
export class AveragePooling1D extends AveragePooling<number> {
  static override readonly kind: string = 'AveragePooling1D';
  static override readonly options = POOLING_1D;
  protected override readonly rank = 3;

  constructor(poolSize?: number, options?: PoolingOptions<number>) {
    super(AveragePooling1D.options, poolSize, options);
  }
}

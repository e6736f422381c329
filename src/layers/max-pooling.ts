import { WINDOWS } from '../tensor/kernels/windows/index.ts';
import type { BackwardPass, ForwardPass } from './pass.ts';
import { POOLING_1D, POOLING_2D, Pooling, type PoolingOptions } from './pooling.ts';
import type { Pair } from './window-options.ts';

/**
 * The largest number of each window and channel; its slope goes to that number alone, the first of equals in the order of the window.
 *
 *     output  = max of the window
 *     dinputs = Σ dvalues of the windows whose largest it is, window after window
 */
abstract class MaxPooling<Size extends Pair> extends Pooling<Size> {
  override compute({ inputs, output, kernels }: ForwardPass): void {
    kernels.family(WINDOWS).maxPool(inputs.data, output.data, inputs.shape[0]!, this.windowsOf(inputs.shape));
  }

  override gradient({ inputs, output, dvalues, dinputs, kernels }: BackwardPass): void {
    const table = kernels.family(WINDOWS);
    const windows = this.windowsOf(inputs.shape);
    table.maxPoolGradient(inputs.data, output.data, dvalues.data, dinputs.data, inputs.shape[0]!, windows);
  }
}

/**
 * The largest number of each window of an image, channel by channel: where a filter answers most, less exactly where.
 *
 *     output  = max of the window
 *     dinputs = Σ dvalues of the windows whose largest it is
 *
 * Inputs [N, H, W, C], output [N, OH, OW, C], OH = floor((H - poolSize) / strides) + 1 where nothing is added around.
 *
 * @throws ValueError for a size that is no whole number, 1 or more; ShapeError for inputs that are not [N, H, W, C], or too small
 *
 * @example
 * import { MaxPooling2D } from 'nnfs';
 * console.log(new MaxPooling2D(2).forward([[[[1], [5], [2]], [[4], [3], [9]]]]));
 * // [[[[5.]]]]
 */
export class MaxPooling2D extends MaxPooling<Pair> {
  static override readonly kind: string = 'MaxPooling2D';
  static override readonly options = POOLING_2D;
  protected override readonly rank = 4;

  constructor(poolSize?: Pair, options?: PoolingOptions) {
    super(MaxPooling2D.options, poolSize, options);
  }
}

/**
 * The same along a sequence. Inputs [N, T, C], output [N, OT, C].
 *
 *     output  = max of the window
 *     dinputs = Σ dvalues of the windows whose largest it is
 *
 * @throws ValueError for a size that is no whole number, 1 or more; ShapeError for inputs that are not [N, T, C], or too short
 *
 * @example
 * import { MaxPooling1D } from 'nnfs';
 * console.log(new MaxPooling1D(2, { strides: 1 }).forward([[[1], [5], [2]]]));
 * // [[[5.]
 * //   [5.]]]
 */
export class MaxPooling1D extends MaxPooling<number> {
  static override readonly kind: string = 'MaxPooling1D';
  static override readonly options = POOLING_1D;
  protected override readonly rank = 3;

  constructor(poolSize?: number, options?: PoolingOptions<number>) {
    super(MaxPooling1D.options, poolSize, options);
  }
}

import { argument, join, readOptions, size } from '../options.ts';
import type { Shape } from '../tensor/shape.ts';
import { callText } from './call-text.ts';
import { Convolution } from './convolution.ts';
import { glorotUniform, startOf } from './initializers.ts';
import { WEIGHTED, type WeightedOptions } from './weighted.ts';
import { padding2D, pair, pairOf, remembering, windowsOver, type Padding2D, type Pair } from './window-options.ts';

export interface Conv2DOptions extends WeightedOptions {
  /** How many pixels from one window to the next. @default 1 */
  readonly strides?: Pair;
  /** What is added around the image. @default 'valid' */
  readonly padding?: Padding2D;
  /** How many pixels apart the numbers of a window lie. @default 1 */
  readonly dilation?: Pair;
}

/**
 * Looks at an image through a window that slides over it: each filter is a weighted sum of the window, plus a bias, at every place.
 *
 *     output[n, y, x, o] = Σ_ky Σ_kx Σ_c inputs[n, y·s - top + ky·d, x·s - left + kx·d, c] · weights[ky, kx, c, o] + biases[o]
 *     OH = floor((H + top + below - (kh - 1)·d - 1) / s) + 1
 *
 * Inputs [N, H, W, channels], weights [kh, kw, channels, filters], output [N, OH, OW, filters]. With padding 'same' and strides of 1 the
 * output has the size of the image; an odd zero lies below and on the right. A convolution is Dense on windows; `Convolution` has the
 * gradients and the order of every sum.
 *
 * @throws ValueError for sizes that are not whole numbers, 1 or more; ShapeError for inputs that are not [N, H, W, channels], or too small
 * @see LeCun et al. 1998
 *
 * @example
 * import { Conv2D } from 'nnfs';
 * const conv = new Conv2D(1, 1, 2);
 * conv.weights = [[[[1]], [[0]]], [[[0]], [[1]]]]; // the upper left and the lower right of each window
 * console.log(conv.forward([[[[1], [2]], [[3], [4]], [[5], [6]]]]));
 * // [[[[5.]]
 * //
 * //   [[9.]]]]
 */
export class Conv2D extends Convolution {
  static override readonly kind: string = 'Conv2D';
  static override readonly options = /* @__PURE__ */ join(
    { channels: size, filters: size, kernelSize: /* @__PURE__ */ argument(/* @__PURE__ */ pair(NaN)) },
    /* @__PURE__ */ join(WEIGHTED, {
      initializer: /* @__PURE__ */ startOf('weights', glorotUniform),
      strides: /* @__PURE__ */ pair(1),
      padding: padding2D,
      dilation: /* @__PURE__ */ pair(1),
    }),
  );
  declare readonly kernelSize: Pair;
  declare readonly strides: Pair;
  declare readonly padding: Padding2D;
  declare readonly dilation: Pair;
  protected override readonly rank = 4;

  constructor(channels: number, filters: number, kernelSize: Pair, options: Conv2DOptions = {}) {
    const read = readOptions('Conv2D', [channels, filters, kernelSize, options], Conv2D.options);
    super([...pairOf(read.kernelSize), channels, filters], read);
  }

  protected override get taken(): string {
    return `[N, H, W, ${this.channels}]`;
  }

  protected override readonly windowsOf = remembering((shape: Shape) => {
    const [size, stride, dilation] = [this.kernelSize, this.strides, this.dilation].map(pairOf);
    const [vertical, horizontal] = [0, 1].map((axis) => ({
      size: size![axis]!,
      stride: stride![axis]!,
      dilation: dilation![axis]!,
      padding: typeof this.padding === 'object' ? this.padding[axis]! : this.padding,
    }));
    return windowsOver(this.toString(), shape, vertical!, horizontal!);
  });

  override toString(): string {
    const { channels, filters, kernelSize, strides, padding, dilation } = this;
    const options = { strides: [strides, 1], padding: [padding, 'valid'], dilation: [dilation, 1] } as const;
    return callText(this.kind, [channels, filters, kernelSize], options);
  }
}

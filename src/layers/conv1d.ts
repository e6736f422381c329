import { count, join, readOptions, size } from '../options.ts';
import type { Shape } from '../tensor/shape.ts';
import { callText } from './call-text.ts';
import { Convolution } from './convolution.ts';
import { glorotUniform, startOf } from './initializers.ts';
import { WEIGHTED, type WeightedOptions } from './weighted.ts';
import { NO_AXIS, padding1D, remembering, windowsOver, type Padding1D } from './window-options.ts';

export interface Conv1DOptions extends WeightedOptions {
  /** How many steps from one window to the next. @default 1 */
  readonly strides?: number;
  /** What is added around the sequence. @default 'valid' */
  readonly padding?: Padding1D;
  /** How many steps apart the numbers of a window lie. @default 1 */
  readonly dilation?: number;
}

/**
 * Looks at a sequence through a window that slides along it: each filter is a weighted sum of the window, plus a bias, at every step.
 *
 *     output[n, t, o] = Σ_k Σ_c inputs[n, t·s - before + k·d, c] · weights[k, c, o] + biases[o]
 *     OT = floor((T + before + after - (kernelSize - 1)·d - 1) / s) + 1
 *
 * Inputs [N, T, channels], weights [kernelSize, channels, filters], output [N, OT, filters]. With padding 'causal' an output sees its own
 * step and those before. `Convolution` has the gradients.
 *
 * @throws ValueError for sizes that are not whole numbers, 1 or more; ShapeError for inputs that are not [N, T, channels], or too short
 *
 * @example
 * import { Conv1D } from 'nnfs';
 * const conv = new Conv1D(1, 1, 2, { padding: 'causal' });
 * conv.weights = [[[-1]], [[1]]]; // the step up from the number before
 * console.log(conv.forward([[[1], [3], [6], [6]]]));
 * // [[[1.]
 * //   [2.]
 * //   [3.]
 * //   [0.]]]
 */
export class Conv1D extends Convolution {
  static override readonly kind: string = 'Conv1D';
  static override readonly options = /* @__PURE__ */ join(
    { channels: size, filters: size, kernelSize: size },
    /* @__PURE__ */ join(WEIGHTED, {
      initializer: /* @__PURE__ */ startOf('weights', glorotUniform),
      strides: /* @__PURE__ */ count(1),
      padding: padding1D,
      dilation: /* @__PURE__ */ count(1),
    }),
  );
  declare readonly kernelSize: number;
  declare readonly strides: number;
  declare readonly padding: Padding1D;
  declare readonly dilation: number;
  protected override readonly rank = 3;

  constructor(channels: number, filters: number, kernelSize: number, options: Conv1DOptions = {}) {
    const read = readOptions('Conv1D', [channels, filters, kernelSize, options], Conv1D.options);
    super([kernelSize, channels, filters], read);
  }

  protected override get taken(): string {
    return `[N, T, ${this.channels}]`;
  }

  protected override readonly windowsOf = remembering((shape: Shape) => {
    const { kernelSize: size, strides: stride, dilation, padding } = this;
    return windowsOver(this.toString(), shape, NO_AXIS, { size, stride, dilation, padding });
  });

  override toString(): string {
    const { channels, filters, kernelSize, strides, padding, dilation } = this;
    const options = { strides: [strides, 1], padding: [padding, 'valid'], dilation: [dilation, 1] } as const;
    return callText(this.kind, [channels, filters, kernelSize], options);
  }
}

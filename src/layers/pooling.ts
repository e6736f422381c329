import { ShapeError } from '../errors.ts';
import { argument, choice, count, optional, readOptions, type OptionRule } from '../options.ts';
import type { Windows } from '../tensor/kernels/windows/index.ts';
import { formatShape, type Shape } from '../tensor/shape.ts';
import { callText } from './call-text.ts';
import { Layer } from './layer.ts';
import type { LayerPlan, TensorType } from './pass.ts';
import { NO_AXIS, pair, pairOf, remembering, windowsOver, type Axis, type Pair } from './window-options.ts';

/** What is added around: nothing, or what it takes to have ⌈size / strides⌉ windows. It is no pixel, and no pooling looks at it. */
export type PoolPadding = 'valid' | 'same';

export interface PoolingOptions<Size = Pair> {
  /** How far from one window to the next. @default the window's size */
  readonly strides?: Size;
  /** What is added around the image. @default 'valid' */
  readonly padding?: PoolPadding;
}

const padding = /* @__PURE__ */ choice<PoolPadding>(['valid', 'same'], 'valid');

/** The options of layers that pool images. */
export const POOLING_2D = {
  poolSize: /* @__PURE__ */ argument(/* @__PURE__ */ pair(2)),
  strides: /* @__PURE__ */ optional(/* @__PURE__ */ pair(1)),
  padding,
};

/** Of layers that pool sequences. */
export const POOLING_1D = {
  poolSize: /* @__PURE__ */ argument(/* @__PURE__ */ count(2)),
  strides: /* @__PURE__ */ optional(/* @__PURE__ */ count(1)),
  padding,
};

interface Rules<Size> {
  readonly poolSize: OptionRule<Size>;
  readonly strides: OptionRule<Size | undefined>;
  readonly padding: OptionRule<PoolPadding>;
}

/** What pools images [N, H, W, C], or sequences [N, T, C], window by window. */
export abstract class Pooling<Size extends Pair> extends Layer {
  readonly poolSize: Size;
  readonly strides: Size | undefined;
  readonly padding: PoolPadding;

  protected constructor(rules: Rules<Size>, poolSize: Size | undefined, options: PoolingOptions<Size> | undefined) {
    super();
    const read = readOptions(this.kind, [poolSize, options], { ...rules });
    this.poolSize = read.poolSize;
    this.strides = read.strides;
    this.padding = read.padding;
  }

  /** The axes of an input; of images four. */
  protected abstract readonly rank: 3 | 4;

  protected readonly windowsOf = remembering((shape: Shape): Windows => {
    const [sizes, strides] = [pairOf(this.poolSize), pairOf(this.strides ?? this.poolSize)];
    const [vertical, horizontal] = [0, 1].map((axis): Axis => ({
      size: sizes[axis]!,
      stride: strides[axis]!,
      dilation: 1,
      padding: this.padding,
    }));
    return windowsOver(this.toString(), shape, this.rank === 4 ? vertical! : NO_AXIS, horizontal!);
  });

  override get takesWhole(): boolean {
    return true;
  }

  override plan({ shape, dtype }: TensorType): LayerPlan {
    const { rank } = this;
    if (shape.length !== rank) {
      const taken = rank === 4 ? '[N, H, W, C]' : '[N, T, C]';
      throw new ShapeError(this.toString(), `inputs ${taken}`, formatShape(shape));
    }
    const { OH, OW, C } = this.windowsOf(shape);
    return { output: { shape: [shape[0]!, ...(rank === 4 ? [OH] : []), OW, C], dtype } };
  }

  override toString(): string {
    const { kind, poolSize, strides = poolSize, padding } = this;
    return callText(kind, [poolSize], { strides: [strides, poolSize], padding: [padding, 'valid'] });
  }
}

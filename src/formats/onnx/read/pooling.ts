/** Pooling, window by window and over all pixels. */
import type { AveragePooling1D, AveragePooling2D } from '../../../layers/average-pooling.ts';
import { GlobalAveragePooling1D, GlobalAveragePooling2D, GlobalMaxPooling2D } from '../../../layers/global-pooling.ts';
import type { Layer } from '../../../layers/layer.ts';
import type { MaxPooling1D, MaxPooling2D } from '../../../layers/max-pooling.ts';
import type { Builder, Read } from './builder.ts';
import type { Step } from './steps.ts';
import { asPair, marginsOf } from './weighted.ts';

export const pool =
  (In2D: typeof MaxPooling2D | typeof AveragePooling2D, In1D: typeof MaxPooling1D | typeof AveragePooling1D): Read =>
  (builder, step) => {
    const { node } = step;
    const size = node.ints('kernel_shape') ?? [];
    if (size.length !== 1 && size.length !== 2)
      throw node.unfit('windows over images or sequences', `${size.length} axes`);
    builder.needChannelsFirst(step, size.length + 2);
    const strides = node.ints('strides') ?? size.map(() => 1);
    const padding = paddingOf(builder, step, size, strides);
    if (size.length === 2) builder.add(new In2D(asPair(size), { padding, strides: asPair(strides) }));
    else builder.add(new In1D(size[0], { padding, strides: strides[0]! }));
    return undefined;
  };

/** @throws FormatError for margins, dilations and last windows that the layers do not have */
function paddingOf(
  builder: Builder,
  step: Step,
  size: readonly number[],
  strides: readonly number[],
): 'valid' | 'same' {
  const { node } = step;
  const margins = marginsOf(step, size);
  const lengths = builder.lengths.slice(0, -1);
  const evenly = lengths.every((length, i) => length !== undefined && 0 === (length - size[i]!) % strides[i]!);
  if (node.ints('dilations')?.some((each) => each !== 1)) throw node.unfit('dilations of 1', 'others');
  if (node.int('ceil_mode', 0) !== 0 && !evenly) throw node.unfit('whole windows', 'ceil_mode');
  if (margins === 'valid' || margins === 'same') return margins;
  if (node.int('count_include_pad', 0) !== 0) throw node.unfit('means of pixels', 'count_include_pad');
  const isSame = margins.every(([before, behind], i) => {
    const [length, stride] = [lengths[i], strides[i]!];
    if (length === undefined && stride > 1) return false;
    const all = Math.max(0, (Math.ceil((length ?? 1) / stride) - 1) * stride + size[i]! - (length ?? 1));
    return before === Math.floor(all / 2) && behind === Math.ceil(all / 2);
  });
  if (!isSame) throw node.unfit("no pads, or those of 'same'", `pads [${node.ints('pads')!.join(', ')}]`);
  return 'same';
}

const AVERAGE: Readonly<Record<number, (() => Layer) | undefined>> = {
  3: () => new GlobalAveragePooling1D(),
  4: () => new GlobalAveragePooling2D(),
};
const LARGEST: Readonly<Record<number, (() => Layer) | undefined>> = { 4: () => new GlobalMaxPooling2D() };

/** One number of each channel; the axes of the pixels stay, with a length of 1. */
const global =
  (layers: typeof AVERAGE): Read =>
  (builder, step) => {
    builder.needChannelsFirst(step, builder.order.length);
    overPixels(builder, step, layers, true);
    return undefined;
  };

/** The same as a mean or a largest number along some axes, which are those of the pixels or no layer. */
const reduce =
  (layers: typeof AVERAGE): Read =>
  (builder, step) => {
    const { node } = step;
    const axes = builder.graph.integers(node, 'axes', 1) ?? [];
    const ours = axes.map((axis) => builder.axis(axis)).sort();
    const pixels = Array.from({ length: Math.max(0, builder.rank - 2) }, (_, i) => i + 1);
    if (ours.join() !== pixels.join()) throw node.unfit('the axes of the pixels', `axes [${axes.join(', ')}]`);
    overPixels(builder, step, layers, node.int('keepdims', 1) !== 0);
    return undefined;
  };

function overPixels(builder: Builder, { node }: Step, layers: typeof AVERAGE, kept: boolean): void {
  const make = layers[builder.rank];
  if (make === undefined) throw node.unfit('images or sequences', `${builder.rank} axes`);
  const last = builder.rank - 1;
  const order = builder.order.map((axis) => (axis === last ? 1 : axis === 0 ? 0 : undefined));
  builder.add(make());
  builder.order = kept ? order : order.filter((axis) => axis !== undefined);
}

export const globalAveragePool = /* @__PURE__ */ global(AVERAGE);
export const globalMaxPool = /* @__PURE__ */ global(LARGEST);
export const reduceMean = /* @__PURE__ */ reduce(AVERAGE);
export const reduceMax = /* @__PURE__ */ reduce(LARGEST);

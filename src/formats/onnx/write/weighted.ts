/** Layers that multiply: Dense and convolutions. */
import { ValueError } from '../../../errors.ts';
import type { Conv1D } from '../../../layers/conv1d.ts';
import type { Conv2D } from '../../../layers/conv2d.ts';
import type { Dense } from '../../../layers/dense.ts';
import { pairOf, type Padding1D, type Pair } from '../../../layers/window-options.ts';
import { isArray, type Shape } from '../../../tensor/shape.ts';
import type { AttributeValue, Write } from '../graph-writer.ts';

/** Gemm on rows; on more axes MatMul, which takes any number of them. */
export const dense: Write<Dense> = (graph, given, layer) => {
  const x = graph.channelsLast(given);
  const weights = graph.floats('weights', layer.weights.shape, layer.weights.data);
  const biases = layer.useBias ? [graph.floats('biases', [layer.nNeurons], layer.biases.data)] : [];
  if (x.rank === 2 && layer.useBias) return { ...x, name: graph.node('Gemm', [x.name, weights, ...biases]) };
  const product = graph.node('MatMul', [x.name, weights]);
  return { ...x, name: layer.useBias ? graph.node('Add', [product, ...biases]) : product };
};

export const conv2d: Write<Conv2D> = (graph, given, layer) => {
  const { kernelSize, strides, dilation, padding } = layer;
  const [size, stride, apart] = [kernelSize, strides, dilation].map(pairOf) as [Pairs, Pairs, Pairs];
  const paddings = isArray(padding) ? padding : ([padding, padding] as const);
  const axes = [0, 1].map((axis): Axis => ({
    size: size[axis]!,
    stride: stride[axis]!,
    dilation: apart[axis]!,
    padding: paddings[axis]!,
  }));
  return convolution(graph, given, layer, axes);
};

export const conv1d: Write<Conv1D> = (graph, given, layer) => {
  const { kernelSize: size, strides: stride, dilation, padding } = layer;
  return convolution(graph, given, layer, [{ size, stride, dilation, padding }]);
};

type Pairs = Extract<Pair, readonly number[]>;

/** Windows along one axis. */
export interface Axis {
  readonly size: number;
  readonly stride: number;
  readonly dilation: number;
  readonly padding: Padding1D;
}

/** Weights [...kernel, channels, filters] become [filters, channels, ...kernel]. */
const convolution = (...[graph, given, layer, axes]: [...Parameters<Write<Conv2D | Conv1D>>, readonly Axis[]]) => {
  const x = graph.channelsFirst(given);
  const { weights, useBias, filters } = layer;
  const { rank } = weights;
  const turned = weights.transpose([rank - 1, rank - 2, ...Array(rank - 2).keys()]);
  const inputs = [x.name, graph.floats('weights', turned.shape, turned.data)];
  if (useBias) inputs.push(graph.floats('biases', [filters], layer.biases.data));
  const dilations = axes.map(({ dilation }) => dilation);
  return { ...x, name: graph.node('Conv', inputs, { ...windows(axes, x.shape), dilations }) };
};

/**
 * How windows lie, as attributes.
 *
 * @param sample the lengths of what they lie on, where they are known: what 'same' adds depends on them for strides of more than 1
 * @throws ValueError where they would have to be
 */
export function windows(axes: readonly Axis[], sample: Shape | undefined): Readonly<Record<string, AttributeValue>> {
  const shape = { kernel_shape: axes.map(({ size }) => size), strides: axes.map(({ stride }) => stride) };
  const open = sample === undefined && axes.some(({ padding, stride }) => padding === 'same' && stride > 1);
  if (open && axes.some(({ dilation }) => dilation > 1)) {
    const expected = "a known shape for padding 'same' with strides and a dilation";
    throw new ValueError('toOnnx', expected, 'none', 'Tell it: { inputShape: [28, 28, 1] }.');
  }
  if (open) return { ...shape, auto_pad: 'SAME_UPPER' };
  const margins = axes.map((axis, i) => marginOf(axis, sample?.[i]));
  if (margins.every(([before, after]) => before === 0 && after === 0)) return shape;
  return { ...shape, pads: [...margins.map(([before]) => before), ...margins.map(([, after]) => after)] };
}

/** Zeros before and behind an axis. */
function marginOf({ padding, size, stride, dilation }: Axis, length = 1): readonly [before: number, after: number] {
  const reach = (size - 1) * dilation + 1;
  if (padding === 'causal') return [reach - 1, 0];
  if (padding === 'valid') return [0, 0];
  if (padding !== 'same') return typeof padding === 'number' ? [padding, padding] : padding;
  const more = Math.max(0, (Math.ceil(length / stride) - 1) * stride + reach - length);
  return [Math.floor(more / 2), Math.ceil(more / 2)];
}

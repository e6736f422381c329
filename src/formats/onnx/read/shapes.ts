/** What gives a tensor another shape, or its axes another order. */
import { Flatten } from '../../../layers/flatten.ts';
import { Reshape } from '../../../layers/reshape.ts';
import { sizeOf, type Shape } from '../../../tensor/shape.ts';
import type { Graph } from './graph.ts';
import { channelsFirst, type Builder, type Read } from './builder.ts';
import type { Step } from './steps.ts';

/** Axes in another order cost nothing here: they are kept in mind. */
export const transpose: Read = (builder, { node }) => {
  const { order } = builder;
  const perm = node.ints('perm') ?? [...order.keys()].reverse();
  if ([...perm].sort((a, b) => a - b).join() !== [...order.keys()].join())
    throw node.unfit('each axis once', perm.join(', '));
  builder.order = perm.map((axis) => order[axis]);
  return undefined;
};

export const flatten: Read = (builder, step) => {
  const axis = step.node.int('axis', 1);
  if (axis !== 1) throw step.node.unfit('axis 1', String(axis));
  toRows(builder, step);
  return undefined;
};

/** Makes a row of each sample. */
function toRows(builder: Builder, { node }: Step): void {
  const axes = builder.order.filter((axis) => axis !== undefined);
  builder.order = [0, 1];
  if (builder.rank === 2) return;
  const isLast = axes.every((axis, i) => axis === i);
  const isFirst = axes.join() === channelsFirst(builder.rank).join();
  if (!isLast && !isFirst) throw node.unfit('axes in order', 'another order');
  const { lengths } = builder;
  builder.add(new Flatten());
  if (isLast) return;
  if (!lengths.every((length) => length !== undefined)) {
    throw node.unfit('images of a known size', 'any', 'Export the model for images of one size.');
  }
  builder.flat = { channels: lengths.at(-1)!, pixels: sizeOf(lengths.slice(0, -1)) };
}

export const reshape: Read = (builder, step) => {
  const { node } = step;
  const wanted = targetOf(builder.graph, node.inputs[1] ?? '') ?? node.ints('shape');
  if (wanted === undefined) throw node.unfit('a constant shape', 'one that is worked out');
  const [first, ...rest] = wanted;
  const batch = builder.graph.inputs.find(({ lengths }) => lengths)?.lengths?.[0];
  const keepsSamples = first === 0 || (first === -1 && !rest.includes(-1)) || (first === batch && first !== undefined);
  if (!keepsSamples || rest.length === 0) throw node.unfit('samples as they are', `shape [${wanted.join(', ')}]`);
  const known = builder.lengths.every((length) => length !== undefined);
  const size = known ? sizeOf(builder.lengths as Shape) : undefined;
  const lengths = rest.map((length, i) => (length === 0 ? builder.lengths[builder.axis(i + 1)! - 1] : length));
  const open = lengths.indexOf(-1);
  if (open >= 0) lengths[open] = size === undefined ? undefined : size / -sizeOf(lengths.map((length) => length ?? 1));
  if (lengths.length === 1 || (builder.rank === 2 && lengths.slice(1).every((length) => length === 1))) {
    toRows(builder, step);
    builder.order = [0, 1, ...lengths.slice(1).map(() => undefined)];
    return undefined;
  }
  const inOrder = builder.order.every((axis, i) => axis === i) && builder.flat === undefined;
  if (!inOrder) throw node.unfit('axes in order', 'another order');
  if (!lengths.every((length) => Number.isSafeInteger(length) && length! > 0)) throw node.unfit('known lengths', lengths.join(', ')); // prettier-ignore
  builder.add(new Reshape(lengths as Shape));
  builder.order = [0, ...lengths.map((_, i) => i + 1)];
  return undefined;
};

/** The shape that a constant gives, or a list that begins with the number of samples, as exporters work it out: 0 stands for that. */
function targetOf(graph: Graph, name: string): readonly number[] | undefined {
  const constant = graph.constant(name);
  if (constant !== undefined) return Array.from(constant.values);
  const parts = graph.from(name, 'Concat')?.inputs ?? [name];
  const lengths = parts.map((part, i) => {
    const number = graph.constant(part)?.values;
    if (number !== undefined) return Array.from(number);
    return i === 0 && isSamples(graph, part) ? [0] : undefined;
  });
  return lengths.every((length) => length !== undefined) ? lengths.flat() : undefined;
}

/** Whether a tensor is the number of samples: the first of the lengths of something. */
function isSamples(graph: Graph, name: string): boolean {
  let at = name;
  for (const op of ['Cast', 'Unsqueeze', 'Cast', 'Squeeze']) at = graph.from(at, op)?.inputs[0] ?? at;
  const gather = graph.from(at, 'Gather');
  if (gather && graph.number(gather.inputs[1] ?? '') === 0) return graph.from(gather.inputs[0]!, 'Shape') !== undefined;
  const slice = graph.from(at, 'Slice');
  const [start] = (slice && graph.integers(slice, 'starts', 1)) ?? [];
  const [end] = (slice && graph.integers(slice, 'ends', 2)) ?? [];
  if (start !== 0 || end !== 1) return false;
  const shape = graph.from(slice!.inputs[0]!, 'Cast')?.inputs[0] ?? slice!.inputs[0]!;
  return graph.from(shape, 'Shape') !== undefined;
}

/** Takes away axes of length 1 that ours lacks. */
export const squeeze: Read = (builder, { node }) => {
  const axes = builder.graph.integers(node, 'axes', 1);
  const { order } = builder;
  const gone = axes?.map((axis) => (axis < 0 ? axis + order.length : axis)) ?? order.flatMap((axis, i) => (axis === undefined ? [i] : [])); // prettier-ignore
  if (gone.some((axis) => axis >= order.length || order[axis] !== undefined)) throw node.unfit('axes left by pooling', `axes [${gone.join(', ')}]`); // prettier-ignore
  builder.order = order.filter((_, i) => !gone.includes(i));
  return undefined;
};

/** PyTorch pads by nothing before it takes means of windows. */
export const pad: Read = (builder, { node }) => {
  const pads = builder.graph.integers(node, 'pads', 1);
  if (pads?.every((each) => each === 0) !== true) throw node.unfit('pads of 0', `[${pads?.join(', ') ?? 'unknown'}]`);
  return undefined;
};

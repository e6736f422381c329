/** Products with weights: Dense and convolutions, with the biases that come as a sum behind them. */
import { Conv1D, type Conv1DOptions } from '../../../layers/conv1d.ts';
import { Conv2D, type Conv2DOptions } from '../../../layers/conv2d.ts';
import { Dense } from '../../../layers/dense.ts';
import type { Margin, Pair } from '../../../layers/window-options.ts';
import { Tensor } from '../../../tensor/tensor.ts';
import type { Builder, Read } from './builder.ts';
import type { Step } from './steps.ts';

/** x · B + C, each as it is or turned over, and times a number. */
export const gemm: Read = (builder, step) => {
  const { node, constants, place } = step;
  const [, B, C] = constants;
  if (place !== 0 || B?.shape.length !== 2 || node.int('transA', 0) !== 0) {
    throw node.unfit('constant weights [I, O]', 'another product');
  }
  const turned = node.int('transB', 0) !== 0;
  const [I, O] = turned ? [B.shape[1]!, B.shape[0]!] : (B.shape as [number, number]);
  const [alpha, beta] = [node.float('alpha', 1), node.float('beta', 1)];
  const weights = weightsOf(builder, I, O, (i, o) => alpha * B.values[turned ? o * I + i : i * O + o]!);
  const biases = C && biasesOf(O, C.values, beta);
  if (C && biases === undefined) throw node.unfit(`biases [${O}]`, `[${C.shape.join(', ')}]`);
  addDense(builder, step, weights, biases);
  return undefined;
};

export const matMul: Read = (builder, step, [next]) => {
  const { node, constants, place } = step;
  const B = constants[1];
  if (place !== 0 || B?.shape.length !== 2) throw node.unfit('constant weights [I, O]', 'another product');
  const [I, O] = B.shape as [number, number];
  const C = next?.op === 'Add' ? next.constants[1 - next.place] : undefined;
  const biases = C && (C.shape.at(-1) === O || O === 1) ? biasesOf(O, C.values, 1) : undefined;
  const weights = weightsOf(builder, I, O, (i, o) => B.values[i * O + o]!);
  addDense(builder, step, weights, biases);
  return biases && 1;
};

/** Weights [I, O] whose rows are in our order of features. */
function weightsOf(builder: Builder, I: number, O: number, value: (i: number, o: number) => number) {
  const weights = new Tensor('float32', [I, O]);
  const flat = builder.flat !== undefined && builder.flat.channels * builder.flat.pixels === I;
  for (let i = 0; i < I; i++) {
    const row = flat ? builder.place(i) : i;
    for (let o = 0; o < O; o++) weights.data[row * O + o] = value(i, o);
  }
  return weights;
}

/** One for each output; undefined where there are others. */
function biasesOf(O: number, values: ArrayLike<number>, beta: number): Float32Array | undefined {
  if (values.length !== O && values.length !== 1) return undefined;
  return Float32Array.from({ length: O }, (_, o) => beta * values[values.length === 1 ? 0 : o]!);
}

function addDense(builder: Builder, step: Step, weights: Tensor<'float32'>, biases: Float32Array | undefined): void {
  const [I, O] = weights.shape as [number, number];
  if (!builder.isFeatures(-1)) throw step.node.unfit('features as the last axis', 'another order of axes');
  const layer = new Dense(I, O, { initializer: () => weights, useBias: biases !== undefined });
  if (biases !== undefined) layer.biases = [[...biases]];
  builder.add(layer);
  builder.flat = undefined;
}

export const conv: Read = (builder, step, [next]) => {
  const { node, constants, place } = step;
  const W = constants[1];
  const rank = W?.shape.length ?? 0;
  if (W === undefined || place !== 0 || (rank !== 3 && rank !== 4)) {
    throw node.unfit('constant weights over images or sequences', `[${W?.shape.join(', ') ?? ''}]`);
  }
  if (node.int('group', 1) !== 1) throw node.unfit('one group', `${node.int('group', 1)}`);
  builder.needChannelsFirst(step, rank);
  const [O, C, ...size] = W.shape as [number, number, ...number[]];
  // [filters, channels, ...kernel] becomes [...kernel, channels, filters].
  const turned = new Tensor('float32', W.shape, Float32Array.from(W.values)).transpose([...Array(rank).keys()].slice(2).concat(1, 0)); // prettier-ignore
  const margins = marginsOf(step, size);
  const ones = size.map(() => 1);
  const [strides, dilation] = [node.ints('strides') ?? ones, node.ints('dilations') ?? ones];
  const own = constants[2];
  const behind = own === undefined && next?.op === 'Add' ? next.constants[1 - next.place] : undefined;
  const isRow = behind?.values.length === O && behind.shape.at(1 - rank) === O;
  const biases = own ?? (isRow || behind?.values.length === 1 ? behind : undefined);
  const options = { initializer: () => turned, useBias: biases !== undefined };
  const windows = { ...options, strides: asPair(strides), dilation: asPair(dilation), padding: asPadding(margins) };
  const layer =
    rank === 4
      ? new Conv2D(C, O, asPair(size), windows as Conv2DOptions)
      : new Conv1D(C, O, size[0]!, windows as Conv1DOptions);
  if (biases !== undefined) layer.biases = [[...biasesOf(O, biases.values, 1)!]];
  builder.add(layer);
  return biases !== undefined && own === undefined ? 1 : undefined;
};

/** Lengths of windows as layers take them: one number for one axis, and for two that are equal. */
export function asPair(lengths: readonly number[]): Pair {
  const [first, second = first] = lengths;
  return first === second ? first! : (lengths as readonly [number, number]);
}

/** Zeros around as layers take them: of one axis its own. */
const asPadding = (margins: 'valid' | 'same' | Margin[]) =>
  typeof margins !== 'string' && margins.length === 1 ? margins[0]! : margins;

/** Zeros around, for each axis; 'same' where the size of the image decides. */
export function marginsOf({ node }: Step, size: readonly number[]): 'valid' | 'same' | Margin[] {
  const auto = node.text('auto_pad') ?? 'NOTSET';
  if (auto === 'VALID') return 'valid';
  if (auto === 'SAME_UPPER') return 'same';
  if (auto !== 'NOTSET') throw node.unfit('auto_pad SAME_UPPER', auto);
  const pads = node.ints('pads') ?? size.flatMap(() => [0, 0]);
  if (pads.length !== 2 * size.length) throw node.unfit(`${2 * size.length} pads`, `${pads.length}`);
  if (pads.every((each) => each === 0)) return 'valid';
  return size.map((_, axis): Margin => [pads[axis]!, pads[axis + size.length]!]);
}

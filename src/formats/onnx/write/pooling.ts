/** Pooling, window by window and over all pixels. */
import type { Layer } from '../../../layers/layer.ts';
import type { PoolPadding } from '../../../layers/pooling.ts';
import { pairOf, type Pair } from '../../../layers/window-options.ts';
import { axes, type Write } from '../graph-writer.ts';
import { windows } from './weighted.ts';

interface Pooling extends Layer {
  readonly poolSize: Pair;
  readonly strides: Pair | undefined;
  readonly padding: PoolPadding;
}

const pooling =
  (opType: string): Write<Pooling> =>
  (graph, given, { poolSize, strides = poolSize, padding }) => {
    const x = graph.channelsFirst(given);
    const [sizes, steps] = [pairOf(poolSize), pairOf(strides)];
    const along = [0, 1].map((axis) => ({ size: sizes[axis]!, stride: steps[axis]!, dilation: 1, padding }));
    return { ...x, name: graph.node(opType, [x.name], windows(along.slice(0, x.rank - 2), x.shape)) };
  };

export const maxPooling = /* @__PURE__ */ pooling('MaxPool');
export const averagePooling = /* @__PURE__ */ pooling('AveragePool');

/** One number of each channel. */
const over =
  (opType: string): Write<unknown> =>
  (graph, x) => {
    const pixels = x.channelsFirst ? axes(x.rank).slice(1) : axes(x.rank).slice(0, -1);
    return {
      name: graph.node(opType, [x.name], { axes: pixels, keepdims: 0 }),
      rank: 2,
      shape: undefined,
      channelsFirst: false,
    };
  };

export const globalAverage = /* @__PURE__ */ over('ReduceMean');
export const globalMax = /* @__PURE__ */ over('ReduceMax');

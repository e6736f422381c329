/** Layers in layers. */
import type { Layer } from '../../../layers/layer.ts';
import type { Write } from '../graph-writer.ts';

export const sequential: Write<Layer> = (graph, x, { layers }) => graph.layers(x, layers);

/** x + f(x) */
export const residual: Write<Layer> = (graph, x, { layers }) => {
  const inner = graph.layers(x, layers);
  const around = inner.channelsFirst ? graph.channelsFirst(x) : graph.channelsLast(x);
  return { ...inner, name: graph.node('Add', [around.name, inner.name]) };
};

/** Layers in layers. */
import type { Layer } from '../../../layers/layer.ts';
import type { Write } from '../graph-writer.ts';

export const sequential: Write<Layer> = (graph, x, { layers }) => graph.layers(x, layers);

/** x + f(x) */
export const residual: Write<Layer> = (graph, x, { layers }) => {
  const given = graph.layers(x, layers);
  const inner = x.channelsFirst ? graph.channelsFirst(given) : graph.channelsLast(given);
  return { ...inner, name: graph.node('Add', [x.name, inner.name]) };
};

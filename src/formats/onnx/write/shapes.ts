/** Layers that leave the numbers alone, or normalize them. */
import type { BatchNormalization } from '../../../layers/batch-normalization.ts';
import type { LayerNormalization } from '../../../layers/layer-normalization.ts';
import type { Rescaling } from '../../../layers/rescaling.ts';
import type { Reshape } from '../../../layers/reshape.ts';
import type { Write } from '../graph-writer.ts';

/** What acts in training alone. */
export const nothing: Write<unknown> = (_, x) => x;

export const rescaling: Write<Rescaling> = (graph, x, { scale, offset }) => {
  const scaled = graph.node('Mul', [x.name, graph.floats('scale', [], [scale])]);
  return { ...x, name: graph.node('Add', [scaled, graph.floats('offset', [], [offset])]) };
};

export const flatten: Write<unknown> = (graph, given) => {
  const x = graph.channelsLast(given);
  return { ...x, name: graph.node('Flatten', [x.name], { axis: 1 }), rank: 2 };
};

/** A length of 0 is that of the inputs. */
export const reshape: Write<Reshape> = (graph, given, { shape }) => {
  const x = graph.channelsLast(given);
  const lengths = graph.integers('shape', [shape.length + 1], [0, ...shape]);
  return { ...x, name: graph.node('Reshape', [x.name, lengths]), rank: shape.length + 1 };
};

export const batchNormalization: Write<BatchNormalization> = (graph, given, layer) => {
  const x = graph.channelsFirst(given);
  const rows = ['gamma', 'beta', 'movingMean', 'movingVariance'] as const;
  const constants = rows.map((name) => graph.floats(name, [layer.features], layer[name].data));
  const attributes = { epsilon: { float: layer.epsilon } };
  return { ...x, name: graph.node('BatchNormalization', [x.name, ...constants], attributes) };
};

/** (x - mean) / √(variance + epsilon) · gamma + beta, along the last axis. */
export const layerNormalization: Write<LayerNormalization> = (graph, given, layer) => {
  const x = graph.channelsLast(given);
  const alongRows = { axes: [x.rank - 1], keepdims: 1 };
  const row = (name: 'gamma' | 'beta'): string => graph.floats(name, [layer.features], layer[name].data);
  const centred = graph.node('Sub', [x.name, graph.node('ReduceMean', [x.name], alongRows)]);
  const variance = graph.node('ReduceMean', [graph.node('Mul', [centred, centred])], alongRows);
  const raised = graph.node('Add', [variance, graph.floats('epsilon', [], [layer.epsilon])]);
  const normal = graph.node('Div', [centred, graph.node('Sqrt', [raised])]);
  return { ...x, name: graph.node('Add', [graph.node('Mul', [normal, row('gamma')]), row('beta')]) };
};

import type { ScalerJSON } from '../../../datasets/scaler.ts';
import type { GraphWriter, Value } from '../graph-writer.ts';
import { ELEMENT } from '../proto/schema.ts';

/** low + (high - low) (x - offset) / scale, in float64, rounded once. */
export function scaleInputs(
  graph: GraphWriter,
  x: Value,
  { range: [low, high], offset, scale }: Omit<ScalerJSON, 'kind'>,
): Value {
  graph.path = 'scaler';
  const shape = x.shape!; // known where a scaler fits
  const wide = graph.node('Cast', [x.name], { to: ELEMENT.double });
  const shifted = graph.node('Sub', [wide, graph.doubles('offset', shape, offset)]);
  const ratio = graph.node('Div', [shifted, graph.doubles('scale', shape, scale)]);
  const spread = graph.node('Mul', [ratio, graph.doubles('spread', [], [high - low])]);
  const scaled = graph.node('Add', [spread, graph.doubles('low', [], [low])]);
  const name = graph.node('Cast', [scaled], { to: ELEMENT.float });
  graph.path = '';
  return { ...x, name };
}

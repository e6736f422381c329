/** What the outputs of a network say, in the terms of a table's target. */
import type { Model } from '../../../model/model.ts';
import { confidenceBy } from '../../../recipes/confidences.ts';
import { encoderOf } from '../../../recipes/predict-rows.ts';
import { described } from '../described.ts';
import type { GraphWriter, Value } from '../graph-writer.ts';
import { ELEMENT } from '../proto/schema.ts';

/** Further outputs: of numbers the answers in their unit, of classes the confidences and the labels. */
export function writeAnswers(where: string, graph: GraphWriter, model: Model, output: Value) {
  const { target } = encoderOf(where, model);
  if (target === undefined) return [];
  graph.path = 'target';
  if (target.task === 'regression') {
    const { offset, scale } = target.scaling;
    const wide = graph.node('Cast', [output.name], { to: ELEMENT.double });
    const scaled = graph.node('Mul', [wide, graph.doubles('scale', [1, 1], [scale])]);
    const answer = graph.node('Add', [scaled, graph.doubles('offset', [1, 1], [offset])]);
    const name = graph.named(graph.node('Squeeze', [answer], { axes: [1] }), target.column);
    return [described(name, [], ELEMENT.double)];
  }
  const confidences = graph.named(ofClasses(graph, model, output.name), 'confidences');
  const index = graph.node('ArgMax', [confidences], { axis: 1, keepdims: 0 });
  const values = target.labels.map((_, i) => target.value(i));
  const numeric = values.every((value) => typeof value === 'number');
  const labels = numeric ? graph.doubles('labels', [values.length], values) : graph.texts('labels', target.labels);
  const name = graph.named(graph.node('Gather', [labels, index], { axis: 0 }), target.column);
  const type = numeric ? ELEMENT.double : ELEMENT.string;
  return [described(name, [], type), described(confidences, [target.labels.length])];
}

/** [N, C]; of one confidence p, 1 - p and p. */
function ofClasses(graph: GraphWriter, model: Model, output: string): string {
  const by = confidenceBy(model);
  const operator = by === 'softmax' ? 'Softmax' : by === 'sigmoid' ? 'Sigmoid' : 'Identity';
  const sure = graph.node(operator, [output], by === 'softmax' ? { axis: 1 } : {});
  if (model.outputShape?.[0] !== 1) return sure;
  const other = graph.node('Sub', [graph.floats('one', [1, 1], [1]), sure]);
  return graph.node('Concat', [other, sure], { axis: 1 });
}

/** The encoder of a table as nodes in front of the network. */
import { CategoryInput } from '../../../datasets/tables/encoder/category-input.ts';
import { CYCLES, DateInput } from '../../../datasets/tables/encoder/date-input.ts';
import type { InputEncoding } from '../../../datasets/tables/encoder/input.ts';
import { NumberInput } from '../../../datasets/tables/encoder/number-input.ts';
import type { Scaling } from '../../../datasets/tables/encoder/scaling.ts';
import { ValueError } from '../../../errors.ts';
import type { Model } from '../../../model/model.ts';
import { encoderOf } from '../../../recipes/predict-rows.ts';
import { described } from '../described.ts';
import type { GraphWriter, Value } from '../graph-writer.ts';
import { ELEMENT } from '../proto/schema.ts';

/** The operators for tables. */
export const TABLES = 'ai.onnx.ml';

/** An input for each column, and what the network is given of them, [N, I]. */
export function writeInputs(where: string, graph: GraphWriter, model: Model) {
  const columns = encoderOf(where, model).inputs;
  const names = columns.map(({ column }) => graph.name(column));
  const inputs = columns.map((column, i) => {
    return described(names[i]!, [1], column instanceof CategoryInput ? ELEMENT.string : ELEMENT.double);
  });
  const parts = columns.flatMap((column, i) => {
    graph.path = `encoder.${i}`;
    return written(where, graph, names[i]!, column);
  });
  graph.path = '';
  const x: Value = {
    name: graph.node('Concat', parts, { axis: 1 }),
    rank: 2,
    shape: [columns.flatMap((column) => column.names).length],
    channelsFirst: false,
  };
  return { inputs, x };
}

function written(where: string, graph: GraphWriter, x: string, column: InputEncoding): string[] {
  if (column instanceof NumberInput) return number(graph, x, column).parts;
  if (column instanceof CategoryInput) return [category(graph, x, column)];
  if (column instanceof DateInput) return date(graph, x, column);
  throw new ValueError(where, 'columns of numbers, categories and dates', column.names.join(', '));
}

const asFloat = (graph: GraphWriter, x: string): string => graph.node('Cast', [x], { to: ELEMENT.float });

/** (x - offset) / scale in float64, rounded once; of a gap, what fills it. What is not finite is a gap. */
function number(graph: GraphWriter, x: string, column: NumberInput | DateInput) {
  const { scaling, fill, marked } = column;
  const gap = graph.node('IsNaN', [graph.node('Sub', [x, x])]);
  const filled = graph.node('Where', [gap, graph.doubles('fill', [1, 1], [fill]), x]);
  const parts = [asFloat(graph, scaled(graph, filled, scaling))];
  if (marked) parts.push(asFloat(graph, gap));
  return { parts, gap, filled };
}

function scaled(graph: GraphWriter, x: string, { offset, scale }: Scaling): string {
  const shifted = graph.node('Sub', [x, graph.doubles('offset', [1, 1], [offset])]);
  return graph.node('Div', [shifted, graph.doubles('scale', [1, 1], [scale])]);
}

/** An input for each category, one for others, one for gaps. */
function category(graph: GraphWriter, x: string, { categories, other, marked, names }: CategoryInput): string {
  const none = names.length; // a place that no input has
  const gap = marked ? none - 1 : none;
  const keys = categories.includes('') ? categories : [...categories, ''];
  const places = keys.map((_, i) => (i < categories.length ? i : gap));
  const place = graph.node(
    'LabelEncoder',
    [x],
    { keys_strings: keys, values_int64s: places, default_int64: other ? categories.length : none },
    TABLES,
  );
  const depth = graph.integers('depth', [1], [none]);
  const oneHot = graph.node('OneHot', [place, depth, graph.floats('values', [2], [0, 1])]); // [N, 1, names]
  return graph.node('Flatten', [oneHot], { axis: 1 });
}

/** The number, and for each cycle the sine and the cosine of the place in it; 0 for a gap. */
function date(graph: GraphWriter, x: string, column: DateInput): string[] {
  const { parts, gap, filled } = number(graph, x, column);
  const [value, ...mark] = parts as [string, ...string[]];
  const known = asFloat(graph, graph.node('Not', [gap]));
  const time = graph.node('Cast', [filled], { to: ELEMENT.int64 });
  const circles = column.cycles.flatMap((cycle) => {
    const period = graph.integers('period', [1, 1], [CYCLES[cycle]]);
    const rounds = graph.node('Mul', [graph.node('Div', [time, period]), period]);
    const rest = graph.node('Cast', [graph.node('Sub', [time, rounds])], { to: ELEMENT.double });
    const radians = graph.doubles('radians', [1, 1], [(2 * Math.PI) / CYCLES[cycle]]);
    const angle = asFloat(graph, graph.node('Mul', [rest, radians]));
    return ['Sin', 'Cos'].map((operator) => graph.node('Mul', [graph.node(operator, [angle]), known]));
  });
  return [value, ...circles, ...mark];
}

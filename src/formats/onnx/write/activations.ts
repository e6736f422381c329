/** Activations, by the operators of opset 9; what has none there is put together from others. */
import type { ELU } from '../../../activations/elu.ts';
import type { LeakyReLU } from '../../../activations/leaky-relu.ts';
import type { PReLU } from '../../../activations/prelu.ts';
import type { AttributeValue, GraphWriter, Write } from '../graph-writer.ts';

/** What works on each value by itself, wherever the channels lie. */
const each =
  <L>(write: (graph: GraphWriter, x: string, layer: L) => string): Write<L> =>
  (graph, x, layer) => ({ ...x, name: write(graph, x.name, layer) });

const operator = (opType: string, attributes: Readonly<Record<string, AttributeValue>> = {}): Write<unknown> =>
  each((graph, x) => graph.node(opType, [x], attributes));

const SIXTH = { alpha: { float: 0.16666666666666666 }, beta: { float: 0.5 } };

export const relu = /* @__PURE__ */ operator('Relu');
export const sigmoid = /* @__PURE__ */ operator('Sigmoid');
export const tanh = /* @__PURE__ */ operator('Tanh');
export const softplus = /* @__PURE__ */ operator('Softplus');
export const softsign = /* @__PURE__ */ operator('Softsign');
export const relu6 = /* @__PURE__ */ operator('Clip', { min: { float: 0 }, max: { float: 6 } });
export const selu = /* @__PURE__ */ operator('Selu', {
  alpha: { float: 1.6732632423543772 },
  gamma: { float: 1.0507009873554805 },
});
export const hardSigmoid = /* @__PURE__ */ operator('HardSigmoid', SIXTH);
export const leakyRelu: Write<LeakyReLU> = /* @__PURE__ */ each((graph, x, { slope }) =>
  graph.node('LeakyRelu', [x], { alpha: { float: slope } }),
);
export const elu: Write<ELU> = /* @__PURE__ */ each((graph, x, { alpha }) =>
  graph.node('Elu', [x], { alpha: { float: alpha } }),
);

export const hardSwish: Write<unknown> = /* @__PURE__ */ each((graph, x) =>
  graph.node('Mul', [x, graph.node('HardSigmoid', [x], SIXTH)]),
);

/** x σ(x) */
export const swish: Write<unknown> = /* @__PURE__ */ each((graph, x) =>
  graph.node('Mul', [x, graph.node('Sigmoid', [x])]),
);

/** x tanh(softplus(x)) */
export const mish: Write<unknown> = /* @__PURE__ */ each((graph, x) =>
  graph.node('Mul', [x, graph.node('Tanh', [graph.node('Softplus', [x])])]),
);

/** x (1 + erf(x / √2)) / 2 */
export const gelu: Write<unknown> = /* @__PURE__ */ each((graph, x) => {
  const number = (name: string, value: number): string => graph.floats(name, [], [value]);
  const error = graph.node('Erf', [graph.node('Div', [x, number('root', Math.SQRT2)])]);
  const share = graph.node('Add', [error, number('one', 1)]);
  return graph.node('Mul', [graph.node('Mul', [x, share]), number('half', 0.5)]);
});

/** x σ(2 √(2/π) (x + 0.044715 x³)), which is x (1 + tanh(...)) / 2 */
export const geluTanh: Write<unknown> = /* @__PURE__ */ each((graph, x) => {
  const number = (name: string, value: number): string => graph.floats(name, [], [value]);
  const cube = graph.node('Mul', [graph.node('Mul', [x, x]), x]);
  const inner = graph.node('Add', [x, graph.node('Mul', [cube, number('cube', 0.044715)])]);
  const share = graph.node('Sigmoid', [graph.node('Mul', [inner, number('steepness', 1.5957691216057308)])]);
  return graph.node('Mul', [x, share]);
});

/** One slope for all, or one for each channel. */
export const prelu: Write<PReLU> = (graph, x, { features, slopes }) => {
  const shape = features > 1 && x.channelsFirst ? [features, ...Array<number>(x.rank - 2).fill(1)] : [features];
  return { ...x, name: graph.node('PRelu', [x.name, graph.floats('slopes', shape, slopes.data)]) };
};

const alongRows =
  (opType: string): Write<unknown> =>
  (graph, given) => {
    const x = graph.channelsLast(given);
    return { ...x, name: graph.node(opType, [x.name], { axis: x.rank - 1 }) };
  };

export const softmax = /* @__PURE__ */ alongRows('Softmax');
export const logSoftmax = /* @__PURE__ */ alongRows('LogSoftmax');

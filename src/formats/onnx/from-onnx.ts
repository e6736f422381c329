import { FormatError, NnfsError } from '../../errors.ts';
import { checkBytes } from '../../io/byte-source.ts';
import { Model } from '../../model/model.ts';
import { ELEMENT, MODEL, type ModelMessage } from './proto/schema.ts';
import { decodeMessage } from './proto/wire.ts';
import { Builder, channelsFirst } from './read/builder.ts';
import { Graph, type GraphInput } from './read/graph.ts';
import { OPERATORS, isKnown } from './read/operators.ts';
import { checkOperators, outputOf, stepsTo, type Step } from './read/steps.ts';

/** The versions of operators that are read. */
const OLDEST = 7;
const NEWEST = 22;

/**
 * A model from an ONNX file whose graph is a chain of layers, as PyTorch, tf2onnx and skl2onnx write them, with x + f(x) going around some:
 *
 * - Gemm, and MatMul with Add, become Dense; Conv over images and sequences Conv2D and Conv1D; pooling, Flatten, Reshape, normalizations and
 *   activations what they are called here, also where several operators stand for one (GELU, SiLU, Mish, LayerNormalization)
 * - images with channels behind the samples, [N, C, H, W], become [N, H, W, C]: that is how the model takes them; weights are put into that
 *   order, those of a Dense layer behind Flatten too
 * - sums and products with a number become Rescaling, with one for each feature a BatchNormalization that is not trained; Dropout and casts are passed over
 *
 * The model has no loss and no optimizer yet: `model.set` gives it some, and training goes on.
 *
 * @throws FormatError for bytes that are no such file, and for operators that no layer has: each node is named; ValueError for anything but
 *     a Uint8Array
 * @see `toOnnx`, docs/formats.md
 *
 * @example
 * import { Conv2D, Dense, Flatten, Model, ReLU, fromOnnx, toOnnx } from 'nnfs';
 * const model = new Model([new Conv2D(1, 2, 3), new ReLU(), new Flatten(), new Dense(8, 3)]);
 * const again = fromOnnx(toOnnx(model, { inputShape: [4, 4, 1] }));
 * console.log(`${again}`); // Model(Conv2D(1, 2, 3), ReLU(), Flatten(), Dense(8, 3))
 */
export function fromOnnx(bytes: Uint8Array): Model {
  const where = 'fromOnnx';
  const { graph: message, opsetImport } = decodeMessage(where, MODEL, checkBytes(where, bytes));
  const opset = opsetImport.find(({ domain = '' }) => domain === '' || domain === 'ai.onnx')?.version;
  if (message === undefined || opset === undefined) {
    throw new FormatError(where, 'an ONNX file', 'one without a graph and a version of operators');
  }
  if (!(opset >= OLDEST && opset <= NEWEST))
    throw new FormatError(where, `operators of opset ${OLDEST} to ${NEWEST}`, `${opset}`);
  const graph = new Graph(where, opset, message);
  const output = outputOf(graph, message.output.map(describedOutput));
  checkOperators(graph, isKnown, output);
  const { input, steps } = wayTo(graph, output);
  try {
    const builder = new Builder(graph, OPERATORS, ...layoutOf(input, steps, graph)).run(steps);
    checkOutput(builder);
    return new Model(builder.layers);
  } catch (error) {
    if (!(error instanceof NnfsError) || error instanceof FormatError) throw error;
    throw new FormatError(`${where}, ${error.where}`, error.expected, error.received, error.hint);
  }
}

function describedOutput({ name = '', type }: NonNullable<ModelMessage['graph']>['output'][number]) {
  const element = type?.tensorType?.elemType;
  return { name, isFloat: element === ELEMENT.float || element === ELEMENT.double || type?.tensorType === undefined };
}

/** The input that an output comes from, and the steps on the way. @throws FormatError where there is no such input */
function wayTo(graph: Graph, output: string): { input: GraphInput; steps: Step[] } {
  for (const input of graph.inputs) {
    const steps = stepsTo(graph, output, input.name);
    if (steps !== undefined) return { input, steps };
  }
  const names = graph.inputs.map(({ name }) => JSON.stringify(name)).join(', ');
  throw new FormatError(
    graph.where,
    'an output that comes from one input',
    names === '' ? 'no input' : `inputs ${names}`,
  );
}

/** Steps behind which the order of axes is still open. */
const OPEN =
  /^(Relu|LeakyRelu|Elu|Selu|Clip|Sigmoid|HardSigmoid|Tanh|Softplus|Softsign|Gelu|GELU|GELUTanh|Swish|Mish|HardSwish)$/;
const FIRST = /^(Conv|MaxPool|AveragePool|GlobalAveragePool|GlobalMaxPool|BatchNormalization)$/;

/** The lengths of a sample in our order, and where the axes of the graph lie there: by the first step that tells. */
function layoutOf({ name, lengths }: GraphInput, steps: readonly Step[], graph: Graph) {
  if (lengths === undefined || lengths.length < 2) {
    throw new FormatError(graph.where, `an input of known axes, [N, ...]`, `${JSON.stringify(name)} without`);
  }
  const rank = lengths.length;
  const flat = steps.flatMap((step) => [step, ...(step.inside ?? [])]);
  const telling = flat.find(({ op, inside }) => !OPEN.test(op) && inside === undefined);
  const reduced = telling?.op.startsWith('Reduce') ? graph.integers(telling.node, 'axes', 1) : undefined;
  const isFirst =
    rank > 2 && (FIRST.test(telling?.op ?? '') || reduced?.some((axis) => axis === rank - 1 || axis === -1));
  const order = isFirst ? channelsFirst(rank) : [...lengths.keys()];
  const ours = lengths.map((_, axis) => lengths[order.indexOf(axis)]).slice(1);
  return [ours, order] as const;
}

/** @throws FormatError for an output whose numbers lie in another order than those of the model */
function checkOutput({ flat, order, rank, graph }: Builder): void {
  const axes = order.filter((axis) => axis !== undefined);
  const inOrder = axes.every((axis, i) => axis === i) || axes.join() === channelsFirst(rank).join();
  if (flat === undefined && inOrder) return;
  const hint = 'A Dense layer behind Flatten takes them in any order.';
  throw new FormatError(graph.where, 'an output in the order of its axes', 'another order', hint);
}

import { version } from '../../../package.json';
import { ValueError, describe } from '../../errors.ts';
import { Model } from '../../model/model.ts';
import { any, readOptions } from '../../options.ts';
import type { Shape } from '../../tensor/shape.ts';
import { ONNX } from '../carried.ts';
import { GraphWriter } from './graph-writer.ts';
import { MODEL } from './proto/schema.ts';
import { described } from './described.ts';
import { encodeMessage } from './proto/wire.ts';
import { sampleShapeOf, type SampleShape } from '../sample-shape.ts';
import { scalerOf } from '../scaler.ts';
import { scaleInputs } from './write/scaler.ts';
import { writeInputs } from './write/encoder.ts';
import { writeAnswers } from './write/answers.ts';

const OPSET = 9;
/** The form of the file that belongs to it, and the version of its operators for tables. */
const IR_VERSION = 4;
const TABLES_OPSET = 2;

export interface ToOnnxOptions {
  /** The shape of a sample, where the layers leave it open: lengths that they do not tell have names in the file otherwise. */
  readonly inputShape?: Shape;
}

const OPTIONS = { inputShape: /* @__PURE__ */ any<Shape | undefined>(undefined) };

/**
 * A model as an ONNX file, for ONNX Runtime, Triton and all that read it: the layers in inference, in float32, by operators of opset 9.
 *
 *     input    [N, ...]     float32, as `model.predict` takes it: channels last
 *     output   [N, ...]     float32, within rounding what `model.predict` gives
 *
 * Where the model has a scaler, inputs are taken as they were before it; the file scales them, in float64.
 *
 * A model with the encoder of its table takes the columns instead, each by its name, [N, 1]: numbers and dates (milliseconds since 1970)
 * as float64, NaN for a gap; the others as texts, '' for a gap, spelled as in `encoder.inputs`. Beside `output`, which the layers give, it then
 * gives the answers under the name of the target, [N], and for classes their `confidences`, [N, C].
 *
 * N may be any number, and so may the lengths that the layers leave open: of images 'H' and 'W', of sequences 'T'. Dropout passes on what
 * it is given. Parameters go by their paths, `layers.0.weights`; those in float64 are rounded.
 *
 * @throws ValueError for a layer from outside the package, which is named, and where nothing tells how many axes a sample has
 * @see `fromOnnx`, docs/formats.md
 *
 * @example
 * import { Dense, Model, ReLU, fromOnnx, toOnnx } from 'nnfs';
 * const model = new Model([new Dense(2, 3), new ReLU(), new Dense(3, 1)]);
 * const again = fromOnnx(toOnnx(model));
 * console.log(`${again}`); // Model(Dense(2, 3), ReLU(), Dense(3, 1))
 */
export function toOnnx(model: Model, options: ToOnnxOptions = {}): Uint8Array {
  const where = 'toOnnx';
  if (!(model instanceof Model)) throw new ValueError(where, 'a model', describe(model));
  if (model.layers.length === 0) throw new ValueError(where, 'a model of at least one layer', 'none');
  const { inputShape } = readOptions(where, [options], OPTIONS);
  const graph = new GraphWriter(where, ONNX);
  const encoded = model.notes.encoder !== undefined;
  const sample = sampleShapeOf(where, model, inputShape);
  const { inputs, x } = encoded ? writeInputs(where, graph, model) : plainInput(graph, sample);
  const scaler = encoded ? undefined : scalerOf(where, model, sample);
  const given = scaler ? scaleInputs(graph, x, scaler) : x;
  const result = graph.channelsLast(graph.layers(given, model.layers));
  const output = { ...result, name: graph.named(result.name, 'output') };
  const answers = encoded ? writeAnswers(where, graph, model, output) : [];
  const outputs = [
    described(output.name, output.shape ?? Array<undefined>(output.rank - 1).fill(undefined)),
    ...answers,
  ];
  const opsetImport = [...new Set(['', ...graph.domains])].map((domain) => ({ domain, version: domain === '' ? OPSET : TABLES_OPSET })); // prettier-ignore
  return encodeMessage(MODEL, {
    irVersion: IR_VERSION,
    producerName: 'nnfs',
    producerVersion: version,
    graph: { node: graph.nodes, name: 'model', initializer: graph.initializers, input: inputs, output: outputs },
    opsetImport,
  });
}

function plainInput(graph: GraphWriter, sample: SampleShape) {
  const name = graph.name('input');
  const shape = sample.every((length) => typeof length === 'number') ? sample : undefined;
  return { inputs: [described(name, sample)], x: { name, rank: sample.length + 1, shape, channelsFirst: false } };
}

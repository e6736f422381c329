import { version } from '../../../package.json';
import { ValueError, describe } from '../../errors.ts';
import { inPlace, type Layer } from '../../layers/layer.ts';
import { INFERENCE, samplesOf } from '../../layers/pass.ts';
import { Model } from '../../model/model.ts';
import { any, choice, optional, readOptions } from '../../options.ts';
import { encoderOf } from '../../recipes/predict-rows.ts';
import type { DotPrecision } from '../../tensor/kernels/index.ts';
import { dotPrecision } from '../../tensor/precision.ts';
import type { Shape } from '../../tensor/shape.ts';
import { JAVASCRIPT } from '../carried.ts';
import { sampleShapeOf, type SampleShape } from '../sample-shape.ts';
import { scalerOf } from '../scaler.ts';
import { literal } from './literals.ts';
import { ModuleWriter } from './module-writer.ts';
import { encodeFunction, predictRowsFunction } from './write/encoder.ts';

export interface ToJavaScriptOptions {
  /** The shape of a sample, where the layers leave it open. */
  readonly inputShape?: Shape;
  /** How dot products accumulate. @default as the model was trained, where its notes tell it; else as in the session */
  readonly dotPrecision?: DotPrecision;
}

const OPTIONS = {
  inputShape: /* @__PURE__ */ any<Shape | undefined>(undefined),
  dotPrecision: /* @__PURE__ */ optional(/* @__PURE__ */ choice<DotPrecision>(['float32', 'float64'], 'float32')),
};

/**
 * A model as a JavaScript module that needs nothing beside it, for a page or a program: what it exports computes the same bits as here.
 *
 *     predict(rows)        what the network gives for samples, lists of numbers: `model.predict`; where the model has a scaler, for
 *                          samples as they were before
 *     predictRows(rows)    of a model with the encoder of its table: `predictRows` for objects as a person has them
 *     labels               what the classes are called, where the model tells it
 *
 * The module is to be read: the layers in order, the functions that they need and no others, the parameters by their paths. Types are in
 * its comments. Up to 1,000 parameters are written as numbers, more as base64.
 *
 * @throws ValueError for a layer from outside the package, which is named, and where nothing tells how many axes a sample has
 * @see docs/formats.md
 *
 * @example
 * import { Dense, Model, ReLU, toJavaScript } from 'nnfs';
 * const dense = new Dense(2, 1);
 * dense.weights = [[1], [-2]];
 * const code = toJavaScript(new Model([dense, new ReLU()]));
 * const { predict } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
 * console.log(predict([[5, 2], [1, 2]])); // [ [ 1 ], [ 0 ] ]
 */
export function toJavaScript(model: Model, options: ToJavaScriptOptions = {}): string {
  const where = 'toJavaScript';
  if (!(model instanceof Model)) throw new ValueError(where, 'a model', describe(model));
  if (model.layers.length === 0) throw new ValueError(where, 'a model of at least one layer', 'none');
  const read = readOptions(where, [options], OPTIONS);
  const encoder = model.notes.encoder === undefined ? undefined : encoderOf(where, model);
  const sample = sampleShapeOf(where, model, read.inputShape);
  const output = outputOf(where, model.layers, sample);
  const module = new ModuleWriter(where, JAVASCRIPT, read.dotPrecision ?? precisionOf(model, encoder !== undefined));
  const dtype = module.layers(model.layers, 'float32');
  const target = encoder?.target;
  const [encode, constants] = encoder && target ? encodeFunction(where, module, encoder) : [];
  const parts = [
    header(model, module),
    predictFunction(module, sample, output, encoder ? undefined : scalerOf(where, model, sample)),
    encoder && target ? predictRowsFunction(module, model, encoder, target, dtype) : undefined,
    labelsOf(encoder && target?.task === 'classification' ? target.labels.map((_, i) => target.value(i)) : model.labels),
    `/** The layers in order, for one sample. */\nfunction network(x) {\n${module.steps}  return x;\n}`,
    encode,
    module.parameters,
  ]; // prettier-ignore
  const last = parts.pop();
  return [...parts, ...module.pieces, constants, last].filter((part) => part !== undefined).join('\n\n') + '\n';
}

/** As predictions of the model are made elsewhere: a table's by its notes, or in float32. */
function precisionOf({ notes }: Model, encoded: boolean): DotPrecision {
  const { dotPrecision: noted } = notes;
  if (noted === 'float64' || noted === 'float32') return noted;
  return encoded ? 'float32' : dotPrecision();
}

/** What comes out for a sample, where its shape is known. @throws ShapeError for one that the layers do not take */
function outputOf(where: string, layers: readonly Layer[], sample: SampleShape): Shape | undefined {
  if (!sample.every((length) => typeof length === 'number')) return undefined;
  let type = samplesOf(sample);
  layers.forEach((layer, i) => {
    type = inPlace(layer, `${where}, layers.${i}`, () => layer.plan(type, INFERENCE).output);
  });
  return type.shape.slice(1);
}

function header(model: Model, { precision }: ModuleWriter): string {
  const lines = model.summary().split('\n').map((line) => ` *     ${line}`.trimEnd()).join('\n'); // prettier-ignore
  return `/**
 * A neural network, written by nnfs ${version}. It needs nothing beside this file.
 *
${lines}
 *
 * Results are those of nnfs to the bit: each step is rounded where it is there. Dot products add up in ${precision}.
 */`;
}

function predictFunction(
  module: ModuleWriter,
  sample: SampleShape,
  output: Shape | undefined,
  scaler: ReturnType<typeof scalerOf>,
): string {
  const lists = (rank: number): string => `ArrayLike<number>${'[]'.repeat(rank - 1)}`;
  const flat = sample.every((length) => typeof length === 'number');
  const given = scaler || sample.length === 1 ? lists(1) : flat ? `(${lists(sample.length)} | ${lists(1)})` : lists(sample.length); // prettier-ignore
  const shape = literal(sample.map((length) => (typeof length === 'number' ? length : 0)));
  const row = scaler ? `${module.use('scaledLike')}(where, row, scaler)` : 'row';
  const returns = output ? `number[]${'[]'.repeat(Math.max(1, output.length))}` : 'any[]';
  const described = (lengths: SampleShape): string => `[${['N', ...lengths].join(', ')}]`;
  return `${scaler ? `/** How inputs are scaled: low + (high - low) (x - offset) / scale. */\nconst scaler = ${literal(scaler)};\n\n` : ''}/**
 * What the network gives for each sample.
 *
 * @param {readonly ${given}[]} rows ${described(sample)}${sample.length > 1 && flat ? '; a sample may also be one list of all its numbers' : ''}
 * @returns {${returns}}${output ? ` ${described(output)}` : ''}
 */
export function predict(rows) {
  return Array.from(rows, (row, n) => {
    const where = \`predict, row \${n}\`;
    return ${module.use('nested')}(network(${module.use('sampleOf')}(where, ${row}, ${shape})));
  });
}`;
}

function labelsOf(labels: readonly (string | number)[] | undefined): string | undefined {
  if (labels === undefined) return undefined;
  const type = typeof labels[0] === 'number' ? 'number' : 'string';
  return `/**\n * What the classes are called, in order.\n *\n * @type {readonly ${type}[]}\n */\nexport const labels = ${literal(labels)};`;
}

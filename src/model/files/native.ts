/**
 * A model as one safetensors file: parameters are its tensors, `layers.0.weights`; what they belong to is JSON under `nnfs` in its
 * metadata. Reading it makes what src/model/files/kinds.ts lists, and what is handed in, and runs nothing.
 */
import { version as packageVersion } from '../../../package.json';
import { FormatError, NnfsError, ValueError, describe } from '../../errors.ts';
import { DEEPEST, JsonValue, measureJson, parseJson } from '../../io/json.ts';
import { decodeSafetensors, encodeSafetensors } from '../../io/safetensors.ts';
import { samplesOf, type TensorType } from '../../layers/pass.ts';
import { sampleShape } from '../../layers/sample-shape.ts';
import { Sequential } from '../../layers/sequential.ts';
import { Loss } from '../../losses/loss.ts';
import { AccuracyMetric } from '../../metrics/accuracy-metric.ts';
import { Metric } from '../../metrics/metric.ts';
import { Optimizer } from '../../optimizers/optimizer.ts';
import type { RandomState } from '../../random/random-state.ts';
import { random as globalRandom } from '../../session.ts';
import type { DType } from '../../tensor/dtype.ts';
import { isArray, sameShape, type Shape } from '../../tensor/shape.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import type { Memory, SaveOptions } from '../callbacks/callback.ts';
import { History } from '../history.ts';
import type { Progress } from '../run/training.ts';
import { decodeHistory, encodeHistory } from './history.ts';
import { Kinds, describeKind, type KnownKinds } from './kinds.ts';
import { StoredTensors } from './stored-tensors.ts';
import {
  checkOwners,
  decodeMemories,
  decodeOptimizerState,
  decodeProgress,
  decodeStreams,
  encodeMemories,
  encodeOptimizerState,
  encodeProgress,
  encodeStreams,
  missingSchedule,
  streamOwners,
} from './training-state.ts';

/** All that a model file can hold. */
export interface ModelState {
  readonly chain: Sequential;
  /** One sample, where that is known. */
  readonly inputs?: TensorType | undefined;
  readonly loss?: Loss | undefined;
  readonly optimizer?: Optimizer | undefined;
  readonly accuracy?: AccuracyMetric | undefined;
  readonly metrics?: readonly Metric[] | undefined;
  /** What classes are called, in order of their index. */
  readonly labels?: readonly string[] | undefined;
  /** How inputs were scaled before they came to the model, as JSON. */
  readonly scaler?: unknown;
  readonly notes: Readonly<Record<string, unknown>>;
  /** The model's own stream; layers bring theirs. */
  readonly random: RandomState;
  readonly progress?: Progress | undefined;
  readonly history: History;
  readonly memories: ReadonlyMap<string, Memory>;
}

/** The key of our metadata, and the versions that it has had: 1 was that of nnfs 0.1.0. */
const KEY = 'nnfs';
const VERSIONS: readonly unknown[] = [1, 2];
/** Where version 1 kept the options of the command line. */
const OLD_RECORD = 'nnfs.train';

const ENCODE = 'Model.toBytes';
const DECODE = 'Model.fromBytes';

/**
 * The bytes of a model file; the same state gives the same bytes. A learning-rate schedule is a function and stays out.
 *
 * @throws ValueError for what could not be loaded again, such as notes that are not JSON
 */
export function encodeModel(state: ModelState, { training = false, history = true }: SaveOptions): Uint8Array {
  const {
    chain,
    inputs,
    loss,
    optimizer,
    accuracy,
    metrics = [],
    random,
    progress,
    labels,
    scaler,
    notes,
    memories,
  } = state;
  const tensors = new Map<string, Tensor>(chain.parameters.map(({ name, value }) => [name, value]));
  if (tensors.size < chain.parameters.length) {
    throw new ValueError(ENCODE, 'parameters of different names in a layer', 'two of one name');
  }
  if (training && history) encodeHistory(state.history, tensors);
  const text = JSON.stringify({
    formatVersion: 2,
    generator: `nnfs ${packageVersion}`,
    layers: chain.layers.map((layer) => describeKind(ENCODE, layer)),
    inputs: inputs && !sameShape(inputs.shape.slice(1), chain.inputShape ?? []) ? encodeInputs(inputs) : undefined,
    loss: loss && describeKind(ENCODE, loss),
    accuracy: accuracy && describeKind(ENCODE, accuracy),
    metrics: metrics.length > 0 ? metrics.map((metric) => describeKind(ENCODE, metric)) : undefined,
    optimizer: optimizer && {
      ...describeKind(ENCODE, optimizer),
      schedule: typeof optimizer.learningRate === 'function' || undefined,
      state: training ? encodeOptimizerState(optimizer, chain, tensors) : undefined,
    },
    labels: labels && checkLabels(labels),
    scaler: scaler === undefined ? undefined : plainJson('a scaler', scaler),
    notes: checkNotes(notes),
    training: training
      ? {
          streams: encodeStreams(streamOwners(chain, random)),
          progress: progress && encodeProgress(progress),
          memories: encodeMemories(memories, chain, tensors),
        }
      : undefined,
  });
  if (measureJson(text).depth > DEEPEST)
    throw new ValueError(ENCODE, 'layers in layers', 'more levels than a file can hold');
  return encodeSafetensors(tensors, new Map([[KEY, text]]));
}

function checkNotes(notes: unknown): unknown {
  if (typeof notes !== 'object' || notes === null || isArray(notes)) {
    throw new ValueError(ENCODE, 'notes in an object', describe(notes));
  }
  return Object.keys(notes).length === 0 ? undefined : plainJson('notes', notes);
}

function checkLabels(labels: readonly string[]): readonly string[] {
  const wrong = labels.findIndex((label) => typeof label !== 'string');
  if (wrong >= 0) throw new ValueError(ENCODE, `text as label ${wrong}`, describe(labels[wrong]));
  return labels;
}

/** A copy of a value that JSON gives back as it is. */
function plainJson(what: string, given: unknown): unknown {
  const check = (key: string, value: unknown): unknown => {
    const plain = typeof value === 'number' ? Number.isFinite(value) : isPlain(value);
    if (plain) return value;
    const at = key === '' ? '' : ` at ${JSON.stringify(key)}`;
    throw new ValueError(ENCODE, `${what} of plain JSON`, `${describe(value)}${at}`, 'Array.from makes a list.');
  };
  let text: string;
  try {
    text = JSON.stringify(given, check);
  } catch (error) {
    if (error instanceof NnfsError) throw error;
    throw new ValueError(ENCODE, `${what} of plain JSON`, 'one that contains itself');
  }
  const deepest = DEEPEST - 1; // the description adds a level of its own
  if (measureJson(text).depth > deepest) {
    throw new ValueError(ENCODE, `${what} of at most ${deepest} levels`, 'a deeper one');
  }
  return JSON.parse(text);
}

function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null)
    return value === null || ['string', 'boolean'].includes(typeof value);
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}

/**
 * The model of a file. A random stream that was saved becomes the model's own; without one the global stream serves. Nothing is drawn
 * from it.
 *
 * Where the optimizer followed a schedule, everything but training works until `optimizer.learningRate` is set again.
 *
 * @throws FormatError for bytes that are not such a file
 */
export function decodeModel(bytes: Uint8Array, known?: KnownKinds): ModelState {
  const kinds = new Kinds(known);
  const { tensors, metadata } = decodeSafetensors(bytes, DECODE);
  const text = metadata.get(KEY);
  if (text === undefined) {
    const hint = 'A file of tensors alone does not tell what they belong to.';
    throw new FormatError(DECODE, `metadata ${KEY}, which describes the model`, 'none', hint);
  }
  const root = new JsonValue(DECODE, KEY, parseJson(`${DECODE}, ${KEY}`, text));
  const version = root.member('formatVersion');
  if (!VERSIONS.includes(version.value)) {
    const { value: generator } = root.member('generator');
    const hint = `It was written by ${typeof generator === 'string' ? generator.slice(0, 40) : 'another program'}.`;
    throw version.error(VERSIONS.join(' or '), undefined, hint);
  }

  const stored = new StoredTensors(DECODE, tensors);
  const training = root.optional('training', (json) => json);
  const owners = training && decodeStreams(training.member('streams'));
  const parts = { parameter: stored.take.bind(stored), random: (path: string) => owners?.get(path) };
  const described = root.member('layers');
  const layers = described.items().map((layer, at) => kinds.layer(layer, `layers.${at}`, parts));
  const chain = new Sequential();
  const inputs = root.optional('inputs', decodeInputs);
  described.convert(() => chain.add(layers, 'layers', inputs));

  const metric = (json: JsonValue): Metric => kinds.make(Metric, 'a metric', json);
  const optimizer = root.optional('optimizer', (json) => {
    const made = kinds.make(Optimizer, 'an optimizer', json);
    if (json.optional('schedule', (schedule) => schedule.flag())) made.learningRate = missingSchedule;
    json.optional('state', (state) => {
      decodeOptimizerState(state, made, chain, stored);
    });
    return made;
  });
  const random = owners ? checkOwners(training.member('streams'), owners, chain) : globalRandom;
  const memories =
    training?.optional('memories', (json) => decodeMemories(json, chain, stored)) ?? new Map<string, Memory>();
  const history = training ? decodeHistory(DECODE, stored) : new History();
  stored.finish();
  const notes = root.optional('notes', (json) => json.entries().map(([name, { value }]) => [name, value])) ?? [];
  const record = metadata.get(OLD_RECORD);
  if (record !== undefined) notes.push(['train', parseJson(OLD_RECORD, record)]);
  return {
    chain,
    inputs,
    loss: root.optional('loss', (json) => kinds.make(Loss, 'a loss', json)),
    optimizer,
    accuracy: root.optional('accuracy', (json) => json.convert(() => accuracyOf(metric(json)))),
    metrics: root.optional('metrics', (json) => json.items().map(metric)),
    random,
    progress: training?.optional('progress', decodeProgress),
    history,
    memories,
    labels: root.optional('labels', (json) => json.items().map((label) => label.string())),
    scaler: root.member('scaler').value,
    notes: Object.fromEntries(notes) as ModelState['notes'],
  };
}

const DTYPES: readonly DType[] = ['float32', 'float64', 'int32', 'uint8'];

function encodeInputs({ shape, dtype }: TensorType): unknown {
  return { shape: shape.slice(1), dtype };
}

function decodeInputs(json: JsonValue): TensorType {
  const [shape, dtype] = [json.member('shape'), json.member('dtype')];
  if (!sampleShape.holds(shape.value)) throw shape.error('the lengths of a sample');
  if (!DTYPES.some((name) => name === dtype.value)) throw dtype.error(`one of ${DTYPES.join(', ')}`);
  return samplesOf(shape.value as Shape, dtype.value as DType);
}

function accuracyOf(metric: Metric): AccuracyMetric {
  if (metric instanceof AccuracyMetric) return metric;
  throw new ValueError('accuracy', 'an accuracy', metric.kind);
}

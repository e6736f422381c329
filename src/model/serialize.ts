/**
 * A model as one safetensors file: parameters are its tensors, `layers.0.weights`; what they belong to is JSON under `nnfs` in its
 * metadata. Reading it makes what src/model/kinds.ts lists and runs nothing.
 */
import { version as packageVersion } from '../../package.json';
import { FormatError, NnfsError, ValueError, describe } from '../errors.ts';
import { DEEPEST, JsonValue, jsonNumber, measureJson, parseJson } from '../io/json.ts';
import { decodeSafetensors, encodeSafetensors } from '../io/safetensors.ts';
import type { FloatTensor, Layer } from '../layers/layer.ts';
import type { Loss } from '../losses/loss.ts';
import type { AccuracyMetric } from '../metrics/accuracy-metric.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import type { RandomState } from '../random/random-state.ts';
import { random as globalRandom } from '../session.ts';
import type { Shape } from '../tensor/shape.ts';
import type { Tensor } from '../tensor/tensor.ts';
import type { EpochReport } from './history.ts';
import { LAYERS, LOSSES, METRICS, OPTIMIZERS, checkKind, makeKind } from './kinds.ts';
import { outputShape } from './samples.ts';
import { decodeHistory, encodeHistory } from './serialize-history.ts';
import {
  checkOwners,
  decodeOptimizerState,
  decodeProgress,
  decodeStreams,
  encodeOptimizerState,
  encodeProgress,
  encodeStreams,
  missingSchedule,
  streamOwners,
} from './serialize-training.ts';
import { StoredTensors } from './stored-tensors.ts';
import type { Progress } from './training.ts';

/** All that a model file can hold. */
export interface ModelState {
  readonly layers: readonly Layer[];
  readonly loss?: Loss | undefined;
  readonly optimizer?: Optimizer | undefined;
  readonly accuracy?: AccuracyMetric | undefined;
  /** What classes are called, in order of their index. */
  readonly labels?: readonly string[] | undefined;
  /** How inputs were scaled before they came to the model, as JSON. */
  readonly scaler?: unknown;
  /** The model's own stream; layers bring theirs. */
  readonly random: RandomState;
  readonly progress?: Progress | undefined;
  readonly history?: readonly EpochReport[] | undefined;
}

/** The key of our metadata, and the only version of it so far. */
const KEY = 'nnfs';
const VERSION = 1;

const ENCODE = 'Model.toBytes';
const DECODE = 'Model.fromBytes';

/**
 * The bytes of a model file; the same state gives the same bytes. A learning-rate schedule is a function and stays out.
 *
 * @param options `training`: with the optimizer's slots, random streams, progress and history. @default false
 * @throws ValueError for what could not be loaded again: kinds of your own, a scaler that is not JSON
 */
export function encodeModel(state: ModelState, { training = false }: { readonly training?: boolean } = {}): Uint8Array {
  const { layers, loss, optimizer, accuracy, random, progress, history = [], labels, scaler } = state;
  const tensors = new Map<string, Tensor>();
  for (const [at, layer] of layers.entries()) {
    for (const { name, value } of layer.parameters) tensors.set(`layers.${at}.${name}`, value);
  }
  if (training) encodeHistory(history, tensors);
  const text = JSON.stringify({
    formatVersion: VERSION,
    generator: `nnfs ${packageVersion}`,
    layers: layers.map((layer) => describeKind(LAYERS, layer)),
    loss: loss && describeKind(LOSSES, loss),
    accuracy: accuracy && describeKind(METRICS, accuracy),
    optimizer: optimizer && {
      ...describeKind(OPTIMIZERS, optimizer),
      schedule: typeof optimizer.learningRate === 'function' || undefined,
      state: training ? encodeOptimizerState(optimizer, layers, tensors) : undefined,
    },
    labels: labels && checkLabels(labels),
    scaler: scaler === undefined ? undefined : plainJson(scaler),
    training: training
      ? { streams: encodeStreams(streamOwners(layers, random)), progress: progress && encodeProgress(progress) }
      : undefined,
  });
  return encodeSafetensors(tensors, new Map([[KEY, text]]));
}

function describeKind(
  kinds: Readonly<Record<string, unknown>>,
  thing: Layer | Loss | AccuracyMetric | Optimizer,
): { kind: string; config: Record<string, unknown> } {
  checkKind(ENCODE, kinds, thing.kind);
  const config = Object.entries(thing.config()).map(([name, value]) => [
    name,
    typeof value === 'number' ? jsonNumber(value) : value,
  ]);
  return { kind: thing.kind, config: Object.fromEntries(config) as Record<string, unknown> };
}

function checkLabels(labels: readonly string[]): readonly string[] {
  const wrong = labels.findIndex((label) => typeof label !== 'string');
  if (wrong >= 0) throw new ValueError(ENCODE, `text as label ${wrong}`, describe(labels[wrong]));
  return labels;
}

/** A copy of a value that JSON gives back as it is. */
function plainJson(scaler: unknown): unknown {
  const check = (key: string, value: unknown): unknown => {
    const plain = typeof value === 'number' ? Number.isFinite(value) : isPlain(value);
    if (plain) return value;
    const at = key === '' ? '' : ` at ${JSON.stringify(key)}`;
    throw new ValueError(ENCODE, 'a scaler of plain JSON', `${describe(value)}${at}`, 'Array.from makes a list.');
  };
  let text: string;
  try {
    text = JSON.stringify(scaler, check);
  } catch (error) {
    if (error instanceof NnfsError) throw error;
    throw new ValueError(ENCODE, 'a scaler of plain JSON', 'one that contains itself');
  }
  const deepest = DEEPEST - 1; // the description adds a level of its own
  if (measureJson(text).depth > deepest) {
    throw new ValueError(ENCODE, `a scaler of at most ${deepest} levels`, 'a deeper one');
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
export function decodeModel(bytes: Uint8Array): ModelState {
  const { tensors, metadata } = decodeSafetensors(bytes, DECODE);
  const text = metadata.get(KEY);
  if (text === undefined) {
    const hint = 'A file of tensors alone does not tell what they belong to.';
    throw new FormatError(DECODE, `metadata ${KEY}, which describes the model`, 'none', hint);
  }
  const root = new JsonValue(DECODE, KEY, parseJson(`${DECODE}, ${KEY}`, text));
  const version = root.member('formatVersion');
  if (version.value !== VERSION) {
    const { value: generator } = root.member('generator');
    const hint = `It was written by ${typeof generator === 'string' ? generator.slice(0, 40) : 'another program'}.`;
    throw version.error(String(VERSION), undefined, hint);
  }

  const stored = new StoredTensors(DECODE, tensors);
  const training = root.member('training');
  const owners = training.present ? decodeStreams(training.member('streams')) : undefined;
  const layers = root
    .member('layers')
    .items()
    .map((layer, at) => {
      const parameter = (name: string, shape: Shape): FloatTensor => stored.take(`layers.${at}.${name}`, shape);
      return makeKind(LAYERS, layer, { parameter, random: owners?.get(`layers.${at}`) });
    });
  root.member('layers').convert(() => checkChain(layers));

  const loss = optional(root.member('loss'), (json) => makeKind(LOSSES, json, undefined));
  const accuracy = optional(root.member('accuracy'), (json) => makeKind(METRICS, json, undefined));
  const optimizer = optional(root.member('optimizer'), (json) => decodeOptimizer(json, layers, stored));
  const labels = optional(root.member('labels'), (json) => json.items().map((label) => label.string()));
  const scaler = root.member('scaler').value;
  const random = owners ? checkOwners(training.member('streams'), owners, layers) : globalRandom;
  const progress = training.present ? optional(training.member('progress'), decodeProgress) : undefined;
  const history = training.present ? decodeHistory(DECODE, stored) : undefined;
  stored.finish();
  return { layers, loss, optimizer, accuracy, random, progress, history, labels, scaler };
}

function optional<T>(json: JsonValue, read: (json: JsonValue) => T): T | undefined {
  return json.present ? read(json) : undefined;
}

/** @throws ShapeError where a layer does not take what the one before it gives */
function checkChain(layers: readonly Layer[]): void {
  const width = layers.find((layer) => layer.inputWidth !== undefined)?.inputWidth;
  if (width !== undefined) outputShape('layers', layers, [1, width]);
}

function decodeOptimizer(json: JsonValue, layers: readonly Layer[], stored: StoredTensors): Optimizer {
  const optimizer = makeKind(OPTIMIZERS, json, undefined);
  if (json.member('schedule').present && json.member('schedule').flag()) optimizer.learningRate = missingSchedule;
  const state = json.member('state');
  if (state.present) decodeOptimizerState(state, optimizer, layers, stored);
  return optimizer;
}

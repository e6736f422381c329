/** Layers as plain data: what a model file keeps of them, written by a person or another program. */
import { FormatError, ValueError, describe } from '../../errors.ts';
import { JsonValue, parseJson } from '../../io/json.ts';
import type { Layer } from '../../layers/layer.ts';
import { checkOptions } from '../../options.ts';
import type { RandomState } from '../../random/random-state.ts';
import { streamOf } from '../../session.ts';
import { isArray } from '../../tensor/shape.ts';
import { Kinds, describeKind, isDescription, type KnownKinds } from './kinds.ts';

export interface LayersFromJSONOptions {
  /** Classes beyond the usual ones, or `kinds`, which are all of ours. @default [] */
  readonly kinds?: KnownKinds;
  /** Where first weights, and layers such as Dropout, draw from. @default the global stream */
  readonly random?: RandomState;
  /** What errors call the list, for example its path. @default 'layersFromJSON' */
  readonly name?: string;
}

const WHERE = 'layersFromJSON';
const PATH = 'layers';

/**
 * New layers from a list of `{ kind, config }`, as a model file keeps them: `config` holds the arguments and options of the constructor by
 * their names; what is left out is as it is there. Weights are drawn layer by layer. `initializer` may be named, and `frozen` lists
 * parameters that are not trained.
 *
 * @throws FormatError, naming the place, for an unknown kind, for options that the kind does not take, and for more than 2^28 weights
 * @see `layersToJSON`
 *
 * @example
 * import { Model, layersFromJSON } from 'nnfs';
 * const layers = layersFromJSON([
 *   { kind: 'Dense', config: { nInputs: 2, nNeurons: 8, initializer: 'heNormal' } },
 *   { kind: 'ReLU' },
 *   { kind: 'Dense', config: { nInputs: 8, nNeurons: 3 } },
 *   { kind: 'Softmax' },
 * ]);
 * console.log(String(new Model(layers))); // Model(Dense(2, 8), ReLU(), Dense(8, 3), Softmax())
 */
export function layersFromJSON(json: unknown, options: LayersFromJSONOptions = {}): Layer[] {
  checkOptions(WHERE, options, ['kinds', 'random', 'name']);
  const { kinds, name = WHERE } = options;
  if (typeof name !== 'string') throw new ValueError(WHERE, 'name: text', describe(name));
  return readLayers(json, name, streamOf(WHERE, options.random), kinds, `${WHERE}(json`);
}

/** As `layersFromJSON`, of checked options. @param call the call that takes further classes, where there is one */
export function readLayers(
  json: unknown,
  name: string,
  random: RandomState,
  known?: KnownKinds,
  call?: string,
): Layer[] {
  const made = new Kinds(known, true, call);
  const list = new JsonValue(name, PATH, completed(new JsonValue(name, PATH, plain(name, json))));
  const layers = list.items().map((layer, at) => made.layer(layer, `layers.${at}`, { random: () => random }));
  if (layers.length === 0) throw list.error('one layer or more', 'none');
  return layers;
}

const MEMBERS = ['kind', 'config', 'frozen'];

/** The list with what a person may leave out. @throws FormatError for a misspelt member */
function completed(list: JsonValue): unknown[] {
  return list.items().map((layer) => {
    for (const [name] of layer.entries()) {
      if (!MEMBERS.includes(name)) throw layer.error(`{ ${MEMBERS.join(', ')} }`, describe(name));
    }
    const options = layer.optional('config', (config) => config.entries().map(([name, option]) => [name, inner(option)] as const)); // prettier-ignore
    return { ...(layer.value as object), config: Object.fromEntries(options ?? []) };
  });
}

/** An option; of a container the list of layers inside. */
function inner(option: JsonValue): unknown {
  return isArray(option.value) && option.value.some(isDescription) ? completed(option) : option.value;
}

/** A copy of a value that is JSON, within the bounds of one. */
function plain(name: string, json: unknown): unknown {
  let text: string | undefined;
  try {
    text = JSON.stringify(json);
  } catch {
    throw new FormatError(name, 'plain JSON', 'what JSON cannot write');
  }
  return text === undefined ? undefined : parseJson(name, text);
}

/**
 * Layers as plain data, without their parameters.
 *
 * @throws ValueError for layers that could not be made again
 * @see `layersFromJSON`
 *
 * @example
 * import { Dense, Sigmoid, layersToJSON } from 'nnfs';
 * console.log(JSON.stringify(layersToJSON([new Dense(2, 1, { useBias: false }), new Sigmoid()])[1])); // {"kind":"Sigmoid","config":{}}
 */
export function layersToJSON(layers: readonly Layer[]): Record<string, unknown>[] {
  return layers.map((layer) => describeKind('layersToJSON', layer));
}

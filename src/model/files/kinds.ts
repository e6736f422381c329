/** Every kind that a model file may name, in the open: loading makes what is listed, or handed in, and nothing else. */
import { ELU } from '../../activations/elu.ts';
import { GELU } from '../../activations/gelu.ts';
import { LeakyReLU } from '../../activations/leaky-relu.ts';
import { Linear } from '../../activations/linear.ts';
import { ReLU } from '../../activations/relu.ts';
import { Sigmoid } from '../../activations/sigmoid.ts';
import { Softmax } from '../../activations/softmax.ts';
import { Swish } from '../../activations/swish.ts';
import { Tanh } from '../../activations/tanh.ts';
import { ValueError, describe } from '../../errors.ts';
import { Dense } from '../../layers/dense.ts';
import { Dropout } from '../../layers/dropout.ts';
import { INITIALIZERS, type Initializer, type InitializerName } from '../../layers/initializers.ts';
import { Layer } from '../../layers/layer.ts';
import type { FloatTensor } from '../../layers/pass.ts';
import { Residual } from '../../layers/residual.ts';
import { Sequential } from '../../layers/sequential.ts';
import { BinaryCrossentropy } from '../../losses/binary-crossentropy.ts';
import { CategoricalCrossentropy } from '../../losses/categorical-crossentropy.ts';
import { Huber } from '../../losses/huber.ts';
import type { Loss } from '../../losses/loss.ts';
import { MeanAbsoluteError } from '../../losses/mean-absolute-error.ts';
import { MeanSquaredError } from '../../losses/mean-squared-error.ts';
import { SigmoidBinaryCrossentropy } from '../../losses/sigmoid-binary-crossentropy.ts';
import { BinaryAccuracy } from '../../metrics/binary-accuracy.ts';
import { CategoricalAccuracy } from '../../metrics/categorical-accuracy.ts';
import type { Metric } from '../../metrics/metric.ts';
import { RegressionAccuracy } from '../../metrics/regression-accuracy.ts';
import { Adagrad } from '../../optimizers/adagrad.ts';
import { Adam } from '../../optimizers/adam.ts';
import { AdamW } from '../../optimizers/adamw.ts';
import { Optimizer } from '../../optimizers/optimizer.ts';
import { RMSprop } from '../../optimizers/rmsprop.ts';
import { SGD } from '../../optimizers/sgd.ts';
import { jsonScalar, scalarOf, type JsonValue } from '../../io/json.ts';
import { UNNAMED, any, type OptionRule, type OptionRules } from '../../options.ts';
import type { RandomState } from '../../random/random-state.ts';
import { isArray, sizeOf, type Shape } from '../../tensor/shape.ts';

type Thing = Layer | Loss | Metric | Optimizer;

/** The class of a kind. It is given the options that it declares; one that has a `config()` of its own instead, all of that. */
export interface KindClass {
  new (...args: never[]): Thing;
  readonly prototype: Thing;
  readonly kind?: string;
  readonly options?: OptionRules;
}

/** Classes in a list, by the kind that each declares or else its name; or by the names that files have for them. */
export type KnownKinds = readonly KindClass[] | Readonly<Record<string, KindClass>>;

/** What is known without being handed in. A new kind stands in `all.ts` instead, so that programs pay for what they use. */
export const USUAL = {
  Dense,
  Dropout,
  Sequential,
  Residual,
  ReLU,
  LeakyReLU,
  ELU,
  GELU,
  Swish,
  Tanh,
  Sigmoid,
  Softmax,
  Linear,
  CategoricalCrossentropy,
  BinaryCrossentropy,
  SigmoidBinaryCrossentropy,
  MeanSquaredError,
  MeanAbsoluteError,
  Huber,
  CategoricalAccuracy,
  BinaryAccuracy,
  RegressionAccuracy,
  SGD,
  Adagrad,
  RMSprop,
  Adam,
  AdamW,
} satisfies Readonly<Record<string, KindClass>>;

/** @throws ValueError for something else than classes */
function entriesOf(known: KnownKinds): (readonly [name: string, Kind: KindClass])[] {
  const all: readonly unknown[] = known ? Object.values(known) : [known];
  const wrong = all.find((Kind) => typeof Kind !== 'function');
  if (wrong !== undefined || !known)
    throw new ValueError('kinds', 'classes', describe(wrong), 'For example [Conv2D, F1].');
  return isArray(known) ? known.map((Kind) => [nameOf(Kind), Kind] as const) : Object.entries(known);
}

function nameOf(Kind: KindClass): string {
  return Object.hasOwn(Kind, 'kind') ? Kind.kind! : Kind.name;
}

/** What goes into a layer beside its options. */
export interface LayerParts {
  /** A parameter by its path, once it is known to have this shape. @default as the layer starts it, or its description says */
  readonly parameter?: (path: string, shape: Shape) => FloatTensor;
  /** The random stream that the layer of a path draws from, where that is known. */
  readonly random: (path: string) => RandomState | undefined;
}

/**
 * A layer, loss, metric or optimizer as `{ kind, config }`.
 *
 * @throws ValueError for a class that has its kind from another, whose numbers it may not have
 */
export function describeKind(where: string, thing: Thing): Record<string, unknown> {
  const { kind } = thing;
  const Class = thing.constructor as KindClass & typeof thing.constructor;
  if (Class.kind === kind && !Object.hasOwn(Class, 'kind'))
    throw unnamed(where, `${kind} itself`, `a class that extends ${kind}`);
  if (kind === UNNAMED) throw unnamed(where, 'a class with a kind', Class.name);
  const plain = (value: unknown): unknown => {
    if (value instanceof Layer || value instanceof Optimizer) return describeKind(where, value);
    return isArray(value) ? value.map(plain) : jsonScalar(value);
  };
  const config = Object.entries(thing.config()).map(([name, value]) => [name, plain(value)]);
  const kept = thing instanceof Layer && thing.layers.length === 0 ? thing.parameters : [];
  const frozen = kept.filter((parameter) => parameter.frozen).map(({ name }) => name);
  return { kind, config: Object.fromEntries(config), ...(frozen.length > 0 && { frozen }) };
}

function unnamed(where: string, expected: string, received: string): ValueError {
  return new ValueError(where, expected, received, "Give the class a kind of its own: static kind = '...'.");
}

/** Gives an option that is no number, flag or text of the file. */
type Fill = (json: JsonValue, name: string, rule: OptionRule<unknown>) => unknown;

/** What a few words of a file may ask for: 1 GiB of float32, of which training needs several times as much. */
const MOST_DRAWN = 2 ** 28;

/** Makes what files describe. */
export class Kinds {
  readonly #known: ReadonlyMap<string, KindClass>;
  readonly #written: boolean;
  readonly #call: string | undefined;
  /** The weights of new layers so far. */
  #drawn = 0;

  /**
   * @param written whether a person describes new layers, and may say how parameters start
   * @param call what takes further classes, if anything does
   */
  constructor(known: KnownKinds = [], written = false, call?: string) {
    this.#known = new Map([...Object.entries(USUAL), ...entriesOf(known)]);
    this.#written = written;
    this.#call = written ? call : 'fromBytes(bytes';
  }

  /** @param path of the layer, for its parameters: `layers.2` */
  layer(description: JsonValue, path: string, parts: LayerParts): Layer {
    const taken = new Set<string>();
    const { parameter: stored } = parts;
    const take =
      stored &&
      ((name: string, shape: Shape): FloatTensor => {
        taken.add(name);
        return stored(`${path}.${name}`, shape);
      });
    const layer = this.make(Layer, 'a layer', description, (json, name, { transient, fallback }) => {
      if (transient && 'startOf' in transient) {
        if (take) return (shape: Shape) => take(transient.startOf, shape);
        return this.#bounded(transient.startOf, json.present ? json.value : fallback);
      }
      if (transient) return parts.random(path);
      if (!isArray(json.value) || !json.value.some(isDescription)) return undefined;
      return json.items().map((item, i) => this.layer(item, `${path}.${name}.${i}`, parts));
    });
    const own = layer.layers.length > 0 ? [] : layer.parameters.filter(({ name }) => !taken.has(name));
    if (take) for (const parameter of own) parameter.value = take(parameter.name, parameter.value.shape);
    description.optional('frozen', (json) => {
      for (const name of json.items()) freeze(layer, name);
    });
    return layer;
  }

  /** An initializer that is asked for no more than memory holds: drawing so many numbers would take minutes. */
  #bounded(parameter: string, initializer: unknown): Initializer | undefined {
    if (typeof initializer !== 'function' && !isInitializerName(initializer)) return undefined; // the rule refuses it
    const draw = typeof initializer === 'function' ? (initializer as Initializer) : INITIALIZERS[initializer];
    return (shape, ...from) => {
      this.#drawn += sizeOf(shape);
      if (this.#drawn > MOST_DRAWN) throw new ValueError(parameter, `at most ${MOST_DRAWN} weights in all layers`, String(this.#drawn)); // prettier-ignore
      return draw(shape, ...from);
    };
  }

  /**
   * A layer, loss, metric or optimizer.
   *
   * @throws FormatError for an unknown kind, and for options that the kind does not take
   */
  make<T extends Thing>(
    Base: abstract new (...args: never[]) => T,
    what: string,
    description: JsonValue,
    fill?: Fill,
  ): T {
    const kind = description.member('kind');
    const text = kind.string();
    const Kind = this.#known.get(text);
    if (!(Kind?.prototype instanceof Base)) {
      const known = [...this.#known].filter(([, other]) => other.prototype instanceof Base).map(([name]) => name);
      const name = /^\w{1,40}$/.test(text) ? text : '...';
      const call = this.#call;
      const hint = call && `Pass its class: ${call}, { kinds: [${name}] }), or all of ours: { kinds }.`;
      throw kind.error(`the name of ${what}: ${known.join(', ')}`, undefined, hint);
    }
    const config = description.member('config');
    const given = config.entries().map(([name]) => name);
    const undeclared = Kind.prototype.config === (Base.prototype as Thing).config ? [] : given;
    const rules = Kind.options ?? Object.fromEntries(undeclared.map((name) => [name, any(undefined)]));
    const names = Object.keys(rules);
    const stored = names.filter((name) => {
      const { transient } = rules[name]!;
      return !transient || (this.#written && 'startOf' in transient);
    });
    const stranger = given.find((name) => !stored.includes(name));
    if (stranger !== undefined) {
      const expected = stored.length > 0 ? `options { ${stored.join(', ')} }` : 'no options';
      throw config.error(expected, `the option ${describe(stranger)}`);
    }
    const value = (name: string): unknown => {
      const json = config.member(name);
      const rule = rules[name]!;
      const filled = fill?.(json, name, rule);
      if (filled !== undefined || !json.present) return filled;
      const made = isDescription(json.value) ? this.make(Base, what, json) : json.value;
      const read = rule.holds(made) ? made : scalarOf(json);
      if (!rule.holds(read)) throw json.error(`${name} ${rule.expected}`);
      return read;
    };
    const args = names.filter((name) => rules[name]!.positional).map(value);
    const named = names.filter((name) => !rules[name]!.positional).map((name) => [name, value(name)] as const);
    if (named.length > 0) args.push(Object.fromEntries(named.filter(([, option]) => option !== undefined)));
    return config.convert(() => Reflect.construct(Kind, args) as T);
  }
}

/** @throws FormatError for a name that no parameter of the layer has */
function freeze({ parameters }: Layer, name: JsonValue): void {
  const text = name.string();
  const parameter = parameters.find((each) => each.name === text);
  if (parameter !== undefined) parameter.frozen = true;
  else if (parameters.length === 0) throw name.error('no name, as the layer has no parameters');
  else throw name.error(`the name of a parameter: ${parameters.map((each) => each.name).join(', ')}`);
}

function isInitializerName(value: unknown): value is InitializerName {
  return typeof value === 'string' && Object.hasOwn(INITIALIZERS, value);
}

export const isDescription = (value: unknown): boolean => (value as { kind?: unknown } | null)?.kind !== undefined;

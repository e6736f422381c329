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
import type { JsonValue } from '../../io/json.ts';
import { Dense } from '../../layers/dense.ts';
import { Dropout } from '../../layers/dropout.ts';
import { Layer } from '../../layers/layer.ts';
import type { FloatTensor } from '../../layers/pass.ts';
import { Residual } from '../../layers/residual.ts';
import { Sequential } from '../../layers/sequential.ts';
import { BinaryCrossentropy } from '../../losses/binary-crossentropy.ts';
import { CategoricalCrossentropy } from '../../losses/categorical-crossentropy.ts';
import { Huber } from '../../losses/huber.ts';
import { Loss } from '../../losses/loss.ts';
import { MeanAbsoluteError } from '../../losses/mean-absolute-error.ts';
import { MeanSquaredError } from '../../losses/mean-squared-error.ts';
import { SigmoidBinaryCrossentropy } from '../../losses/sigmoid-binary-crossentropy.ts';
import { BinaryAccuracy } from '../../metrics/binary-accuracy.ts';
import { CategoricalAccuracy } from '../../metrics/categorical-accuracy.ts';
import { Metric } from '../../metrics/metric.ts';
import { RegressionAccuracy } from '../../metrics/regression-accuracy.ts';
import { Adagrad } from '../../optimizers/adagrad.ts';
import { Adam } from '../../optimizers/adam.ts';
import { AdamW } from '../../optimizers/adamw.ts';
import { Optimizer } from '../../optimizers/optimizer.ts';
import { RMSprop } from '../../optimizers/rmsprop.ts';
import { SGD } from '../../optimizers/sgd.ts';
import { jsonNumber } from '../../io/json.ts';
import type { OptionRules } from '../../options.ts';
import type { RandomState } from '../../random/random-state.ts';
import { isArray, type Shape } from '../../tensor/shape.ts';

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
function byName(known: KnownKinds): Readonly<Record<string, KindClass>> {
  const entries = isArray(known) ? known.map((Kind) => [nameOf(Kind), Kind]) : Object.entries(known);
  for (const [, Kind] of entries) {
    if (typeof Kind !== 'function')
      throw new ValueError('kinds', 'classes', describe(Kind), 'For example [Conv2D, F1].');
  }
  return Object.fromEntries(entries) as Record<string, KindClass>;
}

function nameOf(Kind: KindClass): string {
  return Object.hasOwn(Kind, 'kind') ? Kind.kind! : Kind.name;
}

/** What of a file goes into a layer beside its options. */
export interface LayerParts {
  /** A parameter by its path, once it is known to have this shape. */
  readonly parameter: (path: string, shape: Shape) => FloatTensor;
  /** The random stream that the layer of a path drew from, where the file tells. */
  readonly random: (path: string) => RandomState | undefined;
}

/**
 * A layer, loss, metric or optimizer as `{ kind, config }`.
 *
 * @throws ValueError for a class that has its kind from another, whose numbers it may not have
 */
export function describeKind(where: string, thing: Thing): Record<string, unknown> {
  const Class = thing.constructor as KindClass & typeof thing.constructor;
  if (Class.kind === thing.kind && !Object.hasOwn(Class, 'kind')) {
    const hint = "Give the class a kind of its own: static kind = '...'.";
    throw new ValueError(where, `${thing.kind} itself`, `a class that extends ${thing.kind}`, hint);
  }
  const frozen = thing instanceof Layer && thing.layers.length === 0 && !thing.trainable;
  const config = Object.entries(thing.config()).map(([name, value]) => [name, plain(where, value)]);
  return { kind: thing.kind, config: Object.fromEntries(config), ...(frozen && { trainable: false }) };
}

function plain(where: string, value: unknown): unknown {
  if (typeof value === 'number') return jsonNumber(value);
  if (value instanceof Layer) return describeKind(where, value);
  return isArray(value) ? value.map((item) => plain(where, item)) : value;
}

/** Makes what files describe. */
export class Kinds {
  readonly #known: Readonly<Record<string, KindClass>>;

  constructor(known: KnownKinds = []) {
    this.#known = { ...USUAL, ...byName(known) };
  }

  /** @param path of the layer, for its parameters: `layers.2` */
  layer(description: JsonValue, path: string, parts: LayerParts): Layer {
    const taken = new Set<string>();
    const given =
      (name: string) =>
      (shape: Shape): FloatTensor => {
        taken.add(name);
        return parts.parameter(`${path}.${name}`, shape);
      };
    const layer = this.#make(Layer, 'a layer', description, (json, name, rule) => {
      if (rule?.transient !== undefined) {
        return 'startOf' in rule.transient ? given(rule.transient.startOf) : parts.random(path);
      }
      if (!isArray(json.value) || !json.value.some(isDescription)) return undefined;
      return json.items().map((item, i) => this.layer(item, `${path}.${name}.${i}`, parts));
    });
    if (layer.layers.length === 0) {
      for (const parameter of layer.parameters) {
        if (!taken.has(parameter.name))
          parameter.value = parts.parameter(`${path}.${parameter.name}`, parameter.value.shape);
      }
    }
    const trainable = description.member('trainable');
    if (trainable.present && !trainable.flag()) layer.trainable = false;
    return layer;
  }

  loss(description: JsonValue): Loss {
    return this.#make(Loss, 'a loss', description);
  }

  metric(description: JsonValue): Metric {
    return this.#make(Metric, 'a metric', description);
  }

  optimizer(description: JsonValue): Optimizer {
    return this.#make(Optimizer, 'an optimizer', description);
  }

  /**
   * @param fill the value of an option that is no number, flag or text of the file
   * @throws FormatError for an unknown kind, and for options that the kind does not take
   */
  #make<T extends Thing>(
    Base: abstract new (...args: never[]) => T,
    what: string,
    description: JsonValue,
    fill: (json: JsonValue, name: string, rule: OptionRules[string] | undefined) => unknown = () => undefined,
  ): T {
    const kind = description.member('kind');
    const name = kind.string();
    const Kind = Object.hasOwn(this.#known, name) ? this.#known[name]! : undefined;
    if (Kind === undefined || !(Kind.prototype instanceof Base)) {
      const known = Object.keys(this.#known).filter((other) => this.#known[other]!.prototype instanceof Base);
      const hint = `Pass its class: fromBytes(bytes, { kinds: [${/^\w{1,40}$/.test(name) ? name : '...'}] }), or all of ours: { kinds }.`;
      throw kind.error(`the name of ${what}: ${known.join(', ')}`, undefined, hint);
    }
    const config = description.member('config');
    const undeclared = Kind.options === undefined && Kind.prototype.config !== (Base.prototype as Thing).config;
    const rules = undeclared ? undefined : (Kind.options ?? {});
    const value = (option: string): unknown => {
      const json = config.member(option);
      const filled = fill(json, option, rules?.[option]);
      if (filled !== undefined) return filled;
      if (!json.present) return undefined;
      const rule = rules?.[option];
      if (rule?.holds(json.value) === true) return json.value;
      const scalar = scalarOf(json);
      if (rule?.holds(scalar) === false) throw json.error(`${option} ${rule.expected}`);
      return scalar;
    };
    if (rules === undefined) {
      const given = Object.fromEntries(config.entries().map(([option]) => [option, value(option)]));
      return config.convert(() => construct(Kind, Object.keys(given).length > 0 ? [given] : [])) as T;
    }
    for (const [option] of config.entries()) {
      if (!Object.hasOwn(rules, option) || rules[option]!.transient !== undefined) {
        const names = Object.keys(rules).filter((each) => rules[each]!.transient === undefined);
        throw config.error(
          names.length === 0 ? 'no options' : `options { ${names.join(', ')} }`,
          `the option ${describe(option)}`,
        );
      }
    }
    const isPositional = (option: string): boolean => rules[option]!.positional === true;
    const names = Object.keys(rules);
    const positional = names.filter(isPositional).map(value);
    const named = names.filter((option) => !isPositional(option)).map((option) => [option, value(option)] as const);
    const options = Object.fromEntries(named.filter(([, given]) => given !== undefined));
    return config.convert(() => construct(Kind, [...positional, ...(named.length > 0 ? [options] : [])])) as T;
  }
}

const isDescription = (value: unknown): boolean => typeof value === 'object' && value !== null && 'kind' in value;

function construct(Kind: KindClass, args: readonly unknown[]): unknown {
  return Reflect.construct(Kind, args);
}

/** A value; a number also where one of the texts stands for it, for those that JSON cannot write. */
export function scalarOf(json: JsonValue): unknown {
  return ['NaN', 'Infinity', '-Infinity', '-0'].includes(json.value as string) ? json.number() : json.value;
}

import { encodeUtf8 } from '../../io/utf8.ts';
import type { Layer } from '../../layers/layer.ts';
import { INFERENCE } from '../../layers/pass.ts';
import type { Shape } from '../../tensor/shape.ts';
import { carrierOf } from '../carrier.ts';
import type { ATTRIBUTE, NODE, TENSOR } from './proto/schema.ts';
import { ATTRIBUTE_TYPE, ELEMENT, type Written } from './proto/schema.ts';

/** An attribute of a node: a whole number or several, `{ float }` for what is one whatever its digits, a text or several. */
export type AttributeValue = number | readonly number[] | readonly string[] | { readonly float: number } | string;

/** A tensor in the graph: what a layer is given, and what it gives. */
export interface Value {
  readonly name: string;
  /** How many axes it has, the samples included. */
  readonly rank: number;
  /** The lengths of a sample, channels last, where they are known. */
  readonly shape: Shape | undefined;
  /** Whether the channels lie behind the samples, as convolutions of ONNX have them, not last as here. */
  readonly channelsFirst: boolean;
}

/** A layer as nodes: gives what comes out for `x`. */
export type Write<L = never> = (graph: GraphWriter, x: Value, layer: L) => Value;

/** A graph under construction: nodes in their order, and constants. */
export class GraphWriter {
  readonly nodes: Written<typeof NODE>[] = [];
  readonly initializers: Written<typeof TENSOR>[] = [];
  readonly domains = new Set<string>();
  /** The layer at work, `layers.0`, which names what it makes. */
  path = '';
  readonly #where: string;
  readonly #table: Readonly<Record<string, Write>>;
  readonly #names = new Set<string>();

  /** @param table what writes each kind of layer */
  constructor(where: string, table: Readonly<Record<string, Write>>) {
    this.#where = where;
    this.#table = table;
  }

  /** Layers in their order. @throws ValueError for one that the table has not */
  layers(x: Value, layers: readonly Layer[]): Value {
    const outer = this.path && `${this.path}.`;
    let value = x;
    layers.forEach((layer, i) => {
      this.path = `${outer}layers.${i}`;
      const write = carrierOf(this.#where, this.#table, layer, this.path);
      const { shape } = value;
      const after = shape && layer.plan({ shape: [1, ...shape], dtype: 'float32' }, INFERENCE).output.shape.slice(1);
      value = { ...write(this, value, layer as never), shape: after };
    });
    this.path = outer.slice(0, -1);
    return value;
  }

  /** A node; gives the name of its output. */
  node(
    opType: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, AttributeValue>> = {},
    domain = '',
  ): string {
    const output = this.name(`${this.path}.${opType}`);
    const attribute = Object.entries(attributes).map(([name, value]) => attributeOf(name, value));
    this.nodes.push({ input: inputs, output: [output], name: output, opType, attribute, ...(domain && { domain }) });
    this.domains.add(domain);
    return output;
  }

  /** A constant of floats; gives its name. */
  floats(name: string, shape: Shape, values: Iterable<number>): string {
    return this.#constant(name, shape, ELEMENT.float, Float32Array.from(values));
  }

  doubles(name: string, shape: Shape, values: Iterable<number>): string {
    return this.#constant(name, shape, ELEMENT.double, Float64Array.from(values));
  }

  /** A constant of whole numbers. */
  integers(name: string, shape: Shape, values: readonly number[]): string {
    return this.#constant(name, shape, ELEMENT.int64, BigInt64Array.from(values, BigInt));
  }

  texts(name: string, values: readonly string[]): string {
    const stringData = values.map(encodeUtf8);
    return this.#add({ dims: [values.length], dataType: ELEMENT.string, stringData }, name);
  }

  /** Gives a tensor a name of its own: the node that it came from last does so, or one that passes it on. */
  named(x: string, wanted: string): string {
    const output = this.name(wanted);
    const last = this.nodes.at(-1);
    if (last?.output?.[0] === x) this.nodes[this.nodes.length - 1] = { ...last, output: [output] };
    else this.nodes.push({ input: [x], output: [output], name: output, opType: 'Identity' });
    return output;
  }

  /** The tensor with its channels behind the samples; itself where it has them there, or has no further axes. */
  channelsFirst(x: Value): Value {
    if (x.channelsFirst || x.rank < 3) return x;
    const perm = [0, x.rank - 1, ...axes(x.rank).slice(0, -1)];
    return { ...x, name: this.node('Transpose', [x.name], { perm }), channelsFirst: true };
  }

  /** The tensor with its channels last. */
  channelsLast(x: Value): Value {
    if (!x.channelsFirst) return x;
    const perm = [0, ...axes(x.rank).slice(1), 1];
    return { ...x, name: this.node('Transpose', [x.name], { perm }), channelsFirst: false };
  }

  #constant(name: string, shape: Shape, dataType: number, { buffer, byteOffset, byteLength }: ArrayBufferView): string {
    return this.#add({ dims: shape, dataType, rawData: new Uint8Array(buffer, byteOffset, byteLength) }, name);
  }

  #add(tensor: Written<typeof TENSOR>, name: string): string {
    const whole = this.name(`${this.path}.${name}`);
    this.initializers.push({ ...tensor, name: whole });
    return whole;
  }

  /** The name, or one like it that nothing else has. */
  name(wanted: string): string {
    let name = wanted;
    for (let i = 1; this.#names.has(name); i++) name = `${wanted}_${i}`;
    this.#names.add(name);
    return name;
  }
}

/** The axes behind that of the samples. */
export const axes = (rank: number): number[] => Array.from({ length: rank - 1 }, (_, i) => i + 1);

function attributeOf(name: string, value: AttributeValue): Written<typeof ATTRIBUTE> {
  if (typeof value === 'number') return { name, type: ATTRIBUTE_TYPE.i, i: value };
  if (typeof value === 'string') return { name, type: ATTRIBUTE_TYPE.s, s: encodeUtf8(value) };
  if ('float' in value) return { name, type: ATTRIBUTE_TYPE.f, f: value.float };
  const [first] = value;
  if (typeof first === 'string') {
    return { name, type: ATTRIBUTE_TYPE.strings, strings: (value as readonly string[]).map(encodeUtf8) };
  }
  return { name, type: ATTRIBUTE_TYPE.ints, ints: value as readonly number[] };
}

import { FormatError, describe } from '../../../errors.ts';
import { decodeUtf8 } from '../../../io/utf8.ts';
import type { Shape } from '../../../tensor/shape.ts';
import type { AttributeMessage, GraphMessage, NodeMessage } from '../proto/schema.ts';
import { constantOf, type Constant } from './tensors.ts';

/** A node, and its attributes by their names. */
export class GraphNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Where errors say that something is wrong. */
  readonly place: string;
  readonly #where: string;
  readonly #attributes: ReadonlyMap<string, AttributeMessage>;

  constructor(where: string, { opType = '', input, output, name = '', attribute }: NodeMessage) {
    this.#where = where;
    this.op = opType;
    this.inputs = input;
    this.outputs = output;
    this.place = `${where}, node ${describe(name || (output[0] ?? ''))}`;
    this.#attributes = new Map(attribute.map((each) => [each.name ?? '', each]));
  }

  int(name: string, fallback: number): number {
    return this.#attributes.get(name)?.i ?? fallback;
  }

  float(name: string, fallback: number): number {
    return this.#attributes.get(name)?.f ?? fallback;
  }

  floats(name: string): readonly number[] {
    return this.#attributes.get(name)?.floats ?? [];
  }

  ints(name: string): readonly number[] | undefined {
    const found = this.#attributes.get(name);
    return found === undefined || (found.ints.length === 0 && found.i !== undefined) ? undefined : found.ints;
  }

  text(name: string): string | undefined {
    const found = this.#attributes.get(name)?.s;
    return found && decodeUtf8(found);
  }

  /** The constant that a node stands for; undefined where it is none. */
  constant(name = 'value'): Constant | undefined {
    const found = this.#attributes.get(name);
    if (found?.t !== undefined) return constantOf(this.#where, found.t);
    const values = this.floats('value_floats');
    const ints = this.ints('value_ints');
    const single = this.#attributes.get('value_float')?.f ?? this.#attributes.get('value_int')?.i;
    if (single !== undefined) return { shape: [], values: [single] };
    const list = values.length > 0 ? values : ints;
    return list && { shape: [list.length], values: list };
  }

  /** That something about the node is not what a layer can be. */
  unfit(expected: string, received: string, hint?: string): FormatError {
    return new FormatError(this.place, `${this.op} with ${expected}`, received, hint);
  }
}

/** A tensor from outside: its name, and its lengths as far as they are known. */
export interface GraphInput {
  readonly name: string;
  readonly lengths: readonly (number | undefined)[] | undefined;
}

/** A graph by the names of its tensors. */
export class Graph {
  readonly where: string;
  /** The version of its operators. */
  readonly opset: number;
  readonly nodes: readonly GraphNode[];
  readonly inputs: readonly GraphInput[];
  readonly #producers = new Map<string, number>();
  readonly #uses = new Map<string, number>();
  readonly #constants = new Map<string, Constant | undefined>();
  readonly #initializers: ReadonlyMap<string, GraphMessage['initializer'][number]>;

  constructor(where: string, opset: number, graph: GraphMessage) {
    this.where = where;
    this.opset = opset;
    this.nodes = graph.node.map((node) => new GraphNode(where, node));
    this.#initializers = new Map(graph.initializer.map((tensor) => [tensor.name ?? '', tensor]));
    this.nodes.forEach(({ inputs, outputs }, i) => {
      for (const output of outputs) if (output !== '') this.#producers.set(output, i);
      for (const input of new Set(inputs)) this.#uses.set(input, this.uses(input) + 1);
    });
    this.nodes.forEach(({ inputs, place }, i) => {
      if (inputs.every((input) => this.order(input) < i)) return; // so no way back goes in a circle
      throw new FormatError(place, 'nodes in order', 'one that is given what comes later');
    });
    this.inputs = graph.input.flatMap(({ name = '', type }) => {
      if (this.#initializers.has(name)) return [];
      const dims = type?.tensorType?.shape?.dim;
      return [{ name, lengths: dims?.map(({ value }) => (value! > 0 ? value : undefined)) }];
    });
  }

  /** The node that a tensor comes from, unless it comes from outside. */
  producer(name: string): GraphNode | undefined {
    const index = this.#producers.get(name);
    return index === undefined ? undefined : this.nodes[index];
  }

  /** The node that a tensor comes from, if it is one of an operator. */
  from(name: string, op: string): GraphNode | undefined {
    const node = this.producer(name);
    return node?.op === op ? node : undefined;
  }

  /** Its place among the nodes; -1 of a tensor from outside. */
  order(name: string): number {
    return this.#producers.get(name) ?? -1;
  }

  /** How many nodes take a tensor. */
  uses(name: string): number {
    return this.#uses.get(name) ?? 0;
  }

  /** The constant of a name; undefined for what depends on the inputs. */
  constant(name: string): Constant | undefined {
    if (!this.#constants.has(name)) this.#constants.set(name, this.#find(name));
    return this.#constants.get(name);
  }

  #find(name: string): Constant | undefined {
    let at = name;
    let node = this.producer(at);
    while (node && (node.op === 'Identity' || node.op === 'Cast')) node = this.producer((at = node.inputs[0] ?? ''));
    const initializer = this.#initializers.get(at);
    if (initializer !== undefined) return constantOf(this.where, initializer);
    return node?.op === 'Constant' ? node.constant() : undefined;
  }

  /** The only number of a constant. */
  number(name: string): number | undefined {
    const constant = this.constant(name);
    return constant?.values.length === 1 ? constant.values[0] : undefined;
  }

  /** Whole numbers that are an attribute in older operators and an input in newer ones. */
  integers(node: GraphNode, attribute: string, input: number): Shape | undefined {
    const constant = node.inputs[input] ? this.constant(node.inputs[input]) : undefined;
    return node.ints(attribute) ?? (constant && Array.from(constant.values));
  }
}

/** A graph as steps, one behind the other, found from its output back to its input. */
import { FormatError, describe } from '../../../errors.ts';
import type { Graph, GraphNode } from './graph.ts';
import { patternAt, type Found } from './patterns.ts';
import type { Constant } from './tensors.ts';

/** What is done to the one tensor that depends on the inputs. */
export interface Step {
  readonly op: string;
  /** The node, or the last of those that the step is put together from. */
  readonly node: GraphNode;
  /** The constants among its inputs, by their places. */
  readonly constants: readonly (Constant | undefined)[];
  /** Which input the tensor is. */
  readonly place: number;
  /** What a pattern told. */
  readonly found?: Found;
  /** Of a way around: the steps inside. */
  readonly inside?: readonly Step[];
}

/** Operators that pass on what they are given. */
const PASSING: readonly string[] = ['Identity', 'Dropout', 'Cast', 'ZipMap'];

/** More ways around within ways around are no network's. */
const DEEPEST = 64;

/**
 * The steps from one tensor to another.
 *
 * @returns undefined where the way back leads past `from`
 * @throws FormatError for a node with several tensors that depend on the inputs, unless they are one and what is made of it
 */
export function stepsTo(graph: Graph, name: string, from: string, depth = 0): Step[] | undefined {
  const steps: Step[] = [];
  let at = name;
  while (at !== from) {
    const node = graph.producer(at);
    if (node === undefined || graph.order(at) <= graph.order(from)) return undefined;
    const { step, x } = stepAt(graph, node, at, depth);
    if (step !== undefined) steps.push(step);
    at = x;
  }
  return steps.reverse();
}

function stepAt(graph: Graph, node: GraphNode, at: string, depth: number): { step?: Step; x: string } {
  const { op, inputs } = node;
  if (PASSING.includes(op)) return { x: inputs[0] ?? '' };
  const found = patternAt(graph, at);
  if (found !== undefined) return { step: { op: found.op, node, constants: [], place: 0, found }, x: found.x };
  const constants = inputs.map((input) => (input === '' ? undefined : graph.constant(input)));
  const places = [...inputs.keys()].filter((i) => inputs[i] !== '' && constants[i] === undefined);
  const [place = 0, second, ...more] = op === 'Reshape' ? [0] : places; // a new shape may depend on the old one
  if (second === undefined) return { step: { op, node, constants, place }, x: inputs[place] ?? '' };
  const [earlier, later] = [place, second].map((i) => inputs[i]!).sort((a, b) => graph.order(a) - graph.order(b)) as [string, string]; // prettier-ignore
  const inside = op === 'Add' && more.length === 0 && depth < DEEPEST ? stepsTo(graph, later, earlier, depth + 1) : undefined; // prettier-ignore
  if (inside === undefined) {
    throw new FormatError(
      node.place,
      'a chain of layers',
      `${op} of several tensors`,
      'Only x + f(x) goes around layers.',
    );
  }
  return { step: { op: 'Residual', node, constants: [], place: 0, inside }, x: earlier };
}

/** The output that a network gives: the first that holds numbers, not labels. @throws FormatError without one */
export function outputOf(
  { where }: Graph,
  outputs: readonly { readonly name: string; readonly isFloat: boolean }[],
): string {
  const output = outputs.find(({ isFloat }) => isFloat) ?? outputs[0];
  if (output === undefined) throw new FormatError(where, 'a graph with an output', 'none');
  return output.name;
}

/** @throws FormatError, naming all nodes of operators that are not known, with one of them or more */
export function checkOperators(graph: Graph, known: (op: string) => boolean, output: string): void {
  const needed = new Set([output]);
  const strangers: GraphNode[] = [];
  for (const node of [...graph.nodes].reverse()) {
    if (!node.outputs.some((name) => needed.has(name))) continue;
    for (const input of node.inputs) needed.add(input);
    if (!known(node.op) && !PASSING.includes(node.op)) strangers.push(node);
  }
  if (strangers.length === 0) return;
  const named = strangers.slice(0, 8).map(({ op, outputs: [name = ''] }) => `${op} (${describe(name)})`);
  const rest = strangers.length > 8 ? `, and ${strangers.length - 8} more` : '';
  throw new FormatError(graph.where, 'operators that layers have', named.reverse().join(', ') + rest);
}

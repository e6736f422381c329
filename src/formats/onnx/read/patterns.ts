/** What exporters put together from several operators where we have one layer. */
import type { Graph } from './graph.ts';

/** A layer, and the tensor that it is given. */
export interface Found {
  readonly op: string;
  readonly x: string;
  /** Of a normalization: what is added to the variance, and the axis of the graph that it goes along. */
  readonly epsilon?: number;
  readonly axis?: number;
}

/** Whether a number is what a formula has, in float32. */
const near = (value: number | undefined, wanted: number): boolean =>
  value !== undefined && Math.abs(value - wanted) <= 1e-6 * Math.abs(wanted);

interface Product {
  readonly factors: readonly string[];
  /** The constants, multiplied. */
  readonly scale: number;
}

/** So many products in products are taken apart: no formula has more. */
const DEEPEST = 6;

/** The factors of products of products; one that others use too is not taken apart. */
function productOf(graph: Graph, name: string, depth = 0): Product {
  const node = graph.from(name, 'Mul') ?? graph.from(name, 'Div');
  const number = graph.number(name);
  if (number !== undefined) return { factors: [], scale: number };
  if (node === undefined || depth > DEEPEST || (depth > 0 && graph.uses(name) > 1))
    return { factors: [name], scale: 1 };
  const [a, b] = node.inputs as [string, string];
  const first = productOf(graph, a, depth + 1);
  if (node.op === 'Div') {
    const divisor = graph.number(b);
    return divisor === undefined ? { factors: [name], scale: 1 } : { ...first, scale: first.scale / divisor };
  }
  const second = productOf(graph, b, depth + 1);
  return { factors: [...first.factors, ...second.factors], scale: first.scale * second.scale };
}

/** Of a sum with a number, the other term. */
function plus(graph: Graph, name: string, wanted: number): string | undefined {
  const [a = '', b = ''] = graph.from(name, 'Add')?.inputs ?? [];
  if (near(graph.number(b), wanted)) return a;
  return near(graph.number(a), wanted) ? b : undefined;
}

/** Whether a tensor is a multiple of x. */
function isMultiple(graph: Graph, name: string, x: string, wanted: number): boolean {
  const { factors, scale } = productOf(graph, name);
  return factors.length === 1 && factors[0] === x && near(scale, wanted);
}

/** Whether a tensor is wanted · (x + 0.044715 x³). */
function isCubic(graph: Graph, name: string, x: string, wanted: number): boolean {
  const { factors, scale } = productOf(graph, name);
  const terms = graph.from(factors[0] ?? '', 'Add')?.inputs ?? [];
  const cubic = terms.find((term) => term !== x);
  if (factors.length !== 1 || !near(scale, wanted) || !terms.includes(x) || cubic === undefined) return false;
  const cube = productOf(graph, cubic);
  const [power = '', ...more] = cube.factors;
  const node = graph.from(power, 'Pow');
  const isPower = more.length === 0 && node?.inputs[0] === x && graph.number(node.inputs[1] ?? '') === 3;
  const isProduct = cube.factors.length === 3 && cube.factors.every((factor) => factor === x);
  return near(cube.scale, 0.044715) && (isPower || isProduct);
}

/** Whether a tensor is clip(x + 3, 0, 6). */
function isRamp(graph: Graph, name: string, x?: string): string | undefined {
  const clip = graph.from(name, 'Clip');
  const limits = clip && limitsOf(graph, name);
  const inner = clip && plus(graph, clip.inputs[0]!, 3);
  return limits?.[0] === 0 && limits[1] === 6 && (x === undefined || inner === x) ? inner : undefined;
}

/** The limits of a Clip; infinite ones where it has none. */
export function limitsOf(graph: Graph, name: string): readonly [low: number | undefined, high: number | undefined] {
  const node = graph.producer(name)!;
  const limit = (input: number, attribute: string, none: number): number | undefined => {
    const given = node.inputs[input];
    return given ? graph.number(given) : node.float(attribute, none);
  };
  return [limit(1, 'min', -Infinity), limit(2, 'max', Infinity)];
}

const SIXTH = 0.16666666666666666;

/** What x is weighed by, and which layer that is. */
const SHARES: readonly (readonly [
  op: string,
  scale: number,
  holds: (graph: Graph, g: string, x: string) => boolean,
])[] = [
  ['Swish', 1, (graph, g, x) => graph.from(g, 'Sigmoid')?.inputs[0] === x],
  ['GELUTanh', 1, (graph, g, x) => isCubic(graph, graph.from(g, 'Sigmoid')?.inputs[0] ?? '', x, 1.5957691216057308)],
  ['Mish', 1, (graph, g, x) => graph.from(graph.from(g, 'Tanh')?.inputs[0] ?? '', 'Softplus')?.inputs[0] === x],
  ['HardSwish', 1, (graph, g, x) => graph.from(g, 'HardSigmoid')?.inputs[0] === x && isSixth(graph, g)],
  ['HardSwish', SIXTH, (graph, g, x) => isRamp(graph, g, x) !== undefined],
  [
    'GELU',
    0.5,
    (graph, g, x) => isMultiple(graph, graph.from(plus(graph, g, 1) ?? '', 'Erf')?.inputs[0] ?? '', x, Math.SQRT1_2),
  ],
  [
    'GELUTanh',
    0.5,
    (graph, g, x) =>
      isCubic(graph, graph.from(plus(graph, g, 1) ?? '', 'Tanh')?.inputs[0] ?? '', x, 0.7978845608028654),
  ],
];

function isSixth(graph: Graph, name: string): boolean {
  const node = graph.producer(name)!;
  return near(node.float('alpha', 0.2), SIXTH) && near(node.float('beta', 0.5), 0.5);
}

/** The layer that a tensor comes from, where it is one of several operators. */
export function patternAt(graph: Graph, name: string): Found | undefined {
  const op = graph.producer(name)?.op;
  if (op === 'Concat') return twoClasses(graph, name);
  if (op !== 'Mul' && op !== 'Div') return undefined;
  const [dividend = '', divisor = ''] = graph.from(name, 'Div')?.inputs ?? [];
  if (graph.from(plus(graph, divisor, 1) ?? '', 'Abs')?.inputs[0] === dividend) return { op: 'Softsign', x: dividend };
  const { factors, scale } = productOf(graph, name);
  if (factors.length === 1 && near(scale, SIXTH)) {
    const x = isRamp(graph, factors[0]!);
    if (x !== undefined) return { op: 'HardSigmoid', x };
  }
  for (const [x, g] of factors.length === 2 ? [factors, [...factors].reverse()] : []) {
    const share = SHARES.find(([, wanted, holds]) => near(scale, wanted) && holds(graph, g!, x!));
    if (share !== undefined) return { op: share[0], x: x! };
  }
  return layerNormalization(graph, name);
}

/** (x - mean) / √(variance + epsilon), along the last axis. */
function layerNormalization(graph: Graph, name: string): Found | undefined {
  const [centred = '', deviation = ''] = graph.from(name, 'Div')?.inputs ?? [];
  const [x = '', mean = ''] = graph.from(centred, 'Sub')?.inputs ?? [];
  const [variance = '', raise = ''] = graph.from(graph.from(deviation, 'Sqrt')?.inputs[0] ?? '', 'Add')?.inputs ?? [];
  const square = graph.from(variance, 'ReduceMean')?.inputs[0] ?? '';
  const power = graph.from(square, 'Pow');
  const isSquare = power
    ? power.inputs[0] === centred && graph.number(power.inputs[1] ?? '') === 2
    : graph.from(square, 'Mul')?.inputs.every((input) => input === centred) === true;
  const epsilon = graph.number(raise);
  const means = [graph.from(mean, 'ReduceMean'), graph.from(variance, 'ReduceMean')];
  const [first, second] = means.map((node) => node && graph.integers(node, 'axes', 1));
  const alongOne = first?.length === 1 && second?.length === 1 && first[0] === second[0];
  const kept = means.every((node) => node?.int('keepdims', 1) === 1);
  if (!isSquare || epsilon === undefined || !alongOne || !kept || means[0]?.inputs[0] !== x) return undefined;
  return { op: 'LayerNormalization', x, epsilon, axis: first[0]! };
}

/** [1 - p, p] of p = σ(x), as scikit-learn's classifiers of two classes end. */
function twoClasses(graph: Graph, name: string): Found | undefined {
  const [other = '', p = '', ...more] = graph.producer(name)!.inputs;
  const rest = graph.from(other, 'Sub')?.inputs;
  const x = graph.from(p, 'Sigmoid')?.inputs[0];
  const isRest = rest !== undefined && graph.number(rest[0] ?? '') === 1 && rest[1] === p;
  return more.length === 0 && isRest && x !== undefined ? { op: 'TwoClasses', x } : undefined;
}

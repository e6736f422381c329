/** Kernels that look at the length of every array they are given: a kernel checks nothing, and reads or writes past what it was meant for. */
import type { Data } from '../../src/tensor/dtype.ts';
import type { Kernels } from '../../src/tensor/kernels/kernels.ts';
import type { NormKernels } from '../../src/tensor/kernels/norms/kernels.ts';
import type { WindowKernels, Windows } from '../../src/tensor/kernels/windows/kernels.ts';

/** How long an array has to be. */
type Expected = readonly [x: Data, length: number];

/** For each kernel of a table the arrays of a call, by the names of the arguments. */
type Rules<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => unknown
    ? (...args: A) => Readonly<Record<string, Expected>>
    : never;
};

/** Arrays as long as the first of them. */
function equal(arrays: Readonly<Record<string, Data>>): Record<string, Expected> {
  const { length } = Object.values(arrays)[0]!;
  return Object.fromEntries(Object.entries(arrays).map(([name, x]) => [name, [x, length]]));
}

const RULES: Rules<Omit<Kernels, 'family'>> = {
  dot: (inputs, weights, output, N, I, O) => ({
    inputs: [inputs, N * I],
    weights: [weights, I * O],
    output: [output, N * O],
  }),
  dense: (inputs, weights, biases, output, N, I, O) => ({
    inputs: [inputs, N * I],
    weights: [weights, I * O],
    biases: [biases, O],
    output: [output, N * O],
  }),
  dotInputsT: (inputs, dvalues, dweights, N, I, O) => ({
    inputs: [inputs, N * I],
    dvalues: [dvalues, N * O],
    dweights: [dweights, I * O],
  }),
  dotWeightsT: (dvalues, weights, dinputs, N, I, O) => ({
    dvalues: [dvalues, N * O],
    weights: [weights, I * O],
    dinputs: [dinputs, N * I],
  }),

  // Takes a part of x: a row of a tensor, the losses of a batch.
  sum: (x, start, length) => ({ x: [x, Math.max(x.length, start + length)] }),
  sumAbs: (x) => equal({ x }),
  sumSquares: (x) => equal({ x }),
  maxAbs: (x) => equal({ x }),
  sumRows: (x, output, N, O) => ({ x: [x, N * O], output: [output, O] }),
  argmaxRows: (x, output, N, C) => ({ x: [x, N * C], output: [output, N] }),

  exp: (x, output) => equal({ x, output }),
  log: (x, output) => equal({ x, output }),
  tanh: (x, output) => equal({ x, output }),
  add: (x, y, output) => equal({ x, y, output }),
  multiply: (x, y, output) => equal({ x, y, output }),

  relu: (inputs, output) => equal({ inputs, output }),
  reluGradient: (inputs, dvalues, dinputs) => equal({ inputs, dvalues, dinputs }),
  softmax: (inputs, output, N, C) => ({ inputs: [inputs, N * C], output: [output, N * C] }),
  softmaxGradient: (output, dvalues, dinputs, N, C) => ({
    output: [output, N * C],
    dvalues: [dvalues, N * C],
    dinputs: [dinputs, N * C],
  }),
  sigmoid: (inputs, output) => equal({ inputs, output }),
  sigmoidGradient: (output, dvalues, dinputs) => equal({ output, dvalues, dinputs }),

  crossEntropy: (confidences, labels, losses, N, C) => ({
    confidences: [confidences, N * C],
    labels: [labels, N],
    losses: [losses, N],
  }),
  crossEntropyRows: (confidences, targets, losses, N, C) => ({
    confidences: [confidences, N * C],
    targets: [targets, N * C],
    losses: [losses, N],
  }),
  crossEntropyGradient: labelled,
  crossEntropyRowsGradient: targeted,
  softmaxCrossEntropyGradient: labelled,
  softmaxCrossEntropyRowsGradient: targeted,

  sgd: (value, gradient) => equal({ value, gradient }),
  momentum: (value, gradient, velocity) => equal({ value, gradient, velocity }),
  adagrad: (value, gradient, cache) => equal({ value, gradient, cache }),
  rmsprop: (value, gradient, cache) => equal({ value, gradient, cache }),
  adam: (value, gradient, momentum, cache) => equal({ value, gradient, momentum, cache }),
  scale: (x) => equal({ x }),
  regularize: (value, gradient) => equal({ value, gradient }),

  bernoulli: (_draws, mask) => equal({ mask }),
};

function labelled(confidences: Data, labels: Data, dinputs: Data, N: number, C: number): Record<string, Expected> {
  return { confidences: [confidences, N * C], labels: [labels, N], dinputs: [dinputs, N * C] };
}

function targeted(confidences: Data, targets: Data, dinputs: Data, N: number, C: number): Record<string, Expected> {
  return { confidences: [confidences, N * C], targets: [targets, N * C], dinputs: [dinputs, N * C] };
}

const image = ({ H, W, C }: Windows): number => H * W * C;
const outputs = ({ OH, OW }: Windows): number => OH * OW;
const numbers = ({ kh, kw, C }: Windows): number => kh * kw * C;

const WINDOW_RULES: Rules<WindowKernels> = {
  convolve: (inputs, weights, biases, output, N, O, w) => ({
    inputs: [inputs, N * image(w)],
    weights: [weights, numbers(w) * O],
    ...(biases && { biases: [biases, O] }),
    output: [output, N * outputs(w) * O],
  }),
  convolveInputsT: (inputs, dvalues, dweights, N, O, w) => ({
    inputs: [inputs, N * image(w)],
    dvalues: [dvalues, N * outputs(w) * O],
    dweights: [dweights, numbers(w) * O],
  }),
  convolveWeightsT: (dvalues, weights, dinputs, N, O, w) => ({
    dvalues: [dvalues, N * outputs(w) * O],
    weights: [weights, numbers(w) * O],
    dinputs: [dinputs, N * image(w)],
  }),
  maxPool: pooled,
  maxPoolGradient: (inputs, output, dvalues, dinputs, N, w) => ({
    ...pooled(inputs, output, N, w),
    dvalues: [dvalues, output.length],
    dinputs: [dinputs, inputs.length],
  }),
  averagePool: pooled,
  averagePoolGradient: (dvalues, dinputs, N, w) => ({
    dvalues: [dvalues, N * outputs(w) * w.C],
    dinputs: [dinputs, N * image(w)],
  }),
  sumPixels: (x, output, N, P, C) => ({ x: [x, N * P * C], output: [output, N * C] }),
  spreadPixels: (x, output, N, P, C) => ({ x: [x, N * C], output: [output, N * P * C] }),
};

function pooled(inputs: Data, output: Data, N: number, w: Windows): Record<string, Expected> {
  return { inputs: [inputs, N * image(w)], output: [output, N * outputs(w) * w.C] };
}

const NORM_RULES: Rules<NormKernels> = {
  moments: (x, mean, variance, M, C) => ({ x: [x, M * C], mean: [mean, C], variance: [variance, C] }),
  scales: (variance, scale) => equal({ variance, scale }),
  normalizeColumns: (x, mean, scale, gamma, beta, output, M, C) => ({
    x: [x, M * C],
    ...columns(C, { mean, scale, gamma, beta }),
    output: [output, M * C],
  }),
  normalizeRows: (x, mean, scale, gamma, beta, output, M, C) => ({
    x: [x, M * C],
    ...columns(M, { mean, scale }),
    ...columns(C, { gamma, beta }),
    output: [output, M * C],
  }),
  normalSums: (x, mean, scale, dvalues, dgamma, dbeta, M, C, byRow) => ({
    ...columns(M * C, { x, dvalues }),
    ...columns(byRow ? M : C, { mean, scale }),
    ...columns(C, { dgamma, dbeta }),
  }),
  columnsGradient: (x, mean, scale, gamma, dgamma, dbeta, dvalues, dinputs, M, C) => ({
    ...columns(M * C, { x, dvalues, dinputs }),
    ...columns(C, { mean, scale, gamma, dgamma, dbeta }),
  }),
  rowsGradient: (x, mean, scale, gamma, dvalues, dinputs, M, C) => ({
    ...columns(M * C, { x, dvalues, dinputs }),
    ...columns(M, { mean, scale }),
    ...columns(C, { gamma }),
  }),
};

function columns(length: number, arrays: Readonly<Record<string, Data>>): Record<string, Expected> {
  return Object.fromEntries(Object.entries(arrays).map(([name, x]) => [name, [x, length]]));
}

/** The rules of families. */
const FAMILY_RULES = { ...WINDOW_RULES, ...NORM_RULES };

type Kernel = (...args: never[]) => unknown;

/** What `checkedTable` made, so that a table made of parts of another is not checked twice, and stays equal to it. */
const made = new WeakSet<Kernel>();

/** A table of kernels that follow such rules. */
function checkedTable<T extends object>(table: T, rules: Readonly<Record<string, unknown>>): T {
  const result = { ...table };
  for (const [name, kernel] of Object.entries(table) as [string, Kernel][]) {
    const rule = rules[name] as ((...args: never[]) => Readonly<Record<string, Expected>>) | undefined;
    if (rule === undefined || made.has(kernel)) continue;
    const wrapper: Kernel = (...args) => {
      for (const [argument, [x, length]] of Object.entries(rule(...args))) {
        if (x.length === length) continue;
        throw new RangeError(`${name}: expected ${argument} of ${length} elements, received ${x.length}`);
      }
      return kernel(...args);
    };
    made.add(wrapper);
    Object.assign(result, { [name]: wrapper });
  }
  return result;
}

/** The same kernels, which throw where an array is shorter or longer than the lengths of the call say; so do their families. */
export function checked(kernels: Kernels): Kernels {
  const families = new Map<object, object>();
  const family: Kernels['family'] = (of) => {
    let table = families.get(of) as ReturnType<typeof of.inside> | undefined;
    if (table === undefined) families.set(of, (table = checkedTable(kernels.family(of), FAMILY_RULES)));
    return table;
  };
  return { ...checkedTable(kernels, RULES), family };
}

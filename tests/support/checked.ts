/** Kernels that look at the length of every array they are given: a kernel checks nothing, and reads or writes past what it was meant for. */
import type { Data } from '../../src/tensor/dtype.ts';
import type { Kernels } from '../../src/tensor/kernels/kernels.ts';

/** How long an array has to be. */
type Expected = readonly [x: Data, length: number];

/** The arrays of a call by the names of the arguments. */
type Rule<K extends keyof Kernels> = (...args: Parameters<Kernels[K]>) => Readonly<Record<string, Expected>>;

/** Arrays as long as the first of them. */
function equal(arrays: Readonly<Record<string, Data>>): Record<string, Expected> {
  const { length } = Object.values(arrays)[0]!;
  return Object.fromEntries(Object.entries(arrays).map(([name, x]) => [name, [x, length]]));
}

const RULES: { readonly [K in keyof Kernels]: Rule<K> } = {
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

/** What `checkedKernel` made, so that a table made of parts of another is not checked twice, and stays equal to it. */
const made = new WeakSet();

function checkedKernel<K extends keyof Kernels>(name: K, kernels: Kernels): Kernels[K] {
  const kernel = kernels[name] as (...args: Parameters<Kernels[K]>) => ReturnType<Kernels[K]>;
  if (made.has(kernel)) return kernels[name];
  const rule: Rule<K> = RULES[name];
  const wrapper = (...args: Parameters<Kernels[K]>): ReturnType<Kernels[K]> => {
    for (const [argument, [x, length]] of Object.entries(rule(...args))) {
      if (x.length === length) continue;
      throw new RangeError(`${name}: expected ${argument} of ${length} elements, received ${x.length}`);
    }
    return kernel(...args);
  };
  made.add(wrapper);
  return wrapper as Kernels[K];
}

/** The same kernels, which throw where an array is shorter or longer than the lengths of the call say. */
export function checked(kernels: Kernels): Kernels {
  const table = { ...kernels };
  const replace = <K extends keyof Kernels>(name: K): void => {
    table[name] = checkedKernel(name, kernels);
  };
  (Object.keys(RULES) as (keyof Kernels)[]).forEach(replace);
  return table;
}

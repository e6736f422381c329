import type { Data, FloatArray } from '../dtype.ts';

/** How a dot product accumulates: one chain in float32, or in float64 and rounded once at the end. */
export type DotPrecision = 'float32' | 'float64';

/** A stream of numbers in [0, 1). Where it is a Mersenne Twister, a backend may read and advance its words itself. */
export interface Draws {
  double(): number;
  readonly twister?: {
    /** The 624 words of the recurrence, and the same tempered. */
    readonly key: Uint32Array;
    readonly block: Uint32Array;
    /** How many words of the block are used up. */
    pos: number;
  };
}

/** Of a memory of the SIMD kernels: what a second module needs to run there beside them. */
export interface Inhabited {
  /** A `WebAssembly.Memory`; types of the package need none of pages. */
  readonly memory: { readonly buffer: ArrayBuffer };
  /** What the kernels there export; a module may import it. */
  readonly exports: object;
  /** A region for what is kept during a call. */
  readonly scratch: Uint8Array;
}

/** Kernels that not every program needs: a table of their own, which is loaded with the layers that use it. */
export interface Family<T extends object> {
  /** The specification. */
  readonly reference: T;
  /** For arrays anywhere on the JavaScript heap; large work may go through a memory of the SIMD kernels. */
  readonly standalone: T;
  /** For views of such a memory. */
  readonly inside: (memory: Inhabited) => T;
}

/**
 * The loops under every layer, loss and optimizer, over flat row-major arrays.
 *
 * `reference/` is the specification: plain loops, written for reading. Every other backend gives the same bits for every input.
 * Lengths are N samples, I inputs, O outputs (neurons), C classes; results go to the array named last but for the lengths and are
 * overwritten, never accumulated. Every operation on float32 data rounds once to float32.
 */
export interface Kernels {
  // Products: each element of the result is one chain over the inner index, in order.

  /** output[N, O] = inputs[N, I] · weights[I, O] */
  dot(
    inputs: FloatArray,
    weights: FloatArray,
    output: FloatArray,
    N: number,
    I: number,
    O: number,
    precision: DotPrecision,
  ): void;
  /**
   * output[N, O] = inputs[N, I] · weights[I, O] + biases[O], the product rounded before the sum; where `rectify`, with 0 in place of
   * what is negative
   */
  dense(
    inputs: FloatArray,
    weights: FloatArray,
    biases: FloatArray,
    output: FloatArray,
    N: number,
    I: number,
    O: number,
    precision: DotPrecision,
    rectify: boolean,
  ): void;
  /** dweights[I, O] = inputs[N, I]ᵀ · dvalues[N, O] */
  dotInputsT(
    inputs: FloatArray,
    dvalues: FloatArray,
    dweights: FloatArray,
    N: number,
    I: number,
    O: number,
    precision: DotPrecision,
  ): void;
  /** dinputs[N, I] = dvalues[N, O] · weights[I, O]ᵀ */
  dotWeightsT(
    dvalues: FloatArray,
    weights: FloatArray,
    dinputs: FloatArray,
    N: number,
    I: number,
    O: number,
    precision: DotPrecision,
  ): void;

  // Reductions, in NumPy's order of summation.

  /** The sum of `length` consecutive elements from `start`: pairwise, in chunks of 8192. */
  sum(x: FloatArray, start: number, length: number): number;
  /** Σ |x| */
  sumAbs(x: FloatArray): number;
  /** Σ x² */
  sumSquares(x: FloatArray): number;
  /** max |x|; NaN where there is one, 0 for no elements */
  maxAbs(x: FloatArray): number;
  /** output[O] = the rows of x[N, O] added one after another (NumPy's axis 0); a single column is summed pairwise. */
  sumRows(x: FloatArray, output: FloatArray, N: number, O: number): void;
  /** output[N] = the index of the first largest element of each row of x[N, C]; the first NaN counts as largest. */
  argmaxRows(x: Data, output: Int32Array | Float64Array, N: number, C: number): void;

  // Functions of one element.

  exp(x: FloatArray, output: FloatArray): void;
  log(x: FloatArray, output: FloatArray): void;
  tanh(x: FloatArray, output: FloatArray): void;

  // Functions of two elements, which may differ in type: worked out in float64 where one of the three arrays holds it.

  /** output = x + y */
  add(x: FloatArray, y: FloatArray, output: FloatArray): void;
  /** output = x * y */
  multiply(x: FloatArray, y: FloatArray, output: FloatArray): void;

  // Activations.

  /** output = max(0, inputs) */
  relu(inputs: FloatArray, output: FloatArray): void;
  /** dinputs = dvalues where inputs > 0 (or NaN), else 0 */
  reluGradient(inputs: FloatArray, dvalues: FloatArray, dinputs: FloatArray): void;
  /** output[N, C] = exp(inputs - their row's maximum) / that row's sum of them */
  softmax(inputs: FloatArray, output: FloatArray, N: number, C: number): void;
  /** dinputs[N, C] = J · dvalues row by row, with J[i, k] = output_i * (i = k) - output_i * output_k, which is symmetric */
  softmaxGradient(
    output: FloatArray,
    dvalues: FloatArray,
    dinputs: FloatArray,
    N: number,
    C: number,
    precision: DotPrecision,
  ): void;
  /** output = 1 / (1 + exp(-inputs)) */
  sigmoid(inputs: FloatArray, output: FloatArray): void;

  /** dinputs = dvalues * (1 - output) * output */
  sigmoidGradient(output: FloatArray, dvalues: FloatArray, dinputs: FloatArray): void;

  // Losses.

  /** losses[N] = -log(clip(confidences[N, C] at labels[N], low, high)) */
  crossEntropy(
    confidences: FloatArray,
    labels: Int32Array,
    losses: FloatArray,
    N: number,
    C: number,
    low: number,
    high: number,
  ): void;
  /** losses[N] = -Σ_c targets[N, C] * log(clip(confidences[N, C], low, high)) */
  crossEntropyRows(
    confidences: FloatArray,
    targets: FloatArray,
    losses: FloatArray,
    N: number,
    C: number,
    low: number,
    high: number,
  ): void;
  /** dinputs[N, C] = -1 / confidences[N, C] / N at the labels[N], -0 / confidences[N, C] elsewhere */
  crossEntropyGradient(confidences: FloatArray, labels: Int32Array, dinputs: FloatArray, N: number, C: number): void;
  /** dinputs[N, C] = -targets[N, C] / confidences[N, C] / N */
  crossEntropyRowsGradient(
    confidences: FloatArray,
    targets: FloatArray,
    dinputs: FloatArray,
    N: number,
    C: number,
  ): void;
  /** dinputs[N, C] = (confidences[N, C] - 1 at the labels[N]) / N: cross-entropy and softmax in one step */
  softmaxCrossEntropyGradient(
    confidences: FloatArray,
    labels: Int32Array,
    dinputs: FloatArray,
    N: number,
    C: number,
  ): void;
  /** dinputs[N, C] = (confidences[N, C] - targets[N, C]) / N */
  softmaxCrossEntropyRowsGradient(
    confidences: FloatArray,
    targets: FloatArray,
    dinputs: FloatArray,
    N: number,
    C: number,
  ): void;

  // Updates of parameters, all in place; arrays of one length.

  /** value -= rate * gradient */
  sgd(value: FloatArray, gradient: FloatArray, rate: number): void;
  /** velocity = beta * velocity - rate * gradient;  value += velocity, or with Nesterov value += beta * velocity - rate * gradient */
  momentum(
    value: FloatArray,
    gradient: FloatArray,
    velocity: FloatArray,
    rate: number,
    beta: number,
    nesterov: boolean,
  ): void;
  /** cache += gradient²;  value -= rate * gradient / (√cache + epsilon) */
  adagrad(value: FloatArray, gradient: FloatArray, cache: FloatArray, rate: number, epsilon: number): void;
  /** cache = rho * cache + (1 - rho) * gradient²;  value -= rate * gradient / (√cache + epsilon) */
  rmsprop(value: FloatArray, gradient: FloatArray, cache: FloatArray, rate: number, rho: number, epsilon: number): void;
  /**
   * momentum = beta1 * momentum + (1 - beta1) * gradient;  cache = beta2 * cache + (1 - beta2) * gradient²;
   * value -= rate * (momentum / correction1) / (√(cache / correction2) + epsilon)
   */
  adam(
    value: FloatArray,
    gradient: FloatArray,
    momentum: FloatArray,
    cache: FloatArray,
    rate: number,
    beta1: number,
    beta2: number,
    correction1: number,
    correction2: number,
    epsilon: number,
  ): void;
  /** x *= factor */
  scale(x: FloatArray, factor: number): void;
  /** gradient += l1 * sign(value), with sign(0) = 1, + 2 * l2 * value */
  regularize(value: FloatArray, gradient: FloatArray, l1: number, l2: number): void;

  // Draws.

  /**
   * mask = `above` where a draw in [0, 1) is above `limit`, else `below`; draws above limit + rest are repeated, as the walk of NumPy's
   * binomial does.
   */
  bernoulli(draws: Draws, mask: FloatArray, limit: number, rest: number, above: number, below: number): void;

  /** More kernels for the same arrays: those of a family. */
  family<T extends object>(family: Family<T>): T;
}

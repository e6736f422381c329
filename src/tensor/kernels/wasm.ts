/**
 * The kernels compiled from `assembly/`, behind the interface of all kernels.
 *
 * They run on float32 arrays that are views of one WebAssembly memory, which must not grow while they are used. Arrays of other
 * types or other memories, and lengths beyond what the scratch region serves, go to the plain kernels: the bits are the same.
 */
import type { Data } from '../dtype.ts';
import type { DotPrecision, Kernels } from './kernels.ts';
import { reference } from './reference/index.ts';

/** What `assembly/index.ts` exports. Addresses and lengths are unsigned, flags are 0 or 1, other numbers are rounded to float32. */
interface Exports extends WebAssembly.Exports {
  useScratch(address: number): void;

  dense(
    x: number,
    w: number,
    biases: number,
    y: number,
    N: number,
    I: number,
    O: number,
    wide: number,
    relu: number,
  ): void;
  dotInputsT(x: number, dy: number, dw: number, N: number, I: number, O: number, wide: number): void;
  dotWeightsT(dy: number, w: number, dx: number, N: number, I: number, O: number, wide: number): void;

  sum(x: number, length: number, what: number): number;
  maxAbs(x: number, length: number): number;
  sumRows(x: number, output: number, N: number, O: number): void;
  argmaxRows(x: number, output: number, N: number, C: number): void;

  exp(x: number, output: number, length: number): void;
  log(x: number, output: number, length: number): void;
  tanh(x: number, output: number, length: number): void;

  relu(x: number, output: number, length: number): void;
  reluGradient(x: number, dvalues: number, dinputs: number, length: number): void;
  softmax(x: number, output: number, N: number, C: number): void;
  softmaxGradient(output: number, dvalues: number, dinputs: number, N: number, C: number, wide: number): void;
  sigmoid(x: number, output: number, length: number): void;
  sigmoidGradient(output: number, dvalues: number, dinputs: number, length: number): void;

  crossEntropy(x: number, labels: number, losses: number, N: number, C: number, low: number, high: number): void;
  crossEntropyRows(x: number, targets: number, losses: number, N: number, C: number, low: number, high: number): void;
  crossEntropyGradient(x: number, labels: number, dinputs: number, N: number, C: number): void;
  crossEntropyRowsGradient(x: number, targets: number, dinputs: number, N: number, C: number): void;
  softmaxCrossEntropyGradient(x: number, labels: number, dinputs: number, N: number, C: number): void;
  softmaxCrossEntropyRowsGradient(x: number, targets: number, dinputs: number, N: number, C: number): void;

  sgd(value: number, gradient: number, length: number, step: number): void;
  momentum(
    value: number,
    gradient: number,
    velocity: number,
    length: number,
    rate: number,
    beta: number,
    nesterov: number,
  ): void;
  adagrad(value: number, gradient: number, cache: number, length: number, step: number, epsilon: number): void;
  rmsprop(
    value: number,
    gradient: number,
    cache: number,
    length: number,
    step: number,
    keep: number,
    take: number,
    epsilon: number,
  ): void;
  adam(
    value: number,
    gradient: number,
    momentum: number,
    cache: number,
    length: number,
    step: number,
    keep1: number,
    take1: number,
    keep2: number,
    take2: number,
    whole1: number,
    whole2: number,
    epsilon: number,
  ): void;
  scale(x: number, length: number, factor: number): void;
  regularize(
    value: number,
    gradient: number,
    length: number,
    slope: number,
    pull: number,
    l1: number,
    l2: number,
  ): void;
}

/** Bytes of scratch for the product of [M, K] and [K, N], in either precision. */
function productBytes(M: number, K: number, N: number): number {
  const depth = Math.ceil(K / Math.max(1, Math.ceil(K / 320)));
  const rows = Math.min(1024, 8 * (M + 3));
  return depth * (64 + rows) + (K > 320 ? rows * Math.min(256, N + 15) : 256);
}

/** Bytes of scratch that all kernels need for a layer of I inputs and O outputs and up to N samples; at most 610 kB. */
export function scratchBytes(N: number, I: number, O: number): number {
  return Math.max(
    4096,
    4 * O + 16, // a row of logarithms
    productBytes(N, I, O),
    productBytes(O, I, N),
    productBytes(I, N, O),
    productBytes(O, N, I),
    productBytes(N, O, I),
    productBytes(I, O, N),
  );
}

/** Counts up to here are float32 values, so that a division by one rounds once. */
const LARGEST_COUNT = 2 ** 24;

const wide = (precision: DotPrecision): number => (precision === 'float64' ? 1 : 0);

/**
 * Kernels for arrays that are views of `memory`.
 *
 * @param module compiled from `assembly/`
 * @param scratch the address of a region of `bytes` bytes, a multiple of 16, that nothing else uses; `scratchBytes` tells how many
 */
export function createWasmKernels(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  scratch: number,
  bytes: number,
): Kernels {
  const wasm = new WebAssembly.Instance(module, { env: { memory } }).exports as Exports;
  const buffer = memory.buffer;
  wasm.useScratch(scratch);

  const single = (x: Data): x is Float32Array => x instanceof Float32Array && x.buffer === buffer;
  const integer = (x: Data): x is Int32Array => x instanceof Int32Array && x.buffer === buffer;
  const fits = (N: number, I: number, O: number): boolean => scratchBytes(N, I, O) <= bytes;

  return {
    dot(x, w, y, N, I, O, precision) {
      if (single(x) && single(w) && single(y) && fits(N, I, O)) {
        wasm.dense(x.byteOffset, w.byteOffset, 0, y.byteOffset, N, I, O, wide(precision), 0);
      } else reference.dot(x, w, y, N, I, O, precision);
    },
    dense(x, w, biases, y, N, I, O, precision) {
      if (single(x) && single(w) && single(biases) && single(y) && fits(N, I, O)) {
        wasm.dense(x.byteOffset, w.byteOffset, biases.byteOffset, y.byteOffset, N, I, O, wide(precision), 0);
      } else reference.dense(x, w, biases, y, N, I, O, precision);
    },
    dotInputsT(x, dy, dw, N, I, O, precision) {
      if (single(x) && single(dy) && single(dw) && fits(N, I, O)) {
        wasm.dotInputsT(x.byteOffset, dy.byteOffset, dw.byteOffset, N, I, O, wide(precision));
      } else reference.dotInputsT(x, dy, dw, N, I, O, precision);
    },
    dotWeightsT(dy, w, dx, N, I, O, precision) {
      if (single(dy) && single(w) && single(dx) && fits(N, I, O)) {
        wasm.dotWeightsT(dy.byteOffset, w.byteOffset, dx.byteOffset, N, I, O, wide(precision));
      } else reference.dotWeightsT(dy, w, dx, N, I, O, precision);
    },

    sum(x, start, length) {
      return single(x) ? wasm.sum(x.byteOffset + 4 * start, length, 0) : reference.sum(x, start, length);
    },
    sumAbs(x) {
      return single(x) ? wasm.sum(x.byteOffset, x.length, 1) : reference.sumAbs(x);
    },
    sumSquares(x) {
      return single(x) ? wasm.sum(x.byteOffset, x.length, 2) : reference.sumSquares(x);
    },
    maxAbs(x) {
      return single(x) ? wasm.maxAbs(x.byteOffset, x.length) : reference.maxAbs(x);
    },
    sumRows(x, output, N, O) {
      if (single(x) && single(output)) wasm.sumRows(x.byteOffset, output.byteOffset, N, O);
      else reference.sumRows(x, output, N, O);
    },
    argmaxRows(x, output, N, C) {
      if (single(x) && integer(output)) wasm.argmaxRows(x.byteOffset, output.byteOffset, N, C);
      else reference.argmaxRows(x, output, N, C);
    },

    exp(x, output) {
      if (single(x) && single(output)) wasm.exp(x.byteOffset, output.byteOffset, x.length);
      else reference.exp(x, output);
    },
    log(x, output) {
      if (single(x) && single(output)) wasm.log(x.byteOffset, output.byteOffset, x.length);
      else reference.log(x, output);
    },
    tanh(x, output) {
      if (single(x) && single(output)) wasm.tanh(x.byteOffset, output.byteOffset, x.length);
      else reference.tanh(x, output);
    },

    relu(x, output) {
      if (single(x) && single(output)) wasm.relu(x.byteOffset, output.byteOffset, x.length);
      else reference.relu(x, output);
    },
    reluGradient(x, dy, dx) {
      if (single(x) && single(dy) && single(dx)) {
        wasm.reluGradient(x.byteOffset, dy.byteOffset, dx.byteOffset, x.length);
      } else reference.reluGradient(x, dy, dx);
    },
    softmax(x, output, N, C) {
      if (single(x) && single(output)) wasm.softmax(x.byteOffset, output.byteOffset, N, C);
      else reference.softmax(x, output, N, C);
    },
    softmaxGradient(y, dy, dx, N, C, precision) {
      if (single(y) && single(dy) && single(dx)) {
        wasm.softmaxGradient(y.byteOffset, dy.byteOffset, dx.byteOffset, N, C, wide(precision));
      } else reference.softmaxGradient(y, dy, dx, N, C, precision);
    },
    sigmoid(x, output) {
      if (single(x) && single(output)) wasm.sigmoid(x.byteOffset, output.byteOffset, x.length);
      else reference.sigmoid(x, output);
    },
    sigmoidGradient(y, dy, dx) {
      if (single(y) && single(dy) && single(dx)) {
        wasm.sigmoidGradient(y.byteOffset, dy.byteOffset, dx.byteOffset, y.length);
      } else reference.sigmoidGradient(y, dy, dx);
    },

    crossEntropy(x, labels, losses, N, C, low, high) {
      if (single(x) && integer(labels) && single(losses)) {
        wasm.crossEntropy(x.byteOffset, labels.byteOffset, losses.byteOffset, N, C, low, high);
      } else reference.crossEntropy(x, labels, losses, N, C, low, high);
    },
    crossEntropyRows(x, targets, losses, N, C, low, high) {
      if (single(x) && single(targets) && single(losses) && 4 * C + 16 <= bytes) {
        wasm.crossEntropyRows(x.byteOffset, targets.byteOffset, losses.byteOffset, N, C, low, high);
      } else reference.crossEntropyRows(x, targets, losses, N, C, low, high);
    },
    crossEntropyGradient(x, labels, dx, N, C) {
      if (single(x) && integer(labels) && single(dx) && N <= LARGEST_COUNT) {
        wasm.crossEntropyGradient(x.byteOffset, labels.byteOffset, dx.byteOffset, N, C);
      } else reference.crossEntropyGradient(x, labels, dx, N, C);
    },
    crossEntropyRowsGradient(x, targets, dx, N, C) {
      if (single(x) && single(targets) && single(dx) && N <= LARGEST_COUNT) {
        wasm.crossEntropyRowsGradient(x.byteOffset, targets.byteOffset, dx.byteOffset, N, C);
      } else reference.crossEntropyRowsGradient(x, targets, dx, N, C);
    },
    softmaxCrossEntropyGradient(x, labels, dx, N, C) {
      if (single(x) && integer(labels) && single(dx) && N <= LARGEST_COUNT) {
        wasm.softmaxCrossEntropyGradient(x.byteOffset, labels.byteOffset, dx.byteOffset, N, C);
      } else reference.softmaxCrossEntropyGradient(x, labels, dx, N, C);
    },
    softmaxCrossEntropyRowsGradient(x, targets, dx, N, C) {
      if (single(x) && single(targets) && single(dx) && N <= LARGEST_COUNT) {
        wasm.softmaxCrossEntropyRowsGradient(x.byteOffset, targets.byteOffset, dx.byteOffset, N, C);
      } else reference.softmaxCrossEntropyRowsGradient(x, targets, dx, N, C);
    },

    sgd(value, gradient, rate) {
      if (single(value) && single(gradient)) wasm.sgd(value.byteOffset, gradient.byteOffset, value.length, -rate);
      else reference.sgd(value, gradient, rate);
    },
    momentum(value, gradient, velocity, rate, beta, nesterov) {
      if (single(value) && single(gradient) && single(velocity)) {
        const { byteOffset, length } = value;
        wasm.momentum(byteOffset, gradient.byteOffset, velocity.byteOffset, length, rate, beta, nesterov ? 1 : 0);
      } else reference.momentum(value, gradient, velocity, rate, beta, nesterov);
    },
    adagrad(value, gradient, cache, rate, epsilon) {
      if (single(value) && single(gradient) && single(cache)) {
        wasm.adagrad(value.byteOffset, gradient.byteOffset, cache.byteOffset, value.length, -rate, epsilon);
      } else reference.adagrad(value, gradient, cache, rate, epsilon);
    },
    rmsprop(value, gradient, cache, rate, rho, epsilon) {
      if (single(value) && single(gradient) && single(cache)) {
        const { byteOffset, length } = value;
        wasm.rmsprop(byteOffset, gradient.byteOffset, cache.byteOffset, length, -rate, rho, 1 - rho, epsilon);
      } else reference.rmsprop(value, gradient, cache, rate, rho, epsilon);
    },
    adam(value, gradient, momentum, cache, rate, beta1, beta2, correction1, correction2, epsilon) {
      if (single(value) && single(gradient) && single(momentum) && single(cache)) {
        wasm.adam(
          value.byteOffset,
          gradient.byteOffset,
          momentum.byteOffset,
          cache.byteOffset,
          value.length,
          -rate,
          beta1,
          1 - beta1,
          beta2,
          1 - beta2,
          correction1,
          correction2,
          epsilon,
        );
      } else {
        reference.adam(value, gradient, momentum, cache, rate, beta1, beta2, correction1, correction2, epsilon);
      }
    },
    scale(x, factor) {
      if (single(x)) wasm.scale(x.byteOffset, x.length, factor);
      else reference.scale(x, factor);
    },
    regularize(value, gradient, l1, l2) {
      if (single(value) && single(gradient)) {
        const { byteOffset, length } = value;
        wasm.regularize(byteOffset, gradient.byteOffset, length, l1, 2 * l2, l1 > 0 ? 1 : 0, l2 > 0 ? 1 : 0);
      } else reference.regularize(value, gradient, l1, l2);
    },
  };
}

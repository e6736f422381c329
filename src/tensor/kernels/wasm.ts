/**
 * The kernels compiled from `assembly/`, behind the interface of all kernels.
 *
 * They run on float32 arrays that are views of one WebAssembly memory, which must not grow while they are used; what follows a dropout
 * mask also takes float64. Arrays of other types or other memories, and lengths beyond what the scratch region serves, go to the plain
 * kernels: the bits are the same.
 */
import type { Data, FloatArray } from '../dtype.ts';
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
    types: number,
    relu: number,
  ): void;
  dotInputsT(x: number, dy: number, dw: number, N: number, I: number, O: number, types: number): void;
  dotWeightsT(dy: number, w: number, dx: number, N: number, I: number, O: number, types: number): void;

  sum(x: number, length: number, what: number): number;
  maxAbs(x: number, length: number): number;
  sumRows(x: number, output: number, N: number, O: number): void;
  sumRowsWide(x: number, output: number, N: number, O: number): void;
  argmaxRows(x: number, output: number, N: number, C: number): void;

  exp(x: number, output: number, length: number): void;
  log(x: number, output: number, length: number): void;
  tanh(x: number, output: number, length: number): void;

  relu(x: number, output: number, length: number): void;
  reluGradient(x: number, dvalues: number, dinputs: number, length: number): void;
  reluGradientWide(x: number, dvalues: number, dinputs: number, length: number): void;
  multiply(x: number, mask: number, output: number, length: number, wide: number): void;
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

  bernoulli(
    state: number,
    pos: number,
    output: number,
    count: number,
    limit: number,
    rest: number,
    above: number,
    below: number,
    wide: number,
  ): number;
}

/** Bytes at the beginning of a memory that arrays leave to an instance: 1024 that the compiler wants unused, then its constants. */
export const CONSTANTS = 1536;

/** Words of a Mersenne Twister's state, kept in the scratch region during a call: 624 of the key at 0, the same tempered at `TEMPERED`. */
const TWISTER_WORDS = 1256;
const TEMPERED = 632;

/** Bytes of scratch that suffice for the product of [M, K] and [K, N], in either precision, and for smaller ones. */
function productBytes(M: number, K: number, N: number): number {
  const depth = Math.min(K, 320);
  const rows = Math.min(1024, 8 * (M + 3));
  return depth * (64 + rows) + (K > 320 ? rows * Math.min(512, N + 15) : 256);
}

/** Bytes of scratch that suffice for all kernels of a layer of I inputs and O outputs and up to N samples; at most 873 kB. */
export function scratchBytes(N: number, I: number, O: number): number {
  return Math.max(
    4 * TWISTER_WORDS,
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
 * What a product's operands are, as the module wants to know: bit 0 says to accumulate in float64, bits 1 and 2 which operand holds
 * float64. Undefined where one does and the sums are float32, which the module does not serve.
 */
function productTypes(a: FloatArray, b: FloatArray, precision: DotPrecision): number | undefined {
  const types = (a instanceof Float64Array ? 2 : 0) | (b instanceof Float64Array ? 4 : 0);
  return precision === 'float64' ? types | 1 : types === 0 ? 0 : undefined;
}

/** In place of an address: there is no such array. */
const NONE = 0;

type TypedArray = typeof Float32Array | typeof Float64Array | typeof Int32Array;

/**
 * Tells the address of an array of the given type in a memory, -1 of any other array. To look an array up takes less time than to ask
 * it for its buffer and its offset.
 */
function addresses(Type: TypedArray, buffer: ArrayBuffer): (x: Data) => number {
  const known = new WeakMap<Data, number>();
  return (x) => {
    let address = known.get(x);
    if (address === undefined) {
      address = x instanceof Type && x.buffer === buffer ? x.byteOffset : -1;
      known.set(x, address);
    }
    return address;
  };
}

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

  let words: Uint32Array | undefined;

  const floatAt = addresses(Float32Array, buffer);
  const doubleAt = addresses(Float64Array, buffer);
  const integerAt = addresses(Int32Array, buffer);
  const operandAt = (x: FloatArray): number => (x instanceof Float64Array ? doubleAt(x) : floatAt(x));
  const fits = (N: number, I: number, O: number): boolean => scratchBytes(N, I, O) <= bytes;

  return {
    dot(x, w, y, N, I, O, precision) {
      const types = productTypes(x, w, precision);
      const xAt = operandAt(x);
      const wAt = operandAt(w);
      const yAt = floatAt(y);
      if ((xAt | wAt | yAt) >= 0 && types !== undefined && fits(N, I, O)) {
        wasm.dense(xAt, wAt, NONE, yAt, N, I, O, types, 0);
      } else reference.dot(x, w, y, N, I, O, precision);
    },
    dense(x, w, biases, y, N, I, O, precision, rectify) {
      const types = productTypes(x, w, precision);
      const xAt = operandAt(x);
      const wAt = operandAt(w);
      const biasesAt = floatAt(biases);
      const yAt = floatAt(y);
      if ((xAt | wAt | biasesAt | yAt) >= 0 && types !== undefined && fits(N, I, O)) {
        wasm.dense(xAt, wAt, biasesAt, yAt, N, I, O, types, rectify ? 1 : 0);
      } else reference.dense(x, w, biases, y, N, I, O, precision, rectify);
    },
    dotInputsT(x, dy, dw, N, I, O, precision) {
      const types = productTypes(x, dy, precision);
      const xAt = operandAt(x);
      const dyAt = operandAt(dy);
      const dwAt = floatAt(dw);
      if ((xAt | dyAt | dwAt) >= 0 && types !== undefined && fits(N, I, O)) {
        wasm.dotInputsT(xAt, dyAt, dwAt, N, I, O, types);
      } else reference.dotInputsT(x, dy, dw, N, I, O, precision);
    },
    dotWeightsT(dy, w, dx, N, I, O, precision) {
      const types = productTypes(dy, w, precision);
      const dyAt = operandAt(dy);
      const wAt = operandAt(w);
      const dxAt = floatAt(dx);
      if ((dyAt | wAt | dxAt) >= 0 && types !== undefined && fits(N, I, O)) {
        wasm.dotWeightsT(dyAt, wAt, dxAt, N, I, O, types);
      } else reference.dotWeightsT(dy, w, dx, N, I, O, precision);
    },

    sum(x, start, length) {
      const xAt = floatAt(x);
      return xAt >= 0 ? wasm.sum(xAt + 4 * start, length, 0) : reference.sum(x, start, length);
    },
    sumAbs(x) {
      const xAt = floatAt(x);
      return xAt >= 0 ? wasm.sum(xAt, x.length, 1) : reference.sumAbs(x);
    },
    sumSquares(x) {
      const xAt = floatAt(x);
      return xAt >= 0 ? wasm.sum(xAt, x.length, 2) : reference.sumSquares(x);
    },
    maxAbs(x) {
      const xAt = floatAt(x);
      return xAt >= 0 ? wasm.maxAbs(xAt, x.length) : reference.maxAbs(x);
    },
    sumRows(x, output, N, O) {
      const xAt = floatAt(x);
      const outputAt = floatAt(output);
      if ((xAt | outputAt) >= 0) wasm.sumRows(xAt, outputAt, N, O);
      else if (O > 1 && (doubleAt(x) | doubleAt(output)) >= 0) wasm.sumRowsWide(doubleAt(x), doubleAt(output), N, O);
      else reference.sumRows(x, output, N, O);
    },
    argmaxRows(x, output, N, C) {
      const xAt = floatAt(x);
      const outputAt = integerAt(output);
      if ((xAt | outputAt) >= 0) wasm.argmaxRows(xAt, outputAt, N, C);
      else reference.argmaxRows(x, output, N, C);
    },

    exp(x, output) {
      const xAt = floatAt(x);
      const outputAt = floatAt(output);
      if ((xAt | outputAt) >= 0) wasm.exp(xAt, outputAt, x.length);
      else reference.exp(x, output);
    },
    log(x, output) {
      const xAt = floatAt(x);
      const outputAt = floatAt(output);
      if ((xAt | outputAt) >= 0) wasm.log(xAt, outputAt, x.length);
      else reference.log(x, output);
    },
    tanh(x, output) {
      const xAt = floatAt(x);
      const outputAt = floatAt(output);
      if ((xAt | outputAt) >= 0) wasm.tanh(xAt, outputAt, x.length);
      else reference.tanh(x, output);
    },

    relu(x, output) {
      const xAt = floatAt(x);
      const outputAt = floatAt(output);
      if ((xAt | outputAt) >= 0) wasm.relu(xAt, outputAt, x.length);
      else reference.relu(x, output);
    },
    reluGradient(x, dy, dx) {
      const xAt = floatAt(x);
      const dyAt = floatAt(dy);
      const dxAt = floatAt(dx);
      if ((xAt | dyAt | dxAt) >= 0) {
        wasm.reluGradient(xAt, dyAt, dxAt, x.length);
      } else if ((xAt | doubleAt(dy) | doubleAt(dx)) >= 0) {
        wasm.reluGradientWide(xAt, doubleAt(dy), doubleAt(dx), x.length);
      } else reference.reluGradient(x, dy, dx);
    },
    softmax(x, output, N, C) {
      const xAt = floatAt(x);
      const outputAt = floatAt(output);
      if ((xAt | outputAt) >= 0) wasm.softmax(xAt, outputAt, N, C);
      else reference.softmax(x, output, N, C);
    },
    softmaxGradient(y, dy, dx, N, C, precision) {
      const yAt = floatAt(y);
      const dyAt = floatAt(dy);
      const dxAt = floatAt(dx);
      if ((yAt | dyAt | dxAt) >= 0) {
        wasm.softmaxGradient(yAt, dyAt, dxAt, N, C, wide(precision));
      } else reference.softmaxGradient(y, dy, dx, N, C, precision);
    },
    sigmoid(x, output) {
      const xAt = floatAt(x);
      const outputAt = floatAt(output);
      if ((xAt | outputAt) >= 0) wasm.sigmoid(xAt, outputAt, x.length);
      else reference.sigmoid(x, output);
    },
    sigmoidGradient(y, dy, dx) {
      const yAt = floatAt(y);
      const dyAt = floatAt(dy);
      const dxAt = floatAt(dx);
      if ((yAt | dyAt | dxAt) >= 0) {
        wasm.sigmoidGradient(yAt, dyAt, dxAt, y.length);
      } else reference.sigmoidGradient(y, dy, dx);
    },

    crossEntropy(x, labels, losses, N, C, low, high) {
      const xAt = floatAt(x);
      const labelsAt = integerAt(labels);
      const lossesAt = floatAt(losses);
      if ((xAt | labelsAt | lossesAt) >= 0) {
        wasm.crossEntropy(xAt, labelsAt, lossesAt, N, C, low, high);
      } else reference.crossEntropy(x, labels, losses, N, C, low, high);
    },
    crossEntropyRows(x, targets, losses, N, C, low, high) {
      const xAt = floatAt(x);
      const targetsAt = floatAt(targets);
      const lossesAt = floatAt(losses);
      if ((xAt | targetsAt | lossesAt) >= 0 && 4 * C + 16 <= bytes) {
        wasm.crossEntropyRows(xAt, targetsAt, lossesAt, N, C, low, high);
      } else reference.crossEntropyRows(x, targets, losses, N, C, low, high);
    },
    crossEntropyGradient(x, labels, dx, N, C) {
      const xAt = floatAt(x);
      const labelsAt = integerAt(labels);
      const dxAt = floatAt(dx);
      if ((xAt | labelsAt | dxAt) >= 0 && N <= LARGEST_COUNT) {
        wasm.crossEntropyGradient(xAt, labelsAt, dxAt, N, C);
      } else reference.crossEntropyGradient(x, labels, dx, N, C);
    },
    crossEntropyRowsGradient(x, targets, dx, N, C) {
      const xAt = floatAt(x);
      const targetsAt = floatAt(targets);
      const dxAt = floatAt(dx);
      if ((xAt | targetsAt | dxAt) >= 0 && N <= LARGEST_COUNT) {
        wasm.crossEntropyRowsGradient(xAt, targetsAt, dxAt, N, C);
      } else reference.crossEntropyRowsGradient(x, targets, dx, N, C);
    },
    softmaxCrossEntropyGradient(x, labels, dx, N, C) {
      const xAt = floatAt(x);
      const labelsAt = integerAt(labels);
      const dxAt = floatAt(dx);
      if ((xAt | labelsAt | dxAt) >= 0 && N <= LARGEST_COUNT) {
        wasm.softmaxCrossEntropyGradient(xAt, labelsAt, dxAt, N, C);
      } else reference.softmaxCrossEntropyGradient(x, labels, dx, N, C);
    },
    softmaxCrossEntropyRowsGradient(x, targets, dx, N, C) {
      const xAt = floatAt(x);
      const targetsAt = floatAt(targets);
      const dxAt = floatAt(dx);
      if ((xAt | targetsAt | dxAt) >= 0 && N <= LARGEST_COUNT) {
        wasm.softmaxCrossEntropyRowsGradient(xAt, targetsAt, dxAt, N, C);
      } else reference.softmaxCrossEntropyRowsGradient(x, targets, dx, N, C);
    },

    sgd(value, gradient, rate) {
      const valueAt = floatAt(value);
      const gradientAt = floatAt(gradient);
      if ((valueAt | gradientAt) >= 0) wasm.sgd(valueAt, gradientAt, value.length, -rate);
      else reference.sgd(value, gradient, rate);
    },
    momentum(value, gradient, velocity, rate, beta, nesterov) {
      const valueAt = floatAt(value);
      const gradientAt = floatAt(gradient);
      const velocityAt = floatAt(velocity);
      if ((valueAt | gradientAt | velocityAt) >= 0) {
        wasm.momentum(valueAt, gradientAt, velocityAt, value.length, rate, beta, nesterov ? 1 : 0);
      } else reference.momentum(value, gradient, velocity, rate, beta, nesterov);
    },
    adagrad(value, gradient, cache, rate, epsilon) {
      const valueAt = floatAt(value);
      const gradientAt = floatAt(gradient);
      const cacheAt = floatAt(cache);
      if ((valueAt | gradientAt | cacheAt) >= 0) {
        wasm.adagrad(valueAt, gradientAt, cacheAt, value.length, -rate, epsilon);
      } else reference.adagrad(value, gradient, cache, rate, epsilon);
    },
    rmsprop(value, gradient, cache, rate, rho, epsilon) {
      const valueAt = floatAt(value);
      const gradientAt = floatAt(gradient);
      const cacheAt = floatAt(cache);
      if ((valueAt | gradientAt | cacheAt) >= 0) {
        wasm.rmsprop(valueAt, gradientAt, cacheAt, value.length, -rate, rho, 1 - rho, epsilon);
      } else reference.rmsprop(value, gradient, cache, rate, rho, epsilon);
    },
    adam(value, gradient, momentum, cache, rate, beta1, beta2, correction1, correction2, epsilon) {
      const valueAt = floatAt(value);
      const gradientAt = floatAt(gradient);
      const momentumAt = floatAt(momentum);
      const cacheAt = floatAt(cache);
      if ((valueAt | gradientAt | momentumAt | cacheAt) >= 0) {
        wasm.adam(
          valueAt,
          gradientAt,
          momentumAt,
          cacheAt,
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
      const xAt = floatAt(x);
      if (xAt >= 0) wasm.scale(xAt, x.length, factor);
      else reference.scale(x, factor);
    },
    regularize(value, gradient, l1, l2) {
      const valueAt = floatAt(value);
      const gradientAt = floatAt(gradient);
      if ((valueAt | gradientAt) >= 0) {
        wasm.regularize(valueAt, gradientAt, value.length, l1, 2 * l2, l1 > 0 ? 1 : 0, l2 > 0 ? 1 : 0);
      } else reference.regularize(value, gradient, l1, l2);
    },

    multiply(x, mask, output) {
      const xAt = floatAt(x);
      const maskAt = operandAt(mask);
      const outputAt = operandAt(output);
      if ((xAt | maskAt | outputAt) >= 0 && mask.BYTES_PER_ELEMENT === output.BYTES_PER_ELEMENT) {
        wasm.multiply(xAt, maskAt, outputAt, x.length, mask instanceof Float64Array ? 1 : 0);
      } else reference.multiply(x, mask, output);
    },
    bernoulli(draws, mask, limit, rest, above, below) {
      const { twister } = draws;
      const maskAt = operandAt(mask);
      if (twister === undefined || maskAt < 0 || bytes < 4 * TWISTER_WORDS) {
        reference.bernoulli(draws, mask, limit, rest, above, below);
        return;
      }
      words ??= new Uint32Array(buffer, scratch, TWISTER_WORDS);
      words.set(twister.key);
      words.set(twister.block, TEMPERED);
      const double = mask instanceof Float64Array ? 1 : 0;
      twister.pos = wasm.bernoulli(scratch, twister.pos, maskAt, mask.length, limit, rest, above, below, double);
      twister.key.set(words.subarray(0, twister.key.length));
      twister.block.set(words.subarray(TEMPERED));
    },
  };
}

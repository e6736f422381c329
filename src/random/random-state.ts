import { DTypeError, ValueError, describe } from '../errors.ts';
import { dtypeOf, isFloat, type DType, type FloatArray, type FloatDType } from '../tensor/dtype.ts';
import { exp, log } from '../tensor/kernels/float64.ts';
import type { Kernels } from '../tensor/kernels/index.ts';
import { Tensor } from '../tensor/tensor.ts';
import { binomialSampler, type BinomialSampler } from './binomial.ts';
import type { BitGenerator, BitGeneratorState } from './bit-generator.ts';
import { integerTensor, realTensor, type DrawOptions, type DrawShape } from './draw-options.ts';
import { restoreGenerator, seedGenerator, type Seed } from './generators.ts';
import { drawInterval } from './interval.ts';
import { copyOf, shuffleInPlace, type Shufflable, type TypedArray } from './shuffle.ts';

export type { Seed } from './generators.ts';

/** All that a random stream remembers, as plain data; NumPy's `get_state(legacy=False)` in camelCase. */
export type RandomStateData = BitGeneratorState & {
  /** Whether the second normal of the last pair waits in `gauss`. */
  readonly hasGauss: boolean;
  readonly gauss: number;
};

/**
 * A stream of random numbers: NumPy's legacy `np.random.RandomState`, number for number, when seeded by an integer or integers;
 * a seedrandom stream with the same methods when seeded by a string.
 *
 * A draw without a shape is a number. With a shape (the lengths of its axes, or a number n for [n]) it is a Tensor: float32 by
 * default, int32 for whole numbers. Numbers are drawn in float64 and rounded once; `{ dtype: 'float64' }` keeps them as they are.
 * Any mixture of draws takes from the stream exactly what NumPy's takes.
 *
 * @throws ValueError for a seed, bound or probability out of its range
 * @throws ShapeError for a shape that is not of whole numbers, 0 or more
 * @throws DTypeError for an element type that the draw does not come in
 *
 * Source: NumPy 1.24, `numpy.random.RandomState`.
 *
 * @example
 * import { RandomState } from 'nnfs';
 * const random = new RandomState(0);
 * console.log(random.randn()); // 1.764052345967664
 * console.log(`${random.randn([2, 2])}`);
 * // [[0.4001572 0.978738 ]
 * //  [2.2408931 1.867558 ]]
 */
export class RandomState {
  #bits: BitGenerator;
  #hasGauss = false;
  #gauss = 0;
  #binomialCache: { n: number; p: number; sampler: BinomialSampler } | undefined;

  /** @param seed an integer or a non-empty array of integers from 0 to 2^32 - 1, or any string; null for entropy */
  constructor(seed: Seed | null) {
    this.#bits = seedGenerator('RandomState', seed);
  }

  /** A stream that differs each time, from the platform's source of entropy; its state can be saved all the same. */
  static fromEntropy(): RandomState {
    return new RandomState(null);
  }

  /** A stream that continues where `getState` was called. */
  static fromState(state: RandomStateData): RandomState {
    const random = new RandomState(0);
    random.#restore('RandomState.fromState', state);
    return random;
  }

  /** Starts again at a seed, as `np.random.seed` does. */
  seed(seed: Seed | null): void {
    this.#bits = seedGenerator('RandomState.seed', seed);
    this.#dropGauss();
  }

  /** Uniform in [0, 1). */
  randomSample(shape?: undefined): number;
  randomSample<D extends FloatDType = 'float32'>(shape: DrawShape, options?: DrawOptions<D>): Tensor<D>;
  randomSample(shape?: DrawShape, options?: DrawOptions<FloatDType>): number | Tensor<FloatDType> {
    if (shape === undefined) return this.#bits.double();
    const result = realTensor('RandomState.randomSample', shape, options);
    const data: FloatArray = result.data;
    for (let i = 0; i < data.length; i++) data[i] = this.#bits.double();
    return result;
  }

  /**
   * Uniform from `low` to `high`: `low + (high - low) * randomSample()`. Rounding, to float32 above all, may reach `high`.
   *
   * @throws ValueError unless low <= high and both, and their difference, are finite
   */
  uniform(low?: number, high?: number, shape?: undefined): number;
  uniform<D extends FloatDType = 'float32'>(
    low: number,
    high: number,
    shape: DrawShape,
    options?: DrawOptions<D>,
  ): Tensor<D>;
  uniform(low = 0, high = 1, shape?: DrawShape, options?: DrawOptions<FloatDType>): number | Tensor<FloatDType> {
    const where = 'RandomState.uniform';
    const range = [low, high].every(Number.isFinite) ? high - low : NaN;
    if (!Number.isFinite(range)) {
      throw new ValueError(
        where,
        'low and high finite, and their difference',
        `${describe(low)} and ${describe(high)}`,
      );
    }
    if (range < 0) throw new ValueError(where, 'low <= high', `low ${low} and high ${high}`);
    if (shape === undefined) return low + range * this.#bits.double();
    const result = realTensor(where, shape, options);
    const data: FloatArray = result.data;
    for (let i = 0; i < data.length; i++) data[i] = low + range * this.#bits.double();
    return result;
  }

  /**
   * Normal with mean 0 and variance 1, by Marsaglia's polar method: (x1, x2) uniform in the unit disc, r2 = x1^2 + x2^2,
   *
   *     f = sqrt(-2 log(r2) / r2);   first f x2, then f x1
   *
   * The second number of a pair waits for the next normal, whatever is drawn in between.
   *
   * Source: NumPy's `legacy_gauss`.
   */
  randn(shape?: undefined): number;
  randn<D extends FloatDType = 'float32'>(shape: DrawShape, options?: DrawOptions<D>): Tensor<D>;
  randn(shape?: DrawShape, options?: DrawOptions<FloatDType>): number | Tensor<FloatDType> {
    if (shape === undefined) return this.#nextGauss();
    const result = realTensor('RandomState.randn', shape, options);
    this.fillRandn(result.data);
    return result;
  }

  /**
   * Fills an array with what `randn` would give, in order, each rounded once to the array's type.
   *
   * @throws DTypeError unless it is a Float32Array or Float64Array
   */
  fillRandn(target: FloatArray): void {
    const dtype = dtypeOf(target);
    if (dtype === undefined || !isFloat(dtype)) {
      throw new DTypeError('RandomState.fillRandn', "dtype 'float32' or 'float64'", describe(target));
    }
    const { length } = target;
    let i = 0;
    if (this.#hasGauss && length > 0) target[i++] = this.#nextGauss();
    for (; i + 1 < length; i += 2) {
      target[i] = this.#drawPair();
      target[i + 1] = this.#gauss;
    }
    if (!this.#hasGauss) this.#gauss = 0;
    if (i < length) target[i] = this.#nextGauss();
  }

  /**
   * Whole numbers from `low` to `high - 1`, all equally likely.
   *
   * @throws ValueError unless low < high, both whole numbers, and the numbers fit the element type
   */
  randint(low: number, high: number, shape?: undefined): number;
  randint<D extends DType = 'int32'>(low: number, high: number, shape: DrawShape, options?: DrawOptions<D>): Tensor<D>;
  randint(low: number, high: number, shape?: DrawShape, options?: DrawOptions): number | Tensor {
    const where = 'RandomState.randint';
    checkInteger(where, 'low', low);
    checkInteger(where, 'high', high, 'One number is not enough: randint(0, n) draws from 0 to n - 1.');
    if (low >= high) throw new ValueError(where, 'low < high', `low ${low} and high ${high}`);
    const range = high - 1 - low;
    if (!Number.isSafeInteger(range))
      throw new ValueError(where, 'at most 2^53 different numbers', `${low} to ${high}`);
    if (shape === undefined) return low + drawInterval(this.#bits, range);
    const result = integerTensor(where, shape, options, low, high - 1);
    const { data } = result;
    for (let i = 0; i < data.length; i++) data[i] = low + drawInterval(this.#bits, range);
    return result;
  }

  /**
   * The number of successes in `n` trials of probability `p`; `binomial(1, p, shape)` is a mask that keeps a share p.
   *
   * @throws ValueError unless n is a whole number, 0 or more, that fits the element type, and 0 <= p <= 1
   */
  binomial(n: number, p: number, shape?: undefined): number;
  binomial<D extends DType = 'int32'>(n: number, p: number, shape: DrawShape, options?: DrawOptions<D>): Tensor<D>;
  binomial(n: number, p: number, shape?: DrawShape, options?: DrawOptions): number | Tensor {
    const where = 'RandomState.binomial';
    const sampler = this.#binomialSampler(where, n, p);
    if (shape === undefined) return sampler(this.#bits);
    const result = integerTensor(where, shape, options, 0, n);
    const { data } = result;
    for (let i = 0; i < data.length; i++) data[i] = sampler(this.#bits);
    return result;
  }

  /**
   * Fills a dropout mask: binomial(1, keep) / keep, with the draws of `binomial` and in the type of the mask.
   *
   * @param keep the share that stays, above 0 and at most 1
   */
  fillMask(mask: FloatArray, keep: number, kernels: Kernels): void {
    // One walk of the inversion: a draw up to `limit` is no success. Above one half NumPy counts failures.
    const success = keep > 0.5 ? 1 - keep : keep;
    const limit = exp(log(1 - success));
    const rest = (success * limit) / (1 - success);
    const [above, below] = keep > 0.5 ? [0, 1 / keep] : [1 / keep, 0];
    kernels.bernoulli(this.#bits, mask, limit, rest, above, below);
  }

  /**
   * The numbers 0 to n - 1 in random order, [n] int32; or a shuffled copy of an array or typed array, of the same kind; or of a
   * Tensor, by its rows (the first axis).
   */
  permutation<D extends DType = 'int32'>(n: number, options?: DrawOptions<D>): Tensor<D>;
  permutation<T>(array: readonly T[]): T[];
  permutation<A extends TypedArray | Tensor>(array: A): A;
  permutation(source: number | readonly unknown[] | TypedArray | Tensor, options?: DrawOptions): Shufflable {
    const where = 'RandomState.permutation';
    if (typeof source !== 'number') {
      const copy = copyOf(where, source);
      shuffleInPlace(where, this.#bits, copy);
      return copy;
    }
    checkCount(where, 'n', source);
    const result = integerTensor(where, source, options, 0, source - 1);
    const { data } = result;
    for (let i = 0; i < data.length; i++) data[i] = i;
    shuffleInPlace(where, this.#bits, data);
    return result;
  }

  /** Puts the elements of an array or typed array, or the rows of a Tensor (its first axis), in random order, in place. */
  shuffle(array: Shufflable): void {
    if (array instanceof Tensor && array.size === 0) return; // as NumPy: empty rows take nothing from the stream
    shuffleInPlace('RandomState.shuffle', this.#bits, array);
  }

  /**
   * The state as plain data: `JSON.parse(JSON.stringify(random.getState()))` goes back into `setState` or `fromState`.
   *
   * @example
   * import { RandomState } from 'nnfs';
   * const random = new RandomState('any text');
   * const state = random.getState();
   * const before = random.randn();
   * random.setState(state);
   * console.log(random.randn() === before); // true
   */
  getState(): RandomStateData {
    return { ...this.#bits.getState(), hasGauss: this.#hasGauss, gauss: this.#gauss };
  }

  /** Continues where `getState` was called, whatever this stream's seed was. @throws ValueError for anything else */
  setState(state: RandomStateData): void {
    this.#restore('RandomState.setState', state);
  }

  #restore(where: string, value: unknown): void {
    if (typeof value !== 'object' || value === null) {
      throw new ValueError(where, 'what getState() returned', describe(value));
    }
    const { bitGenerator, state, hasGauss, gauss } = value as Partial<Record<keyof RandomStateData, unknown>>;
    if (typeof hasGauss !== 'boolean') throw new ValueError(where, 'hasGauss true or false', describe(hasGauss));
    if (!Number.isFinite(gauss)) throw new ValueError(where, 'a finite gauss', describe(gauss));
    this.#bits = restoreGenerator(where, bitGenerator, state);
    this.#hasGauss = hasGauss;
    this.#gauss = gauss as number;
  }

  #dropGauss(): void {
    this.#hasGauss = false;
    this.#gauss = 0;
  }

  #nextGauss(): number {
    if (this.#hasGauss) {
      const second = this.#gauss;
      this.#dropGauss();
      return second;
    }
    const first = this.#drawPair();
    this.#hasGauss = true;
    return first;
  }

  /** A point of the unit disc as two normals: returns the first and leaves the second in `gauss`. */
  #drawPair(): number {
    const bits = this.#bits;
    let x1: number;
    let x2: number;
    let r2: number;
    do {
      x1 = 2 * bits.double() - 1;
      x2 = 2 * bits.double() - 1;
      r2 = x1 * x1 + x2 * x2;
    } while (r2 >= 1 || r2 === 0);
    const f = Math.sqrt((-2 * log(r2)) / r2);
    this.#gauss = f * x1;
    return f * x2;
  }

  /** A dropout mask asks for the same n and p at every step: the setup is kept. */
  #binomialSampler(where: string, n: number, p: number): BinomialSampler {
    checkCount(where, 'n', n);
    if (!Number.isFinite(p) || p < 0 || p > 1) throw new ValueError(where, '0 <= p <= 1', describe(p));
    if (this.#binomialCache?.n === n && this.#binomialCache.p === p) return this.#binomialCache.sampler;
    const sampler = binomialSampler(n, p);
    this.#binomialCache = { n, p, sampler };
    return sampler;
  }
}

function checkInteger(where: string, name: string, value: number, hint = ''): void {
  if (!Number.isSafeInteger(value)) throw new ValueError(where, `a whole number ${name}`, describe(value), hint);
}

function checkCount(where: string, name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new ValueError(where, `a whole number ${name}, 0 or more`, describe(value));
  }
}

import { above0, join, share } from '../options.ts';
import type { Parameter } from '../layers/parameter.ts';
import type { FloatArray } from '../tensor/dtype.ts';
import type { Kernels } from '../tensor/kernels/index.ts';
import { Optimizer, optimizerOptions, type OptimizerOptions } from './optimizer.ts';
import { power } from './power.ts';

export interface AdamOptions extends OptimizerOptions {
  /** Keeps the division finite; above 0. @default 1e-7 */
  readonly epsilon?: number;
  /** The share of the momentum that is kept from step to step; 0 to below 1. @default 0.9 */
  readonly beta1?: number;
  /** The share of the cache that is kept from step to step; 0 to below 1. @default 0.999 */
  readonly beta2?: number;
}

/** The options as declared. */
export const ADAM_OPTIONS = /* @__PURE__ */ join(/* @__PURE__ */ optimizerOptions(0.001), {
  epsilon: /* @__PURE__ */ above0(1e-7),
  beta1: /* @__PURE__ */ share(0.9),
  beta2: /* @__PURE__ */ share(0.999),
});

/**
 * Momentum and RMSprop together, both corrected for having started at 0. With t steps taken, this one included:
 *
 *     momentum = beta1 * momentum + (1 - beta1) * gradient
 *     cache    = beta2 * cache + (1 - beta2) * gradient²
 *     value   -= rate * (momentum / (1 - beta1^t)) / (√(cache / (1 - beta2^t)) + epsilon)
 *
 * @throws ValueError for options out of range
 * @see the book, chapter 10; Kingma and Ba 2015
 *
 * @example
 * import { Adam, Dense } from 'nnfs';
 * const dense = new Dense(1, 1);
 * dense.weights = [[1]];
 * dense.dweights = [[0.5]];
 * new Adam({ learningRate: 0.25 }).update([dense]);
 * console.log(dense.weights); // [[0.75000006]]
 */
export class Adam extends Optimizer {
  static override readonly kind: string = 'Adam';
  static override readonly options = ADAM_OPTIONS;
  declare readonly epsilon: number;
  declare readonly beta1: number;
  declare readonly beta2: number;
  override readonly slotNames = ['momentum', 'cache'];
  #steps = 0;
  #correction1 = 1;
  #correction2 = 1;

  constructor(options: AdamOptions = {}) {
    super(options);
  }

  protected override updateParameter(parameter: Parameter, slots: readonly FloatArray[], kernels: Kernels): void {
    const { value, gradient } = parameter;
    const [momentum, cache] = slots as [FloatArray, FloatArray];
    this.#correct(this.iterations - this.metAt(parameter) + 1);
    kernels.adam(
      value.data,
      gradient.data,
      momentum,
      cache,
      this.currentLearningRate,
      this.beta1,
      this.beta2,
      this.#correction1,
      this.#correction2,
      this.epsilon,
    );
  }

  /** Works out the corrections for a parameter's t-th step; they are the same for nearly all. */
  #correct(t: number): void {
    if (t === this.#steps) return;
    this.#steps = t;
    this.#correction1 = 1 - power(this.beta1, t);
    this.#correction2 = 1 - power(this.beta2, t);
  }
}

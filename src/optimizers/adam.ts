import type { Parameter } from '../layers/parameter.ts';
import type { FloatArray } from '../tensor/dtype.ts';
import type { Kernels } from '../tensor/kernels/index.ts';
import { Optimizer, type OptimizerOptions } from './optimizer.ts';
import { power } from './power.ts';
import { checkAbove0, checkShare } from './range.ts';

export interface AdamOptions extends OptimizerOptions {
  /** Keeps the division finite; above 0. @default 1e-7 */
  readonly epsilon?: number;
  /** The share of the momentum that is kept from step to step; 0 to below 1. @default 0.9 */
  readonly beta1?: number;
  /** The share of the cache that is kept from step to step; 0 to below 1. @default 0.999 */
  readonly beta2?: number;
}

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
  readonly epsilon: number;
  readonly beta1: number;
  readonly beta2: number;
  override readonly slotNames = ['momentum', 'cache'];
  #correction1 = 1;
  #correction2 = 1;

  /** @param kind, own the name of an optimizer that builds on this one, and the options it adds */
  constructor(options: AdamOptions = {}, kind = 'Adam', own: readonly string[] = []) {
    super(kind, options, 0.001, ['epsilon', 'beta1', 'beta2', ...own]);
    const { epsilon = 1e-7, beta1 = 0.9, beta2 = 0.999 } = options;
    checkAbove0(kind, 'epsilon', epsilon);
    checkShare(kind, 'beta1', beta1);
    checkShare(kind, 'beta2', beta2);
    this.epsilon = epsilon;
    this.beta1 = beta1;
    this.beta2 = beta2;
  }

  protected override prepareStep(): void {
    this.#correction1 = 1 - power(this.beta1, this.iterations + 1);
    this.#correction2 = 1 - power(this.beta2, this.iterations + 1);
  }

  protected override updateParameter(
    { value, gradient }: Parameter,
    slots: readonly FloatArray[],
    kernels: Kernels,
  ): void {
    const [momentum, cache] = slots as [FloatArray, FloatArray];
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

  override config(): Record<string, unknown> {
    return { ...super.config(), epsilon: this.epsilon, beta1: this.beta1, beta2: this.beta2 };
  }
}

import { above0, join, share } from '../options.ts';
import type { Parameter } from '../layers/parameter.ts';
import type { FloatArray } from '../tensor/dtype.ts';
import type { Kernels } from '../tensor/kernels/index.ts';
import { Optimizer, optimizerOptions, type OptimizerOptions } from './optimizer.ts';

export interface RMSpropOptions extends OptimizerOptions {
  /** Keeps the division finite; above 0. @default 1e-7 */
  readonly epsilon?: number;
  /** The share of the cache that is kept from step to step; 0 to below 1. @default 0.9 */
  readonly rho?: number;
}

/**
 * Adagrad with a memory that fades: steps are measured against recent gradients.
 *
 *     cache  = rho * cache + (1 - rho) * gradient²
 *     value -= rate * gradient / (√cache + epsilon)
 *
 * @throws ValueError for options out of range
 * @see the book, chapter 10; Tieleman and Hinton 2012, lecture 6.5
 *
 * @example
 * import { Dense, RMSprop } from 'nnfs';
 * const dense = new Dense(1, 1);
 * dense.weights = [[1]];
 * dense.dweights = [[0.5]];
 * new RMSprop({ learningRate: 0.1, rho: 0.75 }).update([dense]);
 * console.log(dense.weights); // [[0.8000001]]
 */
export class RMSprop extends Optimizer {
  static override readonly kind: string = 'RMSprop';
  static override readonly options = /* @__PURE__ */ join(/* @__PURE__ */ optimizerOptions(0.001), {
    epsilon: /* @__PURE__ */ above0(1e-7),
    rho: /* @__PURE__ */ share(0.9),
  });
  declare readonly epsilon: number;
  declare readonly rho: number;
  override readonly slotNames = ['cache'];

  constructor(options: RMSpropOptions = {}) {
    super(options);
  }

  protected override updateParameter(
    { value, gradient }: Parameter,
    slots: readonly FloatArray[],
    kernels: Kernels,
  ): void {
    kernels.rmsprop(value.data, gradient.data, slots[0]!, this.currentLearningRate, this.rho, this.epsilon);
  }
}

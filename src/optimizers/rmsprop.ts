import type { Parameter } from '../layers/parameter.ts';
import type { FloatArray } from '../tensor/dtype.ts';
import type { Kernels } from '../tensor/kernels/index.ts';
import { Optimizer, type OptimizerOptions } from './optimizer.ts';
import { checkAbove0, checkShare } from './range.ts';

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
  readonly epsilon: number;
  readonly rho: number;
  override readonly slotNames = ['cache'];

  constructor(options: RMSpropOptions = {}) {
    super('RMSprop', options, 0.001, ['epsilon', 'rho']);
    const { epsilon = 1e-7, rho = 0.9 } = options;
    checkAbove0('RMSprop', 'epsilon', epsilon);
    checkShare('RMSprop', 'rho', rho);
    this.epsilon = epsilon;
    this.rho = rho;
  }

  protected override updateParameter(
    { value, gradient }: Parameter,
    slots: readonly FloatArray[],
    kernels: Kernels,
  ): void {
    kernels.rmsprop(value.data, gradient.data, slots[0]!, this.currentLearningRate, this.rho, this.epsilon);
  }

  override config(): Record<string, unknown> {
    return { ...super.config(), epsilon: this.epsilon, rho: this.rho };
  }
}

import { flag, join, share } from '../options.ts';
import type { Parameter } from '../layers/parameter.ts';
import type { FloatArray } from '../tensor/dtype.ts';
import type { Kernels } from '../tensor/kernels/index.ts';
import { Optimizer, optimizerOptions, type OptimizerOptions } from './optimizer.ts';

export interface SGDOptions extends OptimizerOptions {
  /** The share of the last step that is kept; 0 to below 1. @default 0 */
  readonly momentum?: number;
  /** Whether the gradient counts as if taken one step ahead. @default false */
  readonly nesterov?: boolean;
}

/**
 * Stochastic gradient descent: against the gradient, with momentum if asked for.
 *
 *     value   -= rate * gradient                                  momentum = 0
 *
 *     velocity = momentum * velocity - rate * gradient            else
 *     value   += velocity
 *     value   += momentum * velocity - rate * gradient            with Nesterov
 *
 * @throws ValueError for options out of range
 * @see the book, chapter 10; Sutskever et al. 2013
 *
 * @example
 * import { Dense, SGD } from 'nnfs';
 * const dense = new Dense(1, 1);
 * dense.weights = [[1]];
 * dense.dweights = [[0.5]];
 * new SGD({ learningRate: 0.1 }).update([dense]);
 * console.log(dense.weights); // [[0.95]]
 */
export class SGD extends Optimizer {
  static override readonly kind: string = 'SGD';
  static override readonly options = /* @__PURE__ */ join(/* @__PURE__ */ optimizerOptions(1), {
    momentum: /* @__PURE__ */ share(0),
    nesterov: /* @__PURE__ */ flag(false),
  });
  declare readonly momentum: number;
  declare readonly nesterov: boolean;

  constructor(options: SGDOptions = {}) {
    super(options);
  }

  override get slotNames(): readonly string[] {
    return this.momentum > 0 ? ['momentum'] : [];
  }

  protected override updateParameter(
    { value, gradient }: Parameter,
    slots: readonly FloatArray[],
    kernels: Kernels,
  ): void {
    const rate = this.currentLearningRate;
    const velocity = slots[0];
    if (velocity === undefined) kernels.sgd(value.data, gradient.data, rate);
    else kernels.momentum(value.data, gradient.data, velocity, rate, this.momentum, this.nesterov);
  }
}

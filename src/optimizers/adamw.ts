import { from0, join } from '../options.ts';
import type { Parameter } from '../layers/parameter.ts';
import type { FloatArray } from '../tensor/dtype.ts';
import type { Kernels } from '../tensor/kernels/index.ts';
import { ADAM_OPTIONS, Adam, type AdamOptions } from './adam.ts';

export interface AdamWOptions extends AdamOptions {
  /** The share of each parameter that decays away in a step, times the rate; 0 or more. @default 0.01 */
  readonly weightDecay?: number;
}

/**
 * Adam with weight decay beside the gradient, where its adaptive scale cannot weaken it.
 *
 *     value *= 1 - rate * weightDecay,  then as Adam
 *
 * Biases decay as well.
 *
 * @throws ValueError for options out of range
 * @see Loshchilov and Hutter 2019
 *
 * @example
 * import { AdamW, Dense } from 'nnfs';
 * const dense = new Dense(1, 1);
 * dense.weights = [[1]];
 * dense.dweights = [[0.5]];
 * new AdamW({ learningRate: 0.25, weightDecay: 0.5 }).update([dense]);
 * console.log(dense.weights); // [[0.62500006]]
 */
export class AdamW extends Adam {
  static override readonly kind: string = 'AdamW';
  static override readonly options = /* @__PURE__ */ join(ADAM_OPTIONS, { weightDecay: /* @__PURE__ */ from0(0.01) });
  declare readonly weightDecay: number;

  constructor(options: AdamWOptions = {}) {
    super(options);
  }

  protected override updateParameter(parameter: Parameter, slots: readonly FloatArray[], kernels: Kernels): void {
    kernels.scale(parameter.value.data, 1 - this.currentLearningRate * this.weightDecay);
    super.updateParameter(parameter, slots, kernels);
  }
}

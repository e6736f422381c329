import { from0, join, share } from '../options.ts';
import type { Parameter } from '../layers/parameter.ts';
import type { FloatArray } from '../tensor/dtype.ts';
import { Optimizer, optimizerOptions, type OptimizerOptions } from './optimizer.ts';

export interface LionOptions extends OptimizerOptions {
  /** The share of the momentum in the direction of a step; 0 to below 1. @default 0.9 */
  readonly beta1?: number;
  /** The share of the momentum that is kept from step to step; 0 to below 1. @default 0.99 */
  readonly beta2?: number;
  /** The share of each parameter that decays away in a step, times the rate; 0 or more. @default 0 */
  readonly weightDecay?: number;
}

/**
 * Steps of one size for all parameters, in the direction that momentum and gradient agree on; it remembers half of what Adam does.
 *
 *     value   -= rate * (sign(beta1 * momentum + (1 - beta1) * gradient) + weightDecay * value)
 *     momentum = beta2 * momentum + (1 - beta2) * gradient
 *
 * Its rate is usually a tenth of Adam's. sign(0) = 0. Worked out in float64.
 *
 * @throws ValueError for options out of range
 * @see Chen et al. 2023
 *
 * @example
 * import { Dense, Lion } from 'nnfs';
 * const dense = new Dense(1, 1);
 * dense.weights = [[1]];
 * dense.dweights = [[0.5]];
 * new Lion({ learningRate: 0.25 }).update([dense]);
 * console.log(dense.weights); // [[0.75]]
 */
export class Lion extends Optimizer {
  static override readonly kind: string = 'Lion';
  static override readonly options = /* @__PURE__ */ join(/* @__PURE__ */ optimizerOptions(0.0001), {
    beta1: /* @__PURE__ */ share(0.9),
    beta2: /* @__PURE__ */ share(0.99),
    weightDecay: /* @__PURE__ */ from0(0),
  });
  declare readonly beta1: number;
  declare readonly beta2: number;
  declare readonly weightDecay: number;
  override readonly slotNames = ['momentum'];

  constructor(options: LionOptions = {}) {
    super(options);
  }

  protected override updateParameter(parameter: Parameter, slots: readonly FloatArray[]): void {
    const { beta1, beta2, weightDecay, currentLearningRate: rate } = this;
    const [{ data: value }, { data: gradient }] = [parameter.value, parameter.gradient];
    const momentum = slots[0]!;
    for (let i = 0; i < value.length; i++) {
      const g = gradient[i]!;
      const direction = Math.sign(beta1 * momentum[i]! + (1 - beta1) * g);
      value[i]! -= rate * (direction + weightDecay * value[i]!);
      momentum[i] = beta2 * momentum[i]! + (1 - beta2) * g;
    }
  }
}

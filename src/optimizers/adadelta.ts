import { above0, join, share } from '../options.ts';
import type { Parameter } from '../layers/parameter.ts';
import type { FloatArray } from '../tensor/dtype.ts';
import { Optimizer, optimizerOptions, type OptimizerOptions } from './optimizer.ts';

export interface AdadeltaOptions extends OptimizerOptions {
  /** The share of what is remembered that is kept from step to step; 0 to below 1. @default 0.95 */
  readonly rho?: number;
  /** Where the first steps come from, and what keeps the division finite; above 0. @default 1e-6 */
  readonly epsilon?: number;
}

/**
 * Steps measured against recent gradients and against recent steps, so that they have the unit of the parameter and need no rate.
 *
 *     cache  = rho * cache + (1 - rho) * gradient²
 *     delta  = √(deltas + epsilon) / √(cache + epsilon) * gradient
 *     deltas = rho * deltas + (1 - rho) * delta²
 *     value -= rate * delta
 *
 * epsilon is inside the roots, as in the paper, PyTorch and Keras. The rate is 1, as in the paper and PyTorch; Keras has 0.001. Worked out
 * in float64.
 *
 * @throws ValueError for options out of range
 * @see Zeiler 2012
 *
 * @example
 * import { Adadelta, Dense } from 'nnfs';
 * const dense = new Dense(1, 1);
 * dense.weights = [[1]];
 * dense.dweights = [[0.5]];
 * new Adadelta().update([dense]);
 * console.log(dense.weights); // [[0.99552804]]
 */
export class Adadelta extends Optimizer {
  static override readonly kind: string = 'Adadelta';
  static override readonly options = /* @__PURE__ */ join(/* @__PURE__ */ optimizerOptions(1), {
    rho: /* @__PURE__ */ share(0.95),
    epsilon: /* @__PURE__ */ above0(1e-6),
  });
  declare readonly rho: number;
  declare readonly epsilon: number;
  override readonly slotNames = ['cache', 'deltas'];

  constructor(options: AdadeltaOptions = {}) {
    super(options);
  }

  protected override updateParameter(parameter: Parameter, slots: readonly FloatArray[]): void {
    const { rho, epsilon, currentLearningRate: rate } = this;
    const [{ data: value }, { data: gradient }] = [parameter.value, parameter.gradient];
    const [cache, deltas] = slots as [FloatArray, FloatArray];
    for (let i = 0; i < value.length; i++) {
      const g = gradient[i]!;
      cache[i] = rho * cache[i]! + (1 - rho) * g * g;
      // A sum of squares is never below 0, whatever a damaged file says.
      const delta = (Math.sqrt(Math.max(0, deltas[i]!) + epsilon) / Math.sqrt(cache[i]! + epsilon)) * g;
      deltas[i] = rho * deltas[i]! + (1 - rho) * delta * delta;
      value[i]! -= rate * delta;
    }
  }
}

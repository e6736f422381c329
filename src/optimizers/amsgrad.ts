import type { Parameter } from '../layers/parameter.ts';
import type { FloatArray } from '../tensor/dtype.ts';
import { ADAM_OPTIONS, type AdamOptions } from './adam.ts';
import { Optimizer } from './optimizer.ts';
import { power } from './power.ts';

/**
 * Adam whose steps never grow because gradients have become small: it divides by the largest cache so far.
 *
 *     momentum = beta1 * momentum + (1 - beta1) * gradient
 *     cache    = beta2 * cache + (1 - beta2) * gradient²
 *     largest  = max(largest, cache)
 *     value   -= rate * (momentum / (1 - beta1^t)) / (√(largest / (1 - beta2^t)) + epsilon)
 *
 * PyTorch's and Keras' `Adam(amsgrad=True)`; the largest cache is taken before its correction, as there. Worked out in float64.
 *
 * @throws ValueError for options out of range
 * @see Reddi, Kale and Kumar 2018
 *
 * @example
 * import { AMSGrad, Dense } from 'nnfs';
 * const dense = new Dense(1, 1);
 * dense.weights = [[1]];
 * dense.dweights = [[0.5]];
 * new AMSGrad({ learningRate: 0.25 }).update([dense]);
 * console.log(dense.weights); // [[0.75000006]]
 */
export class AMSGrad extends Optimizer {
  static override readonly kind: string = 'AMSGrad';
  static override readonly options = ADAM_OPTIONS;
  declare readonly epsilon: number;
  declare readonly beta1: number;
  declare readonly beta2: number;
  override readonly slotNames = ['momentum', 'cache', 'largest'];

  constructor(options: AdamOptions = {}) {
    super(options);
  }

  protected override updateParameter(parameter: Parameter, slots: readonly FloatArray[]): void {
    const { beta1, beta2, epsilon, currentLearningRate: rate } = this;
    const [{ data: value }, { data: gradient }] = [parameter.value, parameter.gradient];
    const [momentum, cache, largest] = slots as [FloatArray, FloatArray, FloatArray];
    const t = this.iterations - this.metAt(parameter) + 1;
    const [whole1, whole2] = [1 - power(beta1, t), 1 - power(beta2, t)];
    for (let i = 0; i < value.length; i++) {
      const g = gradient[i]!;
      momentum[i] = beta1 * momentum[i]! + (1 - beta1) * g;
      cache[i] = beta2 * cache[i]! + (1 - beta2) * g * g;
      largest[i] = Math.max(largest[i]!, cache[i]!);
      value[i]! -= (rate * (momentum[i]! / whole1)) / (Math.sqrt(largest[i]! / whole2) + epsilon);
    }
  }
}

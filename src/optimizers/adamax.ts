import type { Parameter } from '../layers/parameter.ts';
import type { FloatArray } from '../tensor/dtype.ts';
import { ADAM_OPTIONS, type AdamOptions } from './adam.ts';
import { Optimizer } from './optimizer.ts';
import { power } from './power.ts';

/**
 * Adam that measures steps by the largest recent gradient in place of the mean square.
 *
 *     momentum = beta1 * momentum + (1 - beta1) * gradient
 *     cache    = max(beta2 * cache, |gradient| + epsilon)
 *     value   -= rate / (1 - beta1^t) * momentum / cache
 *
 * As PyTorch, where epsilon keeps the cache above 0; Keras adds it to the divisor. Worked out in float64.
 *
 * @throws ValueError for options out of range
 * @see Kingma and Ba 2015, section 7
 *
 * @example
 * import { Adamax, Dense } from 'nnfs';
 * const dense = new Dense(1, 1);
 * dense.weights = [[1]];
 * dense.dweights = [[0.5]];
 * new Adamax({ learningRate: 0.25 }).update([dense]);
 * console.log(dense.weights); // [[0.75000006]]
 */
export class Adamax extends Optimizer {
  static override readonly kind: string = 'Adamax';
  static override readonly options = ADAM_OPTIONS;
  declare readonly epsilon: number;
  declare readonly beta1: number;
  declare readonly beta2: number;
  override readonly slotNames = ['momentum', 'cache'];

  constructor(options: AdamOptions = {}) {
    super(options);
  }

  protected override updateParameter(parameter: Parameter, slots: readonly FloatArray[]): void {
    const { beta1, beta2, epsilon } = this;
    const [{ data: value }, { data: gradient }] = [parameter.value, parameter.gradient];
    const [momentum, cache] = slots as [FloatArray, FloatArray];
    const rate = this.currentLearningRate / (1 - power(beta1, this.iterations - this.metAt(parameter) + 1));
    for (let i = 0; i < value.length; i++) {
      const g = gradient[i]!;
      momentum[i] = beta1 * momentum[i]! + (1 - beta1) * g;
      cache[i] = Math.max(beta2 * cache[i]!, Math.abs(g) + epsilon);
      value[i]! -= (rate * momentum[i]!) / cache[i]!;
    }
  }
}

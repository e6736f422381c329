import { from0, join } from '../options.ts';
import type { Parameter } from '../layers/parameter.ts';
import type { FloatArray } from '../tensor/dtype.ts';
import { exp, log } from '../tensor/kernels/float64.ts';
import { ADAM_OPTIONS, type AdamOptions } from './adam.ts';
import { Optimizer } from './optimizer.ts';
import { power } from './power.ts';

export interface NadamOptions extends AdamOptions {
  /** How soon the momentum comes to its full size; 0 or more. @default 0.004 */
  readonly momentumDecay?: number;
}

/**
 * Adam that looks one step ahead, as Nesterov's momentum does. With t steps taken, this one included:
 *
 *     μ_t      = beta1 * (1 - 0.96^(momentumDecay * t) / 2)
 *     momentum = beta1 * momentum + (1 - beta1) * gradient
 *     cache    = beta2 * cache + (1 - beta2) * gradient²
 *     ahead    = (1 - μ_t) / (1 - μ_1 ... μ_t) * gradient + μ_(t+1) / (1 - μ_1 ... μ_(t+1)) * momentum
 *     value   -= rate * ahead / (√(cache / (1 - beta2^t)) + epsilon)
 *
 * PyTorch's `NAdam`; Keras' `Nadam` has 0.96^t as well. Worked out in float64.
 *
 * @throws ValueError for options out of range
 * @see Dozat 2016
 *
 * @example
 * import { Dense, Nadam } from 'nnfs';
 * const dense = new Dense(1, 1);
 * dense.weights = [[1]];
 * dense.dweights = [[0.5]];
 * new Nadam({ learningRate: 0.25 }).update([dense]);
 * console.log(dense.weights); // [[0.7358871]]
 */
export class Nadam extends Optimizer {
  static override readonly kind: string = 'Nadam';
  static override readonly options = /* @__PURE__ */ join(ADAM_OPTIONS, {
    momentumDecay: /* @__PURE__ */ from0(0.004),
  });
  declare readonly epsilon: number;
  declare readonly beta1: number;
  declare readonly beta2: number;
  declare readonly momentumDecay: number;
  override readonly slotNames = ['momentum', 'cache'];
  /** How far the product of the μ has come, by the step at which parameters were first met: one walk for nearly all. */
  readonly #products = new Map<number, { t: number; product: number }>();

  constructor(options: NadamOptions = {}) {
    super(options);
  }

  protected override updateParameter(parameter: Parameter, slots: readonly FloatArray[]): void {
    const { beta1, beta2, epsilon, currentLearningRate: rate } = this;
    const [{ data: value }, { data: gradient }] = [parameter.value, parameter.gradient];
    const [momentum, cache] = slots as [FloatArray, FloatArray];
    const t = this.iterations - this.metAt(parameter) + 1;
    const product = this.#product(this.metAt(parameter), t);
    const [now, next] = [this.#mu(t), this.#mu(t + 1)];
    const [ofGradient, ofMomentum] = [(1 - now) / (1 - product), next / (1 - product * next)];
    const whole = 1 - power(beta2, t);
    for (let i = 0; i < value.length; i++) {
      const g = gradient[i]!;
      momentum[i] = beta1 * momentum[i]! + (1 - beta1) * g;
      cache[i] = beta2 * cache[i]! + (1 - beta2) * g * g;
      value[i]! -= (rate * (ofGradient * g + ofMomentum * momentum[i]!)) / (Math.sqrt(cache[i]! / whole) + epsilon);
    }
  }

  #mu(t: number): number {
    return this.beta1 * (1 - exp(this.momentumDecay * t * log(0.96)) / 2);
  }

  /** μ_1 ... μ_t, multiplied in order, from where the last step left off. */
  #product(metAt: number, t: number): number {
    const kept = this.#products.get(metAt);
    let { t: s, product } = kept !== undefined && kept.t <= t ? kept : { t: 0, product: 1 };
    while (s < t) product *= this.#mu(++s);
    this.#products.set(metAt, { t, product });
    return product;
  }
}

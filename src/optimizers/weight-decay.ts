import { flag, from0, join } from '../options.ts';
import type { Parameter } from '../layers/parameter.ts';
import type { FloatArray } from '../tensor/dtype.ts';
import { kernels as standalone, type Kernels } from '../tensor/kernels/index.ts';
import { Around, innerOption } from './around.ts';
import type { Optimizer, Trainable } from './optimizer.ts';

export interface WeightDecayOptions {
  /** The share of each weight that decays away in a step, times the rate; 0 or more. @default 0.01 */
  readonly weightDecay?: number;
  /** Whether biases, and the gains and offsets of norms, decay as well. @default false */
  readonly biases?: boolean;
}

/**
 * Weights that decay beside the steps of another optimizer, as AdamW's do, while biases and norms, which overfit nothing, are spared.
 *
 *     value *= 1 - rate * weightDecay          where value is a weight; then a step of the optimizer
 *
 * Spared are rows [1, features] not named as weights: biases, gamma, beta, slopes. `new WeightDecay(new Adam(), { biases: true })` is AdamW.
 *
 * @throws ValueError for options out of range
 * @see Loshchilov and Hutter 2019
 *
 * @example
 * import { Dense, SGD, WeightDecay } from 'nnfs';
 * const dense = new Dense(1, 1);
 * dense.weights = [[1]];
 * dense.biases = [1];
 * new WeightDecay(new SGD({ learningRate: 0.5 }), { weightDecay: 0.5 }).update([dense]);
 * console.log(`${dense.weights} ${dense.biases}`); // [[0.75]] [[1.]]
 */
export class WeightDecay extends Around {
  static override readonly kind: string = 'WeightDecay';
  static override readonly options = /* @__PURE__ */ join(
    { optimizer: innerOption },
    { weightDecay: /* @__PURE__ */ from0(0.01), biases: /* @__PURE__ */ flag(false) },
  );
  declare readonly weightDecay: number;
  declare readonly biases: boolean;
  protected override readonly ownSlots = [];

  constructor(optimizer: Optimizer, options: WeightDecayOptions = {}) {
    super(optimizer, options);
  }

  override update(layers: readonly Trainable[], kernels: Kernels = standalone): void {
    this.each(layers, kernels);
    this.optimizer.update(layers, kernels);
    this.iterations++;
  }

  protected override updateParameter(parameter: Parameter, _slots: readonly FloatArray[], kernels: Kernels): void {
    const rate = this.rateAt(this.iterations);
    if (this.biases || isWeight(parameter)) kernels.scale(parameter.value.data, 1 - rate * this.weightDecay);
  }
}

/** Whether a parameter is a weight, which decays, and no bias, gain or offset. */
export function isWeight({ name, value: { shape } }: Parameter): boolean {
  return /weights$/i.test(name) || shape.length !== 2 || shape[0] !== 1;
}

import { count } from '../options.ts';
import type { Parameter } from '../layers/parameter.ts';
import type { FloatArray } from '../tensor/dtype.ts';
import { kernels as standalone, type Kernels } from '../tensor/kernels/index.ts';
import { Around, innerOption } from './around.ts';
import type { Optimizer, Trainable } from './optimizer.ts';

export interface GradientAccumulationOptions {
  /** How many batches make a step; a whole number, 1 or more. @default 2 */
  readonly steps?: number;
}

/**
 * One step of another optimizer for every few batches, with the mean of their gradients: as with a batch that memory has no room for.
 *
 *     sum += gradient
 *     every `steps` batches: gradient = sum / steps, a step of the optimizer, sum = 0
 *
 * Rates and decay count the steps of the optimizer inside. What is summed goes on from epoch to epoch.
 *
 * @throws ValueError unless steps is a whole number, 1 or more
 *
 * @example
 * import { Dense, GradientAccumulation, SGD } from 'nnfs';
 * const dense = new Dense(1, 1);
 * dense.weights = [[1]];
 * const optimizer = new GradientAccumulation(new SGD({ learningRate: 0.5 }), { steps: 2 });
 * dense.dweights = [[0.5]];
 * optimizer.update([dense]);
 * console.log(dense.weights); // [[1.]]
 * dense.dweights = [[1.5]];
 * optimizer.update([dense]);
 * console.log(dense.weights); // [[0.5]]
 */
export class GradientAccumulation extends Around {
  static override readonly kind: string = 'GradientAccumulation';
  static override readonly options = { optimizer: innerOption, steps: /* @__PURE__ */ count(2) };
  declare readonly steps: number;
  protected override readonly ownSlots = ['sum'];

  constructor(optimizer: Optimizer, options: GradientAccumulationOptions = {}) {
    super(optimizer, options);
  }

  override update(layers: readonly Trainable[], kernels: Kernels = standalone): void {
    this.each(layers, kernels);
    this.iterations++;
    if (this.iterations % this.steps === 0) this.optimizer.update(layers, kernels);
  }

  protected override updateParameter({ gradient }: Parameter, slots: readonly FloatArray[]): void {
    const sum = slots.at(-1)!;
    const complete = (this.iterations + 1) % this.steps === 0;
    for (let i = 0; i < sum.length; i++) {
      sum[i]! += gradient.data[i]!;
      if (!complete) continue;
      gradient.data[i] = sum[i]! / this.steps;
      sum[i] = 0;
    }
  }

  protected override innerSteps(steps: number): number {
    return Math.floor(steps / this.steps);
  }
}

import { join, share } from '../options.ts';
import type { Parameter } from '../layers/parameter.ts';
import type { FloatTensor } from '../layers/pass.ts';
import type { FloatArray } from '../tensor/dtype.ts';
import { kernels as standalone, type Kernels } from '../tensor/kernels/index.ts';
import { Around, innerOption } from './around.ts';
import type { Optimizer, Trainable } from './optimizer.ts';
import { power } from './power.ts';

export interface WeightAverageOptions {
  /** The share of the average that is kept from step to step; 0 to below 1. @default 0.999 */
  readonly beta?: number;
}

/**
 * Remembers, beside the steps of another optimizer, a mean of the parameters in which older ones fade: it is calmer than the parameters
 * themselves, and often better on new data.
 *
 *     average = beta * average + (1 - beta) * value          after each step
 *     mean    = average / (1 - beta^t)                       the weights of all t steps then add up to 1
 *
 * `averages` gives the means in the order of `model.setParameters`, to evaluate or save a model with them.
 *
 * @throws ValueError unless beta is from 0 to below 1
 * @see Polyak and Juditsky 1992
 *
 * @example
 * import { Dense, MeanSquaredError, Model, SGD, WeightAverage } from 'nnfs';
 * const optimizer = new WeightAverage(new SGD({ learningRate: 0.1 }), { beta: 0.5 });
 * const model = new Model([new Dense(1, 1)]).set({ loss: new MeanSquaredError(), optimizer });
 * await model.train([[1], [2]], [[2], [4]], { epochs: 200 });
 * const trained = model.getParameters();
 * model.setParameters(optimizer.averages(model.layers));
 * console.log(model.evaluate([[3]], [[6]]).loss < 0.1); // true
 * model.setParameters(trained);
 */
export class WeightAverage extends Around {
  static override readonly kind: string = 'WeightAverage';
  static override readonly options = /* @__PURE__ */ join(
    { optimizer: innerOption },
    { beta: /* @__PURE__ */ share(0.999) },
  );
  declare readonly beta: number;
  protected override readonly ownSlots = ['average'];

  constructor(optimizer: Optimizer, options: WeightAverageOptions = {}) {
    super(optimizer, options);
  }

  /** The means, as fresh tensors, for every parameter of the layers; what no step has moved yet is given as it is. */
  averages(layers: readonly Trainable[]): FloatTensor[] {
    return layers
      .flatMap(({ parameters }) => parameters)
      .map((parameter) => {
        const mean = parameter.value.clone();
        const steps = this.iterations - this.metAt(parameter);
        if (steps === 0 || !this.hasSlots(parameter)) return mean;
        const average = this.slotsOf(parameter).at(-1)!;
        const whole = 1 - power(this.beta, steps);
        for (let i = 0; i < mean.size; i++) mean.data[i] = average[i]! / whole;
        return mean;
      });
  }

  override update(layers: readonly Trainable[], kernels: Kernels = standalone): void {
    for (const { parameters } of layers)
      for (const parameter of parameters) if (parameter.trained) this.slotsOf(parameter);
    this.optimizer.update(layers, kernels);
    this.each(layers, kernels);
    this.iterations++;
  }

  protected override updateParameter({ value }: Parameter, slots: readonly FloatArray[]): void {
    const average = slots.at(-1)!;
    for (let i = 0; i < average.length; i++) average[i] = this.beta * average[i]! + (1 - this.beta) * value.data[i]!;
  }
}

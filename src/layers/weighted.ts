import { NnfsError } from '../errors.ts';
import { flag, join, type OptionValues } from '../options.ts';
import type { RandomState } from '../random/random-state.ts';
import { streamOf, streamOption } from '../session.ts';
import type { ArrayLike } from '../tensor/create.ts';
import type { Shape } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';
import { initialValues, scaledNormal, startOf, type Initializer, type InitializerName } from './initializers.ts';
import { Layer } from './layer.ts';
import { Parameter } from './parameter.ts';
import type { FloatTensor } from './pass.ts';
import { REGULARIZATION, type Regularization } from './regularization.ts';

export interface WeightedOptions extends Regularization {
  /** Whether biases are added. @default true */
  readonly useBias?: boolean;
  /** How the weights start, by name or as a function; biases start at 0. @default 0.01 * randn */
  readonly initializer?: Initializer | InitializerName;
  /** Where the weights are drawn from. @default the global stream */
  readonly random?: RandomState;
}

/** The options of layers with weights and biases. */
export const WEIGHTED = /* @__PURE__ */ join(REGULARIZATION, {
  useBias: /* @__PURE__ */ flag(true),
  initializer: /* @__PURE__ */ startOf('weights', /* @__PURE__ */ scaledNormal()),
  random: streamOption,
});

/** A layer that multiplies by weights and adds biases [1, O], O being the last axis of the weights. */
export abstract class Weighted extends Layer {
  override readonly parameters: readonly [weights: Parameter, ...biases: Parameter[]];
  readonly useBias: boolean;
  readonly weightRegularizerL1: number;
  readonly weightRegularizerL2: number;
  readonly biasRegularizerL1: number;
  readonly biasRegularizerL2: number;

  /** @param where the name of the layer, for errors */
  protected constructor(where: string, shape: Shape, options: OptionValues<typeof WEIGHTED>) {
    super();
    this.useBias = options.useBias;
    this.weightRegularizerL1 = options.weightRegularizerL1;
    this.weightRegularizerL2 = options.weightRegularizerL2;
    this.biasRegularizerL1 = options.biasRegularizerL1;
    this.biasRegularizerL2 = options.biasRegularizerL2;
    const values = initialValues(where, options.initializer, shape, streamOf(where, options.random));
    const weights = new Parameter('weights', values, { l1: this.weightRegularizerL1, l2: this.weightRegularizerL2 });
    const penalties = { l1: this.biasRegularizerL1, l2: this.biasRegularizerL2 };
    const row = new Tensor(values.dtype, [1, shape.at(-1)!]);
    this.parameters = this.useBias
      ? [weights, new Parameter('biases', row, { ...penalties, summed: true })]
      : [weights];
  }

  /** Assigning copies the values. */
  get weights(): FloatTensor {
    return this.parameters[0].value;
  }
  set weights(values: ArrayLike) {
    this.parameters[0].assign(this.toString(), values);
  }

  /** [1, O]; assigning copies the values. */
  get biases(): FloatTensor {
    return this.#biases('biases').value;
  }
  set biases(values: ArrayLike) {
    this.#biases('biases').assign(this.toString(), values);
  }

  /** The gradient of the loss with respect to the weights, of their shape. */
  get dweights(): FloatTensor {
    return this.parameters[0].gradient;
  }
  set dweights(values: ArrayLike) {
    this.parameters[0].assignGradient(this.toString(), values);
  }

  /** The gradient of the loss with respect to the biases, [1, O]. */
  get dbiases(): FloatTensor {
    return this.#biases('dbiases').gradient;
  }
  set dbiases(values: ArrayLike) {
    this.#biases('dbiases').assignGradient(this.toString(), values);
  }

  #biases(name: string): Parameter {
    const [, biases] = this.parameters;
    if (biases !== undefined) return biases;
    throw new NnfsError(`${this.toString()}.${name}`, 'a layer with biases', 'one made with { useBias: false }');
  }
}

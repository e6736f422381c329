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
  /**
   * How the weights start; biases start at 0. The four usual initializers go by their names; all others are passed as functions, as in
   * `initializer: lecunNormal` or `orthogonal()`, so that a program holds only what it uses. @default 0.01 * randn
   */
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
  declare readonly useBias: boolean;
  declare readonly weightRegularizerL1: number;
  declare readonly weightRegularizerL2: number;
  declare readonly biasRegularizerL1: number;
  declare readonly biasRegularizerL2: number;

  /** @param options as read; each that is not only for the start becomes a field */
  protected constructor(shape: Shape, { initializer, random, ...fields }: OptionValues<typeof WEIGHTED>) {
    super();
    Object.assign(this, fields);
    const { kind, weightRegularizerL1, weightRegularizerL2, biasRegularizerL1, biasRegularizerL2, useBias } = this;
    const values = initialValues(kind, initializer, shape, streamOf(kind, random));
    const weights = new Parameter('weights', values, { l1: weightRegularizerL1, l2: weightRegularizerL2 });
    const row = new Tensor(values.dtype, [1, shape.at(-1)!]);
    const biases = new Parameter('biases', row, { l1: biasRegularizerL1, l2: biasRegularizerL2, summed: true });
    this.parameters = useBias ? [weights, biases] : [weights];
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

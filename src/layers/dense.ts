import { ShapeError } from '../errors.ts';
import { checkCount, checkOptions } from '../options.ts';
import { streamOf } from '../session.ts';
import type { RandomState } from '../random/random-state.ts';
import type { ArrayLike } from '../tensor/create.ts';
import type { FloatDType } from '../tensor/dtype.ts';
import type { Kernels } from '../tensor/kernels/index.ts';
import { formatShape, type Shape } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';
import { initialWeights, scaledNormal, type Initializer, type InitializerName } from './initializers.ts';
import { Layer, type BackwardPass, type FloatTensor, type ForwardPass } from './layer.ts';
import { Parameter } from './parameter.ts';
import { REGULARIZATION, checkRegularization, type Regularization } from './regularization.ts';

export interface DenseOptions extends Regularization {
  /** How the weights start, by name or as a function; biases start at 0. @default 0.01 * randn */
  readonly initializer?: Initializer | InitializerName;
  /** Where the weights are drawn from. @default the global stream */
  readonly random?: RandomState;
}

/**
 * Fully connected: every output is a weighted sum of all inputs plus a bias.
 *
 *     output   = inputs · weights + biases                [N, O] = [N, I] · [I, O] + [1, O]
 *     dweights = inputsᵀ · dvalues  + l1 sign(weights) + 2 l2 weights     [I, O]
 *     dbiases  = Σ_n dvalues        + l1 sign(biases)  + 2 l2 biases      [1, O]
 *     dinputs  = dvalues · weightsᵀ                       [N, I]
 *
 * @throws ValueError unless nInputs and nNeurons are whole numbers, 1 or more; ShapeError for inputs that are not [N, I]
 * @see the book, chapters 3, 9 and 14
 *
 * @example
 * import { Dense } from 'nnfs';
 * const dense = new Dense(4, 2);
 * dense.weights = [[0.2, 0.5], [0.8, -0.91], [-0.5, 0.26], [1, -0.5]];
 * dense.biases = [[2, 3]];
 * console.log(dense.forward([[1, 2, 3, 2.5]]));
 * // [[4.8       1.2099999]]
 */
export class Dense extends Layer {
  override readonly kind = 'Dense';
  override readonly parameters: readonly [weights: Parameter, biases: Parameter];
  readonly nInputs: number;
  readonly nNeurons: number;
  readonly regularization: Required<Regularization>;
  readonly #penalized: boolean;

  constructor(nInputs: number, nNeurons: number, options: DenseOptions = {}) {
    super();
    checkCount('Dense', 'nInputs', nInputs);
    checkCount('Dense', 'nNeurons', nNeurons);
    checkOptions('Dense', options, ['initializer', 'random', ...REGULARIZATION]);
    const { initializer = scaledNormal(), random, ...regularization } = options;
    this.nInputs = nInputs;
    this.nNeurons = nNeurons;
    this.regularization = checkRegularization('Dense', regularization);
    this.#penalized = Object.values(this.regularization).some((strength) => strength > 0);
    const values = initialWeights(initializer, [nInputs, nNeurons], streamOf('Dense', random));
    this.parameters = [
      new Parameter('weights', values),
      new Parameter('biases', new Tensor(values.dtype, [1, nNeurons])),
    ];
  }

  override compute({ inputs, output, kernels, precision, rectify }: ForwardPass): void {
    const [N, I, O] = [inputs.shape[0]!, this.nInputs, this.nNeurons];
    kernels.dense(inputs.data, this.weights.data, this.biases.data, output.data, N, I, O, precision, rectify);
  }

  override gradient({ inputs, dvalues, dinputs, dinputsWanted, kernels, precision }: BackwardPass): void {
    const [N, I, O] = [inputs.shape[0]!, this.nInputs, this.nNeurons];
    kernels.dotInputsT(inputs.data, dvalues.data, this.dweights.data, N, I, O, precision);
    kernels.sumRows(dvalues.data, this.dbiases.data, N, O);
    if (this.isPenalized()) {
      const { weightRegularizerL1, weightRegularizerL2, biasRegularizerL1, biasRegularizerL2 } = this.regularization;
      kernels.regularize(this.weights.data, this.dweights.data, weightRegularizerL1, weightRegularizerL2);
      kernels.regularize(this.biases.data, this.dbiases.data, biasRegularizerL1, biasRegularizerL2);
    }
    if (dinputsWanted) kernels.dotWeightsT(dvalues.data, this.weights.data, dinputs.data, N, I, O, precision);
  }

  override get inputWidth(): number {
    return this.nInputs;
  }

  /** A subclass with mathematics of its own is not expected to. */
  override mergesReLU(): boolean {
    return this.compute === Dense.prototype.compute;
  }

  override isPenalized(): boolean {
    return this.#penalized;
  }

  override addPenalty(loss: number, kernels: Kernels): number {
    if (!this.#penalized) return loss;
    const { weightRegularizerL1, weightRegularizerL2, biasRegularizerL1, biasRegularizerL2 } = this.regularization;
    let total = loss;
    if (weightRegularizerL1 > 0) total += weightRegularizerL1 * kernels.sumAbs(this.weights.data);
    if (weightRegularizerL2 > 0) total += weightRegularizerL2 * kernels.sumSquares(this.weights.data);
    if (biasRegularizerL1 > 0) total += biasRegularizerL1 * kernels.sumAbs(this.biases.data);
    if (biasRegularizerL2 > 0) total += biasRegularizerL2 * kernels.sumSquares(this.biases.data);
    return total;
  }

  /** NumPy sums dvalues in their own type, so the gradient of the biases has it. */
  override parameterGradientType(parameter: Parameter, dvalues: FloatDType): FloatDType {
    return parameter === this.parameters[1] ? dvalues : parameter.value.dtype;
  }

  override config(): Record<string, unknown> {
    return { nInputs: this.nInputs, nNeurons: this.nNeurons, ...this.regularization };
  }

  override outputShape(inputs: Shape, where = this.toString()): Shape {
    if (inputs.length !== 2 || inputs[1] !== this.nInputs) {
      throw new ShapeError(where, `inputs [N, ${this.nInputs}]`, formatShape(inputs), this.#cure(inputs));
    }
    return [inputs[0]!, this.nNeurons];
  }

  #cure(inputs: Shape): string {
    if (inputs.length === 1 && inputs[0] === this.nInputs) return 'Wrap a single sample in another array: [[...]].';
    if (inputs.length === 2 && inputs[0] === this.nInputs) return 'Samples are rows: transpose the inputs.';
    if (inputs.length === 2) return `For these inputs the layer is new Dense(${inputs[1]!}, ${this.nNeurons}).`;
    return 'Samples are rows: reshape the inputs to [N, I].';
  }

  override toString(): string {
    return `Dense(${this.nInputs}, ${this.nNeurons})`;
  }

  /** [I, O]; assigning copies the values. */
  get weights(): FloatTensor {
    return this.parameters[0].value;
  }
  set weights(values: ArrayLike) {
    this.parameters[0].assign(this.toString(), values);
  }

  /** [1, O]; assigning copies the values. */
  get biases(): FloatTensor {
    return this.parameters[1].value;
  }
  set biases(values: ArrayLike) {
    this.parameters[1].assign(this.toString(), values);
  }

  /** The gradient of the loss with respect to the weights, [I, O]. */
  get dweights(): FloatTensor {
    return this.parameters[0].gradient;
  }
  set dweights(values: ArrayLike) {
    this.parameters[0].assignGradient(this.toString(), values);
  }

  /** The gradient of the loss with respect to the biases, [1, O]. */
  get dbiases(): FloatTensor {
    return this.parameters[1].gradient;
  }
  set dbiases(values: ArrayLike) {
    this.parameters[1].assignGradient(this.toString(), values);
  }
}

import { ShapeError } from '../errors.ts';
import { join, readOptions, size } from '../options.ts';
import { formatShape, sizeOf, type Shape } from '../tensor/shape.ts';
import type { BackwardPass, ForwardPass, LayerPlan, TensorType } from './pass.ts';
import { WEIGHTED, Weighted, type WeightedOptions } from './weighted.ts';

export type DenseOptions = WeightedOptions;

/**
 * Fully connected: every output is a weighted sum of all inputs plus a bias.
 *
 *     output   = inputs · weights + biases                [N, O] = [N, I] · [I, O] + [1, O]
 *     dweights = inputsᵀ · dvalues  + l1 sign(weights) + 2 l2 weights     [I, O]
 *     dbiases  = Σ_n dvalues        + l1 sign(biases)  + 2 l2 biases      [1, O]
 *     dinputs  = dvalues · weightsᵀ                       [N, I]
 *
 * Inputs of a higher rank, [N, ..., I], are taken as rows of I.
 *
 * @throws ValueError unless nInputs and nNeurons are whole numbers, 1 or more; ShapeError for inputs that are not [N, ..., I]
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
export class Dense extends Weighted {
  static override readonly kind: string = 'Dense';
  static override readonly options = /* @__PURE__ */ join({ nInputs: size, nNeurons: size }, WEIGHTED);
  declare readonly nInputs: number;
  declare readonly nNeurons: number;

  constructor(nInputs: number, nNeurons: number, options: DenseOptions = {}) {
    super([nInputs, nNeurons], readOptions('Dense', [nInputs, nNeurons, options], Dense.options));
  }

  override plan({ shape }: TensorType): LayerPlan {
    const [I, O] = [this.nInputs, this.nNeurons];
    if (shape.length < 2 || shape.at(-1) !== I) {
      throw new ShapeError(this.toString(), `inputs [N, ${I}]`, formatShape(shape), this.#cure(shape));
    }
    const rows = shape.slice(0, -1);
    return { output: { shape: [...rows, O], dtype: this.weights.dtype }, products: [[sizeOf(rows), I, O]] };
  }

  override compute({ inputs, output, kernels, precision }: ForwardPass): void {
    const [I, O] = [this.nInputs, this.nNeurons];
    const R = inputs.data.length / I; // N, or all rows of a higher rank
    const [{ value: weights }, biases] = this.parameters;
    if (biases) kernels.dense(inputs.data, weights.data, biases.value.data, output.data, R, I, O, precision, false);
    else kernels.dot(inputs.data, weights.data, output.data, R, I, O, precision);
  }

  override gradient({ inputs, dvalues, dinputs, dinputsWanted, kernels, precision }: BackwardPass): void {
    const [I, O] = [this.nInputs, this.nNeurons];
    const R = inputs.data.length / I;
    const [weights, biases] = this.parameters;
    kernels.dotInputsT(inputs.data, dvalues.data, weights.gradient.data, R, I, O, precision);
    if (biases) kernels.sumRows(dvalues.data, biases.gradient.data, R, O);
    if (dinputsWanted) kernels.dotWeightsT(dvalues.data, weights.value.data, dinputs.data, R, I, O, precision);
  }

  override get inputShape(): Shape {
    return [this.nInputs];
  }

  override toString(): string {
    return `Dense(${this.nInputs}, ${this.nNeurons})`;
  }

  #cure(inputs: Shape): string {
    const { length, 0: first } = inputs;
    if (first === this.nInputs && length === 1) return 'Wrap a single sample in another array: [[...]].';
    if (first === this.nInputs && length === 2) return 'Samples are rows: transpose the inputs.';
    if (length > 1) return `For these inputs the layer is new Dense(${inputs.at(-1)!}, ${this.nNeurons}).`;
    return 'Samples are rows: reshape the inputs to [N, I].';
  }
}

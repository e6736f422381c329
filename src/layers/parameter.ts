import { ShapeError } from '../errors.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { isFloat, type FloatDType } from '../tensor/dtype.ts';
import type { Kernels } from '../tensor/kernels/index.ts';
import { formatShape, sameShape } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';

export interface ParameterOptions {
  /** What keeps the values small: l1 * Σ|w| is added to the loss, 0 or more. @default 0 */
  readonly l1?: number;
  /** l2 * Σ w², 0 or more. @default 0 */
  readonly l2?: number;
  /** False for state, such as a running mean: kept in files and copies, changed by the layer alone. @default true */
  readonly trained?: boolean;
  /** Whether the gradient is a plain sum of dvalues, which NumPy leaves in their type, not in that of the parameter. @default false */
  readonly summed?: boolean;
}

/** What a parameter is under each of its names. */
interface Content {
  value: Tensor<FloatDType>;
  gradient: Tensor<FloatDType> | undefined;
  frozen: boolean;
}

/**
 * A tensor of a layer that is kept: what training changes, with the gradient of the loss with respect to it and its penalties, or
 * state that the layer changes itself.
 *
 *     penalty   = l1 * Σ|value| + l2 * Σ value²
 *     gradient += l1 * sign(value) + 2 * l2 * value
 */
export class Parameter {
  /** The name within its layer, `weights`; in a container the path to it, `layers.0.weights`. */
  readonly name: string;
  readonly options: Required<ParameterOptions>;
  #content: Content;

  constructor(name: string, value: Tensor<FloatDType>, options: ParameterOptions = {}) {
    this.name = name;
    this.options = { l1: 0, l2: 0, trained: true, summed: false, ...options };
    this.#content = { value, gradient: undefined, frozen: false };
  }

  /** The same parameter under another name: one value, one gradient. */
  named(name: string): Parameter {
    const twin = new Parameter(name, this.value, this.options);
    twin.#content = this.#content;
    return twin;
  }

  /** What stands for this parameter under all its names; an optimizer keys its slots by it. */
  get key(): object {
    return this.#content;
  }

  get value(): Tensor<FloatDType> {
    return this.#content.value;
  }
  set value(value: Tensor<FloatDType>) {
    this.#content.value = value;
  }

  /** Overwritten by each backward pass; zeros before any. */
  get gradient(): Tensor<FloatDType> {
    return (this.#content.gradient ??= new Tensor(this.value.dtype, this.value.shape));
  }
  set gradient(gradient: Tensor<FloatDType>) {
    this.#content.gradient = gradient;
  }

  /** Whether it is held as it is for now. */
  get frozen(): boolean {
    return this.#content.frozen;
  }
  set frozen(frozen: boolean) {
    this.#content.frozen = frozen;
  }

  /** Whether optimizers change it. */
  get trained(): boolean {
    return this.options.trained && !this.frozen;
  }

  /** Whether its size counts in the loss. */
  get penalized(): boolean {
    const { l1, l2 } = this.options;
    return (l1 > 0 || l2 > 0) && this.trained;
  }

  /** The loss so far and the penalty, term by term in float64. */
  addPenalty(loss: number, kernels: Kernels): number {
    if (!this.penalized) return loss;
    const { l1, l2 } = this.options;
    const withL1 = l1 > 0 ? loss + l1 * kernels.sumAbs(this.value.data) : loss;
    return l2 > 0 ? withL1 + l2 * kernels.sumSquares(this.value.data) : withL1;
  }

  /** Adds the penalty's part to the gradient. */
  addPenaltyGradient(kernels: Kernels): void {
    const { l1, l2 } = this.options;
    if (this.penalized) kernels.regularize(this.value.data, this.gradient.data, l1, l2);
  }

  /**
   * Takes over the values of a tensor of the same shape; the tensor itself is not kept. A plain list serves for [1, O]. Float
   * tensors and typed arrays bring their type with them, and a layer computes in the type of its weights; other values are
   * converted to the type the parameter has.
   *
   * @throws ShapeError when the shape is another
   */
  assign(where: string, values: ArrayLike): void {
    const { dtype } = this.value;
    this.value = this.#fitting(where, this.name, values);
    if (this.value.dtype !== dtype) this.#content.gradient = undefined;
  }

  /** As `assign`, for the gradient. */
  assignGradient(where: string, values: ArrayLike): void {
    this.gradient = this.#fitting(where, `d${this.name}`, values);
  }

  #fitting(layer: string, name: string, values: ArrayLike): Tensor<FloatDType> {
    const where = `${layer}.${name}`;
    const { shape, dtype } = this.value;
    const given = asTensor(values, where, dtype);
    const isRow = given.rank === 1 && shape.length === 2 && shape[0] === 1 && given.size === shape[1];
    if (!isRow && !sameShape(given.shape, shape)) {
      const mirrored = sameShape([...given.shape].reverse(), shape);
      const hint = mirrored ? 'One column a neuron: transpose.' : '';
      throw new ShapeError(where, `${name} ${formatShape(shape)}`, formatShape(given.shape), hint);
    }
    const data = given.astype<FloatDType>(isFloat(given.dtype) ? given.dtype : dtype).data;
    return new Tensor(data instanceof Float32Array ? 'float32' : 'float64', shape, data);
  }
}

import { ShapeError } from '../errors.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { isFloat, type FloatDType } from '../tensor/dtype.ts';
import { formatShape, sameShape } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';

/** A tensor that training changes, and the gradient of the loss with respect to it. An optimizer keys its moments by this object. */
export class Parameter {
  /** The name within its layer, for example `weights`. */
  readonly name: string;
  value: Tensor<FloatDType>;
  /** Overwritten by each backward pass. */
  gradient: Tensor<FloatDType>;

  constructor(name: string, value: Tensor<FloatDType>) {
    this.name = name;
    this.value = value;
    this.gradient = new Tensor(value.dtype, value.shape);
  }

  /**
   * Takes over the values of a tensor of the same shape; the tensor itself is not kept. float64 values make this a float64
   * parameter (a layer computes in the type of its parameters); other types are converted to the type it has.
   *
   * @throws ShapeError when the shape is another
   */
  assign(where: string, values: ArrayLike): void {
    this.value = this.#fitting(`${where}.${this.name}`, values);
    if (this.gradient.dtype !== this.value.dtype) this.gradient = new Tensor(this.value.dtype, this.value.shape);
  }

  /** As `assign`, for the gradient. */
  assignGradient(where: string, values: ArrayLike): void {
    this.gradient = this.#fitting(`${where}.d${this.name}`, values);
  }

  #fitting(where: string, values: ArrayLike): Tensor<FloatDType> {
    const given = asTensor(values);
    const { shape, dtype } = this.value;
    if (!sameShape(given.shape, shape)) throw new ShapeError(where, formatShape(shape), formatShape(given.shape));
    return given.astype<FloatDType>(isFloat(given.dtype) ? given.dtype : dtype);
  }
}

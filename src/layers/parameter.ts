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
   * Takes over the values of a tensor of the same shape; the tensor itself is not kept. A plain list serves for [1, O]. Float
   * tensors and typed arrays bring their type with them, and a layer computes in the type of its weights; other values are
   * converted to the type the parameter has.
   *
   * @throws ShapeError when the shape is another
   */
  assign(where: string, values: ArrayLike): void {
    const { dtype } = this.value;
    this.value = this.#fitting(where, this.name, values);
    if (this.value.dtype !== dtype) this.gradient = new Tensor(this.value.dtype, this.value.shape);
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

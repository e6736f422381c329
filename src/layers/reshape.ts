import { ShapeError } from '../errors.ts';
import { argument, readOptions } from '../options.ts';
import { formatShape, sizeOf, type Shape } from '../tensor/shape.ts';
import { Layer } from './layer.ts';
import { sampleShape } from './sample-shape.ts';
import type { BackwardPass, ForwardPass, LayerPlan, TensorType } from './pass.ts';

/**
 * Gives each sample another shape; the numbers stay in their order, the last axis fastest. So rows of a table become images.
 *
 *     output  = inputs as [N, ...shape]
 *     dinputs = dvalues as the inputs
 *
 * @throws ShapeError for samples of another number of elements
 *
 * @example
 * import { Reshape } from 'nnfs';
 * console.log(new Reshape([2, 2]).forward([[1, 2, 3, 4]]));
 * // [[[1. 2.]
 * //   [3. 4.]]]
 */
export class Reshape extends Layer {
  static override readonly kind: string = 'Reshape';
  static override readonly options = { shape: /* @__PURE__ */ argument(sampleShape) };
  /** The shape of a sample, without N. */
  readonly shape: Shape;

  constructor(shape: Shape) {
    super();
    this.shape = [...readOptions('Reshape', [shape], Reshape.options).shape];
  }

  /** As rows; samples of any shape of that size are taken. */
  override get inputShape(): Shape {
    return [sizeOf(this.shape)];
  }

  override get takesWhole(): boolean {
    return true;
  }

  override plan({ shape, dtype }: TensorType): LayerPlan {
    const size = sizeOf(this.shape);
    if (shape.length === 0 || sizeOf(shape.slice(1)) !== size) {
      throw new ShapeError(this.toString(), `samples of ${size} elements`, `inputs ${formatShape(shape)}`);
    }
    return { output: { shape: [shape[0]!, ...this.shape], dtype } };
  }

  override compute({ inputs, output }: ForwardPass): void {
    output.data.set(inputs.data);
  }

  override gradient({ dvalues, dinputs }: BackwardPass): void {
    dinputs.data.set(dvalues.data);
  }

  override toString(): string {
    return `Reshape(${formatShape(this.shape)})`;
  }
}

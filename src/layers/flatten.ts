import { ShapeError } from '../errors.ts';
import { formatShape, sizeOf } from '../tensor/shape.ts';
import { Layer } from './layer.ts';
import type { BackwardPass, ForwardPass, LayerPlan, TensorType } from './pass.ts';

/**
 * Makes a row of each sample, for a Dense layer after images: the numbers stay in their order, the last axis fastest.
 *
 *     output  = inputs as [N, I]           from [N, ...], I being the product of the axes of a sample
 *     dinputs = dvalues as the inputs
 *
 * @throws ShapeError for inputs without a sample axis
 *
 * @example
 * import { Flatten } from 'nnfs';
 * console.log(new Flatten().forward([[[1, 2], [3, 4]], [[5, 6], [7, 8]]]));
 * // [[1. 2. 3. 4.]
 * //  [5. 6. 7. 8.]]
 */
export class Flatten extends Layer {
  static override readonly kind: string = 'Flatten';

  override get takesWhole(): boolean {
    return true;
  }

  override plan({ shape, dtype }: TensorType): LayerPlan {
    const [N] = shape;
    if (N === undefined) throw new ShapeError(this.toString(), 'inputs [N, ...]', formatShape(shape));
    return { output: { shape: [N, sizeOf(shape.slice(1))], dtype } };
  }

  override compute({ inputs, output }: ForwardPass): void {
    output.data.set(inputs.data);
  }

  override gradient({ dvalues, dinputs }: BackwardPass): void {
    dinputs.data.set(dvalues.data);
  }
}

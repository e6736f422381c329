import { ShapeError } from '../errors.ts';
import type { FloatDType } from '../tensor/dtype.ts';
import { promote } from '../tensor/dtype.ts';
import { formatShape, sameShape } from '../tensor/shape.ts';
import type { BackwardPass, FloatTensor, ForwardPass, LayerPlan, PassMode, Room, TensorType } from './pass.ts';
import { Sequential } from './sequential.ts';

/**
 * Layers with a way around them: what they compute is added to their inputs, so that gradients reach what lies before unchanged.
 *
 *     output  = inputs + f(inputs)
 *     dinputs = f'(dvalues) + dvalues
 *
 * @throws ShapeError when f does not keep the shape of its inputs
 * @see He et al. 2016
 *
 * @example
 * import { Dense, Residual } from 'nnfs';
 * const dense = new Dense(2, 2);
 * dense.weights = [[0.5, 0], [0, 0.25]];
 * console.log(new Residual([dense]).forward([[2, 4]]));
 * // [[3. 5.]]
 */
export class Residual extends Sequential {
  static override readonly kind: string = 'Residual';

  override plan(inputs: TensorType, mode: PassMode): LayerPlan {
    const { output } = super.plan(inputs, mode);
    if (!sameShape(output.shape, inputs.shape)) {
      const received = formatShape(output.shape);
      throw new ShapeError(this.toString(), `layers that give ${formatShape(inputs.shape)}, as they take`, received);
    }
    return { output: { shape: inputs.shape, dtype: promote(inputs.dtype, output.dtype) } };
  }

  override layOut(inputs: FloatTensor, room: Room): ForwardPass {
    const { shape, dtype } = this.plan(inputs, room).output;
    const pass = super.layOut(inputs, room);
    return { ...pass, kept: { inner: pass.output }, output: room.allocate(dtype as FloatDType, shape) };
  }

  override layOutBackward(pass: ForwardPass, dvalues: FloatTensor, room: Room, dinputsWanted: boolean): BackwardPass {
    const inner = super.layOutBackward(pass, dvalues, room, dinputsWanted);
    const dtype = promote(dvalues.dtype, inner.dinputs.dtype) as FloatDType;
    const dinputs = room.allocate(dtype, pass.inputs.shape);
    return { ...inner, dinputs, kept: { ...pass.kept, dinner: inner.dinputs } };
  }

  override compute(pass: ForwardPass): void {
    const { inputs, output, kept, kernels } = pass;
    super.compute(pass);
    kernels.add(inputs.data, kept.inner!.data, output.data);
  }

  override gradient(pass: BackwardPass): void {
    const { dvalues, dinputs, dinputsWanted, kept, kernels } = pass;
    super.gradient(pass);
    if (dinputsWanted) kernels.add(kept.dinner!.data, dvalues.data, dinputs.data);
  }
}

import { ShapeError } from '../errors.ts';
import type { FloatTensor } from '../layers/layer.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { isFloat } from '../tensor/dtype.ts';
import { kernels, type Kernels } from '../tensor/kernels/index.ts';
import { mean } from '../tensor/reduce.ts';
import { formatShape, type Shape } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';

/** Targets after `Loss.prepare` has checked them. */
export type Targets = Tensor<'int32' | 'float32' | 'float64'>;

/** What a loss reads and fills for one batch. */
export interface LossPass {
  /** What the network answered, [N, ...]. */
  readonly output: FloatTensor;
  readonly targets: Targets;
  readonly kernels: Kernels;
}

/**
 * How wrong an output is, one number a sample; a network is trained to make their mean small. As a layer, a loss writes its
 * mathematics once, as `compute` and `gradient` on buffers.
 */
export abstract class Loss {
  /** The name of this loss, in texts and files. */
  abstract readonly kind: string;

  /** losses[N], one for each sample. */
  abstract compute(pass: LossPass, losses: FloatTensor): void;

  /**
   * Checks targets against the shape of an output and brings them to one form.
   *
   * @throws ShapeError or ValueError naming the first target that does not fit
   */
  abstract prepare(targets: ArrayLike, output: Shape, where?: string): Targets;

  /** The loss of each sample, [N]. */
  forward(output: ArrayLike, targets: ArrayLike): FloatTensor {
    const where = `${this.kind}.forward`;
    const given = asTensor(output);
    const float = (isFloat(given.dtype) ? given : given.astype('float32')) as FloatTensor;
    if (float.rank === 0 || float.size === 0) {
      throw new ShapeError(where, 'an output of at least one sample', formatShape(float.shape));
    }
    const losses = new Tensor(float.dtype, [float.shape[0]!]);
    this.compute({ output: float, targets: this.prepare(targets, float.shape, where), kernels }, losses);
    return losses;
  }

  /**
   * The mean of the sample losses.
   *
   *     loss = (Σ_n losses_n) / N, summed and rounded as NumPy does for the type of the output
   */
  calculate(output: ArrayLike, targets: ArrayLike): number {
    return mean(this.forward(output, targets)).item();
  }
}

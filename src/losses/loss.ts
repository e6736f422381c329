import { NnfsError, ShapeError } from '../errors.ts';
import type { FloatTensor, Layer } from '../layers/layer.ts';
import { asFloat, asTensor, type ArrayLike } from '../tensor/create.ts';
import type { FloatDType } from '../tensor/dtype.ts';
import { arithmeticOf } from '../tensor/kernels/arithmetic.ts';
import { kernels, type Kernels } from '../tensor/kernels/index.ts';
import { formatShape, type Shape } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';

/** Targets after `Loss.prepare` has checked them. */
export type Targets = Tensor<'int32' | FloatDType>;

/** What a loss reads for one batch. */
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

  #dinputs: FloatTensor | undefined;

  /** losses[N], one for each sample. */
  abstract compute(pass: LossPass, losses: FloatTensor): void;

  /** dinputs, of the output's shape: the gradient of the mean loss with respect to the output. */
  abstract gradient(pass: LossPass, dinputs: FloatTensor): void;

  /**
   * For a loss that has a shorter gradient together with the activation before it: the kind of that activation, and the gradient of
   * the mean loss with respect to its inputs. A model whose last layer is of that kind takes this step instead of two.
   */
  readonly fused?: {
    readonly activation: string;
    gradient(pass: LossPass, dinputs: FloatTensor): void;
  };

  /** The options that make an equal loss, as JSON. */
  config(): Record<string, unknown> {
    return {};
  }

  /**
   * Checks targets against the shape of an output and brings them to one form.
   *
   * @throws ShapeError or ValueError naming the first target that does not fit
   */
  abstract prepare(targets: ArrayLike, output: Shape, where?: string): Targets;

  /** The loss of each sample, [N]. */
  forward(output: ArrayLike, targets: ArrayLike): FloatTensor {
    const pass = this.#pass(`${this.kind}.forward`, output, targets);
    const losses = new Tensor(lossType(pass), [pass.output.shape[0]!]);
    this.compute(pass, losses);
    return losses;
  }

  /**
   * The mean of the sample losses.
   *
   *     loss = (Σ_n losses_n) / N, summed and rounded as NumPy does for the type of the output
   */
  calculate(output: ArrayLike, targets: ArrayLike): number {
    const { data, size } = this.forward(output, targets);
    return arithmeticOf(data).round(kernels.sum(data, 0, size) / size);
  }

  /** The gradient of the mean loss with respect to the output; a fresh tensor, also kept as `dinputs`. */
  backward(output: ArrayLike, targets: ArrayLike): FloatTensor {
    const pass = this.#pass(`${this.kind}.backward`, output, targets);
    this.#dinputs = new Tensor(lossType(pass), pass.output.shape);
    this.gradient(pass, this.#dinputs);
    return this.#dinputs;
  }

  /** The result of the last `backward`. */
  get dinputs(): FloatTensor {
    if (this.#dinputs === undefined) throw new NnfsError(`${this.kind}.dinputs`, 'a call of backward first', 'none');
    return this.#dinputs;
  }

  /**
   * What the sizes of the parameters add to the loss: over all layers, term by term, in float64.
   *
   *     Σ l1 * Σ|w| + l2 * Σ w²
   */
  regularizationLoss(layers: readonly Layer[] | Layer, on: Kernels = kernels): number {
    let total = 0;
    for (const layer of layers instanceof Array ? layers : [layers]) total = layer.addPenalty(total, on);
    return total;
  }

  #pass(where: string, output: ArrayLike, targets: ArrayLike): LossPass {
    const float = asFloat(asTensor(output, where));
    if (float.rank === 0 || float.size === 0) {
      throw new ShapeError(where, 'an output of at least one sample', formatShape(float.shape));
    }
    return { output: float, targets: this.prepare(targets, float.shape, where), kernels };
  }
}

/** The type of losses and of their gradient: that of the output, or float64 where the targets are. */
export function lossType({ output, targets }: Pick<LossPass, 'output' | 'targets'>): FloatDType {
  return targets.dtype === 'float64' ? 'float64' : output.dtype;
}

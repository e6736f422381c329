import { ShapeError, leftBy } from '../errors.ts';
import type { Reading } from '../activations/activation.ts';
import type { Layer } from '../layers/layer.ts';
import type { FloatTensor } from '../layers/pass.ts';
import { declaredConfig, kindOf, type OptionRules } from '../options.ts';
import { asFloat, asTensor, type ArrayLike } from '../tensor/create.ts';
import type { FloatDType } from '../tensor/dtype.ts';
import { arithmeticOf } from '../tensor/kernels/arithmetic.ts';
import { kernels, type Kernels } from '../tensor/kernels/index.ts';
import { formatShape, sizeOf, type Shape } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';

/** Targets after `Loss.prepare` has checked them. */
export type Targets = Tensor<'int32'> | FloatTensor;

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
  /** The name of this kind of loss, in texts and files. */
  static readonly kind?: string;
  /** The options of the constructor, for files and the command line. */
  static readonly options?: OptionRules;

  /** The name of this kind of loss. */
  readonly kind: string = kindOf(this);

  /** What the outputs are read as, where the loss takes them before the last activation. */
  readonly reading?: Reading;

  #dinputs: FloatTensor | undefined;

  /** losses of `lossShape`. */
  abstract compute(pass: LossPass, losses: FloatTensor): void;

  /** dinputs, of the output's shape: the gradient of the mean loss with respect to the output. */
  abstract gradient(pass: LossPass, dinputs: FloatTensor): void;

  /** The options that make an equal loss, as JSON. */
  config(): Record<string, unknown> {
    return declaredConfig(this);
  }

  /** The shape of the losses of an output [N, ...]: one for each sample, or for each row of it. */
  lossShape(output: Shape): Shape {
    return output.slice(0, 1);
  }

  /**
   * Checks targets against the shape of an output and brings them to one form.
   *
   * @throws ShapeError or ValueError naming the first target that does not fit
   */
  abstract prepare(targets: ArrayLike, output: Shape, where?: string): Targets;

  /** The loss of each sample, [N]; where samples have rows, the mean over them. */
  forward(output: ArrayLike, targets: ArrayLike): FloatTensor {
    const losses = this.#losses(`${this.kind}.forward`, output, targets);
    if (losses.rank === 1) return losses;
    const rows = sizeOf(losses.shape.slice(1));
    const means = new Tensor(losses.dtype, losses.shape.slice(0, 1));
    for (let n = 0; n < means.size; n++) means.data[n] = kernels.sum(losses.data, n * rows, rows) / rows;
    return means;
  }

  /**
   * The mean of all losses.
   *
   *     loss = (Σ_n losses_n) / N, summed and rounded as NumPy does for the type of the output
   */
  calculate(output: ArrayLike, targets: ArrayLike): number {
    const { data, size } = this.#losses(`${this.kind}.calculate`, output, targets);
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
    return leftBy('backward', `${this.kind}.dinputs`, this.#dinputs);
  }

  /**
   * What the sizes of the parameters add to the loss: over all layers, term by term, in float64.
   *
   *     Σ l1 * Σ|w| + l2 * Σ w²
   */
  regularizationLoss(layers: readonly Layer[] | Layer, on: Kernels = kernels): number {
    let total = 0;
    for (const { parameters } of layers instanceof Array ? layers : [layers]) {
      for (const parameter of parameters) total = parameter.addPenalty(total, on);
    }
    return total;
  }

  #losses(where: string, output: ArrayLike, targets: ArrayLike): FloatTensor {
    const pass = this.#pass(where, output, targets);
    const losses = new Tensor(lossType(pass), this.lossShape(pass.output.shape));
    this.compute(pass, losses);
    return losses;
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

/** Whether targets are class labels, and no rows of shares. */
export function isLabels(targets: Targets): targets is Tensor<'int32'> {
  return targets.dtype === 'int32';
}

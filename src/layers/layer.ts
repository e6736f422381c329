import { NnfsError, ShapeError } from '../errors.ts';
import { checkOptions } from '../options.ts';
import { asFloat, asTensor, type ArrayLike } from '../tensor/create.ts';
import type { FloatDType } from '../tensor/dtype.ts';
import { kernels, type DotPrecision, type Kernels } from '../tensor/kernels/index.ts';
import { dotPrecision } from '../tensor/precision.ts';
import { formatShape, sameShape, type Shape } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';
import type { Parameter } from './parameter.ts';

/** A tensor that layers compute with. */
export type FloatTensor = Tensor<FloatDType>;

/** How a pass is run. */
export interface PassMode {
  /** Whether this pass is part of training; dropout acts only then. */
  readonly training: boolean;
  /** How dot products accumulate. */
  readonly precision: DotPrecision;
}

/** What a forward pass of one batch reads and fills. */
export interface ForwardPass extends PassMode {
  readonly inputs: FloatTensor;
  /** Filled by `compute`. */
  readonly output: FloatTensor;
  /** Room for what `compute` leaves to `gradient` besides the output, of the layer's `cacheShape`; empty for most layers. */
  readonly cache: FloatTensor;
  readonly kernels: Kernels;
  /** Whether to take the step of the ReLU behind this layer along: output = max(0, output). Only for a layer that `mergesReLU`. */
  readonly rectify: boolean;
}

/** What a backward pass of the same batch reads and fills. */
export interface BackwardPass extends ForwardPass {
  /** The gradient of the loss with respect to `output`. */
  readonly dvalues: FloatTensor;
  /** The gradient of the loss with respect to `inputs`; filled by `gradient`. */
  readonly dinputs: FloatTensor;
  /** False for the first layer of a model, whose dinputs nobody reads and which has no room for them. */
  readonly dinputsWanted: boolean;
}

export interface ForwardOptions {
  /** Whether this pass is part of training. @default false */
  readonly training?: boolean;
}

/**
 * One step of a network. A layer writes its mathematics once, as `compute` and `gradient`, which fill buffers they are given and
 * allocate nothing. `forward` and `backward` run them standing alone, with fresh buffers for each call, so that a tensor a caller
 * keeps never changes; a model runs the same two methods on buffers it has laid out beforehand.
 */
export abstract class Layer {
  /** What training changes; empty for most layers. */
  readonly parameters: readonly Parameter[] = [];

  /** The number of inputs of a sample, where the layer takes just one; undefined where it takes any. */
  get inputWidth(): number | undefined {
    return undefined;
  }

  /** Whether `compute` can take the step of a ReLU behind this layer along. */
  mergesReLU(): boolean {
    return false;
  }

  /** Whether the sizes of the parameters count in the loss. */
  isPenalized(): boolean {
    return false;
  }

  #forward: ForwardPass | undefined;
  #dinputs: FloatTensor | undefined;

  /** output = f(inputs) */
  abstract compute(pass: ForwardPass): void;

  /** dinputs, and the gradient of each parameter, from dvalues. Gradients overwrite what was there. */
  abstract gradient(pass: BackwardPass): void;

  /** The shape of the output for inputs of a shape; throws ShapeError for a shape the layer does not take. */
  outputShape(inputs: Shape, _where?: string): Shape {
    return inputs;
  }

  /** The element type of the output: that of the parameters, or that of the inputs where there are none. */
  outputType(inputs: FloatDType, _mode: PassMode): FloatDType {
    return this.parameters[0]?.value.dtype ?? inputs;
  }

  /** The element type of dinputs: that of the parameters, or that of dvalues where there are none. */
  gradientType(dvalues: FloatDType, _mode: PassMode): FloatDType {
    return this.parameters[0]?.value.dtype ?? dvalues;
  }

  /** The element type of a parameter's gradient. */
  parameterGradientType(parameter: Parameter, _dvalues: FloatDType): FloatDType {
    return parameter.value.dtype;
  }

  /** The shape of `ForwardPass.cache`. */
  cacheShape(_inputs: Shape): Shape {
    return [0];
  }

  /** The loss so far and what the sizes of this layer's parameters add to it. */
  addPenalty(loss: number, _kernels: Kernels): number {
    return loss;
  }

  /** The options that make an equal layer, as JSON; parameters apart. */
  config(): Record<string, unknown> {
    return {};
  }

  /** The layer as its constructor call, for example `Dense(2, 64)`. */
  toString(): string {
    return `${this.kind}()`;
  }

  /** The name of this kind of layer, in texts and files. */
  abstract readonly kind: string;

  /**
   * output = f(inputs), a fresh tensor. Also keeps `inputs` and `output`.
   *
   * @throws ShapeError for inputs of a wrong shape or without a sample
   */
  forward(inputs: ArrayLike, options: ForwardOptions = {}): FloatTensor {
    const where = `${this.toString()}.forward`;
    checkOptions(where, options, ['training']);
    const { training = false } = options;
    const given = asFloat(asTensor(inputs, where));
    if (given.shape[0] === 0) {
      throw new ShapeError(where, 'at least one sample', `inputs ${formatShape(given.shape)}`);
    }
    const mode = { training, precision: dotPrecision() };
    const type = this.outputType(given.dtype, mode);
    const output = new Tensor(type, this.outputShape(given.shape, where));
    const cache = new Tensor(type, this.cacheShape(given.shape));
    this.#forward = { inputs: given, output, cache, kernels, rectify: false, ...mode };
    this.compute(this.#forward);
    return output;
  }

  /**
   * The gradient of the loss with respect to the inputs of the last `forward`, given that with respect to its output; a fresh
   * tensor. Also keeps `dinputs` and the gradient of each parameter.
   *
   * @throws ShapeError when `dvalues` has not the shape of the output
   */
  backward(dvalues: ArrayLike): FloatTensor {
    const where = `${this.toString()}.backward`;
    const pass = this.#needForward(where);
    const given = asFloat(asTensor(dvalues, where));
    if (!sameShape(given.shape, pass.output.shape)) {
      throw new ShapeError(
        where,
        `dvalues ${formatShape(pass.output.shape)}`,
        formatShape(given.shape),
        'They have the shape of the output.',
      );
    }
    const dinputs = new Tensor(this.gradientType(given.dtype, pass), pass.inputs.shape);
    for (const parameter of this.parameters) {
      const type = this.parameterGradientType(parameter, given.dtype);
      parameter.gradient = new Tensor(type, parameter.value.shape);
    }
    this.gradient({ ...pass, dvalues: given, dinputs, dinputsWanted: true });
    this.#dinputs = dinputs;
    return dinputs;
  }

  /** The inputs of the last `forward`. */
  get inputs(): FloatTensor {
    return this.#needForward(`${this.toString()}.inputs`).inputs;
  }

  /** The result of the last `forward`. */
  get output(): FloatTensor {
    return this.#needForward(`${this.toString()}.output`).output;
  }

  /** The result of the last `backward`. */
  get dinputs(): FloatTensor {
    if (this.#dinputs === undefined) {
      throw new NnfsError(`${this.toString()}.dinputs`, 'a call of backward first', 'none');
    }
    return this.#dinputs;
  }

  #needForward(where: string): ForwardPass {
    if (this.#forward === undefined) throw new NnfsError(where, 'a call of forward first', 'none');
    return this.#forward;
  }
}

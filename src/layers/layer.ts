import { NnfsError, ShapeError, leftBy } from '../errors.ts';
import { checkOptions, declaredConfig, kindOf, type OptionRules } from '../options.ts';
import { asFloat, asTensor, type ArrayLike } from '../tensor/create.ts';
import { isFloat, promote, type DType, type FloatDType } from '../tensor/dtype.ts';
import { kernels } from '../tensor/kernels/index.ts';
import { dotPrecision } from '../tensor/precision.ts';
import { formatShape, sameShape, type Shape } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';
import type { Parameter } from './parameter.ts';
import type { BackwardPass, FloatTensor, ForwardPass, LayerPlan, PassMode, Room, TensorType } from './pass.ts';

export interface ForwardOptions {
  /** Whether this pass is part of training. @default false */
  readonly training?: boolean;
}

const allocate = <D extends DType>(dtype: D, shape: Shape): Tensor<D> => new Tensor(dtype, shape);

/**
 * One step of a network. A layer answers one question, `plan`: what comes out for such inputs, and what is to be kept. It writes its
 * mathematics once, as `compute` and `gradient`, which fill the buffers they are given and allocate nothing. `forward` and `backward`
 * run them standing alone, with fresh buffers for each call, so that a tensor a caller keeps never changes; a model runs the same two
 * methods on buffers it has laid out beforehand.
 */
export abstract class Layer {
  /** The name of this kind of layer, in texts and files: minifiers rename classes. */
  static readonly kind?: string;
  /** The options of the constructor, for files and the command line. */
  static readonly options?: OptionRules;

  /** The name of this kind of layer. */
  readonly kind: string = kindOf(this);

  /** What is kept in files: what training changes, and state. Empty for most layers. */
  readonly parameters: readonly Parameter[] = [];

  /** The layers inside, of a container. */
  get layers(): readonly Layer[] {
    return [];
  }

  /** The shape of a sample, where the layer takes just one; undefined where it takes any. */
  get inputShape(): Shape | undefined {
    return undefined;
  }

  /** Whether it takes samples with all their axes; a layer that does not works along the last, whatever lies in front. */
  get takesWhole(): boolean {
    return this.layers.some(({ takesWhole }) => takesWhole);
  }

  /** Whether the parameters are open to training; false holds them as they are from the next run on. */
  get trainable(): boolean {
    return !this.parameters.some(({ frozen }) => frozen);
  }
  set trainable(open: boolean) {
    for (const parameter of this.parameters) parameter.frozen = !open;
  }

  #forward: ForwardPass | undefined;
  #dinputs: FloatTensor | undefined;

  /** What comes out for inputs of a shape and type: by default the same. Throws ShapeError for inputs the layer does not take. */
  plan(inputs: TensorType, _mode: PassMode): LayerPlan {
    return { output: inputs };
  }

  /** output = f(inputs) */
  abstract compute(pass: ForwardPass): void;

  /** dinputs, and the gradient of each parameter, from dvalues. Gradients overwrite what was there. */
  abstract gradient(pass: BackwardPass): void;

  /** The options that make an equal layer, as JSON; parameters apart. */
  config(): Record<string, unknown> {
    return declaredConfig(this);
  }

  /** The layer as its constructor call, for example `Dense(2, 64)`. */
  toString(): string {
    return `${this.kind}()`;
  }

  /** A forward pass over inputs, with room for all it fills. */
  layOut(inputs: FloatTensor, room: Room): ForwardPass {
    const { training, precision, kernels } = room;
    const { output, keep = {}, products = [], work = 0 } = this.plan(inputs, room);
    for (const product of products) room.product?.(...product);
    room.work?.(work);
    const place = ({ dtype, shape }: TensorType): FloatTensor => room.allocate(dtype as FloatDType, shape);
    const kept = Object.fromEntries(Object.entries(keep).map(([name, type]) => [name, place(type)]));
    return { training, precision, kernels, inputs, output: place(output), kept };
  }

  /**
   * A backward pass, with room for all it fills. As in NumPy, gradients have the type of the parameters where there are some, and
   * else the wider one of dvalues and output.
   */
  layOutBackward(pass: ForwardPass, dvalues: FloatTensor, room: Room, dinputsWanted: boolean): BackwardPass {
    const { inputs, output } = pass;
    for (const parameter of this.parameters) {
      const { value, options } = parameter;
      parameter.gradient = room.allocate(options.summed ? dvalues.dtype : value.dtype, value.shape);
    }
    const dtype = this.parameters.length > 0 ? output.dtype : promote(dvalues.dtype, output.dtype);
    return { ...pass, dvalues, dinputs: room.allocate(dtype as FloatDType, inputs.shape), dinputsWanted };
  }

  /** Inputs in a type that the layer takes: whole numbers become float32, unless it plans for them. */
  accept(inputs: Tensor, mode: PassMode): FloatTensor {
    const asTheyAre = isFloat(inputs.dtype) || this.plan(inputs, mode).integers === true;
    return asTheyAre ? (inputs as FloatTensor) : asFloat(inputs);
  }

  /**
   * output = f(inputs), a fresh tensor. Also keeps `inputs` and `output`.
   *
   * @throws ShapeError for inputs of a wrong shape or without a sample
   */
  forward(inputs: ArrayLike, options: ForwardOptions = {}): FloatTensor {
    const where = `${this.toString()}.forward`;
    checkOptions(where, options, ['training']);
    const { training = false } = options;
    const given = asTensor(inputs, where);
    if (given.shape[0] === 0) {
      throw new ShapeError(where, 'at least one sample', `inputs ${formatShape(given.shape)}`);
    }
    const room = { training, precision: dotPrecision(), kernels, allocate };
    this.#forward = inPlace(this, where, () => this.layOut(this.accept(given, room), room));
    this.compute(this.#forward);
    return this.#forward.output;
  }

  /**
   * The gradient of the loss with respect to the inputs of the last `forward`, given that with respect to its output; a fresh
   * tensor. Also keeps `dinputs` and the gradient of each parameter, penalties included.
   *
   * @throws ShapeError when `dvalues` has not the shape of the output
   */
  backward(dvalues: ArrayLike): FloatTensor {
    const where = `${this.toString()}.backward`;
    const forward = this.#lastForward('backward');
    const { shape } = forward.output;
    const given = asFloat(asTensor(dvalues, where));
    if (!sameShape(given.shape, shape)) {
      const hint = 'They have the shape of the output.';
      throw new ShapeError(where, `dvalues ${formatShape(shape)}`, formatShape(given.shape), hint);
    }
    const pass = this.layOutBackward(forward, given, { ...forward, allocate }, true);
    this.gradient(pass);
    for (const parameter of this.parameters) parameter.addPenaltyGradient(kernels);
    return (this.#dinputs = pass.dinputs);
  }

  /** The inputs of the last `forward`. */
  get inputs(): FloatTensor {
    return this.#lastForward('inputs').inputs;
  }

  /** The result of the last `forward`. */
  get output(): FloatTensor {
    return this.#lastForward('output').output;
  }

  /** The result of the last `backward`. */
  get dinputs(): FloatTensor {
    return leftBy('backward', `${this.toString()}.dinputs`, this.#dinputs);
  }

  #lastForward(name: string): ForwardPass {
    return leftBy('forward', `${this.toString()}.${name}`, this.#forward);
  }
}

/** Runs a function whose errors name a layer, or a layer inside one, and makes them name the place: `Model.train, layer 2, Dense(3, 2)`. */
export function inPlace<T>(layer: Layer, where: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof NnfsError)) throw error;
    const Kind = error.constructor as typeof NnfsError;
    const inside = error.where === layer.toString() ? '' : `, ${error.where}`;
    throw new Kind(where + inside, error.expected, error.received, error.hint);
  }
}

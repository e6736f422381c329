/** What a layer is asked, what it answers, and what it computes with. */
import type { DType, FloatDType } from '../tensor/dtype.ts';
import type { DotPrecision, Kernels } from '../tensor/kernels/index.ts';
import type { Shape } from '../tensor/shape.ts';
import type { Tensor } from '../tensor/tensor.ts';

/** A tensor that layers compute with. */
export type FloatTensor = Tensor<FloatDType>;

/** How a pass is run. */
export interface PassMode {
  /** Whether this pass is part of training; dropout acts only then. */
  readonly training: boolean;
  /** How dot products accumulate. */
  readonly precision: DotPrecision;
}

/** The mode of who only asks for shapes. */
export const INFERENCE: PassMode = { training: false, precision: 'float32' };

/** The shape and element type of a tensor. */
export interface TensorType<D extends DType = DType> {
  readonly shape: Shape;
  readonly dtype: D;
}

/** One sample of a shape, as inputs. */
export function samplesOf(shape: Shape, dtype: DType = 'float32'): TensorType {
  return { shape: [1, ...shape], dtype };
}

/** What a layer makes of inputs of a shape and type. */
export interface LayerPlan {
  readonly output: TensorType;
  /** Tensors that `compute` leaves to `gradient` beside the output, by name. */
  readonly keep?: Readonly<
    Record<
      string,
      TensorType & { /** Whether the first axis counts samples; for readers. */ readonly perSample?: boolean }
    >
  >;
  /** The products that it will ask the kernels for, as [rows, inner, columns]; any other runs on the plain kernels. */
  readonly products?: readonly (readonly [rows: number, inner: number, columns: number])[];
  /** Bytes that its kernels keep during a call beside that; all layers share them. */
  readonly work?: number;
  /** Whether whole numbers come as they are. @default false: as float32 */
  readonly integers?: boolean;
}

/** What a forward pass of one batch reads and fills. */
export interface ForwardPass extends PassMode {
  readonly inputs: FloatTensor;
  /** Filled by `compute`. */
  readonly output: FloatTensor;
  /** The tensors that `plan` asked to keep. */
  readonly kept: Readonly<Record<string, FloatTensor>>;
  readonly kernels: Kernels;
  /** Of a container: the passes of the layers inside, in their order, and what there is to compute. */
  readonly inside?: { readonly passes: readonly ForwardPass[]; readonly steps: readonly ForwardStep[] };
}

/** What a backward pass of the same batch reads and fills. */
export interface BackwardPass extends ForwardPass {
  /** The gradient of the loss with respect to `output`. */
  readonly dvalues: FloatTensor;
  /** The gradient of the loss with respect to `inputs`; filled by `gradient`. */
  readonly dinputs: FloatTensor;
  /** False where nobody reads dinputs, as of the first layer of a model; they may be filled all the same. */
  readonly dinputsWanted: boolean;
  /** Of a container: the way back through the layers inside, the last first. */
  readonly back?: readonly BackwardStep[];
}

/** What computes a forward pass: a layer, or what does its work and that of the next layer in one. */
export interface Computing {
  compute(pass: ForwardPass): void;
}

export interface ForwardStep {
  readonly by: Computing;
  readonly pass: ForwardPass;
}

export interface BackwardStep {
  readonly by: { gradient(pass: BackwardPass): void };
  readonly pass: BackwardPass;
}

/** Where passes are laid out: how they run, and where their tensors come from. */
export interface Room extends PassMode {
  readonly kernels: Kernels;
  /** A tensor, of any content. */
  readonly allocate: <D extends DType>(dtype: D, shape: Shape) => Tensor<D>;
  /** Makes sure of scratch for a product. */
  readonly product?: (rows: number, inner: number, columns: number) => void;
  /** Makes sure of so many bytes for kernels beside that. */
  readonly work?: (bytes: number) => void;
  /** What computes two neighbours in one, into one buffer. */
  readonly fuse?: (first: object, second: object | undefined) => Computing | undefined;
  /** A layer whose way back the loss takes along: dvalues are then already those of the layer before. */
  readonly skipped?: object | undefined;
}

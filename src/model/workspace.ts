import type { Activation } from '../activations/activation.ts';
import type { BackwardPass, FloatTensor, ForwardPass, Layer, PassMode } from '../layers/layer.ts';
import { lossType, type Loss, type Targets } from '../losses/loss.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import type { DType } from '../tensor/dtype.ts';
import type { Kernels } from '../tensor/kernels/index.ts';
import { sizeOf, type Shape } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';
import { layOut, type Allocate } from './arena.ts';

/** Checked inputs and targets, one row a sample. */
export interface Samples {
  readonly X: FloatTensor;
  /** As the loss takes them. */
  readonly targets: Targets;
  /** As the accuracy takes them; the same tensor where one form serves both. */
  readonly answers: Tensor;
  /** The weight of each sample in the loss, [N]; 1 where absent. */
  readonly weights?: FloatTensor | undefined;
}

/** Room for a batch of samples. */
export type SampleRows = Required<Samples>;

/** What a network is, as far as its buffers go. */
export interface Plan {
  readonly layers: readonly Layer[];
  /** The activation that closes the network and tells what it predicts. */
  readonly closing: Activation;
  readonly loss: Loss;
  readonly mode: PassMode;
}

/** The buffers of a forward pass over a batch and of judging its output. */
export interface Scored extends SampleRows {
  readonly N: number;
  readonly passes: readonly ForwardPass[];
  readonly output: FloatTensor;
  readonly predictions: Tensor;
  readonly losses: FloatTensor;
  readonly kernels: Kernels;
}

/** The buffers of a training step. */
export interface Trained extends Scored {
  readonly passes: readonly BackwardPass[];
  /** The gradient of the loss with respect to the output; where loss and last layer take one step, with respect to its inputs. */
  readonly slope: FloatTensor;
}

/** Whether a loss takes its step together with the last layer. */
export function takesOneStep({ layers, loss }: Pick<Plan, 'layers' | 'loss'>): boolean {
  return loss.fused !== undefined && loss.fused.activation === layers.at(-1)?.kind;
}

/** The lowest layer that has something to learn; gradients are wanted no further down. */
export function lowestTrained(layers: readonly Layer[]): number {
  const lowest = layers.findIndex((layer) => layer.parameters.length > 0);
  return lowest < 0 ? layers.length : lowest;
}

/** Lays out everything a training step touches, and moves the parameters and what the optimizer remembers of them in. */
export function layOutTraining(plan: Plan, optimizer: Optimizer, samples: Samples, N: number): Trained {
  return layOut(plan.layers, N, (allocate, kernels) => {
    const scored = layOutScored(plan, samples, N, allocate, kernels);
    const { layers, mode } = plan;
    const slope = allocate(scored.losses.dtype, scored.output.shape);
    const lowest = lowestTrained(layers);
    const passes: BackwardPass[] = [];
    let dvalues = slope;
    for (let i = layers.length - 1; i >= 0; i--) {
      const layer = layers[i]!;
      const pass = scored.passes[i]!;
      const dinputsWanted = i > lowest;
      let dinputs = dvalues;
      if (i < layers.length - 1 || !takesOneStep(plan)) {
        dinputs = allocate(layer.gradientType(dvalues.dtype, mode), dinputsWanted ? pass.inputs.shape : [0]);
      }
      for (const parameter of layer.parameters) {
        const { shape } = parameter.value;
        parameter.value = copyInto(allocate, parameter.value);
        parameter.gradient = allocate(layer.parameterGradientType(parameter, dvalues.dtype), shape);
        const slots = optimizer.slotsOf(parameter);
        const type = optimizer.slotType(parameter);
        const moved = slots.map((slot) => {
          const { data } = allocate(type, shape);
          data.set(slot);
          return data;
        });
        optimizer.setSlots(parameter, moved);
      }
      passes.unshift({ ...pass, dvalues, dinputs, dinputsWanted });
      dvalues = dinputs;
    }
    return { ...scored, passes, slope };
  });
}

/** The buffers for judging samples in inference, with room for the parameters: see `withParameters`. */
export function layOutEvaluation(plan: Plan, samples: Samples, N: number): { batch: Scored; mirrors: FloatTensor[] } {
  return layOut(plan.layers, N, (allocate, kernels) => ({
    batch: layOutScored(plan, samples, N, allocate, kernels),
    mirrors: mirrorsOf(plan.layers, allocate),
  }));
}

function layOutScored(plan: Plan, samples: Samples, N: number, allocate: Allocate, kernels: Kernels): Scored {
  const { layers, closing, mode } = plan;
  const { X, targets, answers, weights } = samples;
  const { inputs, passes, output } = layOutForward(layers, X, N, mode, allocate, kernels);
  const targetRows = rows(targets, N, allocate);
  return {
    N,
    X: inputs,
    targets: targetRows,
    answers: answers === targets ? targetRows : rows(answers, N, allocate),
    weights: weights && rows(weights, N, allocate),
    passes,
    output,
    predictions: allocate(closing.predictionType(output.dtype), closing.predictionShape(output.shape)),
    losses: allocate(lossType({ output, targets }), [N]),
    kernels,
  };
}

/** The buffers of a forward pass over N samples like those of X. */
function layOutForward(
  layers: readonly Layer[],
  X: FloatTensor,
  N: number,
  mode: PassMode,
  allocate: Allocate,
  kernels: Kernels,
) {
  const inputs = rows(X, N, allocate);
  let output: FloatTensor = inputs;
  const passes = layers.map((layer, i): ForwardPass => {
    const given = output;
    const type = layer.outputType(given.dtype, mode);
    if (!isTakenAlong(layers, i)) output = allocate(type, layer.outputShape(given.shape));
    const cache = allocate(type, mode.training ? layer.cacheShape(given.shape) : [0]);
    return { ...mode, kernels, inputs: given, output, cache, rectify: isTakenAlong(layers, i + 1) };
  });
  return { inputs, passes, output };
}

/** Whether a layer is a ReLU whose step the layer before takes along; what it reads and what it fills are then one buffer. */
function isTakenAlong(layers: readonly Layer[], i: number): boolean {
  return layers[i]?.kind === 'ReLU' && layers[i - 1]?.mergesReLU() === true;
}

/** Room for N rows like those of a tensor. */
function rows<D extends DType>(like: Tensor<D>, N: number, allocate: Allocate): Tensor<D> {
  return allocate(like.dtype, [N, ...like.shape.slice(1)]);
}

function copyInto(allocate: Allocate, tensor: FloatTensor): FloatTensor {
  const copy = allocate(tensor.dtype, tensor.shape);
  copy.data.set(tensor.data);
  return copy;
}

function mirrorsOf(layers: readonly Layer[], allocate: Allocate): FloatTensor[] {
  return layers.flatMap((layer) => layer.parameters.map(({ value }) => allocate(value.dtype, value.shape)));
}

/** Runs a function with the parameters of layers in other tensors, whose memory the kernels reach. */
export function withParameters<T>(layers: readonly Layer[], mirrors: readonly FloatTensor[], run: () => T): T {
  const parameters = layers.flatMap((layer) => layer.parameters);
  const values = parameters.map(({ value }) => value);
  try {
    parameters.forEach((parameter, i) => {
      mirrors[i]!.data.set(values[i]!.data);
      parameter.value = mirrors[i]!;
    });
    return run();
  } finally {
    parameters.forEach((parameter, i) => {
      parameter.value = values[i]!;
    });
  }
}

/** Runs layers forward over passes that are linked output to inputs. */
export function runForward(layers: readonly Layer[], passes: readonly ForwardPass[]): void {
  for (let i = 0; i < layers.length; i++) layers[i]!.compute(passes[i]!);
}

/** Runs layers over any number of samples in inference, batch by batch through the same buffers. */
export class Predictor {
  readonly #layers: readonly Layer[];
  readonly #like: string;
  readonly #whole: { readonly inputs: FloatTensor; readonly output: FloatTensor; readonly passes: ForwardPass[] };
  readonly #mirrors: FloatTensor[];
  readonly #batchSize: number;

  constructor(layers: readonly Layer[], X: FloatTensor, batchSize: number, mode: PassMode) {
    const { whole, mirrors } = layOut(layers, batchSize, (allocate, kernels) => ({
      whole: layOutForward(layers, X, batchSize, mode, allocate, kernels),
      mirrors: mirrorsOf(layers, allocate),
    }));
    this.#layers = layers;
    this.#like = likeness(layers, X, batchSize, mode);
    this.#whole = whole;
    this.#mirrors = mirrors;
    this.#batchSize = batchSize;
  }

  /** Whether the buffers also do for these arguments. */
  serves(layers: readonly Layer[], X: FloatTensor, batchSize: number, mode: PassMode): boolean {
    return this.#like === likeness(layers, X, batchSize, mode);
  }

  /** The output for each sample, a fresh tensor. */
  run(X: FloatTensor): FloatTensor {
    const samples = X.shape[0]!;
    const { output } = this.#whole;
    const result = new Tensor(output.dtype, [samples, ...output.shape.slice(1)]);
    const width = sizeOf(result.shape.slice(1));
    withParameters(this.#layers, this.#mirrors, () => {
      let batch = this.#whole;
      for (let begin = 0; begin < samples; begin += this.#batchSize) {
        const count = Math.min(this.#batchSize, samples - begin);
        if (count < this.#batchSize) batch = firstRows(this.#whole, count);
        gather(X, batch.inputs, begin);
        runForward(this.#layers, batch.passes);
        result.data.set(batch.output.data, begin * width);
      }
    });
    return result;
  }
}

/** What the buffers of a prediction depend on, as text. */
function likeness(layers: readonly Layer[], X: FloatTensor, batchSize: number, { precision }: PassMode): string {
  const types = layers.map((layer) => layer.parameters.map(({ value }) => value.dtype));
  return JSON.stringify([types, X.dtype, X.shape.slice(1), batchSize, precision]);
}

/** The same buffers for N samples only: every tensor becomes a view of its first N rows, one view for each. */
export function firstRows<T extends object>(buffers: T, N: number): T {
  const views = new Map<Tensor, Tensor>();
  const view = (tensor: Tensor): Tensor => {
    let found = views.get(tensor);
    if (found === undefined) {
      const shape: Shape = tensor.size === 0 ? tensor.shape : [N, ...tensor.shape.slice(1)];
      found = new Tensor(tensor.dtype, shape, tensor.data.subarray(0, sizeOf(shape)));
      views.set(tensor, found);
    }
    return found;
  };
  const each = (part: object): object =>
    Object.fromEntries(
      Object.entries(part).map(([name, value]: [string, unknown]) => {
        if (name === 'passes') return [name, (value as object[]).map(each)];
        return [name, value instanceof Tensor ? view(value as Tensor) : value];
      }),
    );
  return { ...each(buffers), N } as T;
}

/** Elements of a row from which a view of it, to copy it as a block, costs less than a loop. */
const WIDE_ROW = 32;

/** Copies rows of `source` into `target`: those from `begin` on, or those that `order` names from there. */
export function gather(source: Tensor, target: Tensor, begin: number, order?: Int32Array): void {
  const count = target.shape[0]!;
  const width = sizeOf(source.shape.slice(1));
  if (order === undefined) {
    target.data.set(source.data.subarray(begin * width, (begin + count) * width));
    return;
  }
  for (let n = 0; n < count; n++) {
    const from = order[begin + n]! * width;
    if (width >= WIDE_ROW) target.data.set(source.data.subarray(from, from + width), n * width);
    else for (let i = 0; i < width; i++) target.data[n * width + i] = source.data[from + i]!;
  }
}

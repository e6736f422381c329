import type { Activation } from '../activations/activation.ts';
import type { BackwardPass, FloatTensor, ForwardPass, Layer, PassMode } from '../layers/layer.ts';
import { lossType, type Loss, type Targets } from '../losses/loss.ts';
import { type DataOf, type DType, type FloatDType } from '../tensor/dtype.ts';
import type { DotPrecision, Kernels } from '../tensor/kernels/index.ts';
import { sizeOf, type Shape } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';

/** What a workspace is laid out for. */
export interface WorkspacePlan {
  readonly layers: readonly Layer[];
  /** The activation that closes the network and tells what it predicts. */
  readonly closing: Activation;
  readonly loss: Loss;
  /** All samples: only the type and the shape of one matter here. */
  readonly X: FloatTensor;
  readonly targets: Targets;
  readonly answers: Tensor;
  readonly weights?: FloatTensor | undefined;
  /** The most samples in a batch. */
  readonly batchSize: number;
  readonly training: boolean;
  readonly precision: DotPrecision;
  readonly kernels: Kernels;
}

/** The buffers of one batch: what the layers, the loss and the accuracy read and fill. */
export interface Batch {
  readonly N: number;
  readonly inputs: FloatTensor;
  readonly passes: readonly BackwardPass[];
  readonly output: FloatTensor;
  readonly targets: Targets;
  readonly answers: Tensor;
  /** The weight of each sample in the loss, [N]; 1 where absent. */
  readonly weights: FloatTensor | undefined;
  readonly predictions: Tensor;
  readonly losses: FloatTensor;
  /** The gradient of the loss with respect to the output; where loss and last layer take one step, with respect to its inputs. */
  readonly slope: FloatTensor;
}

/**
 * All buffers that a pass through the layers needs, laid out once for the largest batch. A smaller batch gets views of the same
 * memory, made once for each size.
 */
export class Workspace {
  readonly plan: WorkspacePlan;
  /** Whether the loss takes its step together with the last layer. */
  readonly fused: boolean;
  readonly #whole: Batch;
  readonly #batches = new Map<number, Batch>();

  constructor(plan: WorkspacePlan) {
    this.plan = plan;
    this.fused = plan.loss.fused !== undefined && plan.loss.fused.activation === plan.layers.at(-1)?.kind;
    this.#whole = this.#layOut();
    this.#batches.set(plan.batchSize, this.#whole);
  }

  /** The buffers for a batch of N samples. */
  batch(N: number): Batch {
    let batch = this.#batches.get(N);
    if (batch === undefined) {
      batch = viewBatch(this.#whole, N);
      this.#batches.set(N, batch);
    }
    return batch;
  }

  #layOut(): Batch {
    const { layers, closing, X, targets, answers, weights, batchSize: N, training, precision, kernels } = this.plan;
    const mode = { training, precision, kernels };
    const { inputs, passes: forward, output } = layOutForward(layers, X, N, mode);
    const type = lossType({ output, targets });
    const slope = training ? new Tensor(type, output.shape) : NONE;
    const passes: BackwardPass[] = [];
    let dvalues = slope;
    for (let i = layers.length - 1; i >= 0; i--) {
      const layer = layers[i]!;
      const pass = forward[i]!;
      const dinputsWanted = i > 0;
      const partOfLoss = this.fused && i === layers.length - 1;
      let dinputs = dvalues;
      if (training && !partOfLoss) {
        dinputs = new Tensor(layer.gradientType(dvalues.dtype, mode), dinputsWanted ? pass.inputs.shape : [0]);
        for (const parameter of layer.parameters) {
          const gradientType = layer.parameterGradientType(parameter, dvalues.dtype);
          parameter.gradient = new Tensor(gradientType, parameter.value.shape);
        }
      }
      passes.unshift({ ...pass, dvalues, dinputs, dinputsWanted });
      dvalues = dinputs;
    }
    const targetRows = rows(targets, N);
    return {
      N,
      inputs,
      passes,
      output,
      targets: targetRows,
      answers: answers === targets ? targetRows : rows(answers, N),
      weights: weights && rows(weights, N),
      predictions: new Tensor(closing.predictionType(output.dtype), closing.predictionShape(output.shape)),
      losses: new Tensor(type, [N]),
      slope,
    };
  }
}

const NONE: FloatTensor = /* @__PURE__ */ new Tensor<FloatDType>('float32', [0]);

/** Room for N rows like those of a tensor. */
function rows<D extends DType>(like: Tensor<D>, N: number): Tensor<D> {
  return new Tensor(like.dtype, [N, ...like.shape.slice(1)]);
}

/** The buffers of a forward pass over N samples like those of X. */
function layOutForward(
  layers: readonly Layer[],
  X: FloatTensor,
  N: number,
  mode: PassMode & { readonly kernels: Kernels },
) {
  const inputs = rows(X, N);
  let output: FloatTensor = inputs;
  const passes = layers.map((layer): ForwardPass => {
    const given = output;
    const type = layer.outputType(given.dtype, mode);
    output = new Tensor(type, layer.outputShape(given.shape));
    return {
      ...mode,
      inputs: given,
      output,
      cache: new Tensor(type, mode.training ? layer.cacheShape(given.shape) : [0]),
    };
  });
  return { inputs, passes, output };
}

/** Runs layers forward over passes that are linked output to inputs. */
export function runForward(layers: readonly Layer[], passes: readonly ForwardPass[]): void {
  for (let i = 0; i < layers.length; i++) layers[i]!.compute(passes[i]!);
}

/** The output of layers for all inputs, in inference, through buffers for one batch. */
export function predictBatches(
  layers: readonly Layer[],
  X: FloatTensor,
  batchSize: number,
  mode: PassMode & { readonly kernels: Kernels },
): FloatTensor {
  const N = X.shape[0]!;
  let whole: FloatTensor | undefined;
  let batch = layOutForward(layers, X, batchSize, mode);
  for (let begin = 0; begin < N; begin += batchSize) {
    const count = Math.min(batchSize, N - begin);
    if (count < batchSize) batch = layOutForward(layers, X, count, mode);
    gather(X, batch.inputs, begin);
    runForward(layers, batch.passes);
    whole ??= rows(batch.output, N);
    whole.data.set(batch.output.data, begin * (batch.output.size / count));
  }
  return whole!;
}

/** The first N samples of every buffer. */
function viewBatch(whole: Batch, N: number): Batch {
  const views = new Map<Tensor, Tensor>();
  const view = <D extends DType>(tensor: Tensor<D>): Tensor<D> => {
    let found = views.get(tensor) as Tensor<D> | undefined;
    if (found === undefined) {
      const shape: Shape = tensor.size === 0 ? tensor.shape : [N, ...tensor.shape.slice(1)];
      found = new Tensor(tensor.dtype, shape, tensor.data.subarray(0, sizeOf(shape)) as DataOf<D>);
      views.set(tensor, found);
    }
    return found;
  };
  return {
    N,
    inputs: view(whole.inputs),
    passes: whole.passes.map((pass) => ({
      ...pass,
      inputs: view(pass.inputs),
      output: view(pass.output),
      cache: view(pass.cache),
      dvalues: view(pass.dvalues),
      dinputs: view(pass.dinputs),
    })),
    output: view(whole.output),
    targets: view(whole.targets),
    answers: view(whole.answers),
    weights: whole.weights && view(whole.weights),
    predictions: view(whole.predictions),
    losses: view(whole.losses),
    slope: view(whole.slope),
  };
}

/** Copies rows of `source` into `target`: those from `begin` on, or those that `order` names from there. */
export function gather(source: Tensor, target: Tensor, begin: number, order?: Int32Array): void {
  const rows = target.shape[0]!;
  const width = sizeOf(source.shape.slice(1));
  if (order === undefined) {
    target.data.set(source.data.subarray(begin * width, (begin + rows) * width));
    return;
  }
  for (let n = 0; n < rows; n++) {
    const from = order[begin + n]! * width;
    for (let i = 0; i < width; i++) target.data[n * width + i] = source.data[from + i]!;
  }
}

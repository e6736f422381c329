import { predictionsFor } from '../../activations/activation.ts';
import type { BackwardPass, FloatTensor, ForwardPass, PassMode, Room } from '../../layers/pass.ts';
import { lossType } from '../../losses/loss.ts';
import type { Optimizer } from '../../optimizers/optimizer.ts';
import type { FloatArray } from '../../tensor/dtype.ts';
import type { Kernels } from '../../tensor/kernels/index.ts';
import { sizeOf } from '../../tensor/shape.ts';
import { Tensor } from '../../tensor/tensor.ts';
import { layOut, type Layout } from './arena.ts';
import { closingPair, type ClosingPair } from './fusion.ts';
import { columnsOf, mapSamples, type Network, type Samples } from './network.ts';

/** Room for the rows of some samples. */
export interface Rows {
  readonly N: number;
  readonly columns: readonly Tensor[];
}

/** The buffers of a forward pass over a batch and of judging its output. */
export interface Batch extends Rows {
  readonly samples: Samples;
  readonly pass: ForwardPass;
  readonly output: FloatTensor;
  readonly predictions: Tensor;
  readonly losses: FloatTensor;
  readonly kernels: Kernels;
}

/** The buffers of a training step. */
export interface TrainingBatch extends Batch {
  readonly pass: BackwardPass;
  /** The gradient of the loss with respect to the output; where loss and last layer take one step, with respect to its inputs. */
  readonly slope: FloatTensor;
  readonly closing: ClosingPair | undefined;
}

/** Samples, batch by batch through the same buffers: a whole batch, and the smaller one that is left at the end. */
export class Batches<B extends Rows> {
  readonly size: number;
  readonly whole: B;
  readonly #layout: Layout<B>;
  readonly #build: (N: number, room: Room) => B;
  #rest: B | undefined;
  #held: { readonly columns: readonly Tensor[]; readonly begin: number; readonly batch: B } | undefined;

  /** @param build lays out a batch of N samples; in the same order whatever N */
  constructor(size: number, mode: PassMode, build: (N: number, room: Room) => B, fused = true) {
    this.size = size;
    this.#build = build;
    this.#layout = layOut(mode, (room) => build(size, room), fused);
    this.whole = this.#layout.whole;
  }

  /**
   * The batch of the rows from `begin` on, or of those that `order` names from there, with the rows in place. Rows that are still there
   * from the last time are not copied again.
   */
  take(columns: readonly Tensor[], begin: number, order?: Int32Array): B {
    const batch = this.ofSize(Math.min(this.size, columns[0]!.shape[0]! - begin));
    const { columns: held, begin: at, batch: last } = this.#held ?? {};
    if (order === undefined && held === columns && at === begin && last === batch) return batch;
    for (let i = 0; i < columns.length; i++) gather(columns[i]!, batch.columns[i]!, begin, order);
    this.#held = order === undefined ? { columns, begin, batch } : undefined;
    return batch;
  }

  /** The batch of N samples, laid out when it is first asked for. */
  ofSize(N: number): B {
    if (N === this.size) return this.whole;
    if (this.#rest?.N !== N) this.#rest = this.#build(N, this.#layout.smaller());
    return this.#rest;
  }
}

/** The buffers for judging N samples like these. */
export function layOutBatch(network: Network, like: Samples, N: number, room: Room): Batch {
  const samples = mapSamples(like, ({ dtype, shape }) => room.allocate(dtype, [N, ...shape.slice(1)]));
  const { chain, loss, reading } = network;
  const pass = chain.layOut(samples.X, room);
  const { output } = pass;
  const losses = room.allocate(lossType({ output, targets: like.targets }), loss.lossShape(output.shape));
  room.product?.(losses.size, 1, output.size / losses.size); // a loss may ask for scratch of a row
  const predictions = predictionsFor(reading, output, room.allocate);
  return { N, samples, columns: columnsOf(samples), pass, output, predictions, losses, kernels: room.kernels };
}

/** The buffers of a training step; what the network learns, and what the optimizer remembers of it, moves in. */
export function layOutTraining(
  network: Network,
  optimizer: Optimizer,
  like: Samples,
  N: number,
  room: Room,
): TrainingBatch {
  const { chain, loss } = network;
  for (const parameter of chain.parameters) parameter.value = moved(room, parameter.value);
  const batch = layOutBatch(network, like, N, room);
  const slope = room.allocate(batch.losses.dtype, batch.output.shape);
  const closing = closingPair(chain, loss);
  const pass = chain.layOutBackward(batch.pass, slope, { ...room, skipped: closing?.layer }, false);
  for (const parameter of chain.parameters.filter(({ trained }) => trained)) {
    const dtype = optimizer.slotType(parameter);
    const place = (slot: FloatArray): FloatArray => moved(room, new Tensor(dtype, parameter.value.shape, slot)).data;
    optimizer.setSlots(parameter, optimizer.slotsOf(parameter).map(place));
  }
  return { ...batch, pass, slope, closing };
}

/** A tensor's values in the room, once: there they stay. */
function moved(room: Room, { dtype, shape, data }: FloatTensor): FloatTensor {
  const place = room.allocate(dtype, shape);
  if (place.data !== data) place.data.set(data);
  return place;
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

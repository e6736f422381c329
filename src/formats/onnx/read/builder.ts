import { FormatError } from '../../../errors.ts';
import { BatchNormalization } from '../../../layers/batch-normalization.ts';
import type { Layer } from '../../../layers/layer.ts';
import { INFERENCE } from '../../../layers/pass.ts';
import { Residual } from '../../../layers/residual.ts';
import { Reshape } from '../../../layers/reshape.ts';
import type { Shape } from '../../../tensor/shape.ts';
import type { Graph } from './graph.ts';
import type { Step } from './steps.ts';

/** The lengths of a sample, channels last; those that may be any are undefined. */
export type Lengths = readonly (number | undefined)[];

/** Makes layers of a step; gives how many of the steps behind it went into them. */
export type Read = (builder: Builder, step: Step, next: readonly Step[]) => number | undefined;

/** More features than any table has: what a file only claims costs no memory. */
const MOST_FEATURES = 1 << 20;

/**
 * Layers, made step by step, and how the tensor of the graph lies at each: its axes are ours in another order, since graphs have
 * channels behind the samples and we have them last.
 */
export class Builder {
  readonly graph: Graph;
  readonly layers: Layer[] = [];
  /** For each axis of the graph's tensor which of ours it is; undefined for one of length 1 that ours lacks. */
  order: readonly (number | undefined)[];
  lengths: Lengths;
  /** Of rows made of images whose channels come first: how many channels, of how many pixels each. */
  flat: { readonly channels: number; readonly pixels: number } | undefined;
  readonly #table: Readonly<Record<string, Read>>;

  constructor(graph: Graph, table: Readonly<Record<string, Read>>, lengths: Lengths, order: Builder['order']) {
    this.graph = graph;
    this.#table = table;
    this.lengths = lengths;
    this.order = order;
  }

  /** @throws FormatError for a step that no layer is */
  run(steps: readonly Step[]): this {
    for (let i = 0; i < steps.length; i++) {
      const step = steps[i]!;
      const next = steps.slice(i + 1, i + 5);
      if (step.inside) this.#around(step);
      else i += this.#table[step.op]?.(this, step, next) ?? 0;
    }
    return this;
  }

  #around({ inside, node }: Step): void {
    const inner = new Builder(this.graph, this.#table, this.lengths, this.order);
    inner.flat = this.flat;
    inner.run(inside!);
    const same = inner.order.join() === this.order.join() && inner.flat?.pixels === this.flat?.pixels;
    if (!same) throw new FormatError(node.place, 'a way around layers that keep the shape', 'another shape');
    this.add(new Residual(inner.layers));
  }

  /** A layer at the end. @throws ShapeError for one that does not take what comes to it */
  add(layer: Layer): void {
    this.lengths = after(layer, this.lengths);
    this.layers.push(layer);
  }

  /** How many axes our tensor has. */
  get rank(): number {
    return this.lengths.length + 1;
  }

  /** Which of our axes an axis of the graph is; negative ones count from the last. */
  axis(index: number): number | undefined {
    return this.order[index < 0 ? index + this.order.length : index];
  }

  /** Whether an axis of the graph is our last, that of the features. */
  isFeatures(index: number): boolean {
    return this.axis(index) === this.rank - 1;
  }

  /** Makes sure that channels lie behind the samples in the graph, [N, C, ...]. */
  needChannelsFirst({ node, op }: Step, rank: number): void {
    const wanted = channelsFirst(rank);
    if (this.order.join() === wanted.join()) return;
    const [C, ...pixels] = this.lengths;
    const known = this.lengths.every((length) => length !== undefined) && this.order.every((axis, i) => axis === i);
    // Of one channel, or one pixel, the order is only a matter of names.
    if (known && this.rank === rank && (C === 1 || pixels.every((length) => length === 1))) {
      if (this.layers.at(-1) instanceof Reshape) this.layers.pop();
      this.lengths = [...pixels, C];
      this.layers.push(new Reshape(this.lengths as Shape));
      this.order = wanted;
      return;
    }
    throw new FormatError(node.place, `${op} of [N, C, ...] of ${rank} axes`, 'axes in another order or number');
  }

  /** How many features there are. */
  features(step: Step): number {
    const count = this.lengths.at(-1);
    if (count !== undefined && count <= MOST_FEATURES) return count;
    throw step.node.unfit('a known number of features', count === undefined ? 'none' : String(count));
  }

  /** Values for each feature in our order, given in that of the graph. */
  featureOrder(values: ArrayLike<number>): Float32Array {
    const { flat } = this;
    const ordered = Float32Array.from(values);
    if (flat === undefined || values.length !== flat.channels * flat.pixels) return ordered;
    for (let j = 0; j < values.length; j++) ordered[this.place(j)] = values[j]!;
    return ordered;
  }

  /** Where a feature of the graph lies among ours. */
  place(j: number): number {
    const { flat } = this;
    return flat === undefined ? j : (j % flat.pixels) * flat.channels + Math.floor(j / flat.pixels);
  }

  /** output = gain · x + shift, for each feature: a normalization that changes nothing else, and does not in training. */
  affine(gain: Float32Array, shift: Float32Array): void {
    const layer = new BatchNormalization(gain.length);
    layer.gamma = [...gain];
    layer.beta = [...shift];
    layer.movingVariance = Array<number>(gain.length).fill(1 - layer.epsilon);
    layer.trainable = false;
    this.add(layer);
  }
}

/** The order of axes of a graph whose channels come first. */
export const channelsFirst = (rank: number): number[] =>
  Array.from({ length: rank }, (_, axis) => (axis === 0 ? 0 : axis === 1 ? rank - 1 : axis - 1));

/** What a layer makes of lengths: what is the same whatever the open ones are. */
function after(layer: Layer, lengths: Lengths): Lengths {
  const given = (open: number): Shape => {
    const shape = [1, ...lengths.map((length) => length ?? open)];
    return layer.plan({ shape, dtype: 'float32' }, INFERENCE).output.shape.slice(1);
  };
  const [some, others] = [given(1009), given(2003)];
  return some.map((length, axis) => (length === others[axis] ? length : undefined));
}

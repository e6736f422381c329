import type { Reading } from '../../activations/activation.ts';
import { Activation } from '../../activations/activation.ts';
import type { Layer } from '../../layers/layer.ts';
import type { FloatTensor } from '../../layers/pass.ts';
import { Sequential } from '../../layers/sequential.ts';
import type { Loss, Targets } from '../../losses/loss.ts';
import type { Metric } from '../../metrics/metric.ts';
import type { DotPrecision } from '../../tensor/kernels/index.ts';
import type { Tensor } from '../../tensor/tensor.ts';

/** What a model is for a run: what computes, and what judges. */
export interface Network {
  readonly chain: Sequential;
  readonly loss: Loss;
  /** What outputs are read as. */
  readonly reading: Reading;
  /** What is measured; the accuracy first. */
  readonly metrics: readonly Metric[];
  readonly precision: DotPrecision;
}

/** What the outputs of a model are read as: as its loss says, where it takes logits, else as its last layer does. */
export function readingOf(chain: Pick<Layer, 'layers'>, loss: Loss | undefined): Reading {
  const last = lastOf(chain);
  const reading = last instanceof Activation ? last.reading : 'values';
  return reading === 'values' ? (loss?.reading ?? reading) : reading;
}

/** The last layer, within containers that only put layers in order. */
export function lastOf({ layers }: Pick<Layer, 'layers'>): Layer | undefined {
  const last = layers.at(-1);
  return last?.constructor === Sequential ? lastOf(last) : last;
}

/** Checked inputs and targets, one row a sample. */
export interface Samples {
  readonly X: FloatTensor;
  /** As the loss takes them. */
  readonly targets: Targets;
  /** As the metrics take them, in their order; the same tensor where one form serves several. */
  readonly answers: readonly Tensor[];
  /** The weight of each sample in the loss, [N]; 1 where absent. */
  readonly weights?: FloatTensor | undefined;
}

/** All tensors of samples, each once. */
export function columnsOf({ X, targets, answers, weights }: Samples): readonly Tensor[] {
  return [...new Set<Tensor>([X, targets, ...answers, ...(weights ? [weights] : [])])];
}

/** Samples of the same form, each tensor made from the one here. */
export function mapSamples(samples: Samples, make: (column: Tensor) => Tensor): Samples {
  const made = new Map(columnsOf(samples).map((column) => [column, make(column)]));
  const of = <T extends Tensor>(column: T): T => made.get(column) as T;
  const { X, targets, answers, weights } = samples;
  return { X: of(X), targets: of(targets), answers: answers.map(of), weights: weights && of(weights) };
}

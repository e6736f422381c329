import { INFERENCE } from '../../layers/pass.ts';
import { predict } from '../../activations/activation.ts';
import type { Tally } from '../../metrics/metric.ts';
import type { Batch } from './batches.ts';
import type { Network, Samples } from './network.ts';

/** What the samples of an epoch show so far: sums, so that every sample counts the same. */
export interface ScoreSums {
  readonly samples: number;
  /** The sum of the sample losses. */
  readonly loss: number;
  /** Those of each metric. */
  readonly metrics: readonly (readonly number[])[];
}

/** Judges a network's answers, batch by batch, and adds up what they show. */
export class Scores {
  readonly #network: Network;
  readonly #tallies: readonly Tally[];
  readonly #totals: readonly Float64Array[];
  #samples = 0;
  #loss = 0;

  /** @param training the training samples, where they are others than these */
  constructor(network: Network, samples: Samples, training = samples) {
    this.#network = network;
    const { chain, reading } = network;
    const output = chain.plan(samples.X, INFERENCE).output.shape;
    this.#tallies = network.metrics.map((metric, i) =>
      metric.tally({ answers: samples.answers[i]!, training: training.answers[i]!, output, reading }),
    );
    this.#totals = this.#tallies.map(({ sums }) => new Float64Array(sums.length));
  }

  get sums(): ScoreSums {
    return { samples: this.#samples, loss: this.#loss, metrics: this.#totals.map((total) => [...total]) };
  }

  /** Begins anew, or goes on from sums. */
  begin({ samples = 0, loss = 0, metrics = [] }: Partial<ScoreSums> = {}): void {
    this.#samples = samples;
    this.#loss = loss;
    this.#totals.forEach((total, i) => {
      if (metrics[i]?.length === total.length) total.set(metrics[i]);
      else total.fill(0);
    });
  }

  /** Judges a batch after its forward pass. Returns its data loss, the mean over its samples; figures are then those of the batch. */
  add(batch: Batch): number {
    const { loss, reading } = this.#network;
    const { N, output, samples, predictions, losses, kernels } = batch;
    loss.compute({ output, targets: samples.targets, kernels }, losses);
    if (samples.weights !== undefined) weigh(losses.data, samples.weights.data);
    const total = kernels.sum(losses.data, 0, losses.size);
    predict(reading, output, predictions, kernels);
    for (let i = 0; i < this.#tallies.length; i++) {
      const { sums } = this.#tallies[i]!;
      const whole = this.#totals[i]!;
      for (let k = 0; k < sums.length; k++) sums[k] = 0;
      this.#tallies[i]!.add(output, predictions, samples.answers[i]!, this.#samples);
      for (let k = 0; k < sums.length; k++) whole[k]! += sums[k]!;
    }
    this.#samples += N;
    this.#loss += total / (losses.size / N);
    return losses.dtype === 'float32' ? Math.fround(total / losses.size) : total / losses.size;
  }

  /** The mean of the sample losses. */
  get dataLoss(): number {
    return this.#loss / this.#samples;
  }

  /** Makes the figures those of all batches. */
  total(): void {
    for (let i = 0; i < this.#tallies.length; i++) this.#tallies[i]!.sums.set(this.#totals[i]!);
  }

  /** Writes what the metrics make of the last batch into a report; after `total`, of all. */
  addTo<R extends Record<'accuracy' | (string & {}), number>>(report: R): R {
    const figures: Record<string, number> = report;
    for (let i = 0; i < this.#tallies.length; i++) {
      figures[i === 0 ? 'accuracy' : this.#network.metrics[i]!.name] = this.#tallies[i]!.value();
    }
    return report;
  }
}

/** Multiplies the values of each sample by its weight. */
export function weigh(values: Float32Array | Float64Array, weights: Float32Array | Float64Array): void {
  const width = values.length / weights.length;
  for (let n = 0, i = 0; n < weights.length; n++) {
    for (let k = 0; k < width; k++, i++) values[i]! *= weights[n]!;
  }
}

import type { Room } from '../../layers/pass.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { layOutBatch, type Batch } from './batches.ts';
import { Inference } from './inference.ts';
import { columnsOf, type Network, type Samples } from './network.ts';
import { Scores } from './scores.ts';

/** The data loss, the accuracy, and the other metrics by their names. */
export interface Evaluated {
  readonly loss: number;
  readonly accuracy: number;
  readonly [metric: string]: number;
}

/** Loss and metrics over all samples, without training: the mean over one batch, or sums over several. */
export class Evaluation {
  readonly #columns: readonly Tensor[];
  readonly #inference: Inference<Batch>;
  readonly #scores: Scores;
  readonly #accumulated: boolean;

  /** @param training the training samples, for metrics that learn a scale from them */
  constructor(network: Network, samples: Samples, batchSize?: number, training?: Samples) {
    const N = samples.X.shape[0]!;
    const mode = { training: false, precision: network.precision };
    const build = (n: number, room: Room): Batch => layOutBatch(network, samples, n, room);
    this.#columns = columnsOf(samples);
    this.#accumulated = batchSize !== undefined;
    this.#scores = new Scores(network, samples, training);
    this.#inference = new Inference(network.chain, Math.min(batchSize ?? N, N), mode, build);
  }

  run(): Evaluated {
    const scores = this.#scores;
    let mean = 0;
    scores.begin();
    this.#inference.run(this.#columns, (batch) => (mean = scores.add(batch)));
    scores.total();
    return scores.addTo({ loss: this.#accumulated ? scores.dataLoss : mean, accuracy: 0 });
  }
}

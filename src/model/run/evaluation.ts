import type { FloatTensor } from '../../layers/pass.ts';
import { Batches, layOutBatch, mirrorsOf, withParameters, type Batch } from './batches.ts';
import { columnsOf, type Network, type Samples } from './network.ts';
import { Scores } from './scores.ts';

interface EvaluationBatch extends Batch {
  readonly mirrors: readonly FloatTensor[];
}

/** The data loss, the accuracy, and the other metrics by their names. */
export interface Evaluated {
  readonly loss: number;
  readonly accuracy: number;
  readonly [metric: string]: number;
}

/** Loss and metrics over all samples, without training: the mean over one batch, or sums over several. */
export class Evaluation {
  readonly #network: Network;
  readonly #columns: ReturnType<typeof columnsOf>;
  readonly #accumulated: boolean;
  readonly #batches: Batches<EvaluationBatch>;
  readonly #scores: Scores;

  /** @param training the training samples, for metrics that learn a scale from them */
  constructor(network: Network, samples: Samples, batchSize?: number, training?: Samples) {
    const N = samples.X.shape[0]!;
    const mode = { training: false, precision: network.precision };
    this.#network = network;
    this.#columns = columnsOf(samples);
    this.#accumulated = batchSize !== undefined;
    this.#scores = new Scores(network, samples, training);
    this.#batches = new Batches(Math.min(batchSize ?? N, N), mode, (n, room) => ({
      ...layOutBatch(network, samples, n, room),
      mirrors: mirrorsOf(network, room),
    }));
  }

  run(): Evaluated {
    const { chain } = this.#network;
    const { whole, size } = this.#batches;
    const N = this.#columns[0]!.shape[0]!;
    let mean = 0;
    this.#scores.begin();
    withParameters(chain.parameters, whole.mirrors, () => {
      for (let begin = 0; begin < N; begin += size) {
        const batch = this.#batches.take(this.#columns, begin);
        chain.compute(batch.pass);
        mean = this.#scores.add(batch);
      }
    });
    this.#scores.total();
    const { accuracy, dataLoss } = this.#scores;
    const evaluated = { loss: this.#accumulated ? dataLoss : mean, accuracy };
    this.#scores.addFigures(evaluated);
    return evaluated;
  }
}

import type { FloatTensor, ForwardPass, PassMode } from '../../layers/pass.ts';
import type { Layer } from '../../layers/layer.ts';
import type { Sequential } from '../../layers/sequential.ts';
import { sizeOf } from '../../tensor/shape.ts';
import { Tensor } from '../../tensor/tensor.ts';
import { Batches, mirrorsOf, withParameters, type Rows } from './batches.ts';

interface PredictionBatch extends Rows {
  readonly pass: ForwardPass;
  readonly mirrors: readonly FloatTensor[];
}

/** Runs a network over any number of samples in inference, batch by batch through the same buffers. */
export class Prediction {
  readonly #chain: Sequential;
  readonly #like: string;
  readonly #batches: Batches<PredictionBatch>;

  constructor(chain: Sequential, X: FloatTensor, batchSize: number, mode: PassMode) {
    this.#chain = chain;
    this.#like = likeness(chain, X, batchSize, mode);
    this.#batches = new Batches(batchSize, mode, (N, room) => {
      const inputs = room.allocate(X.dtype, [N, ...X.shape.slice(1)]);
      return { N, columns: [inputs], pass: chain.layOut(inputs, room), mirrors: mirrorsOf({ chain }, room) };
    });
  }

  /** Whether the buffers also do for these arguments. */
  serves(chain: Sequential, X: FloatTensor, batchSize: number, mode: PassMode): boolean {
    return this.#like === likeness(chain, X, batchSize, mode);
  }

  /** The output for each sample, a fresh tensor. */
  run(X: FloatTensor): FloatTensor {
    const samples = X.shape[0]!;
    const { whole, size } = this.#batches;
    const { dtype, shape } = whole.pass.output;
    const result = new Tensor(dtype, [samples, ...shape.slice(1)]);
    const width = sizeOf(shape.slice(1));
    const columns = [X];
    withParameters(this.#chain.parameters, whole.mirrors, () => {
      for (let begin = 0; begin < samples; begin += size) {
        const { pass } = this.#batches.take(columns, begin);
        this.#chain.compute(pass);
        result.data.set(pass.output.data, begin * width);
      }
    });
    return result;
  }
}

/** What the buffers of a prediction depend on, as text. */
function likeness(chain: Sequential, X: FloatTensor, batchSize: number, { precision }: PassMode): string {
  const types = chain.parameters.map(({ value }) => value.dtype);
  return JSON.stringify([countOf(chain), types, X.dtype, X.shape.slice(1), batchSize, precision]);
}

function countOf({ layers }: Layer): number {
  return layers.reduce((count, layer) => count + countOf(layer), 1);
}

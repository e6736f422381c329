import type { FloatTensor, ForwardPass, PassMode } from '../../layers/pass.ts';
import type { Layer } from '../../layers/layer.ts';
import type { Sequential } from '../../layers/sequential.ts';
import { sizeOf } from '../../tensor/shape.ts';
import { Tensor } from '../../tensor/tensor.ts';
import type { Rows } from './batches.ts';
import { Inference } from './inference.ts';

/** The outputs of a network for samples of one kind. */
export class Prediction {
  readonly #like: ReturnType<typeof likeness>;
  readonly #inference: Inference<Rows & { readonly pass: ForwardPass }>;

  constructor(chain: Sequential, X: FloatTensor, batchSize: number, mode: PassMode) {
    this.#like = likeness(chain, X, batchSize, mode);
    this.#inference = new Inference(chain, batchSize, mode, (N, room) => {
      const inputs = room.allocate(X.dtype, [N, ...X.shape.slice(1)]);
      return { N, columns: [inputs], pass: chain.layOut(inputs, room) };
    });
  }

  /** Whether the buffers also do for these arguments. */
  serves(chain: Sequential, X: FloatTensor, batchSize: number, mode: PassMode): boolean {
    const like = likeness(chain, X, batchSize, mode);
    return like.length === this.#like.length && like.every((value, i) => value === this.#like[i]);
  }

  /** The output for each sample, a fresh tensor. */
  run(X: FloatTensor): FloatTensor {
    const { dtype, shape } = this.#inference.whole.pass.output;
    const result = new Tensor(dtype, [X.shape[0]!, ...shape.slice(1)]);
    const width = sizeOf(shape.slice(1));
    this.#inference.run([X], ({ pass }, begin) => {
      result.data.set(pass.output.data, begin * width);
    });
    return result;
  }
}

/** What the buffers of a prediction depend on. */
function likeness(chain: Sequential, { dtype, shape }: FloatTensor, batchSize: number, { precision }: PassMode) {
  const types = chain.parameters.map(({ value }) => value.dtype);
  return [countOf(chain), batchSize, precision, dtype, ...shape.slice(1), ...types];
}

function countOf({ layers }: Layer): number {
  return layers.reduce((count, layer) => count + countOf(layer), 1);
}

import type { FloatTensor, ForwardPass, PassMode, Room } from '../../layers/pass.ts';
import type { Sequential } from '../../layers/sequential.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Batches, type Rows } from './batches.ts';

interface InferenceRows extends Rows {
  readonly pass: ForwardPass;
}

/** Runs a network over any number of samples, batch by batch through the same buffers. */
export class Inference<B extends InferenceRows> {
  readonly #chain: Sequential;
  readonly #batches: Batches<B & { readonly mirrors: readonly FloatTensor[] }>;

  /** @param build lays out a batch of N samples */
  constructor(chain: Sequential, size: number, mode: PassMode, build: (N: number, room: Room) => B) {
    this.#chain = chain;
    this.#batches = new Batches(size, mode, (N, room) => {
      const mirrors = chain.parameters.map(({ value }) => room.allocate(value.dtype, value.shape));
      return { ...build(N, room), mirrors };
    });
  }

  /** A batch of full size, for the shapes of what it fills. */
  get whole(): B {
    return this.#batches.whole;
  }

  /** Hands each batch over after its forward pass. Meanwhile parameters lie in memory that the kernels reach. */
  run(columns: readonly Tensor[], use: (batch: B, begin: number) => void): void {
    const { whole, size } = this.#batches;
    const { parameters } = this.#chain;
    const values = parameters.map(({ value }) => value);
    try {
      parameters.forEach((parameter, i) => {
        whole.mirrors[i]!.data.set(values[i]!.data);
        parameter.value = whole.mirrors[i]!;
      });
      for (let begin = 0; begin < columns[0]!.shape[0]!; begin += size) {
        const batch = this.#batches.take(columns, begin);
        this.#chain.compute(batch.pass);
        use(batch, begin);
      }
    } finally {
      parameters.forEach((parameter, i) => (parameter.value = values[i]!));
    }
  }
}

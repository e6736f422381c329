/** What is drawn from a Mersenne Twister in bulk. */
import type { Kernels } from '../kernels.ts';
import * as plain from '../reference/draws.ts';
import type { Addresses } from './addresses.ts';
import { TEMPERED, TWISTER_WORDS } from './scratch.ts';

export interface DrawExports {
  /** Fills float64 where `wide` is 1, float32 where it is 0; takes how many words of the block are used up, and returns how many then are. */
  bernoulli(
    state: number,
    pos: number,
    output: number,
    count: number,
    limit: number,
    rest: number,
    above: number,
    below: number,
    wide: number,
  ): number;
}

/** @param scratch what is kept during a call, the generator's state */
export function draws(wasm: DrawExports, at: Addresses, scratch: Uint8Array<ArrayBuffer>) {
  let words: Uint32Array | undefined;
  return {
    bernoulli(draws, mask, limit, rest, above, below) {
      const { twister } = draws;
      const maskAt = at.real(mask);
      if (twister === undefined || maskAt < 0 || scratch.length < 4 * TWISTER_WORDS) {
        plain.bernoulli(draws, mask, limit, rest, above, below);
        return;
      }
      const state = scratch.byteOffset;
      words ??= new Uint32Array(scratch.buffer, state, TWISTER_WORDS);
      words.set(twister.key);
      words.set(twister.block, TEMPERED);
      const wide = mask instanceof Float64Array ? 1 : 0;
      twister.pos = wasm.bernoulli(state, twister.pos, maskAt, mask.length, limit, rest, above, below, wide);
      twister.key.set(words.subarray(0, twister.key.length));
      twister.block.set(words.subarray(TEMPERED));
    },
  } satisfies Partial<Kernels>;
}

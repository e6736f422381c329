import { ValueError, describe } from '../errors.ts';
import { isUint32, type BitGenerator, type BitGeneratorState, type MersenneTwisterState } from './bit-generator.ts';

const N = 624; // words of state
const M = 397; // distance of the word that is mixed in

/**
 * MT19937, the generator behind NumPy's legacy `np.random`: period 2^19937 - 1, 32 bits a word.
 *
 *     k[i + 624] = k[i + 397] ^ twist(upper bit of k[i], lower bits of k[i + 1])
 *
 * The recurrence runs for a whole block of 624 words at a time; what is handed out are the words of that block, tempered.
 *
 * Source: Matsumoto and Nishimura, "Mersenne Twister", ACM TOMACS 8 (1998), with the seeding of 2002; NumPy's MT19937.
 */
export class MersenneTwister implements BitGenerator {
  /** The words of the recurrence. */
  readonly key = new Uint32Array(N);
  /** The same, tempered: what is handed out. */
  readonly block = new Uint32Array(N);
  /** How many words of the block are used up. */
  pos = N;
  /** The words themselves, for kernels that draw in bulk. */
  readonly twister = this;

  /** Seeds by one integer, as `np.random.seed(5)` does. */
  static fromInteger(seed: number): MersenneTwister {
    const twister = new MersenneTwister();
    twister.#initialize(seed);
    return twister;
  }

  /** Seeds by an array of integers, as `np.random.seed([1, 2, 3])` does; it may be longer than the state. */
  static fromIntegers(seeds: readonly number[]): MersenneTwister {
    const twister = new MersenneTwister();
    const { key } = twister;
    twister.#initialize(19650218);
    let i = 1;
    const scramble = (multiplier: number, addend: number): void => {
      const previous = key[i - 1]!;
      key[i] = (key[i]! ^ Math.imul(previous ^ (previous >>> 30), multiplier)) + addend;
      if (++i < N) return;
      key[0] = key[N - 1]!;
      i = 1;
    };
    for (let k = 0; k < Math.max(N, seeds.length); k++) {
      const j = k % seeds.length;
      scramble(1664525, seeds[j]! + j);
    }
    for (let k = 1; k < N; k++) scramble(1566083941, -i);
    key[0] = 0x80000000; // so that the state is never all zeros
    return twister;
  }

  /** Continues where `getState` was called. */
  static fromState(where: string, state: unknown): MersenneTwister {
    const { key, pos } = checkState(where, state);
    const twister = new MersenneTwister();
    twister.key.set(key);
    twister.pos = pos;
    twister.#temper();
    return twister;
  }

  uint32(): number {
    if (this.pos === this.block.length) this.#generate();
    return this.block[this.pos++]!;
  }

  double(): number {
    const { block, pos } = this;
    if (pos + 1 >= block.length) return join(this.uint32(), this.uint32()); // the two words may lie in two blocks
    this.pos = pos + 2;
    return join(block[pos]!, block[pos + 1]!);
  }

  getState(): BitGeneratorState {
    return { bitGenerator: 'MT19937', state: { key: Array.from(this.key), pos: this.pos } };
  }

  /** Knuth's linear congruential generator, The Art of Computer Programming 2, 3rd edition, page 106. */
  #initialize(seed: number): void {
    const { key } = this;
    key[0] = seed;
    for (let i = 1; i < N; i++) {
      const previous = key[i - 1]!;
      key[i] = Math.imul(previous ^ (previous >>> 30), 1812433253) + i;
    }
    this.pos = N;
  }

  #generate(): void {
    const { key } = this;
    const last = key.length - 1;
    const far = M;
    const near = key.length - M;
    // Three loops, so that no index has to be reduced modulo 624.
    for (let i = 0; i < near; i++) key[i] = key[i + far]! ^ twist(key[i]!, key[i + 1]!);
    for (let i = near; i < last; i++) key[i] = key[i - near]! ^ twist(key[i]!, key[i + 1]!);
    key[last] = key[last - near]! ^ twist(key[last]!, key[0]!);
    this.#temper();
    this.pos = 0;
  }

  #temper(): void {
    const { key, block } = this;
    for (let i = 0; i < key.length; i++) {
      let y = key[i]!;
      y ^= y >>> 11;
      y ^= (y << 7) & 0x9d2c5680;
      y ^= (y << 15) & 0xefc60000;
      block[i] = y ^ (y >>> 18);
    }
  }
}

/** The upper bit of one word and the 31 lower bits of the next, multiplied by the matrix A. */
function twist(upper: number, lower: number): number {
  const y = (upper & 0x80000000) | (lower & 0x7fffffff);
  return (y >>> 1) ^ (-(y & 1) & 0x9908b0df);
}

/** A number in [0, 1) of the upper 27 bits of one word and the upper 26 of the next. */
function join(high: number, low: number): number {
  return ((high >>> 5) * 2 ** 26 + (low >>> 6)) * 2 ** -53;
}

function checkState(where: string, state: unknown): MersenneTwisterState {
  if (typeof state !== 'object' || state === null) throw new ValueError(where, 'state { key, pos }', describe(state));
  const { key, pos } = state as Partial<Record<keyof MersenneTwisterState, unknown>>;
  if (!Array.isArray(key) || key.length !== N) throw new ValueError(where, `state.key of ${N} words`, describe(key));
  const wrong = key.findIndex((word) => !isUint32(word));
  if (wrong >= 0) {
    throw new ValueError(where, `state.key[${wrong}] from 0 to 2^32 - 1`, describe(key[wrong]));
  }
  if (!isUint32(pos) || pos > N) throw new ValueError(where, `state.pos from 0 to ${N}`, describe(pos));
  const words = key as number[];
  // The lower bits of the first word play no part; with the rest 0 the generator would give zeros for ever.
  if (words[0]! < 2 ** 31 && words.every((word, i) => i === 0 || word === 0)) {
    throw new ValueError(where, 'state.key with a bit set', 'zeros only');
  }
  return { key: words, pos };
}

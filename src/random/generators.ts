import { ValueError, describe } from '../errors.ts';
import { Alea } from './alea.ts';
import { isUint32, type BitGenerator } from './bit-generator.ts';
import { MersenneTwister } from './mersenne-twister.ts';

/** Where a random stream starts: an integer or integers from 0 to 2^32 - 1 as in NumPy, or any text. */
export type Seed = number | readonly number[] | string;

const SEEDS = 'a seed from 0 to 2^32 - 1, a non-empty array of such, or a string';

/** The generator that a seed asks for; null asks for entropy. */
export function seedGenerator(where: string, seed: unknown): BitGenerator {
  if (typeof seed === 'string') return Alea.fromString(seed);
  if (isUint32(seed)) return MersenneTwister.fromInteger(seed);
  if (Array.isArray(seed) && seed.length > 0) {
    const wrong = seed.findIndex((word) => !isUint32(word));
    if (wrong < 0) return MersenneTwister.fromIntegers(seed as number[]);
    throw new ValueError(where, SEEDS, `${describe(seed[wrong])} at index ${wrong}`, cure(seed[wrong]));
  }
  if (seed === null) return entropyGenerator();
  throw new ValueError(where, SEEDS, describe(seed), cure(seed));
}

/** A generator of 256 bits of entropy, from the platform's cryptographic source. */
function entropyGenerator(): BitGenerator {
  return MersenneTwister.fromIntegers(Array.from(globalThis.crypto.getRandomValues(new Uint32Array(8))));
}

/** The generator that a state describes. */
export function restoreGenerator(where: string, name: unknown, state: unknown): BitGenerator {
  switch (name) {
    case 'MT19937':
      return MersenneTwister.fromState(where, state);
    case 'alea':
      return Alea.fromState(where, state);
    default:
      throw new ValueError(where, "bitGenerator 'MT19937' or 'alea'", describe(name));
  }
}

function cure(seed: unknown): string {
  if (seed === undefined) return 'For a stream that differs each time use RandomState.fromEntropy().';
  if (typeof seed === 'number') return 'Seed with its text instead: String(seed) may be any text.';
  return '';
}

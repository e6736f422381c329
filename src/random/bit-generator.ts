import type { Draws } from '../tensor/kernels/index.ts';

/** A source of random bits that can be written down and continued. Its doubles are multiples of 2^-53, all of them equally likely. */
export interface BitGenerator extends Draws {
  /** The next 32 bits, as a whole number from 0 to 2^32 - 1. */
  uint32(): number;
  getState(): BitGeneratorState;
}

/** Where a Mersenne Twister stands: its 624 words, and how many of them have been used. */
export interface MersenneTwisterState {
  readonly key: readonly number[];
  readonly pos: number;
}

/** Where an Alea generator stands: a carry and three fractions. */
export interface AleaState {
  readonly c: number;
  readonly s0: number;
  readonly s1: number;
  readonly s2: number;
}

/** The state of any generator of this package, under its name. */
export type BitGeneratorState =
  | { readonly bitGenerator: 'MT19937'; readonly state: MersenneTwisterState }
  | { readonly bitGenerator: 'alea'; readonly state: AleaState };

/** Whether `value` is a whole number from 0 to 2^32 - 1. */
export function isUint32(value: unknown): value is number {
  return typeof value === 'number' && value >>> 0 === value;
}

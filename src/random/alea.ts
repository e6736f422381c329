// This file of the package and not its main entry, which asks for Node's crypto.
import openAlea from 'seedrandom/lib/alea.js';
import { ValueError, describe } from '../errors.ts';
import type { AleaState, BitGenerator, BitGeneratorState } from './bit-generator.ts';

const MULTIPLIER = 2091639;
const FRACTIONS = ['s0', 's1', 's2'] as const;

/**
 * Baagøe's Alea generator for string seeds, as the package seedrandom has it: multiply with carry over three fractions.
 *
 *     t = 2091639 s0 + c 2^-32;   s0, s1 = s1, s2;   c = floor(t);   s2 = t - c
 *
 * All fractions are multiples of 2^-32, so every step is exact in float64 and the same on every engine.
 */
export class Alea implements BitGenerator {
  readonly #source: ReturnType<typeof openAlea>;

  private constructor(seed: string, state: true | AleaState) {
    this.#source = openAlea(seed, { state });
  }

  static fromString(seed: string): Alea {
    return new Alea(seed, true);
  }

  /** Continues where `getState` was called. */
  static fromState(where: string, state: unknown): Alea {
    return new Alea('', checkState(where, state));
  }

  uint32(): number {
    return this.#source.int32() >>> 0;
  }

  double(): number {
    return this.#source.double();
  }

  getState(): BitGeneratorState {
    return { bitGenerator: 'alea', state: this.#source.state() };
  }
}

function checkState(where: string, state: unknown): AleaState {
  if (typeof state !== 'object' || state === null) {
    throw new ValueError(where, 'state { c, s0, s1, s2 }', describe(state));
  }
  const { c, s0, s1, s2 } = state as AleaState;
  if (!Number.isInteger(c) || c < 0 || c >= MULTIPLIER) {
    throw new ValueError(where, `a whole state.c from 0 to ${MULTIPLIER - 1}`, describe(c));
  }
  for (const name of FRACTIONS) {
    const fraction = (state as AleaState)[name];
    if (!Number.isInteger(fraction * 2 ** 32) || fraction < 0 || fraction >= 1) {
      throw new ValueError(where, `state.${name} in [0, 1), a multiple of 2^-32`, describe(fraction));
    }
  }
  // The two states that lead to themselves would give one number for ever.
  const stuck = (carry: number, fraction: number): boolean =>
    c === carry && [s0, s1, s2].every((value) => value === fraction);
  if (stuck(0, 0) || stuck(MULTIPLIER - 1, 1 - 2 ** -32)) {
    throw new ValueError(where, 'a state that moves', 'one that repeats itself');
  }
  return { c, s0, s1, s2 };
}

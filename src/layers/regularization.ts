import type { OptionRule } from '../options.ts';

/** What keeps parameters small: L1 adds l1 * Σ|w| to the loss, L2 adds l2 * Σ w². Each is 0, off, or above. */
export interface Regularization {
  /** @default 0 */
  readonly weightRegularizerL1?: number;
  /** @default 0 */
  readonly weightRegularizerL2?: number;
  /** @default 0 */
  readonly biasRegularizerL1?: number;
  /** @default 0 */
  readonly biasRegularizerL2?: number;
}

const strength: OptionRule<number> = {
  fallback: 0,
  expected: 'to be a number, 0 or more',
  holds: (value) => typeof value === 'number' && Number.isFinite(value) && value >= 0,
};

/** The options of layers with weights and biases. */
export const REGULARIZATION = {
  weightRegularizerL1: strength,
  weightRegularizerL2: strength,
  biasRegularizerL1: strength,
  biasRegularizerL2: strength,
} as const;

import { ValueError, describe } from '../errors.ts';

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

/** The names of the options. */
export const REGULARIZATION: readonly string[] = [
  'weightRegularizerL1',
  'weightRegularizerL2',
  'biasRegularizerL1',
  'biasRegularizerL2',
];

/** Fills in the defaults. */
export function checkRegularization(where: string, options: Regularization): Required<Regularization> {
  const all = {
    weightRegularizerL1: 0,
    weightRegularizerL2: 0,
    biasRegularizerL1: 0,
    biasRegularizerL2: 0,
    ...options,
  };
  for (const [name, strength] of Object.entries(all)) {
    if (!Number.isFinite(strength) || strength < 0) {
      throw new ValueError(where, `${name} to be a number, 0 or more`, describe(strength));
    }
  }
  return all;
}

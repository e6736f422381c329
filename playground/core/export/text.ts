/** Pieces of exported programs. */
import type { Settings } from '../settings/settings.ts';

type Options = Readonly<Record<string, string | number | undefined>>;

/** The options that are not left at their defaults, as `{ name: value }`. */
export function optionsText(options: Options): string {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return given.length === 0 ? '' : `{ ${given.map(([name, value]) => `${name}: ${value!}`).join(', ')} }`;
}

/** What layers in front of the last one pay for their weights. */
export function penaltiesOf({ l1, l2 }: Settings): Options {
  const penalty = (value: number): number | undefined => (value > 0 ? value : undefined);
  return {
    weightRegularizerL1: penalty(l1),
    biasRegularizerL1: penalty(l1),
    weightRegularizerL2: penalty(l2),
    biasRegularizerL2: penalty(l2),
  };
}

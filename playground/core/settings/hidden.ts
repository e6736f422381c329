/** The hidden layers of a network, by the neurons of each, with one more or less. What is not possible leaves them as they are. */
import { MOST_LAYERS, MOST_NEURONS } from './settings.ts';

type Hidden = readonly number[];

/** The neurons of a layer that is put in. */
const FEW = 4;

/** @param at the place of the new layer, 0 before all others */
export const withLayer = (hidden: Hidden, at: number): Hidden =>
  hidden.length >= MOST_LAYERS ? hidden : [...hidden.slice(0, at), FEW, ...hidden.slice(at)];

export const withoutLayer = (hidden: Hidden, at: number): Hidden => hidden.filter((_, i) => i !== at);

/** @param by how many neurons more; fewer where it is negative */
export function withNeurons(hidden: Hidden, at: number, by: number): Hidden {
  return hidden.map((neurons, i) => (i === at ? Math.min(MOST_NEURONS, Math.max(1, neurons + by)) : neurons));
}

/** What is drawn from a stream of random numbers in bulk. */
import type { FloatArray } from '../../dtype.ts';
import type { Draws } from '../kernels.ts';

export function bernoulli(
  draws: Draws,
  mask: FloatArray,
  limit: number,
  rest: number,
  above: number,
  below: number,
): void {
  for (let i = 0; i < mask.length; i++) {
    let draw = draws.double();
    while (draw - limit > rest) draw = draws.double();
    mask[i] = draw > limit ? above : below;
  }
}

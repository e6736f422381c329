/** Training leaves nothing behind. tests/long has the same over a million steps. */
import { expect, it } from 'vitest';
import { heapGrowth } from './heap.ts';

it('20,000 steps do not grow the heap', () => {
  // A kilobyte a step would be 20 MB; what remains is history, code and chance.
  expect(heapGrowth(20_000)).toBeLessThan(6e6);
});

import { expect, it } from 'vitest';
import { heapGrowth } from '../model/heap.ts';

it('a million steps leave nothing behind but their history', { timeout: 600_000 }, () => {
  // 8 steps an epoch, whose report takes 200 bytes: 25 MB. Ten bytes a step more would show.
  expect(heapGrowth(1_000_000)).toBeLessThan(35e6);
});

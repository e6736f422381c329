/**
 * What the playground asks of a browser, as `npm run bench` reports it. Other tests run at the same time, so a thread's time on the processor
 * is counted, and the limits leave room for what others do to caches: on an idle machine the figures are less than half of theirs.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  chromiumPath,
  growth,
  mainThread,
  openPlayground,
  readiness,
  type Playground,
} from '../../bench/lib/playground.mjs';
import { spread } from '../../bench/lib/stats.mjs';
import { dist } from '../support/dist.ts';

describe.skipIf(chromiumPath === undefined)('in Chromium', () => {
  let playground: Playground;
  beforeAll(async () => {
    playground = await openPlayground(dist('cli.js'));
  });
  afterAll(() => playground?.close());

  test.each(['', 'data=blobs&classes=8&hidden=64', 'data=hills&batch=32'])(
    'training leaves the main thread alone: %s',
    async (query) => {
      const { work, longest } = await mainThread(playground, query, 20);
      expect(work.length).toBeGreaterThan(50);
      expect(spread(work).median).toBeLessThan(16);
      expect(longest).toBeLessThan(50);
    },
  );

  test('it takes less than a second of the processor until it answers, slow as that may be', async () => {
    const loads = [];
    for (let i = 0; i < 3; i++) loads.push((await readiness(playground, 1)).cpu);
    expect(Math.min(...loads)).toBeLessThan(1000);
  });

  test('memory grows by less than 2 MB in as many epochs as ten minutes have', async () => {
    // Few points and neurons, so that it takes two minutes.
    const { page, worker, epochs, detached } = await growth(playground, 'samples=10&hidden=4&heldOut=0', 15);
    expect(epochs).toBeGreaterThan(400_000);
    expect(page + worker).toBeLessThan(2e6);
    expect(detached).toBeLessThanOrEqual(0);
  });
});

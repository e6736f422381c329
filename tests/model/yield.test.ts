/** Training lets others run in every engine, whatever it offers for that. */
import { afterEach, expect, test, vi } from 'vitest';
import { yieldToEventLoop } from '../../src/model/run/yield.ts';

afterEach(() => void vi.unstubAllGlobals());

test.each([
  ['as in Node', []],
  ['as in a page', ['setImmediate']],
  ['as in a test runner that imitates a page', ['setImmediate', 'MessageChannel']],
])('%s', async (_, missing) => {
  const seen: string[] = [];
  const timer = new Promise((resolve) => setTimeout(resolve, 0)).then(() => seen.push('timer'));
  for (const name of missing) vi.stubGlobal(name, undefined);
  await yieldToEventLoop().then(() => seen.push('yielded'));
  await timer;
  expect(seen.sort()).toEqual(['timer', 'yielded']);
});

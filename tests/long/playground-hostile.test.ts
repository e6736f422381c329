/** Links that mean harm, or nothing: an error by its name, the default page, and nothing of them is run. */
import { describe, expect, test } from 'vitest';
import { chromiumPath } from '../support/chromium.ts';
import { inChromium } from '../support/playground.ts';

const MARKUP = '<img src=x onerror="globalThis.harmed=1"><script>globalThis.harmed=1</script>';
const CHANGES = 'The link: expected changes as 40:rate:0.5';
const LESSON = 'The link: expected lesson to be one of 2, 3, 4, 5,';
const EMBED = 'The link: expected embed to be parts of map, curve,';

describe.skipIf(chromiumPath === undefined)('in Chromium', () => {
  const { open, arrival } = inChromium();

  test.each([
    ['changes', MARKUP, CHANGES],
    ['changes', `1:rate:${MARKUP}`, CHANGES],
    ['changes', `1:${MARKUP}:1`, CHANGES],
    ['changes', '1:__proto__:1', CHANGES],
    ['changes', '1:constructor:1', CHANGES],
    ['changes', '1:toString:1', CHANGES],
    ['changes', '1:hidden:64', CHANGES], // which no run goes on with
    ['changes', '1:w1-0-999:1', CHANGES],
    ['changes', '1:cw1-0-0-0-0:1', CHANGES],
    ['changes', '1:w0-0-0:1', CHANGES],
    ['changes', '1:w1-0-0:Infinity', CHANGES],
    ['changes', '1:w1-0-0:1e999', CHANGES],
    ['changes', '-1:rate:0.5', CHANGES],
    ['changes', '99999999:rate:0.5', CHANGES],
    ['changes', '1:rate:0.5:', CHANGES],
    ['changes', ','.repeat(50), CHANGES],
    ['changes', Array(31).fill('1:rate:0.5').join(','), 'The link: expected up to 30 changes, received 31.'],
    ['lesson', MARKUP, LESSON],
    ['lesson', 'javascript:globalThis.harmed=1', LESSON],
    ['lesson', '__proto__', LESSON],
    ['lesson', '05', LESSON],
    ['lesson', '1', LESSON],
    ['lesson', '23', LESSON],
    ['lesson', '', LESSON],
    ['embed', MARKUP, EMBED],
    ['embed', `map,${MARKUP}`, EMBED],
    ['embed', 'javascript:globalThis.harmed=1', EMBED],
    ['embed', 'constructor', EMBED],
    ['embed', 'map,', EMBED],
    ['embed', 'https://example.org/', EMBED],
  ])('%s=%s', async (name, value, message) => {
    const page = await open(`${name}=${encodeURIComponent(value)}`);
    const alert = page.locator('[role=alert]');
    await expect.poll(() => alert.innerText()).toContain(`ValueError: ${message}`);
    expect((await alert.innerText()).length).toBeLessThan(500);
    await expect.poll(() => alert.locator('img, script, a').count()).toBe(0);
    expect(await page.evaluate(() => (globalThis as { harmed?: number }).harmed)).toBeUndefined();
    await expect.poll(() => page.locator('.lesson').count()).toBe(0);
    await expect.poll(() => page.locator('header').count()).toBe(1);
    await expect.poll(() => page.locator('.shape').innerText()).toBe('2-12-12-3');
    await page.getByRole('button', { name: 'One epoch on' }).click();
    await arrival(page, 1);
  });
});

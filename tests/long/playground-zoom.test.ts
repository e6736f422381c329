/** At four times the size, which leaves 320 pixels of a page's width, and in colours that the system chooses. */
import { describe, expect, test } from 'vitest';
import { chromiumPath } from '../support/chromium.ts';
import { inChromium } from '../support/playground.ts';

const HIDDEN_NUMBERS = '.disclosure[aria-expanded=false]:visible';
const CLOSED = 'details:not([open]):not(.menu) > summary:visible';
const ZOOMED = { viewport: { width: 320, height: 256 }, deviceScaleFactor: 2 };

describe.skipIf(chromiumPath === undefined)('in Chromium', () => {
  const { open } = inChromium();
  const STATES = [
    ['points', 'at=5'],
    ['numbers', 'data=sine&hidden=8&at=5'],
    ['pictures', 'data=bars&samples=15&conv=2&hidden=none&at=5'],
    ['eight classes', 'data=blobs&classes=8&hidden=16,16,16&at=5'],
    ['a drawing', 'data=drawn'],
    ['a lesson', 'lesson=5'],
    ['parts alone', 'embed=map,curve,network&at=5'],
    ['a link that is not understood', `data=${'cats'.repeat(9)}`],
  ] as const;

  test.each(
    STATES.flatMap(([state, query]) => (['en', 'zh-CN'] as const).map((locale) => [state, locale, query] as const)),
  )('nothing has to be scrolled sideways: %s, %s', async (_, locale, query) => {
    const page = await open(query, { ...ZOOMED, locale, forcedColors: locale === 'en' ? 'none' : 'active' });
    const tabs = await page.locator('.tabs button').all();
    for (const tab of tabs.length > 0 ? tabs : [undefined]) {
      await tab?.click();
      for (const part of [HIDDEN_NUMBERS, CLOSED]) {
        const closed = page.locator(part);
        while ((await closed.count()) > 0) await closed.first().click({ timeout: 5000 }); // nothing lies over it
      }
      expect(await page.evaluate(() => document.scrollingElement!.scrollWidth)).toBeLessThanOrEqual(320);
    }
  });
});

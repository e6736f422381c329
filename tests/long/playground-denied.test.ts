/** The playground where the browser refuses it something: it says so, or goes on without. */
import { describe, expect, test } from 'vitest';
import { chromiumPath } from '../support/chromium.ts';
import { hashInNode, inChromium } from '../support/playground.ts';

describe.skipIf(chromiumPath === undefined)('in Chromium', () => {
  const { open, arrival, hashIn, forgive } = inChromium();

  test('a worker that cannot be had is asked for once, and again when the reader wants it', async () => {
    const page = await open();
    let asked = 0;
    await page.unrouteAll();
    await page.context().route('**/worker.js', (route) => {
      asked++;
      return route.abort();
    });
    await page.evaluate(async () => {
      for (const each of await navigator.serviceWorker.getRegistrations()) await each.unregister();
    });
    await page.reload();
    await page.getByText('Error: it could not be loaded').waitFor();
    await page.waitForTimeout(500);
    expect(asked).toBe(1);
    await page.context().unroute('**/worker.js');
    await page.getByRole('button', { name: 'Go on from here' }).click();
    await arrival(page, 0);
    expect(await hashIn(page)).toBe(hashInNode('', 0));
    forgive('net::ERR_FAILED');
  });

  test('without storage, clipboard and service workers it goes on', async () => {
    const page = await open();
    await page.context().addInitScript(() => {
      const denied = () => {
        throw new DOMException('denied', 'SecurityError');
      };
      Object.defineProperty(globalThis, 'localStorage', { get: denied });
      Object.defineProperty(navigator, 'serviceWorker', { value: undefined });
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
    });
    await page.reload();
    await arrival(page, 0);
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByText('Copy the address of this page: it is the link.').waitFor();
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('button', { name: '分享' }).waitFor();
  });

  test('a file that cannot be read, as a folder, is told', async () => {
    const page = await open();
    await page.locator('input[type=file]').evaluate((input) => {
      const file = new File(['a'], 'folder');
      file.arrayBuffer = () => Promise.reject(new DOMException('it could not be read', 'NotReadableError'));
      Object.defineProperty(input, 'files', { value: [file] });
      input.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await page.getByText('NotReadableError: it could not be read').waitFor();
  });
});

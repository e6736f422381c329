/** The playground in Chromium without its server, with a new version of itself, and where another program has its port. */
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fromOnnx } from 'nnfs';
import { readPage, type PageFile } from '../../src/cli/playground/files.ts';
import { servePage, type PageServer } from '../../src/cli/playground/server.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { dist } from '../support/dist.ts';
import { exported } from '../support/playground.ts';

describe.skipIf(chromiumPath === undefined)('in Chromium', () => {
  let files: ReadonlyMap<string, PageFile>;
  let server: PageServer;
  let context: BrowserContext;
  let browser: Awaited<ReturnType<typeof launchChromium>>;

  beforeAll(async () => {
    files = await readPage(dist('playground'));
    browser = await launchChromium();
  });
  beforeEach(async () => {
    server = await servePage(files, 0);
    context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en', acceptDownloads: true });
  });
  afterEach(async () => {
    await context.close();
    await server.close();
  });
  afterAll(() => browser.close());

  const port = (): number => Number(new URL(server.address).port);

  /** Opens the page, and waits until everything is kept. */
  async function openAndKeep(): Promise<Page> {
    const page = await context.newPage();
    await page.goto(server.address);
    await page.locator('[data-step="0"]').waitFor();
    await page.evaluate(async () => {
      const { active } = await navigator.serviceWorker.ready;
      if (active!.state === 'activated') return;
      await new Promise((resolve) => active!.addEventListener('statechange', resolve, { once: true }));
    });
    return page;
  }

  const kept = (page: Page): Promise<string[]> => page.evaluate(() => caches.keys());

  /** Another server at the same address. */
  async function replace(other: ReadonlyMap<string, PageFile>): Promise<void> {
    const before = port();
    await server.close();
    server = await servePage(other, before);
    expect(port()).toBe(before);
  }

  const changed = (name: string, change: (text: string) => string): Map<string, PageFile> => {
    const text = change(Buffer.from(files.get(name)!.body).toString());
    const file = { ...files.get(name)!, body: Buffer.from(text) };
    return new Map([...files, [name, file], ...(name === '/index.html' ? [['/', file] as const] : [])]);
  };

  test('once it was loaded it trains, explains, speaks Chinese and exports without its server', async () => {
    const page = await openAndKeep();
    await server.close();
    await page.goto(`${server.address}?data=moons&hidden=4`);
    await page.locator('.kernels.simd').waitFor();
    await expect.poll(() => page.locator('.shape').innerText()).toBe('2-4-2');
    await page.getByRole('button', { name: 'Play' }).click();
    await page.waitForFunction(() => Number(document.querySelector<HTMLElement>('[data-step]')!.dataset.step) > 20);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'The arithmetic' }).click();
    await page.locator('.walk-page').waitFor();
    expect(fromOnnx(await exported(page, 'ONNX')).layers).toHaveLength(4);
    expect(String(await exported(page, 'Map (SVG)'))).toMatch(/^<svg .*Decision map/s);
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('button', { name: '开始' }).waitFor();
    await page.goto(`${server.address}?lesson=5`);
    await page.locator('.lesson h2').waitFor();
    await expect.poll(() => page.locator('[role=alert] .problem').count()).toBe(0);
  });

  test('a new version is there at the next load, with its own files only', async () => {
    const page = await openAndKeep();
    const next = changed('/style.css', (text) => `${text}h1{letter-spacing:7px}`);
    next.set('/offline.js', {
      ...files.get('/offline.js')!,
      body: Buffer.from(
        Buffer.from(files.get('/offline.js')!.body)
          .toString()
          .replace(/"[0-9a-f]{16}"/, '"next"'),
      ),
    });
    await replace(next);
    const spacing = (): Promise<string> => page.locator('h1').evaluate((h1) => getComputedStyle(h1).letterSpacing);
    expect(await spacing()).not.toBe('7px');
    await page.reload();
    expect(await spacing()).toBe('7px');
    await expect.poll(() => kept(page), { timeout: 20_000 }).toEqual([expect.stringMatching(/ next$/)]);
    await server.close();
    await page.reload();
    await page.locator('.kernels.simd').waitFor();
    expect(await spacing()).toBe('7px');
  });

  test('another program at the same address is shown as it is, and nothing is kept any longer', async () => {
    const page = await openAndKeep();
    await replace(changed('/index.html', () => '<!doctype html><title>another</title>'));
    await page.reload();
    expect(await page.title()).toBe('another');
    await expect.poll(() => kept(page)).toEqual([]);
    await page.goto('about:blank');
    await server.close();
    await expect(page.goto(server.address)).rejects.toThrow('ERR_CONNECTION_REFUSED');
  });

  test('what cannot be loaded is said, and the run goes on', async () => {
    const missing = new Map([...files].filter(([name]) => !/chinese|nnfs\.browser|numbers/.test(name)));
    await replace(missing);
    const page = await context.newPage();
    await page.goto(server.address);
    await page.locator('[data-step="0"]').waitFor();
    const problem = page.locator('[role=alert] .problem', { hasText: 'A part of this page could not be loaded' });
    for (const act of [
      () => page.getByRole('button', { name: '中文' }).click(),
      () => page.getByRole('button', { name: 'The arithmetic' }).click(),
      async () => {
        await page.locator('.menu > summary').click();
        await page.getByRole('button', { name: 'ONNX' }).click();
      },
    ]) {
      await act();
      await problem.waitFor();
      await expect
        .poll(() => problem.innerText())
        .toContain('NotLoadedError: Failed to fetch dynamically imported module');
      await page.getByLabel('Data set', { exact: true }).selectOption('Moons');
      await page.getByLabel('Data set', { exact: true }).selectOption('Spirals');
      await problem.waitFor({ state: 'detached' });
    }
    await page.getByRole('button', { name: 'One epoch on' }).click();
    await page.locator('[data-step="1"]').waitFor();
  });
});

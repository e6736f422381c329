/** The playground in Chromium, as it is shipped, and what Node makes of the same links. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { Run } from '../../playground/core/run/run.ts';
import { recipeOf } from '../../playground/core/settings/changes.ts';
import { LESSONS } from '../../playground/lessons/lessons.ts';
import { readAddress } from '../../playground/page/state/address.ts';
import { readPage } from '../../src/cli/playground/files.ts';
import { servePage, type PageServer } from '../../src/cli/playground/server.ts';
import { launchChromium } from './chromium.ts';
import { dist } from './dist.ts';
import { subjectIn } from './subject.ts';

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What a run has come to in Node, optimizer, random streams and all. */
export function hashInNode(query: string, step: number): string {
  const recipe = recipeOf(query);
  const run = new Run(recipe, undefined, subjectIn(recipe.settings));
  run.seek(step);
  return sha256(run.model.toBytes({ training: true, history: false }));
}

/** Opens pages for the tests of a file, which fail where a page complains or asks for what is elsewhere. */
export function inChromium() {
  let server: PageServer;
  let browser: Browser;
  const complaints: string[] = [];
  const strangers: string[] = [];

  beforeAll(async () => {
    server = await servePage(await readPage(dist('playground')), 0);
    browser = await launchChromium();
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    expect(complaints.splice(0)).toEqual([]);
    expect(strangers.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  /** Opens a link in a browser that has never been here. */
  async function open(
    query = '',
    options: BrowserContextOptions = {},
    kernels: 'simd' | 'plain' = 'simd',
  ): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en', ...options });
    if (kernels === 'plain') await forbidWebAssembly(context);
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('request', (request) => {
      if (!request.url().startsWith(server.address) && !/^(data|blob):/.test(request.url()))
        strangers.push(request.url());
    });
    await page.goto(server.address + (query && `?${query}`));
    await arrival(page, stepIn(query), kernels);
    return page;
  }

  const stepOf = async (page: Page): Promise<number> =>
    Number(await page.locator('[data-step]').first().getAttribute('data-step'));

  /** Waits until the page is at a step. */
  async function arrival(page: Page, step: number, kernels = 'simd'): Promise<void> {
    await page.locator(`[data-step="${step}"]`).waitFor({ timeout: 30_000 });
    await page.locator(`.kernels.${kernels}, main.embedded [data-score]`).first().waitFor({ state: 'attached' });
  }

  /** Waits until a run that was paused stands still. */
  async function rest(page: Page): Promise<number> {
    await page.locator('[data-still=true]').waitFor();
    return stepOf(page);
  }

  const hashIn = async (page: Page): Promise<string> => sha256(await exported(page, 'Model (safetensors)'));

  /** Takes what a page complained of from the list, where that was to be expected. */
  const forgive = (part: string): void => {
    const others = complaints.filter((text) => !text.includes(part));
    complaints.splice(0, complaints.length, ...others);
  };

  return { open, arrival, rest, exported, hashIn, forgive };
}

/** A file that the page hands out, by the text of its button. */
export async function exported(page: Page, text: string): Promise<Buffer> {
  await page.locator('.menu > summary').click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: text }).click(),
  ]);
  return readFileSync(await download.path());
}

/** Serves a policy under which no WebAssembly is compiled. */
async function forbidWebAssembly(context: BrowserContext): Promise<void> {
  await context.route('**/*', async (route) => {
    const response = await route.fetch();
    const policy = (response.headers()['content-security-policy'] ?? '').replace(" 'wasm-unsafe-eval'", '');
    await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': policy } });
  });
}

/** Where a link leads: a lesson to the step of its own run, what is not understood to the start. */
function stepIn(query: string): number {
  try {
    const address = readAddress(query);
    const { lesson } = address;
    return recipeOf(lesson !== undefined && address.query === '' ? LESSONS[lesson].query : address.query).at;
  } catch {
    return 0;
  }
}

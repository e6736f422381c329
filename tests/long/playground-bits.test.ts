/** However the work of a run is cut into pieces, the page has the bits of Node: with shuffle, dropout and batches, of branches too. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { Run } from '../../playground/core/run/run.ts';
import { recipeOf } from '../../playground/core/settings/changes.ts';
import { chromiumPath } from '../support/chromium.ts';
import { hashInNode, inChromium } from '../support/playground.ts';

const QUERY = 'samples=40&hidden=8&dropout=0.2&l2=0.0005&batch=32&shuffle=yes&seed=5';
const { stepsPerEpoch } = new Run(recipeOf(QUERY));
const END = 9 * stepsPerEpoch;

describe.skipIf(chromiumPath === undefined)('in Chromium', () => {
  const { open, arrival, rest, hashIn } = inChromium();

  /** Trains until a step or somewhat further, and where that was. */
  async function play(page: Page, step: number): Promise<number> {
    await page.getByRole('button', { name: 'Play' }).click();
    await page.waitForFunction(
      (wanted) => Number(document.querySelector<HTMLElement>('[data-step]')!.dataset.step) >= wanted,
      step,
    );
    await page.getByRole('button', { name: 'Pause' }).click();
    return rest(page);
  }

  async function press(page: Page, key: string, step: number): Promise<void> {
    await page.locator('h1').click();
    await page.keyboard.press(key);
    await arrival(page, step);
  }

  async function seek(page: Page, epoch: number): Promise<void> {
    await page.locator('.seek').fill(String(epoch));
    await arrival(page, epoch * stepsPerEpoch);
  }

  const SLICINGS: readonly (readonly [name: string, query: string, go: (page: Page) => Promise<void>])[] = [
    ['at once, by its link', `${QUERY}&at=${END}`, () => Promise.resolve()],
    [
      'by steps, then by epochs',
      QUERY,
      async (page) => {
        for (let step = 1; step <= stepsPerEpoch; step++) await press(page, 'ArrowRight', step);
        for (let epoch = 2; epoch <= 9; epoch++) await press(page, 'Shift+ArrowRight', epoch * stepsPerEpoch);
      },
    ],
    [
      'played further, and back by the slider',
      QUERY,
      async (page) => {
        expect(await play(page, END + 1)).toBeGreaterThan(END);
        await seek(page, 9);
      },
    ],
    [
      'played in two parts, begun anew, gone to, and stepped back to',
      QUERY,
      async (page) => {
        const first = await play(page, 3);
        expect(await play(page, Math.max(first, END) + 1)).toBeGreaterThan(first);
        await press(page, 'Home', 0);
        await press(page, 'Shift+ArrowRight', stepsPerEpoch);
        await seek(page, 10);
        for (let step = END + stepsPerEpoch - 1; step >= END; step--) await press(page, 'ArrowLeft', step);
      },
    ],
  ];

  test.each(SLICINGS)('a run has the same bits: %s', async (_, query, go) => {
    const page = await open(query);
    await go(page);
    await arrival(page, END);
    expect(await hashIn(page)).toBe(hashInNode(QUERY, END));
  });

  test('a run that is begun anew, and goes on from any point of its past, has the same bits', async () => {
    const page = await open(QUERY);
    await play(page, 30);
    await press(page, 'Home', 0);
    expect(await hashIn(page)).toBe(hashInNode(QUERY, 0));
    const reached = await play(page, 1);
    expect(await hashIn(page)).toBe(hashInNode(QUERY, reached));
    await seek(page, 2);
    const further = await play(page, reached + 1);
    expect(await hashIn(page)).toBe(hashInNode(QUERY, further));
  });

  test.each([
    ['Learning rate', '0.3', 'rate:0.3'],
    ['Optimizer', 'sgd', 'optimizer:sgd'],
  ])('a branch, played and stepped and sought, has the same bits: %s', async (label, value, change) => {
    const page = await open(`${QUERY}&at=${END}`);
    await seek(page, 4);
    await press(page, 'ArrowRight', 4 * stepsPerEpoch + 1); // in the midst of an epoch
    const field = page.getByLabel(label, { exact: true });
    if (label === 'Optimizer') await field.selectOption(value);
    else {
      await field.fill(value);
      await field.press('Enter');
    }
    await page.getByText('Run B: this one').waitFor();
    const at = 4 * stepsPerEpoch + 1;
    const branched = `${QUERY}&changes=${at}:${change}`;
    expect(new URL(page.url()).search).toBe(`?${branched}&at=${at}`);

    const paused = await play(page, END + 1);
    expect(await hashIn(page)).toBe(hashInNode(branched, paused));
    await seek(page, 9);
    expect(await hashIn(page)).toBe(hashInNode(branched, END));
    expect(hashInNode(branched, END)).not.toBe(hashInNode(QUERY, END));
    await seek(page, 3); // before the change
    expect(await hashIn(page)).toBe(hashInNode(QUERY, 3 * stepsPerEpoch));
    await press(page, 'Shift+ArrowRight', 4 * stepsPerEpoch);
    for (const step of [at, at + 1]) await press(page, 'ArrowRight', step);
    expect(await hashIn(page)).toBe(hashInNode(branched, at + 1));
  });
});

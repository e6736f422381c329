/** Points drawn in the playground, by mouse, by touch and by keys. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { decodePoints, encodePoints, snapped, type DrawnPoint } from '../../playground/core/settings/points.ts';
import { recipeOf } from '../../playground/core/settings/changes.ts';
import { Run } from '../../playground/core/run/run.ts';
import { programOf } from '../../playground/core/export/program.ts';
import { fromQuery } from '../../playground/core/settings/settings.ts';
import { chromiumPath } from '../support/chromium.ts';
import { hashInNode, inChromium } from '../support/playground.ts';

describe.skipIf(chromiumPath === undefined)('in Chromium', () => {
  const { open, arrival, exported, hashIn } = inChromium();

  const queryOf = (page: Page): string => new URL(page.url()).search.slice(1);
  const drawn = (page: Page): DrawnPoint[] => decodePoints(fromQuery(queryOf(page)).settings.points)!;

  /** Where a place of the sheet is on the page. */
  async function at(page: Page, x: number, y: number): Promise<[number, number]> {
    const { x: left, y: top, width, height } = (await page.locator('.drawing').boundingBox())!;
    return [left + (width * (x + 1)) / 2, top + (height * (1 - y)) / 2];
  }

  async function stroke(page: Page, from: [number, number], to: [number, number]): Promise<void> {
    await page.mouse.move(...(await at(page, ...from)));
    await page.mouse.down();
    await page.mouse.move(...(await at(page, ...to)), { steps: 12 });
    await page.mouse.up();
  }

  test('a mouse draws, erases and undoes; the run of it is that of Node, from its link and its program too', async () => {
    const page = await open('data=drawn&classes=2&hidden=6');
    await page.getByText('No points yet').waitFor();
    await page.getByRole('button', { name: 'Draw', exact: true }).click();
    await stroke(page, [-0.7, -0.5], [-0.7, 0.5]);
    await page.getByRole('button', { name: 'B', exact: true }).click();
    await stroke(page, [0.6, -0.5], [0.6, 0.5]);
    await page.getByText('30 points of at most').waitFor();
    const both = drawn(page);
    expect(both.map(({ mark }) => mark).join('')).toBe('000000000000000111111111111111'); // a point each 0.07
    expect(both.every(({ x, mark }) => x > 0 === (mark === 1))).toBe(true);
    expect(Math.abs(both[0]!.x + 0.7)).toBeLessThan(0.01);

    await page.getByRole('button', { name: 'Eraser' }).click();
    await stroke(page, [-0.7, -0.5], [-0.7, 0.5]);
    await page.getByText('15 points of at most').waitFor();
    expect(drawn(page).every(({ mark }) => mark === 1)).toBe(true);
    await page.keyboard.press('Control+z');
    await page.getByText(`${both.length} points of at most`).waitFor();
    expect(drawn(page)).toEqual(both);
    await page.keyboard.press('Control+Shift+z');
    await page.getByText(`15 points of at most`).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText(`${both.length} points of at most`).waitFor();

    await page.keyboard.press('Escape');
    await page.locator('.drawing').waitFor({ state: 'detached' });
    await page.locator('.seek').evaluate((slider: HTMLInputElement) => (slider.max = '50'));
    await page.locator('.seek').fill('50');
    await arrival(page, 50);
    const query = queryOf(page);
    expect(await hashIn(page)).toBe(hashInNode(query, 50));
    expect((await exported(page, 'TypeScript')).toString()).toBe(programOf(fromQuery(query).settings, 50));
    const elsewhere = await open(`${query}&at=50`);
    expect(await hashIn(elsewhere)).toBe(hashInNode(query, 50));
  });

  test('keys draw', async () => {
    const page = await open('data=drawn&hidden=4');
    await page.keyboard.press('d');
    await page.locator('.drawing:focus').waitFor();
    for (const key of ['ArrowRight', 'ArrowUp', '1', 'Shift+ArrowLeft', '3', 'ArrowDown', 'Enter']) {
      await page.keyboard.press(key);
    }
    await page.getByText('3 points of at most').waitFor();
    expect(drawn(page)).toEqual([
      { x: 0.05, y: 0.05, mark: 0 },
      { x: 0.04, y: 0.05, mark: 2 },
      { x: 0.04, y: 0, mark: 0 },
    ]);
    await expect.poll(() => page.locator('.map [role=status]').innerText()).toBe('A at 0.04, 0.00');
    await page.keyboard.press('8'); // there are three classes
    await page.keyboard.press('Delete');
    await page.locator('.map [role=status]', { hasText: 'Erased' }).waitFor();
    expect(drawn(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement!.textContent)).toBe('Draw');
  });

  test('a finger draws numbers, on the points that were there', async () => {
    const page = await open('data=hills&hidden=4', { hasTouch: true, viewport: { width: 390, height: 844 } });
    await page.getByRole('button', { name: 'Draw on these points' }).tap();
    const before = drawn(page).length;
    expect(before).toBe(100);
    await page.getByRole('button', { name: '−0.5', exact: true }).tap();
    await page.locator('.drawing').scrollIntoViewIfNeeded();
    await page.touchscreen.tap(...(await at(page, 0.3, -0.8)));
    await page.getByText('101 points of at most').waitFor();
    const { x, y, mark } = drawn(page).at(-1);
    expect([Math.round(10 * x), Math.round(10 * y), mark]).toEqual([3, -8, 2]);
  });

  test('200 points go along by the link: the same address and the same bytes where nobody has been', async () => {
    const points = Array.from({ length: 200 }, (_, n) => ({
      x: snapped(0.9 * Math.cos(n) * Math.sin(0.3 * n)),
      y: snapped(0.9 * Math.sin(1.7 * n)),
      mark: n % 4,
    }));
    const query = `data=drawn&classes=4&points=${encodePoints(points)}&hidden=6&batch=64&shuffle=yes&dropout=0.1`;
    const page = await open(query);
    await page.getByRole('button', { name: 'One epoch on' }).click();
    const { stepsPerEpoch } = new Run(recipeOf(query));
    await arrival(page, stepsPerEpoch);
    await page.getByRole('button', { name: 'Share' }).click();
    await page.locator('.toast:not(:empty)').waitFor();
    const link = queryOf(page);
    const hash = await hashIn(page);
    const table = await exported(page, 'Points and answers (CSV)');
    const elsewhere = await open(link);
    expect(queryOf(elsewhere)).toBe(link);
    expect(drawn(elsewhere)).toEqual(points);
    expect(await hashIn(elsewhere)).toBe(hash);
    expect((await exported(elsewhere, 'Points and answers (CSV)')).equals(table)).toBe(true);
    expect(hash).toBe(hashInNode(query, stepsPerEpoch));
  });

  test('a hostile drawing is refused by name', async () => {
    const page = await open('data=drawn&points=0____');
    await expect
      .poll(() => page.locator('[role=alert]').innerText())
      .toContain('ValueError: The link: expected points to be points');
  });
});

/** Lessons of the playground: what they ask for is nowhere on the page before it is answered or skipped. */
import { formatNumber } from 'nnfs';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { walk } from '../../playground/core/arithmetic/walk.ts';
import { Run } from '../../playground/core/run/run.ts';
import { recipeOf } from '../../playground/core/settings/changes.ts';
import { LESSONS } from '../../playground/lessons/lessons.ts';
import { CHAPTERS, HIDDEN } from '../../playground/lessons/chapters.ts';
import { chromiumPath } from '../support/chromium.ts';
import { inChromium } from '../support/playground.ts';

/** All numbers of the page, in texts, names and fields; but not the weights, of which some are alike by chance. */
const numbersOn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const places = 'header, footer, .problem, [role=status], main section:not(.network)';
    const texts = Array.from(document.querySelectorAll<HTMLElement>(places), (place) => [
      place.innerText,
      ...Array.from(place.querySelectorAll('*'), ({ attributes }) =>
        Array.from(attributes, ({ name, value }) => (/^(aria-|title|alt|data-)/.test(name) ? value : '')),
      ).flat(),
      ...Array.from(place.querySelectorAll<HTMLInputElement>('input, select'), ({ value }) => value),
    ]);
    const text = texts.flat().join(' ').replaceAll('−', '-');
    return text.match(/0x[0-9a-f]+|-?\d[\d.]*(?:e[-+]?\d+)?/g) ?? [];
  });

/** How the page may write a number. */
const waysToWrite = (value: number): string[] =>
  [value, Math.abs(value)].flatMap((each) => [
    formatNumber(each, 'float32'),
    String(each),
    ...[3, 4, 8].map((digits) => each.toPrecision(digits)),
    ...[3, 4].map((digits) => each.toFixed(digits)),
  ]);

describe.skipIf(chromiumPath === undefined)('in Chromium', () => {
  const { open } = inChromium();
  const asking = CHAPTERS.filter((chapter) => LESSONS[chapter].asked !== undefined);

  test.each(asking)('the number of lesson %d is hidden until it is answered', async (chapter) => {
    const { query, asked } = LESSONS[chapter];
    const { at, ...recipe } = recipeOf(query);
    const run = new Run(recipe);
    run.seek(at);
    const { pages } = walk(run, asked!);
    const own = pages.find(({ name, layer }) => name === asked!.page && layer === asked!.layer)!;
    const { result } = own.lines.find(({ name }) => name === asked!.line)!;
    const given = waysToWrite(result);

    const page = await open(`lesson=${chapter}`);
    await page.locator('li.now .result', { hasText: '?' }).waitFor();
    const closed = page.locator('details:not(.menu):not([open]) > summary:visible');
    while ((await closed.count()) > 0) await closed.first().click();
    expect((await numbersOn(page)).filter((text) => given.includes(text))).toEqual([]);
    // Nor is it on the way through the step, where other numbers follow from it.
    const first = page.getByRole('button', { name: 'Forward', exact: true });
    await first.click();
    const lines = pages.flatMap((each) => each.lines).length;
    const found: string[] = [];
    for (let line = 0; line < lines; line++) {
      await page.locator(`[data-line="${line}"]`).waitFor();
      const away = (await numbersOn(page)).filter((text) => given.includes(text));
      if (away.length > 0) found.push(`${line}: ${String(away)}`);
      if (line < lines - 1) await page.keyboard.press('n');
    }
    expect(found).toEqual([]);

    await page.getByLabel('Your answer').fill(String(result));
    await page.getByRole('button', { name: 'Answer', exact: true }).click();
    await page.locator('.reason', { hasText: 'Right: ' }).waitFor();
    await first.click();
    const index = pages.flatMap((each) => each.lines.map((line) => line === own.lines.find(({ name }) => name === asked!.line))).indexOf(true); // prettier-ignore
    for (let line = 0; line < index; line++) {
      await page.locator(`[data-line="${line}"]`).waitFor();
      await page.keyboard.press('n');
    }
    await page.locator(`[data-line="${index}"]`).waitFor();
    await expect.poll(() => page.locator('li.now .result').innerText()).toBe(formatNumber(result, 'float32'));
  });

  test.each(Object.entries(HIDDEN))('lesson %s does not show its %s beside the question', async (chapter, figures) => {
    const page = await open(`lesson=${chapter}`);
    await page.locator('.lesson').waitFor();
    const [place, text] = figures === 'steps' ? ['.clock .place', /step 0 of 8/] : ['.scores', /Loss\s+\d/i];
    await page.locator(place).waitFor();
    const parts = [place, '.compare', '.unseen[role=status]'];
    const all = async (): Promise<string> => (await Promise.all(parts.map((each) => page.locator(each).first().innerText()))).join('\n'); // prettier-ignore
    expect(await all()).not.toMatch(text);
    await page.getByRole('button', { name: 'Skip, and show it' }).click();
    await expect.poll(all).toMatch(text);
  });

  test.each([
    [5, 1280, 800],
    [5, 900, 900],
    [10, 1100, 800],
    [13, 720, 900],
    [18, 390, 844],
  ])('the question of lesson %d is seen at once, on %d x %d pixels', async (chapter, width, height) => {
    const page = await open(`lesson=${chapter}`, { viewport: { width, height } });
    const { asked, question } = LESSONS[chapter as 5 | 10 | 13 | 18];
    if (asked) await page.locator('li.now .result', { hasText: '?' }).waitFor();
    await page.waitForTimeout(300); // what is scrolled to is so after the numbers are there
    const box = await page.getByText(question.en).boundingBox();
    expect(box!.y).toBeGreaterThanOrEqual(0);
    expect(box!.y + box!.height).toBeLessThan(height / 2);
  });
});

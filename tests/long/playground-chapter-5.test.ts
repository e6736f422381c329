/** What the page shows of the network of chapter 5 is what the chapter prints. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { chromiumPath } from '../support/chromium.ts';
import { root } from '../support/dist.ts';
import { markdownExamples } from '../support/examples.ts';
import { inChromium } from '../support/playground.ts';

/** What the command at the end of the chapter prints: five rows of confidences, the loss, the accuracy. */
const printed = markdownExamples('chapter-5.md', readFileSync(`${root}docs/chapter-5.md`, 'utf8')).at(-1).expected;
const rows = printed.match(/\[\d.*?\]/g)!.map((row) => row.match(/[\d.]+/g)!);
const loss = /^loss: (.*)$/m.exec(printed)![1]!;
const accuracy = /^acc: (.*)$/m.exec(printed)![1]!;

describe.skipIf(chromiumPath === undefined)('in Chromium', () => {
  const { open } = inChromium();

  /** The result of a line of the arithmetic, gone to by keys. */
  async function resultOf(page: Page, line: string): Promise<string> {
    const now = page.locator('.walk-page li.now');
    for (let i = 0; (await now.getAttribute('data-name')) !== line; i++) {
      await page.keyboard.press('n');
      await page.locator(`[data-line="${i + 1}"]`).waitFor();
    }
    await expect.poll(() => now.locator('.check').innerText()).toMatch(/^= library/);
    return now.locator('.result').innerText();
  }

  test('the mean loss of the arithmetic, the loss and the accuracy beside the map', async () => {
    const page = await open('heldOut=0&hidden=3&initializer=book');
    await expect.poll(() => page.locator('[data-score=loss]').innerText()).toBe(Number(loss).toFixed(4));
    const share = `${(100 * Number(accuracy)).toFixed(1)} %`;
    await expect.poll(() => page.locator('.scores .of-training').innerText()).toContain(share);
    await page.keyboard.press('a');
    await page.locator('[data-line="0"]').waitFor();
    expect(await resultOf(page, 'mean')).toBe(loss);
  });

  test('the confidences of the first points', async () => {
    const page = await open('heldOut=0&hidden=3&initializer=book');
    await page.keyboard.press('a');
    const shown: string[][] = [];
    for (const sample of rows.keys()) {
      const ofPoint: string[] = [];
      for (const neuron of ['A', 'B', 'C']) {
        await page.getByRole('button', { name: `Outputs: ${neuron}` }).click();
        await page.getByLabel('Point 0–299').fill(String(sample));
        await page.getByRole('button', { name: 'Forward', exact: true }).click();
        await page.locator('[data-line="0"]').waitFor();
        await page.locator('h1').click();
        ofPoint.push(await resultOf(page, 'share'));
      }
      shown.push(ofPoint);
    }
    expect(shown).toEqual(rows);
  });

  test('the lesson of the chapter, once it is skipped', async () => {
    const page = await open('lesson=5');
    await page.getByRole('button', { name: 'Skip, and show it' }).click();
    await page.getByText(`It is ${loss}.`).waitFor();
    await expect.poll(() => page.locator('li.now .result').innerText()).toBe(loss);
  });
});

/** Tables brought to the playground: dropped, pasted, opened, and refused. */
import type { Page } from 'playwright-core';
import * as nnfs from 'nnfs';
import { describe, expect, test } from 'vitest';
import { OwnTable } from '../../playground/core/data/own-table.ts';
import { recipeOf } from '../../playground/core/settings/changes.ts';
import { programOf } from '../../playground/core/export/program.ts';
import { Run } from '../../playground/core/run/run.ts';
import { ofTable } from '../../playground/core/run/subject.ts';
import { fromQuery } from '../../playground/core/settings/settings.ts';
import { chromiumPath } from '../support/chromium.ts';
import { inChromium, sha256 } from '../support/playground.ts';

const ROWS = Array.from(
  { length: 60 },
  (_, n) => `${(n * 7) % 13},"${(n * 5) % 11}",${(n * 3) % 17},${n % 3 ? '"dog, wet"' : 'cat'}`,
);
const ANIMALS = `\ufeffage,size,weight,"kind of animal"\r\n${ROWS.join('\r\n')}\r\n`;

describe.skipIf(chromiumPath === undefined)('in Chromium', () => {
  const { open, arrival, exported, hashIn } = inChromium();

  const openFile = (page: Page, name: string, text: string): Promise<void> =>
    page.getByLabel('Open a CSV file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

  test('one that is opened becomes the points: the run of it is that of Node, two of its inputs are the axes', async () => {
    const page = await open('hidden=6');
    await openFile(page, 'animals.csv', ANIMALS);
    await page.getByText('animals.csv: 60 rows, 4 columns.').waitFor();
    await page.locator('.shape', { hasText: /^3-6-2$/ }).waitFor();
    await expect.poll(() => page.locator('.result .legend').innerText()).toContain('dog, wet');
    await page.locator('h1').click();
    for (const step of [1, 2, 3]) {
      await page.keyboard.press('ArrowRight');
      await arrival(page, step);
    }
    const { settings } = fromQuery(new URL(page.url()).search.slice(1));
    expect(settings).toMatchObject({
      data: 'table',
      target: 'kind of animal',
      task: 'classes',
      classes: 2,
      hidden: [6],
    });
    const table = new OwnTable('animals.csv', new TextEncoder().encode(ANIMALS), nnfs);
    const run = new Run({ settings, changes: [] }, undefined, ofTable(table));
    run.seek(3);
    expect(await hashIn(page)).toBe(sha256(run.model.toBytes({ training: true, history: false })));
    const program = programOf(settings, 3, { name: 'animals.csv', inputs: 3 });
    expect((await exported(page, 'TypeScript')).toString()).toBe(program);

    await page.getByLabel('Across').selectOption('weight');
    await page.getByLabel('Others as in row').fill('9');
    await page.getByLabel('Column to tell').selectOption('weight');
    await page.locator('.shape', { hasText: '-6-1' }).waitFor();
    await page.goBack();
    await page.locator('.shape', { hasText: '3-6-2' }).waitFor();
  });

  test('on a phone its map stays while the page is scrolled, and what chooses its axes does not', async () => {
    const page = await open('hidden=6', { viewport: { width: 390, height: 844 }, hasTouch: true });
    await openFile(page, 'animals.csv', ANIMALS);
    await page.getByText('animals.csv: 60 rows, 4 columns.').waitFor();
    const axes = page.getByLabel('Across');
    const before = (await axes.boundingBox())!.y;
    await page.locator('summary', { hasText: 'More settings' }).first().click();
    await page.evaluate(() => scrollTo(0, 300));
    const map = (await page.locator('.result .map').boundingBox())!;
    expect([map.y >= 0, map.y < 20, map.height > 250]).toEqual([true, true, true]);
    expect((await axes.boundingBox())!.y).toBeLessThan(before - 200);
    await axes.selectOption('weight');
    await expect.poll(() => axes.inputValue()).toBe('2');
  });

  test('a weight of it is typed over in the past: a run of its own, along the same axes, with its arithmetic', async () => {
    const page = await open('hidden=6');
    await openFile(page, 'animals.csv', ANIMALS);
    await page.getByText('animals.csv: 60 rows, 4 columns.').waitFor();
    await page.getByLabel('Across').selectOption('weight');
    await page.locator('h1').click();
    for (const [key, step] of [
      ['ArrowRight', 1],
      ['ArrowRight', 2],
      ['ArrowLeft', 1],
    ] as const) {
      await page.keyboard.press(key);
      await arrival(page, step);
    }
    await page.getByText('Type weights over').click();
    await page.getByLabel('from weight', { exact: true }).fill('0.5');
    await page.getByLabel('from weight', { exact: true }).press('Enter');
    await page.getByText('Run B: this one').waitFor();
    await expect.poll(() => page.getByLabel('Across').inputValue()).toBe('2');
    const { settings, changes } = recipeOf(new URL(page.url()).search.slice(1));
    expect(changes).toEqual([{ step: 1, kind: 'Dense', layer: 0, parameter: 'weights', at: [2, 0], value: 0.5 }]);
    await page.locator('h1').click();
    await page.keyboard.press('ArrowRight');
    await arrival(page, 2);
    const table = new OwnTable('animals.csv', new TextEncoder().encode(ANIMALS), nnfs);
    const run = new Run({ settings, changes }, undefined, ofTable(table));
    run.seek(2);
    expect(await hashIn(page)).toBe(sha256(run.model.toBytes({ training: true, history: false })));

    await page.getByRole('button', { name: 'Inputs: weight' }).click();
    await page.locator('h1').click();
    await page.keyboard.press('a');
    await page.locator('.way', { hasText: 'weight → 0 → 0' }).waitFor();
    await page.keyboard.press('n');
    await page.locator('.walk-page .same').waitFor();
  });

  test('Back leads to the table before, and to what is said of it', async () => {
    const page = await open('hidden=6');
    await openFile(page, 'animals.csv', ANIMALS);
    await page.getByText('animals.csv: 60 rows').waitFor();
    await openFile(page, 'others.csv', ANIMALS.replaceAll('kind of animal', 'species'));
    await page.getByText('others.csv: 60 rows').waitFor();
    await expect.poll(() => page.getByLabel('Column to tell').inputValue()).toBe('species');
    await page.goBack();
    await page.getByText('animals.csv: 60 rows').waitFor();
    await expect.poll(() => page.getByLabel('Column to tell').inputValue()).toBe('kind of animal');
  });

  test('one that is pasted, of two columns of numbers, is a curve', async () => {
    const page = await open();
    await page.evaluate(
      (text) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', text);
        document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
      },
      `x\ty\n${Array.from({ length: 30 }, (_, n) => `${n}\t${(n * n) % 29}.5`).join('\n')}`,
    );
    await page.getByText('pasted.csv: 30 rows, 2 columns.').waitFor();
    await expect.poll(() => page.locator('.shape').innerText()).toBe('1-12-12-1');
    await page.getByRole('img', { name: 'What the network answers, and the points' }).waitFor();
  });

  test.each([
    ['nothing', '', 'FormatError: bad.csv: expected'],
    ['bytes', '\u0000\u0001\u0002'.repeat(99), 'Error: bad.csv: expected'],
    ['rows of other lengths', 'a,b\n1,2\n1,2,3\n', 'FormatError: bad.csv'],
    ['a quote that does not end', `a,b\n"1,2\n${'1,2\n'.repeat(99)}`, 'FormatError: bad.csv'],
    ['one column', 'a\n1\n2\n3\n', 'ValueError: bad.csv: expected a column that tells something'],
    ['markup', '<img src=x onerror=alert(1)>\n1\n', 'Error: '],
  ])('one that is %s is refused by name, and the run stays', async (_, text, message) => {
    const page = await open('hidden=5');
    await openFile(page, 'bad.csv', text);
    const alert = page.locator('[role=alert]', { hasText: 'This file was not understood.' });
    await alert.waitFor();
    await expect.poll(() => alert.innerText()).toContain(message);
    await expect.poll(() => alert.innerText()).not.toMatch(/TableEncoder|features/);
    await expect.poll(() => page.locator('.shape').innerText()).toBe('2-5-3');
    await page.getByRole('button', { name: 'One epoch on' }).click();
    await arrival(page, 1);
  });

  test('a link of one that is not there says so', async () => {
    const page = await open('data=table&table=01234567&target=a');
    const alert = await page.locator('[role=alert]').innerText();
    expect(alert).toContain('ValueError: The link: expected the table that it is about, received none.');
  });

  test('20,000 rows are dropped, shown in part and learnt from', async () => {
    const page = await open('hidden=8');
    const text = `a,b,c,kind\n${Array.from({ length: 20_000 }, (_, n) => `${(n * 7) % 101},${(n * 31) % 97},${n % 89},${'pqr'[n % 3]!}`).join('\n')}`;
    await page.evaluate((csv) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([csv], 'many.csv'));
      document.body.dispatchEvent(new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true }));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    }, text);
    await page.getByText('many.csv: 20,000 rows, 4 columns.').waitFor();
    await page.getByText('2000 of 20000 points are shown.').waitFor();
    await page.getByRole('button', { name: 'One epoch on' }).click();
    await arrival(page, 1);
  });
});

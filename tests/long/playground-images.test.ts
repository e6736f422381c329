/** Pictures in the playground: a digit drawn by a mouse and by keys, examples of one's own, and the bits of Node. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { DIGITS } from '../../playground/core/data/digits.ts';
import { programOf } from '../../playground/core/export/program.ts';
import { fromQuery } from '../../playground/core/settings/settings.ts';
import { decodeSketches } from '../../playground/core/settings/sketches.ts';
import { chromiumPath } from '../support/chromium.ts';
import { hashInNode, inChromium } from '../support/playground.ts';

const QUERY = 'data=digits';

/** A three, from the left and from the top. */
const THREE = [[0.3, 0.25], [0.5, 0.15], [0.68, 0.3], [0.5, 0.48], [0.7, 0.65], [0.5, 0.85], [0.3, 0.75]] as const; // prettier-ignore

describe.skipIf(chromiumPath === undefined)('in Chromium', () => {
  const { open, arrival, exported, hashIn } = inChromium();

  const queryOf = (page: Page): string => new URL(page.url()).search.slice(1);
  const says = (page: Page): Promise<string> => page.locator('.says').innerText();

  async function at(page: Page, [x, y]: readonly [number, number]): Promise<[number, number]> {
    const box = (await page.locator('.pad .drawing').boundingBox())!;
    return [box.x + x * box.width, box.y + y * box.height];
  }

  async function draw(page: Page, points: readonly (readonly [number, number])[]): Promise<void> {
    await page.mouse.move(...(await at(page, points[0]!)));
    await page.mouse.down();
    for (const point of points.slice(1)) await page.mouse.move(...(await at(page, point)), { steps: 5 });
    await page.mouse.up();
  }

  test('a digit that is drawn is read; trained on, the run is that of Node', async () => {
    const page = await open(`${QUERY}&at=240`);
    await arrival(page, 240);
    expect(await hashIn(page)).toBe(hashInNode(QUERY, 240));
    await page.locator('.pad .drawing').waitFor();
    await draw(page, THREE);
    await page.waitForFunction(() => document.querySelector('.says')?.textContent?.startsWith('It says 3'));
    expect(Number(/([\d.]+) %/.exec(await says(page))![1])).toBeGreaterThan(80);
    await expect.poll(() => page.locator('.feature').count()).toBe(1 + 2 * (8 + 16));

    await page.getByLabel('An example of').selectOption('3');
    await page.getByRole('button', { name: 'Train on it' }).click();
    await page.getByText('1 of your own').waitFor();
    const query = queryOf(page);
    const [sketch] = decodeSketches(fromQuery(query).settings.sketches)!;
    expect(sketch!.mark).toBe(3);
    expect(sketch!.pixels.reduce((sum, level) => sum + level)).toBeGreaterThan(100);
    await arrival(page, 0); // the new run has begun, and with it the slider
    await page.locator('.seek').evaluate((slider: HTMLInputElement) => (slider.max = '3'));
    await page.locator('.seek').fill('3');
    await arrival(page, 24); // 241 pictures, 32 in a batch: 8 steps an epoch
    expect(await hashIn(page)).toBe(hashInNode(query, 24));
    const file = { name: 'digits', inputs: 64, text: DIGITS };
    expect((await exported(page, 'TypeScript')).toString()).toBe(programOf(fromQuery(query).settings, 3, file));
  });

  test('from a set of many pictures to one of few nothing stops', async () => {
    const page = await open('data=digits&sketches=1' + 'A'.repeat(44));
    await page.locator('.pictures .thumb').nth(39).waitFor();
    await page.getByLabel('Data set').selectOption('sketches');
    await expect.poll(() => page.locator('.pictures .thumb').count()).toBe(1);
    await expect.poll(() => page.getByRole('alert').innerText()).toBe('');
  });

  test.each([16, 24, 32])('%d filters are no higher than the page', async (filters) => {
    const page = await open(`data=bars&samples=10&conv=${filters}`);
    await page.locator('.feature').first().waitFor();
    expect((await page.locator('.network .sheet').boundingBox())!.height).toBeLessThan(700);
    await expect.poll(() => page.locator('.feature').count()).toBe(1 + 2 * (filters > 24 ? 16 : filters));
  });

  test('keys draw, and pictures are looked at', async () => {
    const page = await open('data=bars&samples=20&conv=4&hidden=none');
    const pad = page.locator('.pad .drawing');
    await pad.focus();
    for (const key of ['ArrowUp', 'Space', 'ArrowRight', 'ArrowRight', 'Space', 'ArrowDown'])
      await page.keyboard.press(key);
    await expect.poll(() => page.locator('.pad [role=status]').innerText()).toBe('pen up at 0.63, 0.50');
    await page.getByText('Maps and neurons of your drawing').waitFor();
    await page.keyboard.press('Delete');
    await page.getByText('Maps and neurons of picture').waitFor();
    await page.locator('.thumb').nth(3).click();
    await page.getByText('Maps and neurons of picture 67').waitFor(); // 64 for training
    await page.getByRole('button', { name: 'Show the arithmetic' }).click();
    await page.locator('.walk-page h3', { hasText: 'Convolution 1' }).waitFor();
    await expect.poll(() => page.locator('.walk .check.wrong').count()).toBe(0);
  });

  test('by clicks through the arithmetic, back through the convolutions; a weight of a filter is typed over', async () => {
    const page = await open(`${QUERY}&at=16`);
    await page.getByRole('button', { name: 'Show the arithmetic' }).click();
    await page.getByRole('button', { name: 'Follow one of this batch' }).click();
    await page.getByLabel(/Picture 0–\d+/).waitFor();
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    const walked = page.locator('.walk');
    const title = walked.locator('h3');
    const next = walked.getByRole('button', { name: 'One number on' });
    const titles: string[] = [];
    while (!(await title.innerText()).includes('learning rate')) {
      titles.push(await title.innerText());
      await expect.poll(() => walked.locator('li.now .check').innerText()).toMatch(/^(= library|on the way)/);
      await next.click();
    }
    for (const text of [
      /^Back through Flatten/,
      /^Pooling 2, map \d+: the gradient goes/,
      /^Convolution 2, filter \d+: back through ReLU/,
      /^Convolution 2, filter \d+: the gradient of the weight/,
      /^Convolution 2: what row \d, column \d of map \d is told/,
      /^Convolution 1, filter \d: the gradient of the bias/,
    ])
      expect(titles.some((each) => text.test(each))).toBe(true);
    await expect.poll(() => walked.innerText()).not.toMatch(/point/i);

    await page.getByRole('button', { name: 'Convolution 1, filter 5' }).click();
    await title.filter({ hasText: 'Convolution 1, filter 5: Adam moves the weight' }).waitFor();
    await page.getByText('Type weights over').click();
    await page.getByLabel('0, 2 of map 0').fill('nine');
    await page.getByLabel('0, 2 of map 0').press('Enter');
    await page.getByText('a number such as -0.25').waitFor();
    await page.getByLabel('0, 2 of map 0').fill('-0.5');
    await page.getByLabel('0, 2 of map 0').press('Enter');
    const typed = `${QUERY}&changes=16:cw1-0-2-0-5:-0.5`;
    await expect.poll(() => queryOf(page)).toBe(`${typed}&at=16`);
    await page.getByText('Convolution 1, filter 5: bias').waitFor();
    await expect.poll(() => page.getByLabel('0, 2 of map 0').inputValue()).toBe('-0.5');
    await page.locator('h1').click();
    for (const step of [17, 18, 19]) {
      await page.keyboard.press('ArrowRight');
      await arrival(page, step);
    }
    expect(await hashIn(page)).toBe(hashInNode(typed, 19));
    expect(hashInNode(typed, 19)).not.toBe(hashInNode(QUERY, 19));
  });

  test('from points to pictures and back, by the list of data sets', async () => {
    const page = await open();
    await page.getByLabel('Data set', { exact: true }).selectOption('Pictures: shapes');
    await page.locator('.pad').first().waitFor();
    expect(queryOf(page)).toBe('data=shapes');
    await page.getByLabel('Data set', { exact: true }).selectOption('Moons');
    await page.locator('.map').waitFor();
    expect(queryOf(page)).toBe('data=moons');
  });

  test('other data are begun with at their start, from wherever the run before stood', async () => {
    const page = await open('hidden=4&at=30');
    await page.locator('.seek').fill('20');
    await arrival(page, 20);
    await page.getByLabel('Data set', { exact: true }).selectOption('Pictures: bars');
    await page.locator('.pad').first().waitFor();
    await arrival(page, 0);
    expect(queryOf(page)).toBe('data=bars');
    await expect.poll(() => page.getByText('Run B: this one').count()).toBe(0);
    expect(await hashIn(page)).toBe(hashInNode('data=bars', 0));
  });

  test.each(['light', 'dark'] as const)('nothing keeps anybody out: %s', async (colorScheme) => {
    const page = await open(QUERY, { colorScheme });
    await page.locator('.pad').first().waitFor();
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate<axe.AxeResults>('axe.run()');
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });
});

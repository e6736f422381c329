/** The playground in Chromium, as it is shipped: with clicks and keys, and the bits of Node. */
import { readFileSync, readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import axe from 'axe-core';
import { decodePng, formatNumber } from 'nnfs';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { walk } from '../../playground/core/arithmetic/walk.ts';
import { programOf } from '../../playground/core/export/program.ts';
import { recipeOf } from '../../playground/core/settings/changes.ts';
import { differenceOf } from '../../playground/core/picture/difference.ts';
import { Painter } from '../../playground/core/picture/picture.ts';
import { sceneOf } from '../../playground/core/picture/scene.ts';
import { Run } from '../../playground/core/run/run.ts';
import { fromQuery } from '../../playground/core/settings/settings.ts';
import { chromiumPath } from '../support/chromium.ts';
import { dist } from '../support/dist.ts';
import { hashInNode, inChromium } from '../support/playground.ts';

describe('the files', () => {
  const files = readdirSync(dist('playground')).map(
    (name) => [name, readFileSync(dist(`playground/${name}`))] as const,
  );
  const gzipped = (body: Uint8Array): number => gzipSync(body, { level: 9 }).length / 1000;
  /** What some files and all that they import at once weigh, each gzipped. */
  function kB(names: RegExp): number {
    const wanted = new Set(files.filter(([name]) => names.test(name)).map(([name]) => name));
    for (const name of wanted) {
      const text = String(files.find(([each]) => each === name)![1]);
      if (name.endsWith('.js'))
        for (const [, part] of text.matchAll(/(?:from|import)"\.\/([^"]+)"/g)) wanted.add(part!);
    }
    const bodies = files.filter(([name]) => wanted.has(name)).map(([, body]) => body);
    return bodies.reduce((sum, body) => sum + gzipped(body), 0);
  }

  test('are few', () => {
    const names = files.map(([name]) => name.replace(/-[A-Z0-9]{8}/, ''));
    expect([...new Set(names)].sort()).toEqual([
      'chinese.js',
      'chunk.js',
      'digits.js',
      'images.js',
      'index.html',
      'lesson.js',
      'licenses.txt',
      'more.js',
      'numbers.js',
      'offline.js',
      'page.js',
      'parts.js',
      'prepare.js',
      'style.css',
      'worker.js',
    ]);
  });

  test.each([
    ['the first load', /^(index\.html|page\.js|worker\.js|style\.css)$/, 150],
    ['the page', /page\.js/, 75],
    ['its worker', /worker\.js/, 70],
  ])('%s is small', (what, names, limit) => {
    expect(kB(names), `${what} is ${kB(names).toFixed(1)} kB gzipped, the limit is ${limit} kB`).toBeLessThan(limit);
  });

  test('are small in the package, which is gzipped as a whole', () => {
    const all = gzipped(Buffer.concat(files.map(([, body]) => body)));
    expect(all, `the playground is ${all.toFixed(1)} kB of the package, the limit is 200 kB`).toBeLessThan(200);
  });

  test('carry the licenses of what is in them', () => {
    const texts = readFileSync(dist('playground/licenses.txt'), 'utf8');
    for (const name of ['preact 11', '@preact/signals 2', 'uplot 1', 'seedrandom 3', 'Alpaydin', 'CC BY 4.0'])
      expect(texts).toContain(name);
  });
});

describe.skipIf(chromiumPath === undefined)('in Chromium', () => {
  const { open, arrival, rest, exported, hashIn, forgive } = inChromium();

  test.each([
    'heldOut=0',
    'batch=32&shuffle=yes&dropout=0.1&l2=0.0005&seed=3',
    'data=sine&hidden=8,8&activation=tanh&batch=20&shuffle=yes',
  ])('after playing, pausing, stepping and seeking it has the bits of Node: %s', async (query) => {
    const page = await open(query);
    await page.getByRole('button', { name: 'Play' }).click();
    await page.waitForFunction(() => Number(document.querySelector<HTMLElement>('[data-step]')!.dataset.step) > 60);
    await page.getByRole('button', { name: 'Pause' }).click();
    const paused = await rest(page);
    expect(await hashIn(page)).toBe(hashInNode(query, paused));

    await page.getByRole('button', { name: 'One epoch back' }).click();
    const { stepsPerEpoch } = new Run(recipeOf(query));
    const back = (Math.ceil(paused / stepsPerEpoch) - 1) * stepsPerEpoch;
    await arrival(page, back);
    expect(await hashIn(page)).toBe(hashInNode(query, back));

    await page.locator('h1').click();
    await page.keyboard.press('ArrowRight');
    await arrival(page, back + 1);
    expect(await hashIn(page)).toBe(hashInNode(query, back + 1));

    await page.locator('.seek').fill('2');
    await arrival(page, 2 * stepsPerEpoch);
    expect(await hashIn(page)).toBe(hashInNode(query, 2 * stepsPerEpoch));

    await page.getByRole('button', { name: 'Back to the start' }).click();
    await arrival(page, 0);
    expect(await hashIn(page)).toBe(hashInNode(query, 0));
  });

  test('it learns the spirals, and its link leads to the same bytes elsewhere', async () => {
    const query = 'heldOut=0&hidden=16,16&seed=1';
    const page = await open(`${query}&at=600`);
    const training = Number.parseFloat(
      (await page.locator('.of-training dd > span').nth(1).innerText()).replace(/\D*/, ''),
    );
    expect(training).toBeGreaterThan(95);
    await page.getByRole('button', { name: 'One epoch on' }).click();
    await arrival(page, 601);
    await page.getByRole('button', { name: 'Share' }).click();
    await page.locator('.toast:not(:empty)').waitFor();
    const link = new URL(page.url()).search.slice(1);
    expect(link).toBe('heldOut=0&hidden=16,16&seed=1&at=601');
    const hash = await hashIn(page);
    const elsewhere = await open(link);
    expect(await hashIn(elsewhere)).toBe(hash);
    expect(hash).toBe(hashInNode(query, 601));
  });

  test.each([
    ['data=cats', 'ValueError: The link: expected data to be one of spiral, vertical,'],
    ['hidden=1e9', 'ValueError: The link: expected hidden to be none, or up to 6 whole numbers'],
    ['rate=NaN', 'ValueError: The link: expected rate to be a number from 0.000001 to 10, received "NaN".'],
    ['seed=1&seed=2', 'ValueError: The link: expected seed once, received it twice.'],
    ['__proto__=1', 'ValueError: The link: expected settings data, samples,'],
    ['%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E=1', 'received "<img src=x onerror=alert(1)>".'],
    ['at=99999999999', 'ValueError: The link: expected at to be a whole number from 0 to 10000000'],
  ])('a hostile link gives an error by its name, and the default: %s', async (query, message) => {
    const page = await open(query);
    await expect.poll(() => page.locator('[role=alert]').innerText()).toContain(message);
    await expect.poll(() => page.locator('.shape').innerText()).toBe('2-12-12-3');
  });

  test('the exported program and pictures are those of the run', async () => {
    const query = 'data=moons&hidden=6&seed=5';
    const page = await open(`${query}&at=30`);
    const program = programOf(fromQuery(query).settings, 30);
    expect((await exported(page, 'TypeScript')).toString()).toBe(program);
    expect((await exported(page, 'Map (SVG)')).toString()).toMatch(/^<svg .*Decision map/s);
    expect((await exported(page, 'Curves (SVG)')).toString()).toMatch(/^<svg .*Accuracy/s);
    expect((await exported(page, 'Network (SVG)')).toString()).toMatch(/^<svg .*Dense\(2, 6\)/s);
    expect((await exported(page, 'Weights and gradients (SVG)')).toString()).toMatch(/^<svg .*gradients, layer 2/s);
  });

  test('layers and neurons come and go anywhere, by the mouse and by keys', async () => {
    const page = await open('hidden=6,8');
    const shape = page.locator('.shape');
    await page.getByRole('button', { name: 'Put a layer before layer 1' }).click();
    await expect.poll(() => shape.innerText()).toBe('2-4-6-8-3');
    await page.getByRole('button', { name: 'Remove layer 2' }).click();
    await expect.poll(() => shape.innerText()).toBe('2-4-8-3');
    expect(new URL(page.url()).search).toBe('?hidden=4,8');
    expect(await hashIn(page)).toBe(hashInNode('hidden=4,8', 0));

    await page.getByRole('button', { name: 'Layer 2, neuron 7' }).focus();
    for (const [key, expected, name] of [
      ['-', '2-4-7-3', 'Layer 2, neuron 6'],
      ['+', '2-4-8-3', 'Layer 2, neuron 6'],
      ['Insert', '2-4-4-8-3', 'Layer 2, neuron 3'],
      ['Delete', '2-4-8-3', 'Layer 2, neuron 3'],
      ['Delete', '2-4-3', 'Layer 1, neuron 3'],
      ['Delete', '2-3', 'Inputs: y'],
    ] as const) {
      await page.keyboard.press(key);
      await page.getByText(expected, { exact: true }).waitFor();
      await page.waitForFunction((label) => document.activeElement?.getAttribute('aria-label') === label, name);
    }
  });

  test('a setting changes the address, and Back undoes it', async () => {
    const page = await open();
    await page.getByLabel('Data set', { exact: true }).selectOption('Moons');
    await page.getByRole('button', { name: 'Add a layer' }).click();
    await page.getByLabel('Learning rate').fill('0.5');
    await page.getByLabel('Learning rate').press('Enter');
    expect(new URL(page.url()).search).toBe('?data=moons&hidden=12,12,4&rate=0.5');
    await expect.poll(() => page.locator('.shape').innerText()).toBe('2-12-12-4-2');
    await page.getByLabel('Learning rate').fill('fast');
    await page.getByLabel('Learning rate').press('Enter');
    await page.getByText('a number from 0.000001 to 10').waitFor();
    await page.goBack();
    await page.goBack();
    await expect.poll(() => page.locator('.shape').innerText()).toBe('2-12-12-2');
    await expect.poll(() => page.getByLabel('Learning rate').inputValue()).toBe('0.02');
  });

  test('who goes on before another run is there goes on in that', async () => {
    const page = await open('hidden=4&at=20');
    const field = page.getByLabel('Optimizer', { exact: true });
    await field.evaluate((select: HTMLSelectElement) => {
      select.value = 'sgd';
      select.dispatchEvent(new Event('change', { bubbles: true }));
      document.querySelector<HTMLElement>('[aria-label="One epoch on"]')!.click();
    });
    await arrival(page, 1);
    expect(await rest(page)).toBe(1);
    expect(await hashIn(page)).toBe(hashInNode('hidden=4&optimizer=sgd', 1));
  });

  test('everything is reached by keys', async () => {
    const page = await open('heldOut=0');
    await page.keyboard.press(' ');
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await page.waitForFunction(() => Number(document.querySelector<HTMLElement>('[data-step]')!.dataset.step) > 9);
    await page.keyboard.press(' ');
    const reached = await rest(page);
    for (const [key, step] of [
      ['Home', 0],
      ['ArrowRight', 1],
      ['Shift+ArrowRight', 2],
      ['ArrowLeft', 1],
      ['End', reached],
    ] as const) {
      await page.keyboard.press(key);
      await arrival(page, step);
    }
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });

    const named = new Set<string>();
    for (let i = 0; i < 80; i++) {
      await page.keyboard.press('Tab');
      const name = await page.evaluate(() => {
        const focused = document.activeElement as HTMLInputElement;
        return focused.labels?.[0]?.innerText ?? focused.ariaLabel ?? focused.textContent;
      });
      named.add(name);
    }
    const expected = [
      'Share',
      'Export',
      '中文',
      'Data set',
      'Optimizer',
      'Layer 1, neuron 0',
      'As a table: Network',
      'Show the arithmetic',
      'One layer on',
      'Epoch to go to',
    ];
    expect(expected.filter((name) => !named.has(name))).toEqual([]);
    await page.getByRole('button', { name: 'Add a layer' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Layer 3, neuron 0' }).focus();
    await page.keyboard.press(' ');
    const added = page.locator('[data-neuron="2.0"]');
    await expect.poll(() => added.innerText()).toContain('Layer 3, neuron 0: bias 0.00, weights');
  });

  test('the arithmetic of a step is gone through by keys, number by number, and on into the next', async () => {
    const query = 'heldOut=0&hidden=3&initializer=book';
    const page = await open(query);
    const run = new Run(recipeOf(query));
    await page.keyboard.press('a');
    await page.getByLabel('Point 0–299').fill('299');
    await page.getByRole('button', { name: 'Outputs: C' }).click();
    await page.locator('h1').click();
    const now = page.locator('.walk-page li.now');
    for (const step of [0, 1]) {
      run.seek(step);
      const { pages } = walk(run, { sample: 299, way: [0, 0, 2] });
      const lines = pages.flatMap((each) => each.lines);
      await page.getByRole('button', { name: 'Forward', exact: true }).click();
      await page.locator(`[data-walk-step="${step}"][data-line="0"]`).waitFor();
      for (const [i, { name, result, library }] of lines.entries()) {
        await page.locator(`[data-walk-step="${step}"][data-line="${i}"]`).waitFor();
        expect([name, await now.locator('.result').innerText()]).toEqual([name, formatNumber(result, 'float32')]);
        await expect.poll(() => now.getAttribute('data-name')).toBe(name);
        await expect
          .poll(() => now.locator('.check').innerText())
          .toMatch(library === undefined ? /^on the way/ : /^= library/);
        await page.keyboard.press('n');
      }
      await arrival(page, step + 1);
    }
    await page.locator('[data-walk-step="2"][data-line="0"]').waitFor();
    await page.keyboard.press('p');
    await arrival(page, 1);
    await page.keyboard.press('Shift+P');
    await page.keyboard.press('Shift+P');
    await expect.poll(() => page.locator('.walk-page h3').innerText()).toMatch(/^(Adam|Layer 1)/);
  });

  test('the time bar steps by layer, and digits are written as wished', async () => {
    const page = await open('hidden=5,4&batch=32&at=3');
    const title = page.locator('.walk-page h3');
    const next = page.getByRole('contentinfo').getByRole('button', { name: 'One layer on' });
    await next.click();
    await page.getByRole('button', { name: 'Follow one of this batch' }).click();
    const titles: string[] = [];
    for (let i = 0; i < 10; i++) {
      titles.push((await title.innerText()).split(/[:,]/)[0]!);
      await next.click();
    }
    expect(titles).toEqual([
      ...['Layer 1', 'Layer 2', 'Layer 3', 'Loss'],
      ...['Back', 'Layer 2', 'Layer 1'],
      ...['Adam', 'Layer 2', 'Layer 3'],
    ]);
    await arrival(page, 4);
    await page.locator('[data-walk-step="4"]').waitFor();
    await page.getByRole('contentinfo').getByRole('button', { name: 'One layer back' }).click();
    await arrival(page, 3);
    await page.getByLabel('Digits').selectOption('bits');
    await expect.poll(() => page.locator('li.now .result').innerText()).toMatch(/^0x[0-9a-f]{8}$/);
    await page.getByLabel('Digits').selectOption('all digits');
    expect((await page.locator('li.now .result').innerText()).length).toBeGreaterThan(15);
  });

  test('a run that leaves the finite numbers says so, and goes back', async () => {
    const page = await open('data=sine&optimizer=sgd&rate=10&hidden=8&activation=linear&heldOut=0');
    await page.getByRole('button', { name: 'Play' }).click();
    await page.getByRole('button', { name: 'Go to the step before it' }).waitFor();
    await expect.poll(() => page.locator('[role=alert]').innerText()).toContain('DivergedError: ');
    const last = await rest(page);
    await expect.poll(() => page.locator('[role=alert] strong').nth(1).innerText()).toMatch(/^layer \d, .*: \S/);
    await page.getByRole('button', { name: 'Go to the step before it' }).click();
    await page.locator('[role=alert] strong').first().waitFor({ state: 'detached' });
    expect(await rest(page)).toBe(last);
    await page.keyboard.press('a');
    await page.getByText('This step leaves the finite numbers').waitFor();
  });

  test('a lesson is gone through by keys: the number is hidden until it is answered', async () => {
    const page = await open('lesson=5');
    const now = page.locator('li.now .result', { hasText: '?' });
    await now.waitFor();
    await expect.poll(() => page.locator('.lesson h2').innerText()).toBe('Chapter 5 Loss');
    await page.getByLabel('Your answer').focus();
    await page.keyboard.type('1.0986');
    await page.keyboard.press('Enter');
    await page.getByText('Right: 1.0986104.').waitFor();
    await expect.poll(() => page.locator('li.now .result').innerText()).toBe('1.0986104');
    for (const chapter of [6, 7]) {
      await page.getByRole('button', { name: 'Next lesson' }).focus();
      await page.keyboard.press('Enter');
      await page.getByText(`Chapter ${chapter}`, { exact: true }).waitFor();
      expect(new URL(page.url()).search).toBe(`?lesson=${chapter}`);
    }
    await now.waitFor();
    await page.getByRole('button', { name: 'Skip, and show it' }).click();
    await page.getByText('It is 1.63.').waitFor();
    for (const chapter of [6, 5]) {
      await page.goBack();
      await page.getByText(`Chapter ${chapter}`, { exact: true }).waitFor();
    }
    await page.getByRole('button', { name: 'Close the lesson' }).click();
    await page.locator('.lesson').waitFor({ state: 'detached' });
    await expect.poll(() => page.locator('.shape').innerText()).toBe('2-3-3');
  });

  test('parts of the page are shown alone', async () => {
    const page = await open('embed=map,curve&data=moons');
    await expect.poll(() => page.locator('main h2').allInnerTexts()).toEqual(['What it answers', 'Curves']);
    await expect.poll(() => page.locator('header').count()).toBe(0);
    await page.getByRole('button', { name: 'One epoch on' }).click();
    await arrival(page, 1);
  });

  test('a change in the past is a run of its own, beside the one that was', async () => {
    const query = 'samples=50&hidden=8&batch=40&shuffle=yes';
    const page = await open(`${query}&at=120`);
    await page.locator('.seek').fill('20');
    await arrival(page, 60);
    await page.getByLabel('Learning rate').fill('0.3');
    await page.getByLabel('Learning rate').press('Enter');
    await page.getByText('Run B: this one').waitFor();
    const branched = `${query}&changes=60:rate:0.3`;
    expect(new URL(page.url()).search).toBe(`?${branched}&at=60`);
    expect(Number(await page.locator('[data-differing-share]').getAttribute('data-differing-share'))).toBe(0);
    await page.getByRole('button', { name: 'One epoch on' }).click();
    await arrival(page, 63);
    expect(await hashIn(page)).toBe(hashInNode(branched, 63));
    const scoresOf = (link: string): string[] => {
      const run = new Run(recipeOf(link));
      run.seek(63);
      return [run.model.evaluate(run.data.training.X, run.data.training.y).loss.toFixed(4)];
    };
    const shown = page.locator('.compare tbody tr').first().locator('td');
    await expect.poll(() => shown.allInnerTexts()).toEqual([...scoresOf(query), ...scoresOf(branched)]);
    await expect
      .poll(() => page.locator('.compare tbody th').allInnerTexts())
      .toEqual(['Loss, training', 'Accuracy, held out']);
    await page.locator('[data-differing-share]:not([data-differing-share="0"])').waitFor();

    await page.getByText('Type weights over').click();
    await page.getByLabel('from y', { exact: true }).fill('-2,5');
    await page.getByLabel('from y', { exact: true }).press('Enter');
    await page.getByText('a number such as -0.25').waitFor();
    await page.getByLabel('from y', { exact: true }).fill('-2.5');
    await page.getByLabel('from y', { exact: true }).press('Enter');
    const typed = `${query}&changes=60:rate:0.3,63:w1-1-0:-2.5`;
    await page.locator('.numbers', { hasText: '-2.50' }).waitFor();
    expect(new URL(page.url()).search).toBe(`?${typed}&at=63`);
    await page.keyboard.press('ArrowLeft');
    await page.locator('h1').click();
    await page.keyboard.press('ArrowLeft');
    await arrival(page, 62);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await arrival(page, 64);
    expect(await hashIn(page)).toBe(hashInNode(typed, 64));
    const elsewhere = await open(`${typed}&at=64`);
    expect(await hashIn(elsewhere)).toBe(hashInNode(typed, 64));
    expect((await exported(elsewhere, 'TypeScript')).toString()).toContain('.weights.data[8] = -2.5;');

    await page.goBack();
    await page.goBack();
    await arrival(page, 120);
    expect(await hashIn(page)).toBe(hashInNode(query, 120));
  });

  test('a run is kept, and another set beside it', async () => {
    const page = await open('data=moons&at=10');
    await page.getByRole('button', { name: 'Keep this run as A' }).click();
    await page.getByLabel('Optimizer').selectOption('SGD');
    await page.getByText('Run B: this one').waitFor();
    await expect.poll(() => page.locator('.differences').innerText()).toBe('Optimizer: Adam → SGD');
    await page.getByRole('button', { name: 'Compare no longer' }).click();
    await page.getByText('Run B: this one').waitFor({ state: 'detached' });
  });

  test('of numbers over the plane two runs are compared by how far they are apart', async () => {
    const page = await open('data=hills&hidden=6&at=20');
    await page.getByRole('button', { name: 'Keep this run as A' }).click();
    await page.getByLabel('Learning rate').fill('0.3');
    await page.getByLabel('Learning rate').press('Enter');
    await page.getByRole('button', { name: 'One epoch on' }).click();
    await page.getByRole('img', { name: 'Where they differ' }).waitFor();
    const [mine, theirs] = ['rate=0.3&', ''].map((rate) => {
      const run = new Run(recipeOf(`data=hills&hidden=6&${rate}`));
      run.seek(1);
      return new Painter(run, sceneOf(run)).paint().surface;
    });
    await page.locator(`[data-differing-most="${differenceOf(mine!, theirs!)!.most}"]`).waitFor();
  });

  test('a worker that fails is replaced, and the run goes on where it was, to the same bits', async () => {
    const query = 'hidden=6&dropout=0.1&batch=50';
    const page = await open(`${query}&at=40`);
    await page.workers()[0]!.evaluate(() => {
      setTimeout(() => {
        throw new Error('out of memory');
      });
    });
    await page.getByRole('button', { name: 'Go on from here' }).click();
    await arrival(page, 40);
    await expect.poll(() => page.locator('[role=alert]').innerText()).toBe('');
    await page.keyboard.press('ArrowRight');
    await arrival(page, 41);
    expect(await hashIn(page)).toBe(hashInNode(query, 41));
    forgive('out of memory');
  });

  test('without WebAssembly it says so, and has the same bits', async () => {
    const page = await open('hidden=6&at=5', {}, 'plain');
    await expect
      .poll(() => page.locator('.kernels.plain').innerText())
      .toContain('plain kernels: slower, the same numbers.');
    expect(await hashIn(page)).toBe(hashInNode('hidden=6', 5));
    forgive('WebAssembly');
  });

  test.each([
    ['map', 'Map (PNG)'],
    ['curves', 'Curves (PNG)'],
    ['confusion', 'Which class was taken for which (PNG)'],
    ['network', 'Network (PNG)'],
    ['histograms', 'Weights and gradients (PNG)'],
  ])('a picture of the page: %s', async (_, name) => {
    const page = await open('at=30');
    const png = decodePng(await exported(page, name));
    expect(new Set(png.data).size).toBeGreaterThan(20);
  });

  test('the picture of the curves has their titles and their legend', async () => {
    const page = await open('at=30');
    const { data, shape } = decodePng(await exported(page, 'Curves (PNG)'));
    const [, width = 0, channels = 0] = shape;
    const legend = data.subarray(0, 60 * width * channels); // the rows above the lines
    const blue = legend.filter((value, i) => i % channels === 2 && value > legend[i - 2]! + 60);
    expect(blue.length).toBeGreaterThan(50);
    await page.setViewportSize({ width: 390, height: 844 }); // where they are behind a tab
    expect(decodePng(await exported(page, 'Curves (PNG)')).size).toBeGreaterThan(0);
  });

  test('who wants little to move sees a picture a second, and the last one', async () => {
    const page = await open('heldOut=0', { reducedMotion: 'reduce' });
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(globalThis, { seen });
      const step = document.querySelector('[data-step]')!;
      new MutationObserver(() => seen.push(step.textContent)).observe(step, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    });
    await page.getByRole('button', { name: 'Play' }).click();
    await page.waitForFunction(() => (globalThis as unknown as { seen: string[] }).seen.length > 2);
    await page.getByRole('button', { name: 'Pause' }).click();
    const last = await rest(page);
    const seen = await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
    expect(last).toBeGreaterThan(4 * seen.length); // epochs take some milliseconds
    expect(await hashIn(page)).toBe(hashInNode('heldOut=0', last));
  });

  test.each([
    ['', 'light', 'en', 1280],
    ['data=blobs&classes=8&batch=64', 'dark', 'zh-CN', 1280],
    ['data=moons', 'dark', 'en', 390],
    ['data=sine&hidden=8', 'light', 'zh-CN', 390],
    ['data=vertical&classes=6&hidden=none', 'dark', 'en', 900],
    ['data=cats', 'light', 'zh-CN', 1280],
    ['data=hills&hidden=4', 'dark', 'en', 1280],
    ['data=drawn&task=surface&points=0AAAA', 'light', 'zh-CN', 390],
    ['lesson=19', 'light', 'en', 1280],
    ['lesson=9', 'dark', 'zh-CN', 390],
  ] as const)('axe finds nothing: %s, %s, %s, %d pixels', async (query, colorScheme, locale, width) => {
    const page = await open(query, { colorScheme, locale, viewport: { width, height: 844 } });
    await page.keyboard.press('Shift+ArrowRight');
    await page.locator('[data-step]:not([data-step="0"])').waitFor();
    const tabs = width < 720 ? await page.locator('.tabs button').all() : [undefined];
    for (const tab of tabs) {
      await tab?.click();
      const numbers = page.locator('.disclosure[aria-expanded=false]:visible');
      if ((await numbers.count()) > 0) await numbers.click();
      const closed = page.locator('details:not([open]) > summary:visible');
      while ((await closed.count()) > 0) await closed.first().click();
      // Tables and texts follow after a moment.
      await expect.poll(() => page.locator('details.as-table[open] > summary:only-child').count()).toBe(0);
      expect(await faultsOf(page)).toEqual([]);
    }
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(locale);
  });

  /** What is found on a page as it stands, at which elements. */
  async function faultsOf(page: Page): Promise<unknown[]> {
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
    return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
  }
  const press = (page: Page, selector: string): Promise<void> => page.locator(selector).first().click();

  /** States that somebody has to bring about; by marks of the page, which has two languages. */
  const STATES: readonly (readonly [state: string, query: string, bring: (page: Page) => Promise<void>])[] = [
    ['two runs', 'data=moons&at=10', (page) => press(page, '.compare button')],
    [
      'a weight typed over',
      'at=5',
      async (page) => {
        await press(page, '.network details.as-table > summary');
        await page.locator('.weights input').nth(1).fill('0.5');
        await page.locator('.weights input').nth(1).press('Enter');
      },
    ],
    [
      'a lesson that is answered',
      'lesson=5',
      async (page) => {
        await page.locator('.answer input').fill('2');
        await page.locator('.answer button').first().click();
        await page.locator('.reason').waitFor();
      },
    ],
    [
      'the arithmetic on the way back',
      'at=3',
      async (page) => {
        await page.keyboard.press('a');
        await page.locator('.phases button').nth(2).click();
        await page.locator('.phases button[aria-pressed=true]').nth(0).waitFor();
      },
    ],
    [
      'a table that was brought',
      '',
      async (page) => {
        const rows = Array.from({ length: 30 }, (_, n) => `${n},${n % 7},${(n * 3) % 5},${n % 2 ? 'x' : 'y'}`);
        const buffer = Buffer.from(`a,b,c,kind\n${rows.join('\n')}\n`);
        await page.locator('input[type=file]').setInputFiles({ name: 'f.csv', mimeType: 'text/csv', buffer });
        await page.locator('.shape', { hasText: '3-12-12-2' }).waitFor();
      },
    ],
    ['a sheet that is drawn on', 'data=drawn', (page) => press(page, '.draw-toggle')],
    ['parts of the page alone', 'embed=map,curve,compare&at=20', () => Promise.resolve()],
    [
      'a run that left the finite numbers',
      'data=sine&optimizer=sgd&rate=10&hidden=8&activation=linear&heldOut=0',
      async (page) => {
        await press(page, '.clock .play');
        await page.locator('[role=alert] button').waitFor();
      },
    ],
    ['the list of keys', '', (page) => page.keyboard.press('?')],
    ['a menu that is open', 'data=blobs&classes=6&at=4', (page) => press(page, '.menu > summary')],
  ];
  const LOOKS = (['light', 'dark'] as const).flatMap((scheme) =>
    (['en', 'zh-CN'] as const).flatMap((locale) =>
      ([1280, 390] as const).map((width) => [scheme, locale, width] as const),
    ),
  );

  test.each(STATES.map(([state, ...rest], i) => [state, ...LOOKS[i % LOOKS.length]!, ...rest] as const))(
    'axe finds nothing: %s, %s, %s, %d pixels',
    async (_, colorScheme, locale, width, query, bring) => {
      const page = await open(query, { colorScheme, locale, viewport: { width, height: 844 } });
      if (width < 720 && (await page.locator('.tabs').count()) > 0) {
        const tabs = page.locator('.tabs button');
        for (const tab of await tabs.all()) {
          await tab.click();
          expect(await faultsOf(page)).toEqual([]);
        }
        const needed = { moons: 3, drawn: 0 }[new URLSearchParams(query).get('data') ?? ''] ?? (query === '' ? 0 : 1);
        await tabs.nth(needed).click();
      }
      await bring(page);
      expect(await faultsOf(page)).toEqual([]);
      const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
      expect(scrollWidth).toBe(clientWidth);
    },
  );
});

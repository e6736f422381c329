/** The playground under many hands: actions in any order, after each of which the run is that of its link. */
import * as nnfs from 'nnfs';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { OwnTable } from '../../playground/core/data/own-table.ts';
import { Run } from '../../playground/core/run/run.ts';
import { ofTable } from '../../playground/core/run/subject.ts';
import { recipeOf } from '../../playground/core/settings/changes.ts';
import { chromiumPath } from '../support/chromium.ts';
import { inChromium, sha256 } from '../support/playground.ts';
import { subjectIn } from '../support/subject.ts';

const ACTIONS = Number(process.env.PLAYGROUND_ACTIONS ?? 40);
const SEEDS = (process.env.PLAYGROUND_SEEDS ?? '4 5').split(' ').map(Number);

/** Tables, good ones and bad ones. */
const TABLES: Readonly<Record<string, string>> = {
  'people.csv': `age,<b>income</b>,"kind, of"\n${Array.from({ length: 30 }, (_, n) => `${n % 9},${(n * 7) % 13},${n % 2 ? '<i>x</i>' : '=1+1'}`).join('\n')}\n`,
  'line.csv': `x,y\n${Array.from({ length: 25 }, (_, n) => `${n},${n * n}`).join('\n')}\n`,
  'one.csv': 'a,b\n1,2\n',
  'nothing.csv': '',
  'binary.csv': '\u0000\u0001PNG\u0000',
};

describe.skipIf(chromiumPath === undefined)('in Chromium', () => {
  const { open, rest, hashIn } = inChromium();

  test.each(SEEDS)('a walk from seed %d', { timeout: 600_000 }, async (seed) => {
    const random = new nnfs.RandomState(seed);
    const below = (n: number): number => Math.floor(random.uniform(0, 1) * n);
    const of = <T>(values: readonly T[]): T => values[below(values.length)]!;
    const page = await open();
    const done: string[] = [];
    const tables = new Map<string, OwnTable>();

    /** One of those that can be seen, if there are any. */
    async function any(selector: string): Promise<Locator | undefined> {
      const all = page.locator(`${selector} >> visible=true`);
      const count = await all.count();
      return count === 0 ? undefined : all.nth(below(count));
    }
    const press = (selector: string) => async (): Promise<string> => {
      const found = await any(selector);
      const text = (await found?.innerText())?.replaceAll('\n', ' ') ?? '-';
      await found?.click({ force: true }); // some are off, and say so
      return text;
    };
    const key = (name: string) => async (): Promise<string> => {
      await page.locator('h1').click();
      await page.keyboard.press(name);
      return name;
    };
    const drag = async (sheet: Locator): Promise<void> => {
      const { x, y, width, height } = (await sheet.boundingBox())!;
      await page.mouse.move(x + below(width), y + below(height));
      await page.mouse.down();
      await page.mouse.move(x + below(width), y + below(height), { steps: 3 });
      await page.mouse.up();
    };
    const actions: Readonly<Record<string, () => Promise<string>>> = {
      async select() {
        const found = await any('.panel select');
        const texts = (await found?.locator('option').allInnerTexts()) ?? [];
        const at = below(texts.length);
        await found?.selectOption({ index: at });
        return texts[at] ?? '-';
      },
      async slider() {
        const found = await any('.panel input[type=range]');
        const to = of(['Home', 'End', 'ArrowLeft', 'ArrowRight']);
        await found?.press(to);
        return to;
      },
      async field() {
        const found = await any('.panel input[inputmode=decimal]');
        const text = of(['', '0', '1', '10', '0.5', '1e-6', '7', '4294967295', '-3', 'x', '0.001']);
        await found?.fill(text);
        await found?.press('Enter');
        return text;
      },
      async weight() {
        const summary = page.locator('.network details.as-table:not([open]) > summary >> visible=true');
        if ((await summary.count()) > 0) await summary.first().click();
        await page.waitForTimeout(200);
        const found = await any('.weights input');
        const text = of(['0', '-0', '-2.5', '1e-9', '100000', 'nine', '0.123456789012e-3']);
        await found?.fill(text);
        await found?.press('Enter');
        return text;
      },
      check: press('.panel input[type=checkbox]'),
      layers: press('.network button'),
      play: async () => {
        await page.locator('.clock .play').click();
        await page.waitForTimeout(100 + below(300));
        return '';
      },
      clock: press('.clock button'),
      seek: async () => {
        const slider = page.locator('.seek');
        const most = Number(await slider.getAttribute('max'));
        const to = String(below(most + 1));
        await slider.fill(to);
        return to;
      },
      compare: press('.compare button'),
      lesson: press('.lesson button'),
      lessons: async () => {
        await page.locator('.header button', { hasText: /Lessons|课/ }).click();
        return '';
      },
      language: async () => {
        const other = page.locator('.header button[lang]');
        const before = await other.innerText();
        await other.click();
        await expect.poll(() => other.innerText()).not.toBe(before); // its texts may have to be loaded
        return '';
      },
      theme: async () => {
        await page.locator('.header button', { hasText: '◐' }).click();
        return '';
      },
      async draw() {
        await page.locator('.draw-toggle').first().click();
        const sheet = page.locator('.map .drawing');
        if ((await sheet.count()) === 0) return 'off';
        await drag(sheet);
        return 'on';
      },
      tools: press('.draw .tools-row button'),
      undo: key('Control+z'),
      redo: key('Control+Shift+z'),
      async sketch() {
        const sheet = page.locator('.pad .drawing');
        if ((await sheet.count()) === 0) return '-';
        await drag(sheet);
        return '';
      },
      pictures: press('.pictures button'),
      images: press('.image-result button, .pad ~ * button, .stage button'),
      async table() {
        const input = page.locator('input[type=file]');
        if ((await input.count()) === 0) return '-';
        const name = of(Object.keys(TABLES));
        const buffer = Buffer.from(TABLES[name]!);
        try {
          const table = new OwnTable(name, buffer, nnfs);
          tables.set(table.summary.id, table);
        } catch {
          // It is no table.
        }
        await input.setInputFiles({ name, mimeType: 'text/csv', buffer });
        await page.waitForTimeout(300);
        return name;
      },
      back: async () => {
        await page.evaluate(() => {
          if ((globalThis as unknown as { navigation: { canGoBack: boolean } }).navigation.canGoBack) history.back();
        });
        await page.waitForTimeout(200);
        return '';
      },
      forward: async () => {
        await page.evaluate(() => history.forward());
        await page.waitForTimeout(200);
        return '';
      },
      numbers: key('a'),
      next: key('n'),
      before: key('Shift+P'),
      right: key('ArrowRight'),
      left: key('Shift+ArrowLeft'),
      tab: press('.disclosure, .phases button'),
      details: press('details.more > summary, details.as-table > summary'),
      async save() {
        const menu = page.locator('.menu');
        await menu.locator('summary').click();
        const buttons = menu.locator('button');
        const button = buttons.nth(below(await buttons.count()));
        const text = await button.innerText();
        const wait = page.waitForEvent('download', { timeout: 10_000 });
        await button.click();
        await wait;
        return text.replaceAll('\n', ' ');
      },
    };
    const names = Object.keys(actions);
    for (let i = 0; i < ACTIONS; i++) {
      if (new URL(page.url()).protocol === 'about:') await page.goForward();
      const name = of(names);
      const what = await actions[name]!().catch((error: unknown) => {
        throw new Error(`${done.join('\n')}\n${name}: ${String(error)}`);
      });
      done.push(`${name} ${what} ${page.url().slice(0, 300)}`);
      await check(page).catch((error: unknown) => {
        throw new Error(`${done.join('\n')}\n${String(error)}`);
      });
    }

    async function hashOf(shown: Page): Promise<string> {
      const other = shown.locator('.header button[lang]');
      if ((await other.innerText()) === 'English') {
        await other.click();
        await shown.getByText('Lessons', { exact: true }).waitFor();
      }
      return hashIn(shown);
    }

    async function check(shown: Page): Promise<void> {
      if (await shown.locator('dialog[open]').count()) await shown.keyboard.press('Escape');
      const pause = shown.locator('.clock .play');
      if (/Pause|暂停/.test((await pause.getAttribute('title'))!)) {
        await pause.click();
      }
      // What a change asks for may have to be loaded first, and until then the page shows the run before.
      for (let left = 20; ; left--) {
        const { inPage, inNode } = await hashes(shown, pause);
        if (inPage !== inNode && left > 0) continue;
        expect(inPage).toBe(inNode);
        break;
      }
      const told = await shown.locator('[role=alert]').innerText();
      const { stopped, notLoaded } = STOPPED;
      expect(told).not.toMatch(stopped);
      expect(told).not.toMatch(notLoaded);
    }

    /** Of the run that is shown, and of its link. */
    async function hashes(shown: Page, pause: Locator): Promise<{ inPage?: string; inNode?: string }> {
      // Who plays is not called to where a change would have gone on.
      while ((await shown.locator('.pace').innerText()) !== '') {
        await pause.click();
        await pause.click();
        await shown.waitForTimeout(200);
      }
      await rest(shown);
      await shown.locator('.header button', { hasText: /Share|分享/ }).click();
      const search = new URL(shown.url()).searchParams;
      search.delete('lesson');
      const recipe = recipeOf(search.toString());
      if ((await shown.locator('.lesson h2').count()) && search.size === 0) return {};
      const { settings } = recipe;
      const step = Number(await shown.locator('[data-step]').first().getAttribute('data-step'));
      const table = tables.get(settings.table);
      const run = new Run(recipe, undefined, settings.data === 'table' && table ? ofTable(table) : subjectIn(settings));
      run.seek(step);
      return { inPage: await hashOf(shown), inNode: sha256(run.model.toBytes({ training: true, history: false })) };
    }
  });
});

const STOPPED = { stopped: /worker stopped|线程已停止/i, notLoaded: /could not be loaded|无法加载/ };

/**
 * The page as those have it who hear it: what each part is and what it is called, in names/, a file for each state and language.
 * With `-u` this test writes them anew; read then what has changed.
 */
import { readdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { chromiumPath } from '../support/chromium.ts';
import { root } from '../support/dist.ts';
import { englishIn, faultsOf, heardOf, heardOn } from '../support/heard.ts';
import { inChromium } from '../support/playground.ts';

const FOLDER = `${root}tests/long/names/`;
const LANGUAGES = ['en', 'zh'] as const;

interface State {
  readonly query: string;
  readonly width?: number;
  /** What somebody has to do first. */
  readonly bring?: (page: Page) => Promise<void>;
  /** The parts whose names are kept, where the others are those of another state; by default the whole page. */
  readonly parts?: readonly string[];
}

const press = (page: Page, selector: string): Promise<void> => page.locator(selector).first().click();

/** Opens the menu, and all tables and settings that are closed. */
async function openAll(page: Page): Promise<void> {
  const closed = page.locator('details:not([open]) > summary:visible');
  while ((await closed.count()) > 0) await closed.first().click();
}

const TABLE = `age,kind,size,animal\n${Array.from({ length: 12 }, (_, n) => `${(n * 7) % 5},${'pq'[n % 2]!},${n % 3},${n % 2 ? '狗' : '猫'}`).join('\n')}\n`;

const STATES: Readonly<Record<string, State>> = {
  points: { query: 'hidden=4&at=5' },
  'points, all that opens': { query: 'data=moons&samples=10&hidden=2&batch=8&at=2', bring: openAll },
  'a drawing': {
    query: 'data=drawn&classes=2&hidden=2',
    async bring(page) {
      await press(page, '.draw-toggle');
      await page.locator('.drawing').waitFor();
    },
    parts: ['.result', '.panel[data-part=data]', 'body > .unseen[role=status]'],
  },
  'numbers over a line': {
    query: 'data=sine&samples=10&hidden=2&at=5',
    bring: openAll,
    parts: ['.column-answers', 'body > .unseen[role=status]'],
  },
  'numbers over the plane': { query: 'data=hills&samples=10&hidden=2&at=5', parts: ['.result', '.network'] },
  pictures: {
    query: 'data=bars&samples=10&conv=2,2&hidden=2&at=3',
    bring: (page) => page.locator('.pictures .thumb').first().waitFor(),
  },
  'pictures, all that opens': {
    query: 'data=bars&samples=10&conv=1&hidden=none&at=3',
    async bring(page) {
      await page.locator('.pictures .thumb').first().waitFor();
      await openAll(page);
    },
    parts: ['.column-answers', '.network', '.histograms'],
  },
  'a table': {
    query: 'hidden=2',
    async bring(page) {
      const buffer = Buffer.from(TABLE);
      await page.locator('input[type=file]').setInputFiles({ name: 'animals.csv', mimeType: 'text/csv', buffer });
      await page.locator('.shape', { hasText: '4-2-2' }).waitFor();
    },
    parts: ['.result', '.panel[data-part=data]', '.network'],
  },
  'a lesson': {
    query: 'lesson=5',
    bring: (page) => page.locator('li.now .result', { hasText: '?' }).waitFor(),
    parts: ['.result', '.lesson', '.arithmetic'],
  },
  'the arithmetic': {
    query: 'hidden=2&batch=8&at=2',
    async bring(page) {
      await page.keyboard.press('a');
      await page.locator('[data-line="0"]').waitFor();
    },
    parts: ['.arithmetic', '.clock'],
  },
  'two runs': {
    query: 'data=moons&samples=10&hidden=2&at=10',
    async bring(page) {
      await press(page, '.compare button');
      await page.locator('[data-part=training] select').first().selectOption('sgd');
      await page.locator('.compare table').waitFor();
    },
    parts: ['.column-answers'],
  },
  'on a phone': { query: 'data=moons&samples=10&hidden=2&at=5', width: 390 },
  'the list of keys': {
    query: 'hidden=2',
    async bring(page) {
      await page.keyboard.press('?');
      await page.locator('dialog[open]').waitFor();
    },
    parts: ['dialog'],
  },
  'a link that is not understood': { query: 'data=cats', parts: ['[role=alert]'] },
};

/** The formulas and lines of the arithmetic, and errors, are English. */
const PARTLY_ENGLISH = ['a table', 'a lesson', 'the arithmetic', 'a link that is not understood'];

const CASES = Object.entries(STATES).flatMap(([name, state]) =>
  LANGUAGES.map((language) => [name, language, state] as const),
);

describe.skipIf(chromiumPath === undefined)('in Chromium', () => {
  const { open } = inChromium();

  test.each(CASES)('%s, %s', async (name, language, { query, width = 1280, bring, parts = ['body'] }) => {
    const locale = language === 'zh' ? 'zh-CN' : 'en';
    const page = await open(query, { locale, viewport: { width, height: 844 } });
    await bring?.(page);
    const kept: string[] = [];
    const tabs = width < 720 ? await page.locator('.tabs button').all() : [undefined];
    for (const tab of tabs) {
      await tab?.click();
      const all = await heardOn(page);
      if (tab !== undefined) kept.push(`# ${await tab.innerText()}\n`);
      for (const part of parts) kept.push(await heardOf(page, part));
      expect(faultsOf(all)).toEqual([]);
      if (language === 'zh' && !PARTLY_ENGLISH.includes(name)) expect(englishIn(all)).toEqual([]);
    }
    await expect(kept.join('')).toMatchFileSnapshot(`${FOLDER}${name}.${language}.yaml`);
  });

  test('no file is of a state that there is not', () => {
    const files = CASES.map(([name, language]) => `${name}.${language}.yaml`);
    expect(readdirSync(FOLDER).filter((file) => !files.includes(file))).toEqual([]);
  });
});

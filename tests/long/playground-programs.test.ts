/** The TypeScript that the page hands out, as a program of Node's: it prints the scores of the run. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { transform } from 'esbuild';
import * as nnfs from 'nnfs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OwnTable } from '../../playground/core/data/own-table.ts';
import { Run } from '../../playground/core/run/run.ts';
import { ofTable, type Subject } from '../../playground/core/run/subject.ts';
import { recipeOf } from '../../playground/core/settings/changes.ts';
import { encodePoints } from '../../playground/core/settings/points.ts';
import { chromiumPath } from '../support/chromium.ts';
import { dist, root } from '../support/dist.ts';
import { runIn } from '../support/packed.ts';
import { inChromium } from '../support/playground.ts';
import { subjectIn } from '../support/subject.ts';

const DRAWN = encodePoints(
  Array.from({ length: 40 }, (_, n) => ({
    x: Math.round(900 * Math.cos(n)) / 1000,
    y: Math.round(20 * n * Math.sin(n)) / 1000,
    mark: n % 2,
  })),
);
const TABLE = `length,width,"kind"\n${Array.from({ length: 60 }, (_, n) => `${(n * 7) % 13},${(n * 5) % 11},${n % 3 ? '"dog, wet"' : 'cat'}`).join('\n')}\n`;

let folder: string;
beforeAll(async () => {
  dist('index.js');
  folder = await mkdtemp(join(tmpdir(), 'nnfs-programs-'));
  await writeFile(join(folder, 'package.json'), '{}');
  await mkdir(join(folder, 'node_modules'));
  await symlink(root, join(folder, 'node_modules', 'nnfs'), 'junction');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What a program prints, with its types taken away. */
async function printedBy(program: string): Promise<string> {
  const { code } = await transform(program, { loader: 'ts', format: 'esm', target: 'node20' });
  await writeFile(join(folder, 'train.mjs'), code);
  return runIn(folder, process.execPath, ['train.mjs']);
}

/** The scores of a run in the words of its program. */
function scoresOf(query: string, step: number, subject?: Subject): string {
  const recipe = recipeOf(query);
  const run = new Run(recipe, undefined, subject ?? subjectIn(recipe.settings));
  run.seek(step);
  const { training, heldOut } = run.data;
  return [training, ...(heldOut ? [heldOut] : [])].map(({ X, y }) => inspect(run.model.evaluate(X, y))).join('\n');
}

describe.skipIf(chromiumPath === undefined)('in Chromium', () => {
  const { open, arrival, exported } = inChromium();

  /** The loss on the page is that of the program too, in the digits that the page shows. */
  async function expectShown(page: Page, printed: string): Promise<void> {
    const [loss] = /(?<=loss: )[\d.]+(?=,? [^]*$)/.exec(printed)!;
    await expect.poll(() => page.locator('[data-score=loss]').innerText()).toBe(Number(loss).toFixed(4));
  }

  test.each([
    ['points', 'batch=32&shuffle=yes&dropout=0.1&l2=0.0005&seed=3', 40],
    ['points that are drawn', `data=drawn&points=${DRAWN}&hidden=5`, 30],
    ['a curve', 'data=sine&hidden=8&activation=tanh&heldOut=0', 25],
    ['a branch', 'samples=50&hidden=8&batch=40&shuffle=yes&changes=5:rate:0.3,7:w1-1-0:-2.5', 9],
    ['a branch of pictures', 'data=bars&samples=15&conv=2&hidden=none&changes=5:cw1-0-2-0-1:-0.5,7:cb1-0:0.25', 9],
    ['pictures', 'data=bars&samples=15&conv=2&hidden=none&seed=4', 12],
    ['digits', 'data=digits&conv=3&hidden=none&rate=0.01&batch=64&shuffle=yes', 40],
  ])('%s', async (_, query, step) => {
    const page = await open(`${query}&at=${step}`);
    const printed = await printedBy((await exported(page, 'TypeScript')).toString());
    expect(printed.endsWith(scoresOf(query, step))).toBe(true);
    await expectShown(page, printed);
  });

  test('a table that is brought, which the program reads by its name', async () => {
    const page = await open('hidden=6');
    const file = { name: 'pets.csv', mimeType: 'text/csv', buffer: Buffer.from(TABLE) };
    await page.getByLabel('Open a CSV file').setInputFiles(file);
    await page.getByText('pets.csv: 60 rows, 3 columns.').waitFor();
    await page.locator('h1').click();
    for (let step = 1; step <= 4; step++) {
      await page.keyboard.press('ArrowRight');
      await arrival(page, step);
    }
    await writeFile(join(folder, file.name), TABLE);
    const printed = await printedBy((await exported(page, 'TypeScript')).toString());
    const table = new OwnTable(file.name, file.buffer, nnfs);
    expect(printed.endsWith(scoresOf(new URL(page.url()).search.slice(1), 4, ofTable(table)))).toBe(true);
    await expectShown(page, printed);
  });
});

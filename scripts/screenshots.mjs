// Takes the README's pictures of the playground anew: node scripts/screenshots.mjs, after a build, where Chromium is at CHROMIUM_PATH or
// in /usr/bin. They show what the links below lead to; their pixels depend on the browser and its fonts.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

/** Names, links, and the pages on which they are opened; smaller than they are, so that the files are small. */
/** @type {[name: string, query: string, options: import('playwright-core').BrowserContextOptions][]} */
const PICTURES = [
  ['playground', 'data=moons&hidden=6,4&at=120', { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 0.7 }],
  [
    'playground-phone',
    'data=hills&hidden=8&at=100',
    { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, colorScheme: 'dark' },
  ],
];
const MOST_BYTES = 150_000;

const root = fileURLToPath(new URL('..', import.meta.url));
const server = spawn(process.execPath, [`${root}dist/cli.js`, 'playground', '--no-open', '--port', '0']);
const [printed] = await once(server.stdout, 'data');
const [address = ''] = String(printed).split('\n');
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  for (const [name, query, options] of PICTURES) {
    const page = await browser.newPage({ locale: 'en', ...options });
    await page.goto(`${address}?${query}`);
    await page.locator(`[data-step="${new URLSearchParams(query).get('at')}"]`).waitFor();
    await page.waitForTimeout(1000); // texts and curves follow the picture
    const path = `${root}docs/pictures/${name}.png`;
    await page.screenshot({ path });
    const { size } = await stat(path);
    console.log(`${name}.png: ${Math.round(size / 1000)} kB`);
    if (size > MOST_BYTES) throw new Error(`${name}.png: expected up to ${MOST_BYTES} bytes, received ${size}`);
  }
} finally {
  await browser.close();
  server.kill();
}

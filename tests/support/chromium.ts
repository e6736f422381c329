/** Chromium, where it is installed. */
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { openedIn } from './opened.ts';

export const chromiumPath = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));

if (chromiumPath === undefined)
  console.warn('skipped: no Chromium at CHROMIUM_PATH or /usr/bin; nothing ran in a browser');

export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath!,
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Opens an address in a Chromium without a driver, until something is known. */
export const inOwnChromium = <T>(address: string, until: Promise<T>): Promise<T> =>
  openedIn(
    chromiumPath!,
    (profile) => ['--headless', '--no-sandbox', '--no-first-run', '--disable-sync', `--user-data-dir=${profile}`],
    address,
    until,
  );

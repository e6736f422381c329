/** Firefox, where it is installed; it needs no driver. */
import { existsSync } from 'node:fs';
import { openedIn } from './opened.ts';

export const firefoxPath = [process.env.FIREFOX_PATH, '/usr/bin/firefox-esr', '/usr/bin/firefox'].find(
  (path) => path !== undefined && existsSync(path),
);

if (firefoxPath === undefined) console.warn('skipped: no Firefox at FIREFOX_PATH or /usr/bin');

/** Opens an address in Firefox, until something is known. */
export const inFirefox = <T>(address: string, until: Promise<T>): Promise<T> =>
  openedIn(firefoxPath!, (profile) => ['--headless', '--no-remote', '--profile', profile], address, until);

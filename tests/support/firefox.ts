/** Firefox, where it is installed; it needs no driver, since the page that it opens does all by itself and tells what came of it. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const firefoxPath = [process.env.FIREFOX_PATH, '/usr/bin/firefox-esr', '/usr/bin/firefox'].find(
  (path) => path !== undefined && existsSync(path),
);

if (firefoxPath === undefined) console.warn('skipped: no Firefox at FIREFOX_PATH or /usr/bin');

/** Opens an address in a profile of its own, until something is known. */
export async function inFirefox<T>(address: string, until: Promise<T>): Promise<T> {
  const profile = await mkdtemp(join(tmpdir(), 'nnfs-profile-'));
  const options = ['--headless', '--no-remote', '--profile', profile, address];
  const browser = spawn(firefoxPath!, options, { stdio: 'ignore', detached: true });
  const closed = new Promise((resolve) => browser.once('close', resolve));
  try {
    return await until;
  } finally {
    process.kill(-browser.pid!, 'SIGKILL'); // with the processes that it started
    await closed;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

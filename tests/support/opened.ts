/** Browsers without a driver: the page that they open does all by itself and tells what came of it. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Opens an address in a browser, with a profile of its own, until something is known. */
export async function openedIn<T>(
  path: string,
  options: (profile: string) => readonly string[],
  address: string,
  until: Promise<T>,
): Promise<T> {
  const profile = await mkdtemp(join(tmpdir(), 'nnfs-profile-'));
  const browser = spawn(path, [...options(profile), address], { stdio: 'ignore', detached: true });
  const closed = new Promise((resolve) => browser.once('close', resolve));
  try {
    return await until;
  } finally {
    process.kill(-browser.pid!, 'SIGKILL'); // with the processes that it started
    await closed;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The package as people get it. */
import { execFile } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { dist, root } from './dist.ts';

const windows = process.platform === 'win32';

/** Runs a command in a folder; what it printed, also when it failed. */
export async function runIn(cwd: string, command: string, args: readonly string[], env = process.env): Promise<string> {
  const running = promisify(execFile)(command, args, { cwd, env, shell: windows });
  const { stdout } = await running.catch((error: unknown) => {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}`);
  });
  return stdout.trim();
}

/**
 * Packs the package and installs it in an empty folder. Its dependencies are packed too, so that the installation is a real one and needs
 * no network.
 *
 * @returns the name of the packed file
 */
export async function installPacked(folder: string): Promise<string> {
  dist('index.js');
  const packages = [root, ...['seedrandom', 'fflate', 'commander'].map((name) => join(root, 'node_modules', name))];
  await runIn(folder, 'npm', ['pack', '--ignore-scripts', '--silent', ...packages]);
  const tarballs = (await readdir(folder)).filter((name) => name.endsWith('.tgz')).sort();
  const dependencies = Object.fromEntries(tarballs.map((name) => [name.replace(/-[\d.]+tgz$/, ''), `file:${name}`]));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
  await runIn(folder, 'npm', ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', '--silent']);
  return tarballs.find((name) => name.startsWith('nnfs-'))!;
}

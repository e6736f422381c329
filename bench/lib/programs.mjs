import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { ENVIRONMENT } from './child.mjs';

/** How often the peak of a process is looked up, in ms. */
const LOOK_MS = 4;

/** The most memory a process has had so far, in MB; undefined where there is no /proc. */
async function peakOf(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /VmHWM:\s*(\d+) kB/.exec(status)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1000;
}

/**
 * Runs a program to its end.
 *
 * @param memory also watches its memory; that takes time, so such a run is not timed
 */
export function runProgram([command, ...args], { memory = false, cwd } = {}) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(command, args, { cwd, env: ENVIRONMENT, stdio: ['ignore', 'pipe', 'pipe'] });
    let [output, complaint, peak] = ['', '', undefined];
    const look = memory && setInterval(async () => (peak = (await peakOf(child.pid)) ?? peak), LOOK_MS);
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (complaint += text));
    child.on('error', (error) => {
      clearInterval(look);
      reject(error);
    });
    child.on('close', (code) => {
      const seconds = (performance.now() - start) / 1000;
      clearInterval(look);
      if (code === 0) resolve({ seconds, output, peak });
      else reject(new Error(complaint.trim().split('\n').at(-1) || `it ended with code ${code}`));
    });
  });
}

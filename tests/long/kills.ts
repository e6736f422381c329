/** Training in processes that are killed and go on, and the file that is left at the end. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { RandomState } from 'nnfs';
import { expect } from 'vitest';
import { folder } from '../cli/run.ts';

/** A process of Node that trains; it is killed after so many ms unless it has ended before. */
function train(
  argv: readonly string[],
  killAfter?: number,
): Promise<{ killed: boolean; code: number | null; stderr: string }> {
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter);
  return new Promise((resolve) => {
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ killed: signal === 'SIGKILL', code, stderr });
    });
  });
}

export interface Kills {
  readonly kills: number;
  /** Kills fall within as many ms. @default as many as a whole run takes */
  readonly longest?: number;
  readonly seed: number;
  /** What Node is called with to train, from a file on where it is there. */
  readonly argv: (file: string, isThere: boolean) => readonly string[];
}

/** Kills a run at random moments, lets it go on each time, and compares the file at the end with that of one run. How often it went on. */
export async function killAndGoOn({ kills, longest, seed, argv }: Kills): Promise<number> {
  const at = folder();
  const start = performance.now();
  expect(await train(argv(at('whole'), false))).toEqual({ killed: false, code: 0, stderr: '' });
  const most = longest ?? performance.now() - start;
  const whole = readFileSync(at('whole'));
  const random = new RandomState(seed);
  let resumed = 0;
  for (let killed = 0, finished = false; killed < kills || !finished;) {
    if (finished) rmSync(at('m')); // done before all kills were: once more from the start
    const isThere = existsSync(at('m'));
    if (isThere) resumed++;
    const end = await train(argv(at('m'), isThere), killed < kills ? random.uniform(0, most) : undefined);
    finished = !end.killed;
    if (end.killed) {
      killed++;
    } else {
      expect(end).toEqual({ killed: false, code: 0, stderr: '' });
      expect(readFileSync(at('m')).equals(whole)).toBe(true);
    }
  }
  return resumed;
}

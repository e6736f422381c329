import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { RandomState } from 'nnfs';
import { beforeAll, describe, expect, test } from 'vitest';
import { folder, words } from '../cli/run.ts';
import { dist } from '../support/dist.ts';

let cli: string;
beforeAll(() => {
  cli = dist('cli.js');
});

/** A process that trains; it is killed after so many ms unless it has ended before. */
function train(line: string, killAfter?: number): Promise<{ killed: boolean; code: number | null; stderr: string }> {
  const child = spawn(process.execPath, [cli, 'train', ...words(line)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
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

const KILLS = 50;

describe.skipIf(process.platform === 'win32')(`killed at ${KILLS} random moments, resumed each time`, () => {
  // One sample a step, so that the work lasts; with all that has a state: dropout, shuffle, Adam's moments, validation.
  const run =
    '--data spiral --hidden 32 --dropout 0.1 --l2 1e-4 --batch-size 1 --shuffle --validation 20 --learning-rate 0.01 --decay 1e-5';

  test.each([
    ['a file after each epoch', `${run} --samples 100 --epochs 600 --checkpoint-every 1`, 500, 1],
    ['a file every second, within epochs too', `${run} --samples 1000 --epochs 300`, 2500, 2],
  ])('%s: the file at the end is that of one run', async (_, line, longest, seed) => {
    const at = folder();
    expect(await train(`${line} --save ${at('whole')}`)).toEqual({ killed: false, code: 0, stderr: '' });
    const whole = readFileSync(at('whole'));
    const random = new RandomState(seed);
    for (let kills = 0, finished = false; kills < KILLS || !finished;) {
      if (finished) rmSync(at('m')); // done before all kills were: once more from the start
      const resume = existsSync(at('m')) ? `--resume ${at('m')}` : '';
      const after = kills < KILLS ? random.uniform(0, longest) : undefined;
      const { killed, code, stderr } = await train(`${line} --save ${at('m')} ${resume}`, after);
      finished = !killed;
      if (killed) {
        kills++;
      } else {
        expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
        expect(readFileSync(at('m')).equals(whole)).toBe(true);
      }
    }
  });
});

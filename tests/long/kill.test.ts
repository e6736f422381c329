import { beforeAll, describe, expect, test } from 'vitest';
import { words } from '../cli/run.ts';
import { dist } from '../support/dist.ts';
import { killAndGoOn } from './kills.ts';

let cli: string;
beforeAll(() => {
  cli = dist('cli.js');
});

const KILLS = 50;

describe.skipIf(process.platform === 'win32')(`killed at ${KILLS} random moments, resumed each time`, () => {
  // One sample a step, so that the work lasts; with all that has a state: dropout, shuffle, Adam's moments, validation.
  const run =
    '--data spiral --hidden 32 --dropout 0.1 --l2 1e-4 --batch-size 1 --shuffle --validation 20 --learning-rate 0.01 --decay 1e-5';

  test.each([
    ['a file after each epoch', `${run} --samples 100 --epochs 600 --checkpoint-every 1`, 500, 1],
    ['a file every second, within epochs too', `${run} --samples 1000 --epochs 300`, 2500, 2],
  ])('%s: the file at the end is that of one run', async (_, line, longest, seed) => {
    const argv = (file: string, isThere: boolean): string[] => [
      cli,
      'train',
      ...words(`${line} --save ${file}${isThere ? ` --resume ${file}` : ''}`),
    ];
    expect(await killAndGoOn({ kills: KILLS, longest, seed, argv })).toBeGreaterThan(KILLS / 4);
  });
});

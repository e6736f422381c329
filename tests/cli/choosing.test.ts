import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { choosing } from '../../src/cli/training/choosing.ts';
import { trialsText } from '../../src/cli/training/trials-text.ts';

test('while settings are chosen, a bar shows how far that is, and leaves nothing behind', async () => {
  let written = '';
  const stderr = { isTTY: true, columns: 80, write: (text: string) => (written += text) };
  const answer = await choosing(stderr, async (onChoosing) => {
    for (const done of [0, 1, 2, 3]) {
      onChoosing({ done, total: 4 });
      await sleep(150); // a bar moves ten times a second
    }
    return 'chosen';
  });
  expect(answer).toBe('chosen');
  expect(written).toMatch(/█+░+ \d+% \| [123]\/4 trials \|/);
  expect(written.endsWith('\x1b[1G\x1b[2K')).toBe(true);
});

test('of trials the settings in which they differ are shown', () => {
  const settings = { activation: 'relu', l1: 0, dropout: 0, loss: 'mse', optimizer: 'adam', epochs: 10, shuffle: true, schedule: 'constant', dotPrecision: 'float32' } as const; // prettier-ignore
  const trials = [
    { settings: { ...settings, hidden: [64, 64], l2: 0.001 }, score: 0.91, loss: 0.1 },
    { settings: { ...settings, hidden: [], l2: 0.001, batchSize: 16 }, score: 0.8, loss: 0.2 },
  ];
  expect(trialsText(trials, trials[1]!.settings, 'classification')).toBe(`\
        accuracy   loss  hidden  batch size
           0.910  0.100  64,64
chosen     0.800  0.200  none    16`);
  expect(trialsText(trials, trials[0]!.settings, 'regression')).toMatch(
    /^ +R² +loss +hidden +batch size\nchosen +0\.910 /,
  );
});

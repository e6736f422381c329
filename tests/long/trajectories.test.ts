import { expect, test } from 'vitest';
import { run, words } from '../cli/run.ts';
import { TRAJECTORIES, TRAJECTORY_NAMES, printed } from '../support/trajectories.ts';

/** Dropout and sine go through float64 in NumPy, and here too: they take minutes where the others take seconds. */
test.each(TRAJECTORY_NAMES)('%s: 10,001 epochs as NumPy prints them, to the byte', async (name) => {
  const stdout = printed(name, 10_001);
  expect(stdout.split('\n')).toHaveLength(102);
  expect(await run('train', ...words(TRAJECTORIES[name]), '--epochs', '10001')).toEqual({
    code: 0,
    stdout,
    stderr: '',
  });
});

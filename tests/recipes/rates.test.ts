import { describe, expect, test } from 'vitest';
import { Adam, Dense, Model } from 'nnfs';
import { schedule } from '../../src/recipes/rates.ts';
import { SCHEDULE_NAMES, type RunSettings, type ScheduleName } from '../../src/recipes/settings.ts';

const SETTINGS = { hidden: [], activation: 'relu', l1: 0, l2: 0, dropout: 0, loss: 'mse', optimizer: 'adam' } as const;
const RUN = { epochs: 30, batchSize: 10, shuffle: true, dotPrecision: 'float64' } as const;

/** The rate at each of 300 steps: 30 epochs of 95 samples in batches of 10. */
function ratesOf(
  name: ScheduleName,
  settings: Partial<RunSettings & { learningRate: number | undefined }> = {},
): number[] {
  const optimizer = new Adam();
  const model = new Model([new Dense(1, 1)]).set({ optimizer });
  schedule(model, { ...SETTINGS, ...RUN, learningRate: 0.5, schedule: name, ...settings }, 95);
  return Array.from({ length: 300 }, (_, step) => optimizer.rateAt(step));
}

describe('a schedule by its name', () => {
  test('constant is what the optimizer has', () => {
    expect(new Set(ratesOf('constant'))).toEqual(new Set([0.001]));
  });

  test.each(SCHEDULE_NAMES.filter((name) => !['constant', 'one-cycle'].includes(name)))(
    '%s begins at the rate and ends near a hundredth of it, within the run',
    (name) => {
      const rates = ratesOf(name);
      expect(rates[0]).toBe(0.5);
      expect(rates.at(-1)).toBeGreaterThanOrEqual(0.005);
      expect(rates.at(-1)).toBeLessThan(0.0075);
      expect(Math.max(...rates)).toBe(0.5);
    },
  );

  test('steps are three, a tenth each; restarts are three, each cycle twice as long; one cycle goes up first', () => {
    const steps = ratesOf('steps');
    expect([99, 100, 199, 200].map((step) => steps[step]!.toPrecision(6))).toEqual(['0.500000', '0.0500000', '0.0500000', '0.00500000']); // prettier-ignore
    const restarts = ratesOf('restarts');
    expect(restarts.flatMap((rate, i) => (rate > (restarts[i - 1] ?? 0) ? [i] : []))).toEqual([0, 43, 129]);
    const cycle = ratesOf('one-cycle');
    expect([cycle[0], Math.max(...cycle), cycle.indexOf(0.5)]).toEqual([0.02, 0.5, 89]);
    expect(cycle.at(-1)).toBeCloseTo(2e-6, 12);
  });

  test('of a rate that nobody gave it is the optimizer’s own', () => {
    expect(ratesOf('linear', { learningRate: undefined })[0]).toBe(0.001);
  });
});

import { expect, test } from 'vitest';
import { r2, tableFromRows, trainTable } from 'nnfs';
import { explained } from '../../src/recipes/explained.ts';

test('R² from the squared error is that of the metric', () => {
  const [answers, actual] = [
    [2.5, 0, 2, 8],
    [3, -0.5, 2, 7],
  ];
  const error = actual.reduce((sum, y, n) => sum + (answers[n]! - y) ** 2, 0) / 4;
  expect(explained(error, actual)).toBeCloseTo(r2(answers, actual), 12); // sums in another order
  expect([explained(0, [2, 2]), explained(1, [2, 2])]).toEqual([r2([2, 2], [2, 2]), r2([2, 3], [2, 2])]);
});

test('of one row it is NaN', () => {
  expect(explained(0, [5])).toBeNaN();
  expect(explained(1, [5])).toBeNaN();
});

test('the score of a trial is R², whatever the loss', async () => {
  const rows = Array.from({ length: 60 }, (_, i) => ({ x: i % 12, y: 2.5 * (i % 12) + Math.sin(i) }));
  const { report } = await trainTable(tableFromRows(rows), { target: 'y', loss: 'mae', hidden: [], epochs: 300 });
  for (const { score, loss } of report.trials.slice(1)) {
    expect(score).toBeGreaterThan(0.95);
    expect(score).not.toBeCloseTo(1 - loss, 2);
    expect(score).toBeLessThan(1);
  }
});

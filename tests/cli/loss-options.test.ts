/** Options that no loss, or no network, of a run knows are a wrong call, whatever it learns. */
import { expect, test } from 'vitest';
import { LOSS_NAMES, isByClass, isSmoothed } from '../../src/recipes/settings.ts';
import { folder, run, words } from './run.ts';

const table = (target: (i: number) => string | number): string =>
  `a,y\n${Array.from({ length: 30 }, (_, i) => `${i % 7},${target(i)}`).join('\n')}\n`;

test.each(LOSS_NAMES.filter((loss) => !isSmoothed(loss)))('label smoothing with %s', async (loss) => {
  const at = folder({ 'd.csv': table((i) => (isByClass(loss) ? 'xy'[i % 2]! : 1.5 * i)) });
  const generated = isByClass(loss) ? 'moons' : 'sine';
  for (const data of [generated, at('d.csv')]) {
    const { code, stdout, stderr } = await run(...words(`train --data ${data} --epochs 1 --loss ${loss} --label-smoothing 0.1`)); // prettier-ignore
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: `nnfs: --label-smoothing: expected the loss categorical or binary, received ${loss}.\n` }); // prettier-ignore
  }
});

test('label smoothing where the target says that the loss is one of numbers', async () => {
  const at = folder({ 'd.csv': table((i) => 1.5 * i) });
  for (const data of ['sine', at('d.csv')]) {
    const { code, stderr } = await run(...words(`train --data ${data} --epochs 1 --label-smoothing 0.1`));
    expect(code).toBe(2);
    expect(stderr).toContain('nnfs: --label-smoothing: expected the loss categorical or binary, received mse.\n');
  }
});

test.each(['--dropout 0.2', '--l1 0.1', '--l2 0.1'])('%s without hidden layers', async (option) => {
  const { code, stderr } = await run(...words(`train --data spiral --hidden none ${option}`));
  expect({ code, stderr }).toEqual({ code: 2, stderr: `nnfs: ${option.split(' ', 1)[0]!}: expected hidden layers, received --hidden none.\n` }); // prettier-ignore
});

test.each<[what: string, target: (i: number) => string | number, received: string]>([
  ['numbers', (i) => 1.5 * i, 'numbers, 30 different ones'],
  ['three classes', (i) => 'xyz'[i % 3]!, '3 classes'],
])('a loss of two classes, of %s', async (_, target, received) => {
  const at = folder({ 'd.csv': table(target) });
  const { code, stderr } = await run(...words(`train --data ${at('d.csv')} --target y --loss hinge`));
  expect({ code, stderr }).toEqual({ code: 1, stderr: `nnfs: ${at('d.csv')}, target "y": expected two classes for the loss hinge, received ${received}.\n` }); // prettier-ignore
});

/** A file of version 0.1.0, which kept the options of `nnfs train` beside the model. */
import { copyFileSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { decodeSafetensors } from 'nnfs';
import { folder, run, words } from './run.ts';

/**
 * Written by nnfs 0.1.0:
 * nnfs train --data spiral --samples 20 --hidden 8 --validation 5 --shuffle --batch-size 16 --print-every 5 --epochs 20 --save FILE
 */
const FILE = new URL('fixtures/spiral-0.1.0.safetensors', import.meta.url);
const OPTIONS = '--data spiral --samples 20 --hidden 8 --validation 5 --shuffle --batch-size 16 --print-every 5';

/** What 0.1.0 printed for these options and 40 epochs. */
const LINES = `\
epoch: 0, acc: 0.283, loss: 1.099, lr: 0.001
epoch: 5, acc: 0.350, loss: 1.099, lr: 0.001
epoch: 10, acc: 0.400, loss: 1.098, lr: 0.001
epoch: 15, acc: 0.417, loss: 1.098, lr: 0.001
epoch: 20, acc: 0.417, loss: 1.098, lr: 0.001
epoch: 25, acc: 0.400, loss: 1.097, lr: 0.001
epoch: 30, acc: 0.367, loss: 1.096, lr: 0.001
epoch: 35, acc: 0.383, loss: 1.095, lr: 0.001
validation, acc: 0.400, loss: 1.099
`;

test('a run that goes on prints the lines of one run, and saves the same tensors', async () => {
  const at = folder();
  copyFileSync(FILE, at('m'));
  const { code, stdout, stderr } = await run('train', '--resume', at('m'), '--epochs', '40');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toBe(LINES.slice(LINES.indexOf('epoch: 20')));
  const whole = await run('train', ...words(OPTIONS), '--epochs', '40', '--save', at('whole'));
  expect(whole.stdout).toBe(LINES);
  const tensors = (name: string) => decodeSafetensors(readFileSync(at(name))).tensors;
  expect(tensors('m')).toEqual(tensors('whole'));
});

test('evaluate, predict and summary', async () => {
  const at = folder();
  copyFileSync(FILE, at('m'));
  const evaluated = await run('evaluate', at('m'), ...words('--data spiral --samples 20'));
  expect(evaluated).toEqual({ code: 0, stdout: expect.stringMatching(/^acc: 0\.\d{3}, loss: 1\.09\d\n$/), stderr: '' });
  const predicted = await run('predict', at('m'), ...words('--data spiral --samples 2'));
  expect(predicted.stdout).toMatch(/^prediction,0,1,2\n([012](,0\.\d+){3}\n){6}$/);
  const { stdout } = await run('summary', at('m'));
  expect(stdout).toContain('\noptimizer: Adam, 80 steps\ntrained: 20 epochs, acc: 0.4');
  expect(stdout).toMatch(/\noptions: --data spiral --samples 20 .*--batch-size 16 --shuffle --seed 0 .*\n$/);
});

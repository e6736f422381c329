/** Files of earlier versions. 0.1.0 kept the options of `nnfs train` beside the model. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
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

/**
 * Models of tables as nnfs kept them before it kept the encoder: the columns beside the options, the labels, a scaler. Written by
 * nnfs train --data flowers.csv --hidden 4 --epochs 40 --learning-rate 0.05 --save flowers-without-encoder.safetensors
 * nnfs train --data weights.csv --hidden 4 --epochs 40 --learning-rate 0.05 --scale minmax --save weights-without-encoder.safetensors
 * with the tables below; what evaluate and predict said of them then stands in the tests.
 */
const table = (name: string, last: (i: number) => string | number): string =>
  `length,width,${name}\n${Array.from({ length: 30 }, (_, i) => `${(i % 3) + i / 100},${1e4 + 100 * (i % 3)},${last(i)}\n`).join('')}`;
const TABLES = {
  flowers: table('species', (i) => ['a', '"b, ""c"""', 'd'][i % 3]!),
  weights: table('weight', (i) => (i % 3) * 2.5 + i / 8),
};

describe('a model of a table without its encoder', () => {
  const files = (name: keyof typeof TABLES) => {
    const at = folder({ 'd.csv': TABLES[name] });
    copyFileSync(new URL(`fixtures/${name}-without-encoder.safetensors`, import.meta.url), at('m'));
    return at;
  };

  test.each([
    ['flowers', { loss: 0.016973763704299927, accuracy: 1, samples: 30 }, 'prediction,a,"b, ""c""",d\na,0.9982192,0.0017673055,1.34032725e-05\n"b, ""c""",0.018339094,0.9477976,0.03386325\n'],
    ['weights', { loss: 1.0417180061340332, accuracy: 0, samples: 30 }, 'prediction\n1.9537449\n4.234782\n'],
  ] as const)('%s: evaluate and predict say what they said', async (name, figures, predictions) => {
    const at = files(name);
    expect(JSON.parse((await run('evaluate', at('m'), '--data', at('d.csv'), '--json')).stdout)).toEqual(figures);
    const { stdout, stderr } = await run('predict', at('m'), '--data', at('d.csv'));
    expect(stderr).toBe('');
    expect(stdout.startsWith(predictions)).toBe(true);
  }); // prettier-ignore

  test('columns in any order, and what is no number', async () => {
    const at = files('flowers');
    writeFileSync(at('mixed.csv'), 'width,species,length\n10000,d,2.1\n10100,a,NA\n');
    const where = `${at('mixed.csv')}: `.slice(0, -2);
    const { code, stderr } = await run('predict', at('m'), '--data', at('mixed.csv'));
    expect({ code, stderr }).toEqual({ code: 1, stderr: `nnfs: ${where}, row 2 (length): expected a number that float32 can hold, received none.\n` }); // prettier-ignore
    writeFileSync(at('mixed.csv'), 'width,species,length\n10000,d,2.1\n10100,z,1\n');
    expect((await run('predict', at('m'), '--data', at('mixed.csv'))).code).toBe(0);
    const strange = await run('evaluate', at('m'), '--data', at('mixed.csv'));
    expect(strange.stderr).toBe(`nnfs: ${where}, row 2 (species): expected a, b, "c" or d, received "z".\n`);
  });

  test('going on needs the encoder', async () => {
    const at = files('flowers');
    const stderr = `nnfs: ${at('m')}: expected a model with the encoder of its table, received one of an earlier version. evaluate and predict take it; to go on, train anew.\n`;
    expect(await run('train', '--resume', at('m'), '--epochs', '50')).toEqual({ code: 1, stdout: '', stderr });
  });
});

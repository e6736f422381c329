import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { TRAJECTORIES, TRAJECTORY_NAMES, printed } from '../support/trajectories.ts';
import { folder, run, runIn, words } from './run.ts';

const train = (line: string, ...more: string[]) => run('train', ...words(line), ...more);

/** What the tests read of the object that --json prints. */
interface Json {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly finished: boolean;
  readonly epochs: number;
  readonly final: Readonly<Record<string, number>>;
  readonly validation?: { readonly loss: number; readonly accuracy: number };
  readonly history: readonly Readonly<Record<string, number>>[];
}

async function trainJson(line: string): Promise<Json> {
  const { code, stdout, stderr } = await train(`${line} --json`);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^\{.*\}\n$/);
  return JSON.parse(stdout) as Json;
}

describe('nnfs train prints what NumPy prints', () => {
  // The whole runs of 10,001 epochs are in tests/long.
  test.each(TRAJECTORY_NAMES)('%s, the first 201 epochs', async (name) => {
    const stdout = printed(name, 201);
    expect(stdout.split('\n')).toHaveLength(4);
    expect(await train(`${TRAJECTORIES[name]} --epochs 201`)).toEqual({ code: 0, stdout, stderr: '' });
  });

  test('a line for epoch 0 and each further --print-every epochs', async () => {
    const { stdout } = await train('--data vertical --hidden 4 --epochs 7 --print-every 3');
    expect(stdout.match(/^epoch: \d+/gm)).toEqual(['epoch: 0', 'epoch: 3', 'epoch: 6']);
  });

  test('validation data at the end', async () => {
    const { stdout } = await train('--data vertical --hidden 4 --epochs 2 --validation 20');
    expect(stdout).toMatch(
      /^epoch: 0, acc: 0\.\d{3}, loss: 1\.\d{3}, lr: 0\.001\nvalidation, acc: 0\.\d{3}, loss: 1\.\d{3}\n$/,
    );
  });
});

describe('nnfs train --json', () => {
  test('is one object with every epoch', async () => {
    const { settings, finished, epochs, final, validation, history } = await trainJson(
      '--data moons --hidden 5,4 --epochs 3 --validation 10 --learning-rate 0.01 --l1 1e-4 --seed text',
    );
    expect(settings).toEqual({
      data: 'moons',
      samples: 100,
      classes: 2,
      scale: 'none',
      validation: 10,
      hidden: [5, 4],
      activation: 'relu',
      l1: 1e-4,
      l2: 0,
      dropout: 0,
      loss: 'categorical',
      optimizer: 'adam',
      learningRate: 0.01,
      epochs: 3,
      shuffle: false,
      seed: 'text',
      dotPrecision: 'float64',
      printEvery: 100,
    });
    expect({ finished, epochs }).toEqual({ finished: true, epochs: 3 });
    expect(history.map(({ epoch }) => epoch)).toEqual([0, 1, 2]);
    expect(history.at(-1)).toEqual(final);
    expect(validation).toEqual({ loss: final.validationLoss, accuracy: final.validationAccuracy });
    expect(final.loss).toBe(final.dataLoss! + final.regularizationLoss!);
  });

  test('holds the numbers of the lines', async () => {
    const line = '--data spiral --hidden 8 --epochs 5';
    const { history } = await trainJson(line);
    const { stdout } = await train(`${line} --print-every 1`);
    const losses = [...stdout.matchAll(/loss: ([\d.]+)/g)].map(([, loss]) => Number(loss));
    expect(losses).toHaveLength(5);
    losses.forEach((loss, i) => expect(loss).toBeCloseTo(history[i]!.loss!, 3));
  });
});

describe('options that decide what is trained', () => {
  const base = '--data spiral --samples 20 --hidden 6 --epochs 6 --learning-rate 0.05 --weight-scale 0.5';
  let defaults: Json;
  beforeAll(async () => {
    defaults = await trainJson(base);
  });

  // Each changes the course of training.
  test.each([
    '--activation leaky-relu',
    '--activation elu',
    '--activation gelu',
    '--activation swish',
    '--activation tanh',
    '--activation sigmoid',
    '--optimizer sgd',
    '--optimizer adagrad',
    '--optimizer rmsprop',
    '--optimizer adamw',
    '--learning-rate 0.002',
    '--decay 0.1',
    '--epsilon 1e-3',
    '--beta1 0.8',
    '--beta2 0.5',
    '--clip-norm 1e-3',
    '--global-clip-norm 1e-3',
    '--clip-value 1e-4',
    '--optimizer adamw --weight-decay 0.5',
    '--optimizer sgd --momentum 0.9 --nesterov',
    '--l1 0.01',
    '--l2 0.01',
    '--dropout 0.5',
    '--batch-size 7',
    '--batch-size 7 --shuffle',
    '--weight-scale 0.25',
    '--seed 1',
    '--samples 21',
    '--classes 2',
    '--hidden 6,6',
    '--scale standard',
    '--scale minmax',
    '--loss mse',
    '--loss mae',
    '--loss binary --classes 2',
    '--data vertical',
    '--data circles --classes 2',
    '--data moons --classes 2',
    '--data blobs',
    '--dot-precision float32 --epochs 50',
  ])('%s', async (options) => {
    const { final, settings } = await trainJson(`${base} ${options}`);
    for (const loss of Object.values(final)) expect(loss).toSatisfy(Number.isFinite);
    expect(settings).not.toEqual(defaults.settings);
    expect(final.dataLoss).not.toBe(defaults.final.dataLoss);
  });

  test.each([
    ['--optimizer sgd', '--momentum 0.5'],
    ['--optimizer rmsprop', '--rho 0.5'],
    ['--optimizer adagrad', '--epsilon 0.1'],
    ['--optimizer adamw', '--beta1 0.5'],
  ])('%s takes %s', async (optimizer, option) => {
    const { final: without } = await trainJson(`${base} ${optimizer}`);
    const { final: given } = await trainJson(`${base} ${optimizer} ${option}`);
    expect(given.loss).not.toBe(without.loss);
  });

  test.each([
    ['--data sine', { loss: 'mse', samples: 1000, dotPrecision: 'float64' }],
    [
      '--data sine --samples 30 --loss mae --dot-precision float32',
      { loss: 'mae', samples: 30, dotPrecision: 'float32' },
    ],
    ['--data spiral --loss binary', { loss: 'binary', classes: 2 }],
    ['--data circles', { loss: 'categorical', classes: 2 }],
    ['--data blobs', { loss: 'categorical', classes: 3, hidden: [64, 64] }],
  ])('%s: its defaults', async (line, settings) => {
    expect((await trainJson(`${line} --epochs 1`)).settings).toMatchObject(settings);
  });

  test('regression shows the loss in its parts', async () => {
    const { stdout } = await train('--data sine --samples 50 --hidden 4 --epochs 1');
    expect(stdout).toMatch(
      /^epoch: 0, acc: 0\.\d{3}, loss: 0\.\d{3} \(data_loss: 0\.\d{3}, reg_loss: 0\.000\), lr: 0\.001\n$/,
    );
  });

  test('validation blobs have the centers of the training blobs', async () => {
    const { validation } = await trainJson(
      '--data blobs --validation 50 --hidden 16 --epochs 200 --learning-rate 0.05',
    );
    expect(validation!.accuracy).toBeGreaterThan(0.9);
  });
});

describe('wrong calls', () => {
  test.each([
    [
      '',
      '--data: expected spiral, vertical, sine, moons, circles, blobs, the path of a table (CSV or JSON) or that of a folder of pictures, received none. Or --resume FILE.',
    ],
    [
      '--data sprial',
      '--data: expected spiral, vertical, sine, moons, circles, blobs, the path of a table (CSV or JSON) or that of a folder of pictures, received "sprial".',
    ],
    ['--data spiral --samples 0', '--samples: expected a whole number, 1 or more, received "0".'],
    [
      '--data spiral --hidden 64,x',
      '--hidden: expected whole numbers, 1 or more, with commas between them, received "64,x".',
    ],
    [
      '--data spiral --hidden 0',
      '--hidden: expected whole numbers, 1 or more, with commas between them, received "0".',
    ],
    [
      '--data spiral --activation rleu',
      '--activation: expected relu, leaky-relu, elu, gelu, swish, tanh, sigmoid, relu6, prelu, selu, gelutanh, mish, hard-swish, hard-sigmoid, softplus or softsign, received "rleu".', // prettier-ignore
    ],
    [
      '--data spiral --loss l2',
      '--loss: expected categorical, binary, focal, hinge, squared-hinge, mse, mae, huber or log-cosh, received "l2".',
    ],
    [
      '--data spiral --optimizer adamm',
      '--optimizer: expected sgd, adagrad, rmsprop, adam, adamw, amsgrad, nadam, adamax, lion, adadelta or centeredrmsprop, received "adamm".', // prettier-ignore
    ],
    ['--data spiral --learning-rate 0', '--learning-rate: expected a number above 0, received "0".'],
    ['--data spiral --learning-rate 1e999', '--learning-rate: expected a number above 0, received "1e999".'],
    ['--data spiral --learning-rate 0x1', '--learning-rate: expected a number above 0, received "0x1".'],
    ['--data spiral --decay -1', '--decay: expected a number of 0 or more, received "-1".'],
    ['--data spiral --dropout 1', '--dropout: expected a number from 0 to below 1, received "1".'],
    ['--data spiral --beta1 1', '--beta1: expected a number from 0 to below 1, received "1".'],
    ['--data spiral --plot curves.jpg', '--plot: expected a name in .html, .svg or .png, received "curves.jpg".'],
    [
      '--data spiral --rho 0.9',
      'train: expected an option of --optimizer adam (--learning-rate, --decay, --clip-norm, --global-clip-norm, --clip-value, --epsilon, --beta1, --beta2), received --rho.',
    ],
    [
      '--data spiral --optimizer sgd --beta1 0.9',
      'train: expected an option of --optimizer sgd (--learning-rate, --decay, --clip-norm, --global-clip-norm, --clip-value, --momentum, --nesterov), received --beta1.',
    ],
    [
      '--data spiral --optimizer adagrad --momentum 0.9',
      'train: expected an option of --optimizer adagrad (--learning-rate, --decay, --clip-norm, --global-clip-norm, --clip-value, --epsilon), received --momentum.',
    ],
    ['--data spiral --target y', 'train: expected the path of a table as --data, received --target.'],
    ['--data spiral --validation 0.2', '--validation: expected a whole number, samples of each class, received 0.2.'],
    ['--data moons --classes 3', '--classes: expected 2 for moons, received 3.'],
    ['--data spiral --classes 3 --loss binary', '--loss binary: expected --classes 2, received 3.'],
    ['--data sine --classes 3', 'train: expected data with classes, received --classes.'],
    ['--data sine --loss categorical', '--loss: expected mse, mae, huber or log-cosh for sine, received categorical.'],
    ['--data some.csv --samples 3', 'train: expected generated data, received --samples.'],
    ['--data some.csv --validation 1', '--validation: expected a share above 0 and below 1 of the file, received 1.'],
    ['--data spiral --checkpoint-every 3', '--checkpoint-every: expected also --save FILE, received none.'],
    ['--data spiral --epoch 3', "unknown option '--epoch' (Did you mean --epochs?)"],
  ])('%s', async (line, message) => {
    expect(await train(line)).toEqual({ code: 2, stdout: '', stderr: `nnfs: ${message}\n` });
  });

  test('a folder beside a table', async () => {
    const at = folder({ 'd.csv': 'a,b\n1,x\n2,y\n' });
    const { code, stderr } = await train('--data', at('d.csv'), '--validation', at(''));
    expect(code).toBe(2);
    expect(stderr).toBe(
      `nnfs: --validation: expected the path of a table (CSV or JSON), received ${at('')}, a folder.\n`,
    );
  });
});

describe('work that fails', () => {
  test('training that leaves the finite numbers', async () => {
    const path = folder()('model.safetensors');
    const { code, stdout, stderr } = await train('--data spiral --optimizer sgd --learning-rate 1e30 --save', path);
    expect({ code, stdout }).toEqual({ code: 1, stdout: 'epoch: 0, acc: 0.280, loss: 1.099, lr: 1e+30\n' });
    expect(stderr).toMatch(
      /^nnfs: Model\.train, epoch \d+, step 0, layer \d.*: expected .*finite.* The usual cures: .*\n$/,
    );
    expect(existsSync(path)).toBe(false);
  });

  test.each([
    ['--data missing.csv', /^nnfs: --data: expected a file that can be read, received "missing\.csv": ENOENT.*\n$/],
    ['--data spiral --save /no/such/folder/m', /^nnfs: --save: .* There is no folder \/no\/such\/folder\.\n$/],
    ['--data spiral --plot /no/such/folder/m.svg', /^nnfs: --plot: .* There is no folder \/no\/such\/folder\.\n$/],
    [
      '--resume missing.safetensors',
      /^nnfs: --resume: expected a file that can be read, received "missing.safetensors"/,
    ],
  ])('%s: before any epoch', async (line, stderr) => {
    expect(await train(line)).toEqual({ code: 1, stdout: '', stderr: expect.stringMatching(stderr) });
  });

  test.skipIf(!existsSync('/dev/full'))('--save and --plot to what is no file: before any epoch', async () => {
    const at = folder();
    execFileSync('mkfifo', [at('fifo')]);
    symlinkSync('/dev/full', at('curves.svg'));
    const loop = at('loop');
    symlinkSync('loop', loop);
    for (const [option, path, reason] of [
      ['--save', at('fifo'), 'it is no regular file'],
      ['--save', '/dev/full', 'it is no regular file'],
      ['--plot', at('curves.svg'), 'it is no regular file'],
      ['--save', at('new/'), 'it is a folder'],
      ['--save', loop, 'ELOOP: too many symbolic links encountered'],
      ['--save', at('n'.repeat(256)), 'ENAMETOOLONG: name too long'],
    ] as const) {
      const stderr = `nnfs: ${option}: expected a file that can be written, received "${path}": ${reason}.\n`;
      expect(await train(`--data spiral --epochs 1 ${option}`, path)).toEqual({ code: 1, stdout: '', stderr });
    }
  });

  test.skipIf(!existsSync('/dev/zero'))('a device as data or model is refused, since it never ends', async () => {
    for (const line of ['train --data /dev/zero', 'summary /dev/zero', 'train --resume /dev/zero']) {
      const { code, stderr } = await run(...words(line));
      expect(code).toBe(1);
      expect(stderr).toMatch(/: expected a file that can be read, received "\/dev\/zero": it is a device\.\n$/);
    }
  });

  test('--save to a folder', async () => {
    const path = dirname(folder()('x'));
    expect(await train('--data spiral --epochs 1 --save', path)).toMatchObject({ code: 1, stdout: '' });
  });
});

describe('--save and --resume', () => {
  const net = '--data spiral --samples 30 --hidden 8';
  test.each([
    net,
    `${net} --optimizer sgd --momentum 0.9 --decay 1e-3 --learning-rate 0.1`,
    `${net} --optimizer sgd --momentum 0.9 --nesterov --clip-norm 0.5`,
    `${net} --optimizer rmsprop --dot-precision float32`,
    `${net} --dropout 0.3 --batch-size 16 --shuffle --validation 10 --l2 1e-3 --seed some-text`,
    '--data sine --samples 40 --hidden 8 --batch-size 9 --shuffle --validation 10 --scale standard',
    '--data circles --loss binary --hidden 8 --activation tanh --weight-scale 0.2',
  ])('%s: the file and the lines are those of one run', async (line) => {
    const at = folder();
    const whole = await train(`${line} --epochs 12 --print-every 3 --save`, at('whole'));
    const lines = [];
    for (const [epochs, from] of [[5], [6, 'a'], [6, 'a'], [12, 'a']] as const) {
      // Both ways: all options again, or none.
      const options = epochs === 12 ? '--print-every 3' : `${line} --print-every 3`;
      const argv = words(`${options} --epochs ${epochs} --save ${at('a')}${from ? ` --resume ${at(from)}` : ''}`);
      lines.push((await run('train', ...argv)).stdout.replace(/^validation.*\n/m, ''));
    }
    expect(readFileSync(at('a')).equals(readFileSync(at('whole')))).toBe(true);
    expect(lines.join('')).toBe(whole.stdout.replace(/^validation.*\n/m, ''));
  });

  test('--resume alone saves to the file that it read, and prints as before', async () => {
    const at = folder();
    await train(`${net} --epochs 4 --print-every 2 --save`, at('a'));
    await train(`${net} --epochs 8 --print-every 2 --save`, at('b'));
    const { stdout } = await train('--epochs 8 --resume', at('a'));
    expect(stdout.match(/^epoch: \d+/gm)).toEqual(['epoch: 4', 'epoch: 6']);
    expect(readFileSync(at('a')).equals(readFileSync(at('b')))).toBe(true);
  });

  test('all epochs done: nothing happens, and nothing changes', async () => {
    const at = folder();
    await train(`${net} --epochs 4 --validation 5 --save`, at('a'));
    const before = readFileSync(at('a'));
    const { code, stdout } = await train('--resume', at('a'));
    expect(code).toBe(0);
    expect(stdout).toMatch(/^validation, acc: .*\n$/);
    expect(readFileSync(at('a')).equals(before)).toBe(true);
  });

  test.each([
    [
      '--learning-rate 0.5',
      '--learning-rate: expected none, as in PATH, received 0.5. Leave it out, or train anew without --resume.',
    ],
    ['--hidden 9', '--hidden: expected 8, as in PATH, received 9. Leave it out, or train anew without --resume.'],
    [
      '--shuffle',
      '--shuffle: expected none, as in PATH, received given. Leave it out, or train anew without --resume.',
    ],
    ['--data moons', '--data: expected spiral, as in PATH, received moons.'],
  ])('%s other than in the file is a wrong call', async (option, message) => {
    const path = folder()('model');
    await train(`${net} --epochs 1 --save`, path);
    const stderr = `nnfs: ${message.replace('PATH', path)}\n`;
    expect(await train(`${option} --resume`, path)).toEqual({ code: 2, stdout: '', stderr });
  });

  test('--checkpoint-every saves along the way', async () => {
    const at = folder();
    const seen: number[] = [];
    const stdout = {
      write() {
        if (existsSync(at('a'))) seen.push(readFileSync(at('a')).length);
      },
    };
    const argv = words(`train ${net} --epochs 9 --print-every 1 --checkpoint-every 4 --save ${at('a')}`);
    expect(await main(argv, { stdout, stderr: stdout })).toBe(0);
    expect(seen).toHaveLength(5); // lines of epochs 4 to 8
    expect(new Set(seen).size).toBe(2); // checkpoints of 4 and 8 epochs; lines come before the save of their epoch
    expect(readdirSync(dirname(at('a')))).toEqual(['a']);
  });
});

describe('Ctrl-C', () => {
  const slow = '--data spiral --samples 2000 --hidden 32 --batch-size 1 --shuffle --dropout 0.1 --epochs 3';

  test('within an epoch: saves, tells how to go on, and that gives what one run gives', async () => {
    const at = folder();
    await train(`${slow} --save`, at('whole'));
    const stopped = await runIn(
      { onListening: (interrupt) => setTimeout(interrupt, 20) },
      ...words(`train ${slow} --save ${at('a')}`),
    );
    expect(stopped.code).toBe(130);
    expect(stopped.stderr).toMatch(
      /^nnfs: stopped after \d of 3 epochs\. Saved: nnfs train --resume .*\/a goes on\.\n$/,
    );
    expect(readFileSync(at('a')).equals(readFileSync(at('whole')))).toBe(false);
    expect((await train('--resume', at('a'))).code).toBe(0);
    expect(readFileSync(at('a')).equals(readFileSync(at('whole')))).toBe(true);
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGPIPE', 141],
  ] as const)('%s without --save', async (signal, code) => {
    const result = await runIn(
      { signal, onListening: (interrupt) => setTimeout(interrupt, 10) },
      ...words(`train ${slow} --epochs 1000`),
    );
    expect(result).toMatchObject({
      code,
      stderr: expect.stringMatching(
        /^nnfs: stopped after \d+ of 1000 epochs\. Nothing was saved: --save FILE does that\.\n$/,
      ),
    });
  });

  test('with --json: the history so far', async () => {
    const argv = words(`train ${slow} --epochs 1000 --json`);
    const { stdout } = await runIn({ onListening: (interrupt) => setTimeout(interrupt, 10) }, ...argv);
    expect((JSON.parse(stdout) as Json).finished).toBe(false);
  });
});

describe('the progress bar', () => {
  const line = '--data spiral --samples 100 --hidden 4 --batch-size 1 --epochs 20 --print-every 5';

  test('shows share, rate and remaining time on a terminal, and leaves nothing behind', async () => {
    const { code, stdout, stderr } = await runIn({ terminal: true }, 'train', ...words(line));
    expect(code).toBe(0);
    expect(stderr).toMatch(/█+░+ \d+% \| \d+\/20 epochs \| [\d.e+]+ epochs\/s \| \d+s left/);
    expect(stderr.endsWith('\x1b[1G\x1b[2K')).toBe(true);
    expect(stdout).toBe((await train(line)).stdout);
  });

  test('is not there where nobody reads', async () => {
    expect((await train(line)).stderr).toBe('');
  });
});

test('inputs on a strange scale: one warning, on stderr', async () => {
  const rows = Array.from({ length: 8 }, (_, i) => `${1e6 * i},${i % 2}`);
  const at = folder({ 'd.csv': `x,y\n${rows.join('\n')}\n` });
  const { code, stdout, stderr } = await train(
    `--data ${at('d.csv')} --features x --target y --scale none --learning-rate 1e-9 --epochs 2 --print-every 1`,
  );
  expect(code).toBe(0);
  expect(stdout.match(/^epoch: /gm)).toHaveLength(2);
  expect(stderr.match(/^nnfs: .*/gm)).toEqual([expect.stringMatching(/^nnfs: The inputs reach 7000000;/)]);
});

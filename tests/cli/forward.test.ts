import { describe, expect, test } from 'vitest';
import { golden } from '../support/golden.ts';
import { run } from './run.ts';

/** What NumPy 1.24.2 prints for the book's script (Ch5_Final.py) with other numbers in it; labels as int32. */
const printed: [options: string, text: string][] = [
  ['', `${golden<{ printed: string }>('ch02_05_forward.json').printed}acc: 0.34\n`],
  [
    '--samples 7 --classes 5 --hidden 8 --seed 42 --rows 2',
    '[[0.2        0.2        0.2        0.2        0.2       ]\n' +
      ' [0.20000169 0.2000011  0.20000204 0.19999497 0.20000021]]\n' +
      'loss: 1.6094422\n' +
      'acc: 0.17142857142857143\n',
  ],
  ['--samples 1 --classes 1 --hidden 1 --seed 1', '[[1.]]\nloss: 1.192093e-07\nacc: 1.0\n'],
  ['--samples 1 --classes 2 --seed 7 --rows 0', '[]\nloss: 0.6931472\nacc: 0.5\n'],
  [
    '--samples 2 --classes 300 --hidden 16 --seed 3 --rows 0',
    '[]\nloss: 5.7037797\nacc: 0.0033333333333333335\n', // more classes than a byte can count
  ],
  [
    '--samples 1000 --hidden 64 --seed 4294967295 --rows 1000',
    '[[0.33333334 0.33333334 0.33333334]\n' +
      ' [0.3333334  0.33333328 0.33333328]\n' +
      ' [0.33333358 0.3333333  0.3333331 ]\n' +
      ' ...\n' +
      ' [0.33327478 0.33334568 0.33337957]\n' +
      ' [0.33330262 0.33332393 0.3333735 ]\n' +
      ' [0.333222   0.33334923 0.33342877]]\n' +
      'loss: 1.0986084\n' +
      'acc: 0.36\n',
  ],
  [
    '--samples 50 --classes 10 --hidden 64 --seed 12345 --rows 2',
    '[[0.1        0.1        0.1        0.1        0.1        0.1\n' +
      '  0.1        0.1        0.1        0.1       ]\n' +
      ' [0.10000025 0.10000087 0.09999856 0.10000003 0.10000081 0.09999949\n' +
      '  0.10000044 0.10000077 0.0999992  0.09999955]]\n' +
      'loss: 2.3025703\n' +
      'acc: 0.096\n',
  ],
];

function forward(options: string) {
  return run('forward', ...options.split(' ').filter(Boolean));
}

/** What the tests read of the object. */
interface Json {
  readonly seed: unknown;
  readonly dotPrecision: unknown;
  readonly rows: number[][];
  readonly loss: number;
  readonly accuracy: number;
  readonly timings: unknown;
}

async function forwardJson(options: string): Promise<Json> {
  const { stdout } = await forward(`${options} --json`);
  return JSON.parse(stdout) as Json;
}

describe('nnfs forward prints what NumPy prints', () => {
  test.each(printed)('%s', async (options, text) => {
    expect(await forward(options)).toEqual({ code: 0, stdout: text, stderr: '' });
  });

  test('all rows where there are fewer than asked for', async () => {
    const { stdout } = await forward('--samples 2 --rows 100');
    expect(stdout.match(/^[ [][[]/gm)).toHaveLength(6);
  });

  test('the same for each call', async () => {
    expect(await forward('--samples 5')).toEqual(await forward('--samples 5'));
  });
});

describe('nnfs forward --seed TEXT', () => {
  test('is a stream of its own, the same each time', async () => {
    const first = await forwardJson('--seed nnfs');
    const { timings: _, ...results } = first;
    expect(await forwardJson('--seed nnfs')).toMatchObject(results);
    for (const other of ['--seed 0', '--seed nnfs2', '--seed 1.5', '--seed null']) {
      expect((await forwardJson(other)).loss).not.toBe(first.loss);
    }
    expect(first.seed).toBe('nnfs');
  });

  test('reads digits as a number', async () => {
    expect((await forwardJson('--samples 2 --seed 007')).seed).toBe(7);
  });
});

describe('nnfs forward --json', () => {
  test('is one object on one line', async () => {
    const { code, stdout, stderr } = await forward('--samples 4 --classes 2 --hidden 5 --rows 2 --seed 3 --json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.endsWith('}\n')).toBe(true);
    expect(stdout.split('\n')).toHaveLength(2);
    const milliseconds: unknown = expect.toSatisfy((x) => typeof x === 'number' && x >= 0 && x < 60_000);
    expect(JSON.parse(stdout)).toStrictEqual({
      samples: 4,
      classes: 2,
      hidden: 5,
      seed: 3,
      dotPrecision: 'float64',
      rows: [
        [expect.any(Number), expect.any(Number)],
        [expect.any(Number), expect.any(Number)],
      ],
      loss: expect.any(Number),
      accuracy: expect.any(Number),
      shapes: { X: [8, 2], dense1: [8, 5], relu: [8, 5], dense2: [8, 2], softmax: [8, 2] },
      timings: { data: milliseconds, forward: milliseconds, loss: milliseconds, total: milliseconds },
    });
  });

  test('holds the numbers of the text, to the last bit', async () => {
    const { softmax_output, loss, accuracy } = golden<{
      softmax_output: { data: number[] };
      loss: { data: number[] };
      accuracy: { data: number[] };
    }>('ch02_05_forward.json');
    const json = await forwardJson('--rows 300');
    expect(json.rows.flat()).toEqual(softmax_output.data);
    expect([json.loss]).toEqual(loss.data);
    expect([json.accuracy]).toEqual(accuracy.data);
    expect((await forwardJson('--rows 0')).rows).toEqual([]);
  });

  test('shows that --dot-precision counts', async () => {
    const options = '--samples 4 --hidden 100000 --rows 12'; // long chains: the difference shows
    const exact = await forwardJson(`${options} --dot-precision float64`);
    const quick = await forwardJson(`${options} --dot-precision float32`);
    expect([exact.dotPrecision, quick.dotPrecision]).toEqual(['float64', 'float32']);
    expect(quick.rows).not.toEqual(exact.rows);
    expect(quick.loss).toBeCloseTo(exact.loss, 5);
  });
});

const count = 'expected a whole number, 1 or more';
const rows = 'expected a whole number, 0 or more';
const seed = 'expected a whole number from 0 to 4294967295, or any other text';
const precision = 'expected float64 or float32';

describe('a wrong call of nnfs forward', () => {
  test.each([
    ...['samples', 'classes', 'hidden'].flatMap((name) =>
      ['0', '-3', '1.5', 'many', '1e3', '0x10', '', ' 5', 'NaN', 'Infinity', '9007199254740993', '--json'].map(
        (value): [string[], string] => [
          [`--${name}`, value],
          `--${name}: ${count}, received ${JSON.stringify(value)}.`,
        ],
      ),
    ),
    [['--rows', '-1'], `--rows: ${rows}, received "-1".`],
    [['--rows', '0.5'], `--rows: ${rows}, received "0.5".`],
    [['--seed', '-1'], `--seed: ${seed}, received "-1".`],
    [['--seed', '4294967296'], `--seed: ${seed}, received "4294967296".`],
    [['--seed', ''], `--seed: ${seed}, received "".`],
    [['--dot-precision', 'float16'], `--dot-precision: ${precision}, received "float16".`],
    [['--samples=0'], `--samples: ${count}, received "0".`],
    [['--samples'], "option '--samples <count>' argument missing"],
    [['--json', '--rows'], "option '--rows <count>' argument missing"],
    [['--smples', '3'], "unknown option '--smples' (Did you mean --samples?)"],
    [['--nothing-like-it'], "unknown option '--nothing-like-it'"],
    [['extra'], "too many arguments for 'forward'. Expected 0 arguments but got 1."],
  ] satisfies [string[], string][])('%j', async (argv, message) => {
    expect(await run('forward', ...argv)).toEqual({ code: 2, stdout: '', stderr: `nnfs: ${message}\n` });
  });
});

test('samples for which there is no memory are work that failed', async () => {
  const { code, stdout, stderr } = await forward('--samples 9007199254740991');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^nnfs: .*fits? into memory/);
});

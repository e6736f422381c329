/** Runs on tables: what they say, what they print, and that a file goes on as one run. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { loadModel } from 'nnfs/node';
import { main } from '../../src/cli/main.ts';
import { folder, run, runIn, words } from './run.ts';

/** 60 rows: two numbers, a category, three classes, and a price in dollars that follows from them. */
const ROWS = Array.from({ length: 60 }, (_, i) => {
  const [size, age] = [((i * 7) % 13) + 0.5, (i * 5) % 11];
  const color = ['red', 'blue', 'green'][i % 3]!;
  return { size, age, color, kind: size > 9 ? 'big' : size > 4 ? 'middle' : 'small', price: `$${10 * size + 3 * age}` };
});
const csv = (names: readonly (keyof (typeof ROWS)[number])[], rows = ROWS, mark = ','): string =>
  [names, ...rows.map((row) => names.map((name) => row[name]))].map((cells) => `${cells.join(mark)}\n`).join('');
const KINDS = csv(['size', 'age', 'color', 'kind']);
const PRICES = csv(['size', 'age', 'color', 'price']);
/** Settings that leave nothing to choose, so that a test is quick. */
const FIXED =
  '--hidden 8 --activation relu --initializer heNormal --l1 0 --l2 1e-3 --dropout 0 --batch-size 16 --shuffle --schedule constant --optimizer adam --learning-rate 0.01';

type Figures = Readonly<Record<string, number>>;

/** What --json prints. */
interface Json {
  readonly history: readonly Figures[];
  readonly validation: Figures;
  readonly test?: Figures;
  readonly best: Figures;
  readonly notices: readonly string[];
  readonly settings: object;
}

describe('what is said of a table', () => {
  test('on stderr: what was assumed, what was decided; on stdout the lines', async () => {
    const at = folder({ 'd.csv': KINDS });
    const { code, stdout, stderr } = await run(
      ...words(`train --data ${at('d.csv')} ${FIXED} --epochs 8 --print-every 5`),
    );
    expect(code).toBe(0);
    expect(stderr).toBe(`\
no --target: "kind", the last column, is taken; --target names another
target: kind, 3 classes: classification
numbers: size, age
color: 3 categories
`);
    const line = String.raw`acc: \d\.\d{3}, loss: \d\.\d{3} \(data_loss: \d\.\d{3}, reg_loss: \d\.\d{3}\), lr: 0\.01\n`;
    expect(stdout).toMatch(new RegExp(`^epoch: 0, ${line}epoch: 5, ${line}epoch: 7, ${line}$`));
  });

  test('with validation: its figures on each line, the best epoch, and the last line', async () => {
    const at = folder({ 'd.csv': KINDS });
    const argv = words(
      `train --data ${at('d.csv')} --target kind --validation 0.25 ${FIXED} --l2 0 --epochs 6 --print-every 5`,
    );
    const { stdout } = await run(...argv);
    const figures = String.raw`acc: \d\.\d{3}, loss: \d\.\d{3}`;
    const line = String.raw`${figures}, lr: 0\.01, validation_acc: \d\.\d{3}, validation_loss: \d\.\d{3}`;
    const best = String.raw`best epoch: (?:5|[0-4] \(--early-stopping brings it back\)), validation_acc: \d\.\d{3}, validation_loss: \d\.\d{3}`;
    const baseline = String.raw`baseline, always "middle": acc: 0\.\d{3}`;
    expect(stdout).toMatch(
      new RegExp(`^epoch: 0, ${line}\nepoch: 5, ${line}\n${best}\n${baseline}\nvalidation, ${figures}\n$`),
    );
    const json = JSON.parse((await run(...argv, '--json')).stdout) as Json;
    expect(Object.keys(json.validation).sort()).toEqual(['accuracy', 'loss']);
    const losses = json.history.map(({ validationLoss }) => validationLoss!);
    expect(json.best).toMatchObject({ epoch: losses.indexOf(Math.min(...losses)), loss: Math.min(...losses) });
    expect(json).toMatchObject({
      task: 'classification',
      target: 'kind',
      finished: true,
      epochs: 6,
      trials: expect.any(Array),
    });
    expect(json.notices[0]).toBe('target: kind, 3 classes: classification');
    expect(json.settings).toMatchObject({
      hidden: [8],
      shuffle: true,
      batchSize: 16,
      learningRate: 0.01,
      loss: 'categorical',
    });
  });

  test('of numbers: R² and the error in their unit, no accuracy', async () => {
    const at = folder({ 'd.csv': PRICES });
    const argv = words(`train --data ${at('d.csv')} --validation 0.25 --test ${at('d.csv')} ${FIXED} --epochs 40`);
    const { stdout } = await run(...argv);
    const figures = String.raw`r2: -?\d\.\d{3}, mae: \d+(\.\d+)?`;
    expect(stdout).toMatch(
      new RegExp(
        `^epoch: 0, ${figures}, loss: .*, lr: 0\\.01, validation_r2: .*, validation_mae: .*, validation_loss: .*$`,
        'm',
      ),
    );
    expect(stdout).toMatch(
      new RegExp(
        `\nbest epoch: (39|\\d+ \\(--early-stopping brings it back\\)), validation_r2: .*\ntest, ${figures}, rmse: .*, loss: .*\nbaseline, always \\d+.*, the mean of training: rmse: \\d.*\nvalidation, ${figures}, rmse: .*\n$`,
      ),
    );
    expect(stdout).not.toContain('acc');
    const text = (await run(...argv, '--json')).stdout;
    expect(text).not.toMatch(/accuracy/i);
    const json = JSON.parse(text) as Json;
    expect(Object.keys(json.validation).sort()).toEqual(['loss', 'mae', 'r2', 'rmse']);
    expect(Object.keys(json.test!)).toEqual(Object.keys(json.validation));
    const last = stdout.trimEnd().split('\n').at(-1);
    expect(last).toContain(
      `r2: ${json.validation.r2!.toFixed(3)}, mae: ${Number(json.validation.mae!.toPrecision(4))}`,
    );
    expect(json.best.r2).toBeTypeOf('number');
  });

  test('nothing but one line where it cannot be learnt', async () => {
    const at = folder({ 'd.csv': csv(['size', 'kind'], ROWS.slice(0, 1)) });
    const stderr = `nnfs: ${at('d.csv')}, target "kind": expected two classes or more, received only "small". --target names another column.\n`;
    expect(await run(...words(`train --data ${at('d.csv')}`))).toEqual({ code: 1, stdout: '', stderr });
  });
});

describe('the same table in other forms gives the same run', () => {
  const rows = ROWS.map(({ price: _, ...row }) => row);
  const options = `--target kind ${FIXED} --epochs 3`;

  test.each<[string, string | Uint8Array, string]>([
    ['semicolons', csv(['size', 'age', 'color', 'kind'], ROWS, ';'), ''],
    ['another delimiter, named', csv(['size', 'age', 'color', 'kind'], ROWS, '^'), '--delimiter ^'],
    ['JSON', JSON.stringify(rows), ''],
    ['JSON lines', rows.map((row) => JSON.stringify(row)).join('\n'), ''],
    ['gzip', gzipSync(KINDS), ''],
    ['no header, names given', KINDS.slice(KINDS.indexOf('\n') + 1), '--header size,age,color,kind'],
    ['a column more, dropped', csv(['size', 'age', 'price', 'color', 'kind']), '--drop price'],
    ['columns named', csv(['size', 'age', 'price', 'color', 'kind']), '--features size,age,color'],
  ])('%s', async (_, content, more) => {
    const at = folder({ 'd.csv': KINDS, other: content });
    const plain = await run(...words(`train --data ${at('d.csv')} ${options}`));
    const { code, stdout } = await run(...words(`train --data ${at('other')} ${options} ${more}`));
    expect({ code, stdout }).toEqual({ code: 0, stdout: plain.stdout });
  });

  test('standard input', async () => {
    const at = folder({ 'd.csv': KINDS });
    const plain = await run(...words(`train --data ${at('d.csv')} ${options}`));
    let stdout = '';
    const sink = { write: (text: string) => (stdout += text) };
    const stdin = Readable.from([Buffer.from(KINDS.slice(0, 100)), Buffer.from(KINDS.slice(100))]);
    const code = await main(words(`train --data - ${options}`), { stdout: sink, stderr: { write: () => true }, stdin });
    expect({ code, stdout }).toEqual({ code: 0, stdout: plain.stdout });
  });
});

describe('--save and --resume', () => {
  test.each([
    ['kind', `${FIXED} --target kind`],
    ['kind', `${FIXED} --target kind --validation 0.25 --class-weights --dropout 0.2`],
    ['kind', `${FIXED} --target kind --missing red --seed words --validation V`],
    ['price', `${FIXED} --validation 0.25 --hidden none --initializer glorotUniform`],
    ['price', `${FIXED} --loss mae --optimizer sgd --momentum 0.5 --scale minmax`],
  ])('%s %s: the file and the lines are those of one run', async (name, options) => {
    const at = folder({ 'd.csv': name === 'kind' ? KINDS : PRICES, 'v.csv': KINDS });
    const line = `--data ${at('d.csv')} ${options.replace(/ V$/, ` ${at('v.csv')}`)} --print-every 3`;
    const whole = await run(...words(`train ${line} --epochs 12 --save ${at('whole')}`));
    expect(whole.code).toBe(0);
    await run(...words(`train ${line} --epochs 5 --save ${at('a')}`));
    await run(...words(`train ${line} --epochs 7 --resume ${at('a')}`));
    const last = await run(...words(`train --epochs 12 --resume ${at('a')}`));
    expect(last.stderr).toBe('');
    expect(whole.stdout.endsWith(last.stdout)).toBe(true);
    expect(last.stdout).toMatch(/^epoch: 9, /);
    expect(readFileSync(at('a')).equals(readFileSync(at('whole')))).toBe(true);
  });

  test('what was chosen is in the file: going on chooses nothing', async () => {
    const at = folder({ 'd.csv': PRICES });
    await run(...words(`train --data ${at('d.csv')} --validation 0.25 --epochs 5 --save ${at('a')}`));
    const { options } = loadModel(at('a')).notes.train as { readonly options: readonly string[] };
    const said = [
      '--target',
      '--task',
      '--hidden',
      '--activation',
      '--l1',
      '--l2',
      '--dropout',
      '--loss',
      '--epochs',
      '--seed',
    ];
    expect(options).toEqual(expect.arrayContaining(said));
    const again = await run('train', ...options, '--save', at('b'));
    expect(again.code).toBe(0);
    expect(readFileSync(at('a')).equals(readFileSync(at('b')))).toBe(true);
    const { code, stdout } = await run(...words(`train --resume ${at('a')} --epochs 7`));
    expect({ code, first: stdout.split(',')[0] }).toEqual({ code: 0, first: 'epoch: 6' });
  });

  test('with other epochs, a rate that falls is from there on that of a run of as many; a line says so', async () => {
    const at = folder({ 'd.csv': KINDS });
    const line = `--data ${at('d.csv')} --target kind ${FIXED.replace('constant', 'cosine')}`;
    const ratesOf = ({ stdout }: { stdout: string }) => {
      return (JSON.parse(stdout) as Json).history.map(({ learningRate }) => learningRate!);
    };
    const whole = ratesOf(await run(...words(`train ${line} --epochs 12 --json`)));
    expect(whole[11]! / whole[0]!).toBeLessThan(0.02);
    await run(...words(`train ${line} --epochs 4 --save ${at('a')}`));
    const more = await run(...words(`train --resume ${at('a')} --epochs 12 --json`));
    expect(more.stderr).toMatch(
      /^--schedule cosine is of 12 epochs now, not of 4: the learning rate goes on at 0\.0075\d*\n$/,
    );
    const rates = ratesOf(more);
    expect(rates.slice(4)).toEqual(whole.slice(4));
    expect(rates[3]).toBeLessThan(whole[3]!);
    expect((await run(...words(`train --resume ${at('a')} --epochs 8`))).stderr).toMatch(/there is nothing to do/);
    expect((await run(...words(`train --resume ${at('a')} --epochs 8`))).stderr).not.toContain('rate');
  });

  test('interrupted with early stopping: what goes on ends as one run', async () => {
    const at = folder({ 'd.csv': KINDS });
    const line = `--data ${at('d.csv')} --target kind --validation 0.25 --early-stopping 40 ${FIXED} --batch-size 1 --epochs 400`;
    await run(...words(`train ${line} --save ${at('whole')}`));
    let codes = 0;
    for (let attempt = 0; attempt < 50; attempt++) {
      const more = attempt === 0 ? `${line} --save ${at('a')}` : `--resume ${at('a')}`;
      const onListening = (interrupt: () => void): unknown => setTimeout(interrupt, 30 + 10 * attempt);
      const { code } = await runIn({ onListening }, ...words(`train ${more}`));
      if (code === 0) break;
      expect(code).toBe(130);
      codes++;
    }
    expect(codes).toBeGreaterThan(0);
    expect(readFileSync(at('a')).equals(readFileSync(at('whole')))).toBe(true);
  });

  test('other rows, or another encoder, are refused', async () => {
    const at = folder({ 'd.csv': KINDS });
    await run(...words(`train --data ${at('d.csv')} --target kind ${FIXED} --epochs 2 --save ${at('m')}`));
    writeFileSync(at('few.csv'), csv(['size', 'age', 'color', 'kind'], ROWS.slice(0, 50)));
    const refused = await run(...words(`train --resume ${at('m')} --data ${at('few.csv')} --epochs 3`));
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain(
      'few.csv: expected the data of the run that goes on, 60 samples of 5 inputs for training, received 50 of 5.',
    );
    const other = await run(...words(`train --resume ${at('m')} --drop size --epochs 3`));
    expect(other).toMatchObject({ code: 2, stderr: expect.stringContaining('--drop: expected none, as in') });
    writeFileSync(at('turned.csv'), csv(['size', 'age', 'color', 'kind'], [...ROWS].reverse()));
    const turned = await run(...words(`train --resume ${at('m')} --data ${at('turned.csv')} --epochs 3`));
    const stderr = `nnfs: ${at('turned.csv')}: expected the data of the run that goes on, received other values, or another order. To learn from other data, train anew.\n`;
    expect(turned).toEqual({ code: 1, stdout: '', stderr });
    copyFileSync(at('d.csv'), at('moved.csv'));
    expect((await run(...words(`train --resume ${at('m')} --data ${at('moved.csv')} --epochs 3`))).code).toBe(0);
  });
});

test('--validation 20% is 0.2', async () => {
  const at = folder({ 'd.csv': KINDS });
  const [percent, share] = await Promise.all(
    ['20%', '0.2'].map((amount) =>
      run(...words(`train --data ${at('d.csv')} ${FIXED} --epochs 2 --validation ${amount}`)),
    ),
  );
  expect(percent).toEqual(share);
  expect(percent!.code).toBe(0);
});

test.each(['--target kind --drop age,kind', '--drop kind'])('%s drops the target, which is refused', async (line) => {
  const at = folder({ 'd.csv': KINDS });
  const stderr =
    'nnfs: --drop: expected other columns than the target, received "kind". --target names another column.\n';
  expect(await run(...words(`train --data ${at('d.csv')} ${line}`))).toEqual({ code: 2, stdout: '', stderr });
});

test.each([['""'], ['"",x'], ['"a,b",-9999']])(
  '--missing %s is read back from the file of the model',
  async (missing) => {
    const at = folder({ 'd.csv': KINDS });
    await run(...words(`train --data ${at('d.csv')} ${FIXED} --epochs 2 --missing ${missing} --save ${at('m')}`));
    const again = await run(...words(`train --resume ${at('m')} --epochs 3`));
    expect(again).toMatchObject({ code: 0, stderr: '' });
  },
);

test.each([1, 2])('--resume of 2 epochs up to %i says that there is nothing to do', async (epochs) => {
  const at = folder({ 'd.csv': KINDS });
  await run(...words(`train --data ${at('d.csv')} ${FIXED} --epochs 2 --save ${at('m')}`));
  const { code, stderr } = await run(...words(`train --resume ${at('m')} --epochs ${epochs}`));
  const told = `${at('m')} has been trained for 2 epochs, so there is nothing to do; --epochs 3 or more goes on\n`;
  expect({ code, stderr }).toEqual({ code: 0, stderr: told });
});

test('--early-stopping ends a run, and the model is that of the best epoch', async () => {
  const at = folder({ 'd.csv': KINDS, 'v.csv': csv(['size', 'age', 'color', 'kind'], ROWS.slice(0, 20)) });
  const argv = words(
    `train --data ${at('d.csv')} --target kind --validation ${at('v.csv')} --early-stopping 3 --hidden 8 --learning-rate 0.3 --epochs 500 --save ${at('m')}`,
  );
  const { code, stdout } = await run(...argv);
  expect(code).toBe(0);
  const [, best, accuracy] = /^best epoch: (\d+) \(restored\), validation_acc: (\S+),/m.exec(stdout)!;
  const [, last] = /epoch: (\d+),[^\n]*\nbest/.exec(stdout)!;
  expect(Number(last)).toBe(Number(best) + 3);
  expect((await run('evaluate', at('m'), '--data', at('v.csv'))).stdout).toMatch(
    new RegExp(`\nacc: ${accuracy!}, loss: \\S+\n$`),
  );
});

describe('wrong calls', () => {
  test.each([
    [
      '--data d.csv --early-stopping',
      '--early-stopping: expected also --validation, a share or a file, received none.',
    ],
    [
      '--data d.csv --validation 0.2 --early-stopping 0',
      '--early-stopping: expected a whole number of epochs, 1 or more, received "0".',
    ],
    [
      '--data d.csv --delimiter abc',
      '--delimiter: expected one character of ASCII, no letter, digit or sign, received "abc".',
    ],
    ['--data d.csv --index maybe', '--index: expected yes or no, received "maybe".'],
    [
      '--data d.csv --types a=zip',
      '--types: expected names with types behind them, zip=category: number, category, text, boolean or date, received "a=zip".',
    ],
    ['--data d.csv --drop a,,b', '--drop: expected names with commas between them, received "a,,b".'],
    [
      '--data d.csv --loss mse --task classification',
      '--loss: expected categorical, binary, focal, hinge or squared-hinge for --task classification, received mse.',
    ],
    ['--data spiral --drop a', 'train: expected the path of a table as --data, received --drop.'],
    ['--data spiral --class-weights', 'train: expected the path of a table as --data, received --class-weights.'],
    ['--data spiral --test d.csv', 'train: expected the path of a table as --data, received --test.'],
    [
      '--data spiral --validation d.csv',
      '--validation: expected a whole number, samples of each class, received d.csv.',
    ],
    [
      'cars.csv',
      'train: expected options alone, received "cars.csv". --data cars.csv names a table or a folder of pictures.',
    ],
    ['--data spiral --ragged', 'train: expected the path of a table as --data, received --ragged.'],
  ])('%s', async (line, message) => {
    const result = await run('train', ...words(line));
    expect(result).toEqual({ code: 2, stdout: '', stderr: `nnfs: ${message}\n` });
  });
});

test('targets beyond float32 are refused before training, naming the file', async () => {
  const at = folder({ 'd.csv': 'a,b,y\n1,2,1e308\n3,4,-1e308\n5,1e308,7\n4,1e-308,8\n' });
  const { code, stdout, stderr } = await run(...words(`train --data ${at('d.csv')} --task regression --epochs 5`));
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toBe(
    `nnfs: ${at('d.csv')}, target "y": expected numbers up to 1e30, with a deviation above 1.2e-38, received 1e+308. Write them in another unit, or as logarithms.\n`,
  );
});

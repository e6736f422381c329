import { describe, expect, test } from 'vitest';
import { init, mean, type Tensor } from 'nnfs';
import { loadTrainingData } from '../../src/cli/data/training-data.ts';
import { newSettings } from '../../src/cli/training/settings.ts';
import { folder, run, words } from './run.ts';

/** 12 samples of three classes that a line separates, and a number to predict. */
const ROWS = Array.from({ length: 12 }, (_, i) => {
  const species = ['setosa', 'versicolor', 'virginica'][i % 3]!;
  return `${(i % 3) + i / 100},${1000 * (i % 3)},${species},${i % 3},${i / 7}`;
});
const FLOWERS = `length,width,species,index,weight\n${ROWS.join('\n')}\n`;

/** Trains on a text as data.csv and gives what --json prints. */
async function trainOn(text: string, options = '') {
  const at = folder({ 'data.csv': text });
  const result = await run(
    'train',
    '--data',
    at('data.csv'),
    '--epochs',
    '2',
    '--hidden',
    '4',
    '--json',
    ...words(options),
  );
  const nameless = (text: string): string => text.replaceAll(at('data.csv'), 'data.csv');
  return { ...result, stdout: nameless(result.stdout), stderr: nameless(result.stderr) };
}

async function settingsFor(text: string, options = ''): Promise<Readonly<Record<string, unknown>>> {
  const { stdout, stderr } = await trainOn(text, options);
  expect(stderr).toBe('');
  return (JSON.parse(stdout) as { settings: Readonly<Record<string, unknown>> }).settings;
}

/** Some columns of a text without quotes. */
function columns(text: string, ...names: string[]): string {
  const rows = text.trimEnd().split('\n').map((line) => line.split(',')); // prettier-ignore
  const at = names.map((name) => rows[0]!.indexOf(name));
  return rows.map((row) => `${at.map((i) => row[i]).join(',')}\n`).join('');
}

describe('what a column becomes', () => {
  test.each([
    [
      'text: classes, by the alphabet',
      columns(FLOWERS, 'length', 'species'),
      '',
      'categorical',
      ['setosa', 'versicolor', 'virginica'],
    ],
    ['whole numbers: classes, by size', 'x,y\n1,10\n2,9\n3,10\n4,9.0\n', '', 'categorical', ['9', '10']],
    ['fractions: values', columns(FLOWERS, 'length', 'weight'), '', 'mse', undefined],
    ['whole numbers for mse: values', columns(FLOWERS, 'length', 'index'), '--loss mse', 'mse', undefined],
    ['two texts for binary', 'x,y\n1,no\n2,yes\n3,no\n', '--loss binary', 'binary', ['no', 'yes']],
    [
      'another column than the last',
      columns(FLOWERS, 'species', 'length', 'width'),
      '--target species',
      'categorical',
      ['setosa', 'versicolor', 'virginica'],
    ],
    ['numbers and text: classes', 'x,y\n1,1\n2,a\n', '', 'categorical', ['1', 'a']],
  ] as const)('%s', async (_, text, options, loss, labels) => {
    const settings = await settingsFor(text, options);
    expect(settings).toMatchObject({ loss, scale: 'standard', dotPrecision: 'float32' });
    expect(settings.labels).toEqual(labels);
  });

  test('the columns besides the target are inputs, in order', async () => {
    const settings = await settingsFor(columns(FLOWERS, 'width', 'species', 'length'), '--target species');
    expect(settings).toMatchObject({ target: 'species', features: ['width', 'length'] });
  });
});

describe('forms of CSV that are all the same', () => {
  const plain = 'a,b,y\n1,2.5,yes\n-3,4e1,no\n5,.5,yes\n';
  test.each([
    ['line ends of Windows', plain.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\ufeff${plain}`],
    ['no line end at the end', plain.trimEnd()],
    ['empty lines', plain.replaceAll('\n', '\n\n')],
    ['quotes', plain.replaceAll('yes', '"yes"').replace('2.5', '"2.5"')],
    ['spaces', plain.replaceAll(',', ' , ')],
  ])('%s', async (_, text) => {
    expect((await trainOn(text)).stdout).toBe((await trainOn(plain)).stdout);
  });

  test('a name may hold commas, quotes and line ends', async () => {
    const { labels, features } = await settingsFor('"a, ""b""",y\n1,"two\nlines"\n2,other\n');
    expect({ labels, features }).toEqual({ labels: ['other', 'two\nlines'], features: ['a, "b"'] });
  });
});

describe('what is wrong with a file is told with line and column', () => {
  test.each([
    ['', 'data.csv: expected a line of column names and rows of cells, received an empty file.'],
    ['a,b\n', 'data.csv: expected rows below the header, received none.'],
    [
      '1,2,3\n4,5,6\n',
      'data.csv, line 1: expected a header with the names of the columns, received numbers: 1, 2, 3. Put one on top.',
    ],
    ['a,b,a\n1,2,3\n', 'data.csv, line 1, column 3: expected a name of its own for each column, received "a" twice.'],
    [
      'a,,c\n1,2,3\n',
      'data.csv, line 1, column 2: expected a name of its own for each column, received an empty name.',
    ],
    ['a,y\n1,0\n2\n3,1\n', 'data.csv, line 3: expected as many cells as the header has columns, received 1 cells.'],
    ['a,y\n1,0\n2,1,3\n', 'data.csv, line 3: expected as many cells as the header has columns, received 3 cells.'],
    [
      'a,y\n1,0\n,1\n',
      'data.csv, line 3, column 1 (a): expected a value, received an empty cell. Fill it in or drop the row.',
    ],
    [
      'a,y\n1,0.5\n2,NA\n3,2.5\n',
      'data.csv, line 3, column 2 (y): expected a number, as elsewhere in the column, received "NA". Correct it or drop the row; or --loss categorical makes a class of each text.',
    ],
    [
      'a,y\n1,0\n2,\n',
      'data.csv, line 3, column 2 (y): expected a value, received an empty cell. Fill it in or drop the row.',
    ],
    ['a,y\n1,0\n\nx,1\n', 'data.csv, line 4, column 1 (a): expected a number, received "x".'],
    ['a,y\nNaN,0\n1,1\n', 'data.csv, line 2, column 1 (a): expected a number, received "NaN".'],
    ['a,y\n1e40,0\n1,1\n', 'data.csv, line 2, column 1 (a): expected a number that float32 can hold, received 1e40.'],
    ['a,y\n"1,0\n', /^data\.csv, line \d+: expected cells with commas between them, received /],
    ['y\n1\n2\n', 'data.csv: expected columns besides the target, received only "y".'],
    ['a,y\n1,same\n2,same\n', 'data.csv, column 2 (y): expected two classes or more, received only "same".'],
    ['a;y\n1;0\n2;1\n', 'data.csv: expected columns besides the target, received only "a;y".'],
  ])('%j', async (text, message) => {
    const { code, stdout, stderr } = await trainOn(text);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    if (typeof message === 'string') expect(stderr).toBe(`nnfs: ${message}\n`);
    else expect(stderr.replace(/^nnfs: /, '')).toMatch(message);
  });

  test.each([
    ['--target z', 'data.csv: expected a column "z", received columns length, width, species, index, weight.'],
    [
      '--loss binary --target species',
      'data.csv, column 3 (species): expected two classes for --loss binary, received 3.',
    ],
    ['--loss mse --target species', 'data.csv, line 2, column 3 (species): expected a number, received "setosa".'],
    [
      '--loss categorical --target weight',
      'data.csv, line 3, column 5 (weight): expected a class: text or a whole number, received 0.14285714285714285. Numbers with fractions need --loss mse or mae.',
    ],
    ['', 'data.csv, line 2, column 3 (species): expected a number, received "setosa".'],
  ])('%s', async (options, message) => {
    expect(await trainOn(FLOWERS, options)).toEqual({ code: 1, stdout: '', stderr: `nnfs: ${message}\n` });
  });

  test('bytes that are no text', async () => {
    const at = folder({ 'data.csv': Uint8Array.of(0xff, 0xfe, 0x00) });
    const stderr = `nnfs: ${at('data.csv')}: expected text in UTF-8, received other bytes.\n`;
    expect(await run('train', '--data', at('data.csv'))).toEqual({ code: 1, stdout: '', stderr });
  });
});

describe('--validation SHARE', () => {
  test('holds out the same share of each class, on the scale of the rest', () => {
    const rows = Array.from({ length: 100 }, (_, i) => `${i},${i < 80 ? 'many' : 'few'}`);
    const at = folder({ 'data.csv': `x,y\n${rows.join('\n')}\n` });
    init();
    const { training, validation } = loadTrainingData(newSettings({ data: at('data.csv'), validation: 0.2 }));
    const few = (y: Tensor): number => y.data.filter((index) => index === 0).length;
    expect([training.y.size, few(training.y)]).toEqual([80, 16]);
    expect([validation!.y.size, few(validation!.y)]).toEqual([20, 4]);
    expect(Math.abs(mean(training.X).item())).toBeLessThan(1e-6);
    expect(Math.abs(mean(validation!.X).item())).toBeGreaterThan(1e-3);
    expect([training.X.dtype, validation!.X.dtype]).toEqual(['float32', 'float32']);
  });

  test.each([
    ['x,y\n1,a\n2,b\n', 'data.csv: expected two rows or more of each class, for --validation, received one of "a".'],
    ['x,y\n1,0.5\n', 'data.csv, --validation: expected a share that leaves samples in both parts, received 0.1 of 1.'],
    [
      `x,y\n${'1,a\n2,b\n'.repeat(5)}`,
      'data.csv, --validation: expected room for 2 classes in both parts, received a part of 1 samples.',
    ],
  ])('is refused where a part would be too small: %j', async (text, message) => {
    expect(await trainOn(text, '--validation 0.1')).toEqual({ code: 1, stdout: '', stderr: `nnfs: ${message}\n` });
  });
});

test('classes of a file are learnt', async () => {
  const at = folder({ 'data.csv': columns(FLOWERS, 'length', 'width', 'species') });
  const { stdout } = await run(...words(`train --data ${at('data.csv')} --epochs 101 --learning-rate 0.05`));
  expect(stdout).toMatch(
    /^epoch: 0, acc: 0\.\d+, loss: 1\.\d+, lr: 0\.05\nepoch: 100, acc: 1\.000, loss: 0\.\d+, lr: 0\.05\n$/,
  );
});

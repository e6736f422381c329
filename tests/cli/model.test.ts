import { readFileSync, writeFileSync } from 'node:fs';
import { parse as parseSync } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import {
  BinaryCrossentropy,
  CategoricalCrossentropy,
  Dense,
  Layer,
  Loss,
  MeanSquaredError,
  Model,
  Sigmoid,
  Softmax,
  encodeSafetensors,
  kinds,
  predictRows,
} from 'nnfs';
import { loadModel, loadTable } from 'nnfs/node';
import { folder, run, words } from './run.ts';

const FLOWERS = `length,width,species\n${Array.from({ length: 30 }, (_, i) => {
  return `${(i % 3) + i / 100},${1e4 + 100 * (i % 3)},${['a', '"b, ""c"""', 'd'][i % 3]!}`;
}).join('\n')}\n`;

/** The cells of a CSV text. */
const parse = (text: string): string[][] => parseSync(text);

/** A folder with flowers.csv and a model that has learnt it. */
async function flowers(options = '') {
  const at = folder({ 'flowers.csv': FLOWERS });
  const argv = words(
    `train --data ${at('flowers.csv')} --target species --hidden 8 --l2 0 --dropout 0 --epochs 200 --learning-rate 0.05 --optimizer adam --save ${at('m')}`,
  );
  expect((await run(...argv, ...words(options))).code).toBe(0);
  return at;
}

describe('nnfs evaluate', () => {
  test('says of the training data what training ended with', async () => {
    const at = await flowers('--scale minmax');
    const { code, stdout, stderr } = await run('evaluate', at('m'), '--data', at('flowers.csv'));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^class +precision +recall +f1 +rows\na +1\.000 +1\.000 +1\.000 +10\n[^]*\nis \\ taken for .*\na +10 .*\n[^]*\n\nacc: 1\.000, loss: 0\.0\d\d\n$/,
    );
  });

  test('--json of a table', async () => {
    const at = await flowers();
    const { stdout } = await run('evaluate', at('m'), '--data', at('flowers.csv'), '--json');
    const scores = JSON.parse(stdout);
    expect(scores).toMatchObject({
      target: 'species',
      task: 'classification',
      samples: 30,
      confusion: [
        [10, 0, 0],
        [0, 10, 0],
        [0, 0, 10],
      ],
      classes: ['a', 'b, "c"', 'd'].map((label) => ({ label, precision: 1, recall: 1, f1: 1, rows: 10 })),
    });
    expect(scores.validation).toEqual({ loss: scores.loss, accuracy: scores.accuracy });
  });

  test('numbers, in the unit of the target; rows without one are left out', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => `${(i * 7) % 11},${i === 3 ? '' : `$${3 * ((i * 7) % 11) + 1}`}`);
    const at = folder({ 'd.csv': `x,price\n${rows.join('\n')}\n` });
    await run(
      ...words(`train --data ${at('d.csv')} --hidden 8 --l2 0 --epochs 60 --learning-rate 0.05 --save ${at('m')}`),
    );
    const argv = ['evaluate', at('m'), '--data', at('d.csv')];
    const { stdout, stderr } = await run(...argv);
    expect(stderr).toBe('1 row without a target left out\n');
    const { validation } = JSON.parse((await run(...argv, '--json')).stdout) as { validation: Record<string, number> };
    const [mae, rmse] = [validation.mae!, validation.rmse!].map((value) => Number(value.toPrecision(4)));
    const r2 = validation.r2!.toFixed(3);
    expect(stdout).toMatch(new RegExp(`\\nMAE +\\$${mae}\\nRMSE +\\$${rmse}\\nrows +39\\n`));
    expect(stdout.split('\n').at(-2)).toBe(
      `r2: ${r2}, mae: ${mae}, rmse: ${rmse}, loss: ${validation.loss!.toFixed(3)}`,
    );
    expect(Object.keys(validation).sort()).toEqual(['loss', 'mae', 'r2', 'rmse']);
  });

  test('a class that the model does not know is told, and counts as wrong', async () => {
    const at = await flowers();
    writeFileSync(at('d.csv'), 'length,width,species\n1,10100,z\n0,10000,a\n');
    const { code, stdout } = await run('evaluate', at('m'), '--data', at('d.csv'));
    expect(code).toBe(0);
    expect(stdout).toMatch(/\n\nnot known to the model: z\n[^]*\nacc: 0\.500, loss: \S+\n$/);
  });

  test('--target is the one of the model, or refused', async () => {
    const at = await flowers();
    const argv = ['evaluate', at('m'), '--data', at('flowers.csv')];
    expect(await run(...argv, '--target', 'species')).toEqual(await run(...argv));
    const stderr = 'nnfs: --target: expected "species", which the model answers, or none, received "width".\n';
    expect(await run(...argv, '--target', 'width')).toEqual({ code: 2, stdout: '', stderr });
  });

  test('gives what validation gave, for the same data', async () => {
    const at = folder();
    await run(
      ...words(`train --data spiral --hidden 8 --epochs 20 --dropout 0.2 --l2 1e-3 --scale standard --save ${at('m')}`),
    );
    const { stdout } = await run('evaluate', at('m'), '--data', 'spiral', '--json');
    const { loss, accuracy, samples } = JSON.parse(stdout) as Record<string, number>;
    expect(samples).toBe(300);
    const argv = words('--data spiral --hidden 8 --epochs 20 --dropout 0.2 --l2 1e-3 --scale standard --json');
    const { stdout: again } = await run(
      'evaluate',
      at('m'),
      ...words('--data spiral --seed 0 --samples 100 --classes 3 --dot-precision float64'),
    );
    expect(again).toBe(`acc: ${accuracy!.toFixed(3)}, loss: ${loss!.toFixed(3)}\n`);
    const { final } = JSON.parse((await run('train', ...argv)).stdout) as { final: Record<string, number> };
    expect(loss).not.toBe(final.dataLoss); // dropout rests, and the last update counts
  });

  test.each(['sine', 'circles --loss binary', 'circles --loss mse', 'blobs'])('%s', async (data) => {
    const at = folder();
    await run(...words(`train --data ${data} --hidden 8 --epochs 3 --save ${at('m')}`));
    const { code, stdout } = await run('evaluate', at('m'), '--data', data.split(' ')[0]!, '--seed', '5');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^acc: [01]\.\d{3}, loss: \d\.\d{3}\n$/);
  });

  test('takes the columns by name, in any order, among others', async () => {
    const at = await flowers();
    const [head, ...rows] = FLOWERS.trimEnd().split('\n').map((line) => line.match(/"(?:[^"]|"")*"|[^,]+/g)!); // prettier-ignore
    const mixed = [head, ...rows].map((row, i) => `${row![2]},${i === 0 ? 'other' : 'text'},${row![1]},${row![0]}\n`);
    writeFileSync(at('mixed.csv'), mixed.join(''));
    const [one, other] = [await run('evaluate', at('m'), '--data', at('flowers.csv')), await run('evaluate', at('m'), '--data', at('mixed.csv'))]; // prettier-ignore
    expect(other).toEqual(one);
  });

  test('models of other programs', async () => {
    const at = folder({
      'd.csv': 'a,b,y\n1,2,1\n3,4,0\n',
      'three.csv': 'a,b,c,y\n1,2,3,1\n',
      'odd.csv': 'a,b,y\n1,2,2\n',
    });
    const models = {
      classes: new Model([new Dense(2, 2), new Softmax()]).set({ loss: new CategoricalCrossentropy() }),
      binary: new Model([new Dense(2, 1), new Sigmoid()]).set({ loss: new BinaryCrossentropy() }),
      values: new Model([new Dense(2, 1)]).set({ loss: new MeanSquaredError() }),
      bare: new Model([new Dense(2, 1)]),
    };
    for (const [name, model] of Object.entries(models)) writeFileSync(at(name), model.toBytes());
    for (const name of ['classes', 'binary', 'values']) {
      expect(await run('evaluate', at(name), '--data', at('d.csv'))).toMatchObject({ code: 0, stderr: '' });
    }
    const message = async (name: string, data: string): Promise<string> => {
      const { code, stderr } = await run('evaluate', at(name), '--data', at(data));
      expect(code).toBe(1);
      return stderr.replaceAll(at(''), '');
    };
    expect(await message('values', 'three.csv')).toBe(
      'nnfs: three.csv: expected 2 columns of inputs, as the model has, received 3.\n',
    );
    expect(await message('classes', 'odd.csv')).toBe(
      'nnfs: odd.csv, row 1 (y): expected a class from 0 to 1, received 2.\n',
    );
    expect(await message('bare', 'd.csv')).toMatch(/^nnfs: Model\.evaluate: expected a loss, received none\./);
  });
});

describe('nnfs predict', () => {
  test('the rows, the class and the confidences; the same as predictRows, to the bit', async () => {
    const at = await flowers();
    const { code, stdout, stderr } = await run('predict', at('m'), '--data', at('flowers.csv'));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const names = ['length', 'width', 'species', 'species_predicted', 'species_a', 'species_b, "c"', 'species_d'];
    const [head, ...rows] = parse(stdout);
    expect(head).toEqual(names);
    const [, ...given] = parse(FLOWERS);
    expect(rows.map((row) => row.slice(0, 3))).toEqual(given);
    const answers = predictRows(loadModel(at('m')), await loadTable(at('flowers.csv')));
    rows.forEach((row, i) => {
      expect(row[3]).toBe(answers[i]!.species);
      expect(Math.max(...row.slice(4).map(Number))).toBe(answers[i]!.confidence);
    });
  });

  test('--classes-only and --output; the new column has the name of the target where that is free', async () => {
    const at = await flowers();
    writeFileSync(at('new.csv'), 'width,length\n10000,0.1\n,2.1\n');
    const argv = ['predict', at('m'), '--data', at('new.csv'), '--classes-only'];
    const stdout = 'width,length,species\n10000,0.1,a\n,2.1,d\n';
    expect(await run(...argv)).toEqual({ code: 0, stdout, stderr: '' });
    expect(await run(...argv, '--output', at('out.csv'))).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(at('out.csv'), 'utf8')).toBe(stdout);
  });

  test('yes or no: the confidence in each', async () => {
    const at = folder({ 'd.csv': 'x,y\n-1,no\n1,yes\n-2,no\n2,yes\n' });
    await run(
      ...words(
        `train --data ${at('d.csv')} --loss binary --hidden 8 --l2 0 --dropout 0 --epochs 200 --learning-rate 0.05 --save ${at('m')}`,
      ),
    );
    const { stdout } = await run('predict', at('m'), '--data', at('d.csv'));
    const number = String.raw`\d(\.\d+)?(e-\d+)?`;
    const line = (x: number, y: string): string => `${x},${y},${y},${number},${number}\n`;
    expect(stdout).toMatch(new RegExp(`^x,y,y_predicted,y_no,y_yes\n${line(-1, 'no')}${line(1, 'yes')}${line(-2, 'no')}${line(2, 'yes')}$`)); // prettier-ignore
  });

  test('values, in the unit of the target', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `${i % 10},${(i % 10) + 0.5}`);
    const at = folder({ 'd.csv': `x,y\n${rows.join('\n')}\n`, 'new.csv': 'x\n0\n1\n2\n' });
    await run(
      ...words(`train --data ${at('d.csv')} --hidden none --l2 0 --epochs 300 --learning-rate 0.02 --save ${at('m')}`),
    );
    const { stdout } = await run('predict', at('m'), '--data', at('new.csv'));
    const [head, ...answers] = parse(stdout);
    expect(head).toEqual(['x', 'y']);
    expect(answers.map(([, value]) => Math.round(Number(value) * 10) / 10)).toEqual([0.5, 1.5, 2.5]);
    const values = predictRows(loadModel(at('m')), [{ x: 0 }, { x: 1 }, { x: 2 }]).map(({ y }) => y);
    expect(answers.map(([, value]) => Number(value))).toEqual(values);
  });

  test('generated data too', async () => {
    const at = folder();
    await run(...words(`train --data spiral --hidden 4 --epochs 1 --save ${at('m')}`));
    const { stdout } = await run('predict', at('m'), ...words('--data spiral --samples 5 --classes 3'));
    expect(stdout).toMatch(/^prediction,0,1,2\n([012](,0\.\d+){3}\n){15}$/);
  });
});

describe('what evaluate and predict refuse', () => {
  test.each([
    [
      'evaluate',
      'length,species\n1,a\n',
      1,
      'D: expected columns length, width, received none of the name width, of length, species.',
    ],
    [
      'evaluate',
      'length,width\n1,2\n',
      1,
      'D: expected a column "species", the target, received columns length, width.',
    ],
    [
      'predict',
      'length,species\n1,a\n',
      1,
      'D: expected columns length, width, received none of the name width, of length, species.',
    ],
  ])('%s %j', async (command, text, code, message) => {
    const at = await flowers();
    writeFileSync(at('d.csv'), text);
    const result = await run(command, at('m'), '--data', at('d.csv'));
    expect(result).toEqual({ code, stdout: '', stderr: `nnfs: ${message.replace('D', at('d.csv'))}\n` });
  });

  test.each([
    ['evaluate M', 2, "required option '--data <name>' not specified"],
    [
      'predict M --data sprial',
      2,
      '--data: expected spiral, vertical, sine, moons, circles, blobs, the path of a table (CSV or JSON) or that of a folder of pictures, received "sprial".',
    ],
    ['predict M --data d.csv --seed 1', 2, '--data: expected data that takes --seed, received "d.csv".'],
    ['predict M --data spiral --target y', 2, '--data: expected data that takes --target, received "spiral".'],
    ['predict M --data spiral --header no', 2, '--data: expected data that takes --header, received "spiral".'],
    [
      'predict M --data F --target length',
      2,
      '--target: expected "species", which the model answers, or none, received "length".',
    ],
    ['evaluate S --data sine --classes 3', 2, '--data: expected data that takes --classes, received "sine".'],
    ['evaluate S --data moons --classes 3', 2, '--classes: expected 2 for moons, received 3.'],
    ['evaluate S --data spiral --classes 5', 2, '--classes: expected 3 at most, as the model has, received 5.'],
    ['predict S --data sine', 1, 'sine: expected 2 columns of inputs, as the model has, received 1.'],
    ['summary', 2, "missing required argument 'model'"],
  ])('%s', async (line, code, message) => {
    const at = await flowers();
    const spiral = new Model([new Dense(2, 3), new Softmax()]).set({ loss: new CategoricalCrossentropy() });
    writeFileSync(at('s'), spiral.toBytes());
    const result = await run(
      ...words(
        line.replace(/ [MSF]\b/g, (name) => ` ${name === ' F' ? at('flowers.csv') : at(name.trim().toLowerCase())}`),
      ),
    );
    expect(result).toEqual({ code, stdout: '', stderr: `nnfs: ${message}\n` });
  });

  test.each(['evaluate M --data spiral', 'predict M --data spiral', 'summary M', 'train --resume M'])(
    '%s for files that are no models',
    async (line) => {
      const at = folder({ text: 'a,b\n1,2\n', empty: '', zeros: new Uint8Array(64) });
      for (const name of ['text', 'empty', 'zeros']) {
        const { code, stdout, stderr } = await run(...words(line.replace('M', at(name))));
        expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
        expect(stderr).toMatch(new RegExp(`^nnfs: ${at(name)}: (Model\\.fromBytes.*: )?expected .*, received .*\\n$`));
      }
      const missing = await run(...words(line.replace('M', at('missing'))));
      expect(missing).toMatchObject({ code: 1, stderr: expect.stringContaining('no such file') });
    },
  );

  test('going on with a model that nnfs train did not save', async () => {
    const at = folder({ m: new Model([new Dense(2, 1)]).toBytes() });
    const stderr = `nnfs: ${at('m')}: expected a model that nnfs train saved, received one without the options of its training.\n`;
    expect(await run('train', '--resume', at('m'))).toEqual({ code: 1, stdout: '', stderr });
  });

  test('options in a file that are none', async () => {
    const at = folder();
    await run(...words(`train --data spiral --hidden 4 --epochs 1 --save ${at('m')}`));
    const bytes = readFileSync(at('m'));
    writeFileSync(at('m'), Buffer.from(bytes.toString('latin1').replace('--hidden', '--hodden'), 'latin1'));
    const { code, stderr } = await run('train', '--resume', at('m'));
    expect(code).toBe(1);
    expect(stderr).toMatch(/m: nnfs\.train, options: expected options of nnfs train, received .*--hodden/);
  });

  test.each(['--help', '-h', 'word', '--json', '--save=x'])('%s as an option in a file', async (word) => {
    const metadata = { nnfs: '{"formatVersion":1,"layers":[]}', 'nnfs.train': JSON.stringify({ options: [word] }) };
    const at = folder({ m: encodeSafetensors(new Map(), new Map(Object.entries(metadata))) });
    const { code, stdout, stderr } = await run('train', '--resume', at('m'));
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^nnfs: .*\/m: nnfs\.train, options: expected options of nnfs train, received .*\n$/);
  });

  test('going on with other data', async () => {
    const at = await flowers();
    writeFileSync(at('d.csv'), FLOWERS.split('\n').slice(0, -4).join('\n'));
    const { code, stderr } = await run(...words(`train --resume ${at('m')} --data ${at('d.csv')} --epochs 300`));
    expect(code).toBe(1);
    expect(stderr).toContain('expected the data of the run that goes on, 30 samples of 2 inputs for training');
  });
});

describe('nnfs summary', () => {
  test('layers, and how they were trained', async () => {
    const at = await flowers();
    const { code, stdout, stderr } = await run('summary', at('m'));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('0  Dense(2, 8)');
    expect(stdout).toContain('total parameters: 51\n');
    expect(stdout).toMatch(
      /\nloss: CategoricalCrossentropy\noptimizer: Adam, 200 steps\ntrained: 200 epochs, acc: 1\.000, loss: 0\.0\d\d\n/,
    );
    expect(stdout).toContain('\ninputs: length, width\ntarget: species\nclasses: a, b, "c", d\noptions: --data ');
  });

  test('of many inputs the first and the last', async () => {
    const at = folder();
    const names = Array.from({ length: 20 }, (_, i) => `p${i}`);
    const rows = [0, 1, 2, 3].map((n) => [...names.map((_, i) => n + (i % 7)), n % 2].join(','));
    writeFileSync(at('wide.csv'), [[...names, 'class'].join(','), ...rows].join('\n'));
    await run(...words(`train --data ${at('wide.csv')} --hidden 4 --epochs 1 --save ${at('m')}`));
    expect((await run('summary', at('m'))).stdout).toContain('\ninputs: p0, p1, p2, ..., p19 (20)\n');
  });

  test('--json', async () => {
    const at = await flowers();
    const summary = JSON.parse((await run('summary', at('m'), '--json')).stdout);
    expect(summary).toMatchObject({
      parameters: 51,
      layers: [
        { kind: 'Dense', parameters: { weights: [2, 8], biases: [1, 8] } },
        { kind: 'ReLU', config: {}, parameters: {} },
        { kind: 'Dense' },
        { kind: 'Softmax' },
      ],
      loss: { kind: 'CategoricalCrossentropy' },
      optimizer: { kind: 'Adam', config: { learningRate: 0.05 }, steps: 200 },
      epochs: 200,
      labels: ['a', 'b, "c"', 'd'],
      features: ['length', 'width'],
      target: 'species',
      task: 'classification',
    });
  });

  test('a model without any of that', async () => {
    const at = folder({ m: new Model([new Dense(2, 3)]).toBytes() });
    const { stdout } = await run('summary', at('m'));
    expect(stdout).toMatch(/^layer [^]*\ntotal parameters: 9\n$/);
  });
});

describe('nnfs gradcheck', () => {
  test.each(['--seed 0', '--seed 1', '--seed abc'])('%s: every backward pass is right', async (options) => {
    const { code, stdout, stderr } = await run('gradcheck', ...words(options));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const rows = stdout.trimEnd().split('\n').slice(1);
    const classes = Object.values(kinds).filter(
      ({ prototype }) => prototype instanceof Layer || prototype instanceof Loss,
    );
    expect(rows).toHaveLength(classes.length);
    for (const row of rows) expect(Number(/ ([\d.]+e-\d+) +\d+ +\d+$/.exec(row)![1])).toBeLessThan(1e-6);
  });

  test('--json', async () => {
    const { checks } = JSON.parse((await run('gradcheck', '--json')).stdout) as { checks: { checked: number }[] };
    for (const { checked } of checks) expect(checked).toBeGreaterThan(20);
  });

  test('a wrong one is work that failed', async () => {
    const { complainOfWorst } = await import('../../src/cli/commands/gradcheck-run.ts');
    const check = { subject: 'Wrong()', maxRelativeError: 0.5, checked: 9, kinks: 0 };
    const message = 'nnfs gradcheck: expected relative errors of at most 0.000001, received 0.5 for Wrong().';
    expect(() => complainOfWorst([{ ...check, maxRelativeError: 1e-7 }, check])).toThrow(message);
    expect(() => complainOfWorst([{ ...check, maxRelativeError: NaN }])).toThrow('received NaN');
  });
});

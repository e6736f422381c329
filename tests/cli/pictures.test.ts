import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decodePng, predictImages } from 'nnfs';
import { loadImageFolder, loadModel } from 'nnfs/node';
import { idxFile } from '../io/idx-support.ts';
import { pngFile } from '../io/images/support.ts';
import { SIDE, folderWith, grayPng, linePixels, linePng, lines } from './picture-folder.ts';
import { run, words } from './run.ts';

const QUICK = '--recipe dense --hidden 16 --epochs 30 --learning-rate 0.01 --batch-size 8';

describe('nnfs train --data FOLDER', () => {
  test('a folder for each class, a share held back: what was found, the course, the best epoch', async () => {
    const at = folderWith(lines(12));
    const argv = words(`train --data ${at('.')} --validation 0.25 --print-every 10 ${QUICK}`);
    const { code, stdout, stderr } = await run(...argv);
    expect(code).toBe(0);
    expect(stderr).toBe('27 pictures [6, 6, 1], 3 classes: crosses, lies, stands\nvalidation: 9 pictures\n');
    const [first, , , last, best, validation] = stdout.split('\n');
    expect(first).toMatch(/^epoch: 0, acc: \S+, loss: \S+, lr: 0\.01, validation_acc: \S+, validation_loss: \S+$/);
    expect(last).toMatch(/^epoch: 29, acc: 1\.000, /);
    expect(best).toMatch(/^best epoch: \d+( \(--early-stopping brings it back\))?, validation_acc: \S+, validation_loss: \S+$/); // prettier-ignore
    expect(validation).toMatch(/^validation, acc: \S+, loss: \S+$/);
    expect(await run(...argv)).toEqual({ code, stdout, stderr });
  });

  test('the convolutional network is the default, and learns', async () => {
    const at = folderWith(lines(10));
    const { stdout } = await run(
      ...words(`train --data ${at('.')} --epochs 12 --batch-size 8 --save ${at('m')} --json`),
    );
    const { final, settings } = JSON.parse(stdout) as { final: { accuracy: number }; settings: object };
    expect(final.accuracy).toBe(1);
    expect(settings).toMatchObject({ recipe: 'convnet', hidden: [128], dropout: 0.5, labels: ['crosses', 'lies', 'stands'], inputShape: [6, 6, 1] }); // prettier-ignore
    const summary = await run('summary', at('m'));
    expect(summary.stdout).toMatch(/^layer +output +parameters\n-+\n0 {2}Conv2D\(1, 32, 3, .*\[N, 6, 6, 32\] +320\n/);
    expect(summary.stdout).toContain('classes: crosses, lies, stands');
  });

  test('train and test folders: the test pictures validate, or report at the end', async () => {
    const at = folderWith({ ...lines(8, 'train/'), ...lines(3, 'test/', 20) });
    const { stdout, stderr } = await run(...words(`train --data ${at('.')} ${QUICK}`));
    expect(stderr).toContain('validation: 9 pictures, the test pictures of the folder\n');
    expect(stdout).toMatch(/\nvalidation, acc: \S+, loss: \S+\n$/);
    const share = await run(...words(`train --data ${at('.')} --validation 0.25 ${QUICK}`));
    expect(share.stderr).toMatch(/\nvalidation: 6 pictures\ntest: 9 pictures of the folder\n$/);
    expect(share.stdout).toMatch(/\ntest, acc: \S+, loss: \S+\nvalidation, acc: \S+, loss: \S+\n$/);
    const other = await run(...words(`train --data ${at('train')} --validation ${at('test')} --test ${at('.')} ${QUICK}`)); // prettier-ignore
    expect(other.stderr).toContain(`${at('.')}: its 9 test pictures are taken\n`);
    expect(other.stdout.split('\n').at(-2)).toBe(stdout.split('\n').at(-2));
  });

  test('MNIST as it is downloaded', async () => {
    const pixels = (from: number, N: number) => Buffer.from(Array.from({ length: N }, (_, n) => linePixels(n % 3, from + n)).flat()); // prettier-ignore
    const classes = (N: number) => idxFile(8, [N], Buffer.from(Array.from({ length: N }, (_, n) => n % 3)));
    const at = folderWith({
      'train-images-idx3-ubyte.gz': gzipSync(idxFile(8, [30, SIDE, SIDE], pixels(0, 30))),
      'train-labels-idx1-ubyte.gz': gzipSync(classes(30)),
      't10k-images-idx3-ubyte.gz': gzipSync(idxFile(8, [6, SIDE, SIDE], pixels(40, 6))),
      't10k-labels-idx1-ubyte.gz': gzipSync(classes(6)),
    });
    const { code, stdout, stderr } = await run(...words(`train --data ${at('.')} ${QUICK} --save ${at('m')}`));
    expect([code, stderr]).toEqual([0, '30 pictures [6, 6, 1], 3 classes: 0, 1, 2\nvalidation: 6 pictures, the test pictures of the folder\n']); // prettier-ignore
    const { stdout: judged } = await run('evaluate', at('m'), '--data', at('.'));
    expect(judged.split('\n').at(-2)).toBe(stdout.split('\n').at(-2).replace('validation, ', ''));
    const answers = await run('predict', at('m'), '--data', at('.'));
    expect([answers.code, answers.stderr]).toEqual([0, `${at('.')}: its 6 test pictures are taken\n`]);
    const { X } = (await loadImageFolder(at('.'))).test!;
    const rows = predictImages(loadModel(at('m')), X).map(({ label, confidence }, n) => `"t10k-images-idx3-ubyte.gz, image ${n}",${label},${confidence}\n`); // prettier-ignore
    expect(answers.stdout).toBe(`file,label,confidence\n${rows.join('')}`);
  });

  test('goes on where it ended, exactly', async () => {
    const at = folderWith({ ...lines(9, 'd/'), ...lines(4, 'e/', 30), ...lines(9, 'others/', 9) });
    const options = `--data ${at('d')} --validation ${at('e')} --seed 7 --dropout 0.3 --batch-size 4 --recipe dense --hidden 8 --schedule constant --early-stopping 20`; // prettier-ignore
    await run(...words(`train ${options} --epochs 9 --save ${at('whole')}`));
    await run(...words(`train ${options} --epochs 4 --save ${at('part')}`));
    const { code, stderr } = await run(...words(`train --resume ${at('part')} --epochs 9`));
    expect([code, stderr]).toEqual([0, '']);
    const parameters = (name: string) => loadModel(at(name)).getParameters().map(({ data }) => [...data]); // prettier-ignore
    expect(parameters('part')).toEqual(parameters('whole'));
    const moved = await run(...words(`train --resume ${at('part')} --epochs 10 --data ${at('e')}`));
    expect(moved.code).toBe(1);
    expect(moved.stderr).toBe(`nnfs: ${at('e')}: expected the data of the run that goes on, 27 pictures for training, received 12.\n`); // prettier-ignore
    const others = await run(...words(`train --resume ${at('part')} --epochs 10 --data ${at('others')}`));
    expect(others.code).toBe(1);
    expect(others.stderr).toBe(`nnfs: ${at('others')}: expected the data of the run that goes on, received other values, or another order. To learn from other data, train anew.\n`); // prettier-ignore
  });

  test('goes on for other epochs: a rate that falls is that of a run of as many; a line says so', async () => {
    const at = folderWith(lines(4, 'd/'));
    const options = `--data ${at('d')} --recipe dense --hidden 4 --schedule cosine --learning-rate 0.01`;
    const ratesOf = ({ stdout }: { stdout: string }) => {
      return (JSON.parse(stdout) as { history: { learningRate: number }[] }).history.map(({ learningRate }) => learningRate); // prettier-ignore
    };
    const whole = ratesOf(await run(...words(`train ${options} --epochs 12 --json`)));
    await run(...words(`train ${options} --epochs 4 --save ${at('a')}`));
    const more = await run(...words(`train --resume ${at('a')} --epochs 12 --json`));
    expect(more.stderr).toMatch(
      /^--schedule cosine is of 12 epochs now, not of 4: the learning rate goes on at 0\.0075\d*\n$/,
    );
    expect(ratesOf(more).slice(4)).toEqual(whole.slice(4));
    const done = await run(...words(`train --resume ${at('a')} --epochs 8`));
    expect(done.stderr).toMatch(/^.* so there is nothing to do; .*\n$/);
  });

  test('sizes that differ, opacity, colors', async () => {
    const clear = pngFile({ width: 2, height: 2, color: 6 }, Buffer.from([0, ...Array<number>(8).fill(9), 0, ...Array<number>(8).fill(9)])); // prettier-ignore
    const at = folderWith({ ...lines(4), 'lies/wide.png': grayPng([...linePixels(1, 2), ...Array<number>(6).fill(0)], 6), 'lies/clear.png': clear }); // prettier-ignore
    const refused = await run(...words(`train --data ${at('.')} ${QUICK}`));
    expect(refused).toEqual({ code: 1, stdout: '', stderr: `nnfs: ${at('lies/clear.png')}: expected a picture without transparent pixels, received some. --background 0 puts black behind them, 255 white.\n` }); // prettier-ignore
    const sizes = await run(...words(`train --data ${at('.')} --background 0 ${QUICK}`));
    expect(sizes.stderr).toMatch(/clear\.png: expected \[6, 6\] pixels, as in .*, received \[2, 2\]\. --size 6x6 makes all of them so\.\n$/); // prettier-ignore
    const { code } = await run(...words(`train --data ${at('.')} --background 0 --size 8x6 --channels 3 ${QUICK} --save ${at('m')}`)); // prettier-ignore
    expect(code).toBe(0);
    expect(loadModel(at('m')).inputShape).toEqual([8, 6, 3]);
    const { stdout } = await run('predict', at('m'), '--data', at('lies'));
    expect(stdout.split('\n')).toHaveLength(8);
  });
});

describe('nnfs evaluate and predict', () => {
  async function trained(): Promise<(name: string) => string> {
    const at = folderWith({ ...lines(10, 'd/'), ...lines(3, 'e/', 30) });
    await run(...words(`train --data ${at('d')} ${QUICK} --save ${at('m')}`));
    return at;
  }

  test('evaluate: class by class, as JSON, a class that it does not know', async () => {
    const at = await trained();
    const { code, stdout } = await run('evaluate', at('m'), '--data', at('e'));
    expect(code).toBe(0);
    expect(stdout).toMatch(/^class +precision +recall +f1 +pictures\n/);
    expect(stdout).toMatch(/\n\nis \\ taken for +crosses +lies +stands\n/);
    const json = JSON.parse((await run('evaluate', at('m'), '--data', at('e'), '--json')).stdout) as { validation: { accuracy: number; loss: number }; samples: number }; // prettier-ignore
    expect(stdout.split('\n').at(-2)).toBe(`acc: ${json.validation.accuracy.toFixed(3)}, loss: ${json.validation.loss.toFixed(3)}`); // prettier-ignore
    expect(json.samples).toBe(9);
    const strange = folderWith({ 'lies/1.png': linePng(1, 3), 'spins/1.png': linePng(0, 3) });
    const judged = await run('evaluate', at('m'), '--data', strange('.'));
    expect(judged.stdout).toMatch(/\n\nnot known to the model: spins\n[^]*\nacc: \S+, loss: \S+\n$/);
  });

  test('pictures of none of its classes tell nothing: refused, before training too', async () => {
    const at = await trained();
    const strange = folderWith({ 'birds/1.png': linePng(1, 3), 'fish/1.png': linePng(0, 3) });
    const message = `nnfs: ${strange('.')}: expected pictures of classes that the model knows (crosses, lies, stands), received only of birds, fish.\n`; // prettier-ignore
    const judged = await run('evaluate', at('m'), '--data', strange('.'));
    expect(judged).toEqual({ code: 1, stdout: '', stderr: message });
    const tested = await run(...words(`train --data ${at('d')} --test ${strange('.')} ${QUICK}`));
    expect(tested).toEqual({ code: 1, stdout: '', stderr: message });
  });

  test('predict: the library gives the same, to the bit', async () => {
    const at = await trained();
    const { stdout } = await run('predict', at('m'), '--data', at('e'));
    const rows = stdout.trimEnd().split('\n').map((line) => line.split(',')); // prettier-ignore
    expect(rows[0]).toEqual(['file', 'label', 'confidence']);
    expect(rows.slice(1).map(([file]) => file)).toEqual(['crosses', 'lies', 'stands'].flatMap((name) => [0, 1, 2].map((n) => `${name}/${n}.png`))); // prettier-ignore
    const model = loadModel(at('m'));
    const { X } = await loadImageFolder(at('e'));
    const files = rows.slice(1).map(([file]) => decodePng(readFileSync(at(`e/${file!}`))));
    for (const answers of [predictImages(model, X), predictImages(model, files)]) {
      expect(answers.map(({ label, confidence }) => [label, String(confidence)])).toEqual(rows.slice(1).map((row) => row.slice(1))); // prettier-ignore
    }
    const single = await run('predict', at('m'), '--data', at('e/lies/0.png'), '--classes-only');
    expect(single).toEqual({ code: 0, stdout: `file,label\n${at('e/lies/0.png')},${rows[4]![1]!}\n`, stderr: '' });
  });

  test('a picture of another size is refused, or brought to that of the model', async () => {
    const at = await trained();
    writeFileSync(at('large.png'), grayPng(linePixels(1, 4, 12), 12));
    const refused = await run('predict', at('m'), '--data', at('large.png'));
    expect(refused).toEqual({ code: 1, stdout: '', stderr: `nnfs: ${at('large.png')}: expected pictures of 6x6 pixels, as the model takes, received 12x12. --size 6x6 brings pictures to it.\n` }); // prettier-ignore
    const { stdout } = await run('predict', at('m'), '--data', at('large.png'), '--size', '6');
    expect(stdout).toMatch(/large\.png,lies,/);
  });

  test('options and models of other data', async () => {
    const at = await trained();
    const foreign = await run(...words(`predict ${at('m')} --data ${at('e')} --samples 3`));
    expect(foreign).toMatchObject({ code: 2, stderr: expect.stringContaining('expected data that takes --samples') });
    await run(...words(`train --data spiral --hidden 4 --epochs 2 --save ${at('s')}`));
    const points = await run('evaluate', at('s'), '--data', at('e'));
    expect(points).toEqual({ code: 1, stdout: '', stderr: `nnfs: ${at('s')}: expected a model of pictures [H, W, C], received one of samples [2]. Pictures are for models that nnfs train --data FOLDER makes.\n` }); // prettier-ignore
    writeFileSync(at('iris.csv'), 'a,b,kind\n1,2,x\n');
    for (const [command, data] of [['predict', at('iris.csv')], ['evaluate', at('iris.csv')], ['evaluate', 'spiral']] as const) {
      const { code, stderr } = await run(command, at('m'), '--data', data);
      expect([code, stderr]).toEqual([2, `nnfs: --data: expected a picture or a folder of pictures, as ${at('m')} answers, received ${JSON.stringify(data)}.\n`]);
    } // prettier-ignore
    const table = await run(...words(`evaluate ${at('s')} --data spiral --size 4`));
    expect(table).toMatchObject({ code: 2, stderr: expect.stringContaining('expected data that takes --size') });
  });
});

describe('nnfs data FOLDER', () => {
  test('classes, sizes, colors', async () => {
    const at = folderWith({ ...lines(2, 'train/'), ...lines(1, 'test/'), 'train/lies/big.png': grayPng(linePixels(1, 1, 8), 8) }); // prettier-ignore
    const { code, stdout } = await run('data', at('.'));
    expect([code, stdout]).toEqual([0, [
      'class    pictures  test',
      'crosses         2     1',
      'lies            3     1',
      'stands          2     1',
      '',
      '7 pictures and 3 to test with, 3 classes',
      'sizes: 6x6 (9), 8x8 (1)',
      'sizes differ: --size 6x6 brings all to one',
      'colors: gray',
      '',
    ].join('\n')]); // prettier-ignore
    const json: unknown = JSON.parse((await run('data', at('.'), '--json')).stdout);
    expect(json).toEqual({
      pictures: 7,
      test: 3,
      classes: [
        { label: 'crosses', pictures: 2, test: 1 },
        { label: 'lies', pictures: 3, test: 1 },
        { label: 'stands', pictures: 2, test: 1 },
      ],
      sizes: { '6x6': 9, '8x8': 1 },
      colors: { gray: 10 },
    });
    const wrong = await run('data', at('.'), '--target', 'lies');
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('FILE: expected a table for --target') });
  });
});

test.skipIf(process.platform === 'win32')('a pipe with the name of a picture is refused, not waited for', async () => {
  const at = folderWith({ ...lines(1), 'other/1.png': linePng(0, 1) });
  await run(...words(`train --data ${at('.')} ${QUICK} --save ${at('m')}`));
  const refused = async (name: string, ...argv: string[]) => {
    execFileSync('mkfifo', [at(name)]);
    const { code, stderr } = await run(...argv);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/: expected a file that can be read, received ".*": it is no regular file\.\n$/)]); // prettier-ignore
    expect(stderr).toContain(at(name));
    rmSync(at(name));
  };
  await refused('other/2.png', 'data', at('.'));
  await refused('other/2.png', 'predict', at('m'), '--data', at('other'));
  await refused('train-images-idx3-ubyte', 'data', at('.'));
});

const one = linePng(0, 1);

describe('folders that cannot be learnt', () => {
  test.each<[string, Readonly<Record<string, Uint8Array>>, string]>([
    ['an empty one', {}, ': expected a folder for each class, and pictures in them, received no folder.'],
    ['one class', { 'a/1.png': one, 'a/2.png': one }, ': expected two classes or more, received only "a".'],
    ['no pictures', { 'a/1.txt': one, 'b/1.txt': one }, '/a: expected pictures as PNG or JPEG, received none.'],
    ['a text that is called a picture', { 'a/1.png': Buffer.from('hello'), 'b/1.png': one }, '/a/1.png: expected a PNG or JPEG file, received bytes that begin with 104 101 108 108 111. Other pictures can be saved as PNG.'],
    ['folders within classes', { 'a/b/1.png': one, 'c/1.png': one }, '/a: expected pictures as PNG or JPEG, received the folder "b". "" has the classes.'],
    ['a name that steers the terminal', { 'a/\u001b[31m.gif': one, 'b/1.png': one }, '/a: expected pictures as PNG or JPEG, received the file "\\u001b[31m.gif". "" has the classes.'],
    ['a class with one picture, and a share', { 'a/1.png': one, 'b/1.png': one }, ', --validation: expected a share that leaves samples in both parts, received 0.99 of 2.'],
  ])('%s', async (_, files, message) => {
    const at = folderWith(files);
    const share = message.includes('--validation') ? ['--validation', '0.99'] : [];
    const { code, stdout, stderr } = await run('train', '--data', at('.'), ...words(QUICK), ...share);
    const path = at('').slice(0, -1);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr.replaceAll(`${path}/.`, '').replaceAll(path, '')).toBe(`nnfs: ${message}\n`);
  }); // prettier-ignore

  test.each([
    ['--target x', 'train: expected a table as --data, received --target.'],
    ['--tune', 'train: expected a table as --data, received --tune.'],
    ['--samples 3', 'train: expected generated data, received --samples.'],
    ['--loss mse', '--loss: expected categorical, binary, focal, hinge or squared-hinge for pictures, received mse.'],
    ['--validation 2', '--validation: expected a share above 0 and below 1 of the pictures, received 2.'],
    ['--size 0', '--size: expected a side such as 28, or a height and a width such as 28x32, received "0".'],
    ['--channels 2', '--channels: expected 1 or 3, received "2".'],
    ['--background 256', '--background: expected a whole number from 0 to 255, received "256".'],
    ['--validation nowhere.csv', '--validation: expected a folder of pictures, received "nowhere.csv".'],
  ])('%s', async (options, message) => {
    const at = folderWith(lines(2));
    const { code, stderr } = await run(...words(`train --data ${at('.')} --epochs 1 ${options}`));
    expect([code, stderr]).toEqual([2, `nnfs: ${message}\n`]);
  });

  test('early stopping without validation; options of pictures for other data', async () => {
    const at = folderWith(lines(2));
    const { code, stderr } = await run(...words(`train --data ${at('.')} --epochs 1 --early-stopping`));
    expect([code, stderr]).toEqual([1, `nnfs: ${at('.')}: expected validation where --early-stopping is set, received none.\n`]); // prettier-ignore
    const spiral = await run(...words('train --data spiral --size 28'));
    expect(spiral.stderr).toBe('nnfs: train: expected a folder of pictures as --data, received --size.\n');
  });
});

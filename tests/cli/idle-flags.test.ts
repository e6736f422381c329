/** Options that would change nothing beside others are refused, in one line; where they change something they are taken. */
import { expect, test } from 'vitest';
import { loadModel } from 'nnfs/node';
import { folderWith, lines } from './picture-folder.ts';
import { folder, run, words } from './run.ts';

const SPIRAL = '--data spiral --samples 5 --epochs 1';
const rows = Array.from({ length: 30 }, (_, i) => `${i % 7},${(i * 3) % 5},${2 * (i % 7) + ((i * 3) % 5)}`);
const table = { 'd.csv': `a,b,t\n${rows.join('\n')}\n` };

test.each([
  ['--hidden none --activation tanh', '--activation: expected hidden layers, received --hidden none.'],
  ['--initializer heNormal --weight-scale 0.5', '--weight-scale: expected no --initializer, which says how weights start, received --initializer heNormal.'],
  ['--optimizer sgd --nesterov', '--nesterov: expected also --momentum, above 0, received none.'],
  ['--optimizer sgd --momentum 0 --nesterov', '--nesterov: expected also --momentum, above 0, received --momentum 0.'],
])('%s', async (options, message) => {
  expect(await run('train', ...words(`${SPIRAL} ${options}`))).toEqual({ code: 2, stdout: '', stderr: `nnfs: ${message}\n` });
}); // prettier-ignore

test.each([
  ['--hidden none --activation tanh', '--activation: expected hidden layers, received --hidden none.'],
  ['--hidden none --dropout 0.1', '--dropout: expected hidden layers, received --hidden none.'],
  ['--initializer heNormal --weight-scale 0.5', '--weight-scale: expected no --initializer, which says how weights start, received --initializer heNormal.'],
  ['--features a --drop b', '--drop: expected no --features, which names all columns to use, received --features a.'],
  ['--features a --categories b', '--categories: expected columns that --features names, received --features a.'],
])('of a table, %s', async (options, message) => {
  const line = `--data ${folder(table)('d.csv')} --epochs 1 ${options}`;
  expect(await run('train', ...words(line))).toEqual({ code: 2, stdout: '', stderr: `nnfs: ${message}\n` });
}); // prettier-ignore

test('of pictures: convolutions have activations without hidden layers, too', async () => {
  const data = folderWith(lines(8, 'pictures/'))('pictures');
  const train = (options: string) => run('train', ...words(`--data ${data} --epochs 1 ${options}`));
  const refused = { code: 2, stdout: '', stderr: 'nnfs: --activation: expected hidden layers, received --hidden none.\n' }; // prettier-ignore
  expect(await train('--recipe dense --hidden none --activation tanh')).toEqual(refused);
  const [tanh, relu] = [await train('--hidden none --activation tanh'), await train('--hidden none')];
  expect([tanh.code, relu.code]).toEqual([0, 0]);
  expect(tanh.stdout).not.toBe(relu.stdout);
});

test('what has an effect is taken, and what a file names beside it', async () => {
  const at = folder(table);
  for (const options of ['--optimizer sgd --momentum 0.5 --nesterov', '--initializer heNormal', '--hidden none --initializer heNormal', '--weight-scale 0.5', '--hidden none --activation relu']) {
    expect(await run('train', ...words(`${SPIRAL} ${options}`))).toMatchObject({ code: 0 });
  } // prettier-ignore
  // All that was chosen is in the file, the activation that no layer has among it.
  const line = `--data ${at('d.csv')} --hidden none --initializer heNormal --features a,b --categories a --epochs 1`;
  expect(await run('train', ...words(line), '--save', at('m'))).toMatchObject({ code: 0 });
  expect(await run('train', '--resume', at('m'), '--epochs', '2')).toMatchObject({ code: 0 });
  const { options } = loadModel(at('m')).notes.train as { readonly options: readonly string[] };
  expect(options).toEqual(expect.arrayContaining(['--activation', '--initializer']));
  expect(await run('train', ...options)).toMatchObject({ code: 0 });
});

test('nnfs predict --classes-only, of a model of numbers', async () => {
  const at = folder(table);
  await run('train', ...words(`--data ${at('d.csv')} --hidden none --l2 0 --epochs 1 --save ${at('m')}`));
  await run('train', ...words(`--data sine --samples 5 --epochs 1 --save ${at('s')}`));
  for (const [model, data] of [[at('m'), at('d.csv')], [at('s'), 'sine']] as const) {
    const refused = `nnfs: --classes-only: expected a model of classes, received ${model}, one of numbers.\n`;
    expect(await run('predict', model, '--data', data, '--classes-only')).toEqual({ code: 2, stdout: '', stderr: refused });
  }
}); // prettier-ignore

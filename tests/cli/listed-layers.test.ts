/** `--model FILE.json`: the network as a list of layers, for data of all kinds. */
import { describe, expect, test } from 'vitest';
import { loadModel } from 'nnfs/node';
import { folderWith, lines } from './picture-folder.ts';
import { folder, run, words } from './run.ts';

const dense = (nInputs: number, nNeurons: number, more = {}) => ({ kind: 'Dense', config: { nInputs, nNeurons, ...more } }); // prettier-ignore
const json = (...layers: unknown[]): string => JSON.stringify(layers);

const POINTS = json(dense(2, 8, { initializer: 'heNormal' }), { kind: 'ReLU' }, dense(8, 3), { kind: 'Softmax' });

describe('learns', () => {
  test('generated data: the same numbers as the options that say the same', async () => {
    const at = folder({ 'm.json': json(dense(2, 64), { kind: 'ReLU' }, dense(64, 3), { kind: 'Softmax' }) });
    const listed = await run(...words(`train --data spiral --epochs 101 --model ${at('m.json')}`));
    expect(listed).toEqual(await run(...words('train --data spiral --epochs 101 --hidden 64')));
  });

  test('a table; what is not said is as for tables', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => `${i % 7},${(i * 3) % 5},${i % 7 > 2 ? 'high' : 'low'}`);
    const list = json(dense(2, 6, { initializer: 'heNormal' }), { kind: 'Tanh' }, dense(6, 2), { kind: 'Softmax' });
    const at = folder({ 'd.csv': `a,b,kind\n${rows.join('\n')}\n`, 'm.json': list });
    const { code, stdout, stderr } = await run(...words(`train --data ${at('d.csv')} --model ${at('m.json')} --schedule constant --save ${at('m')} --json`)); // prettier-ignore
    expect([code, stderr]).toEqual([0, expect.not.stringContaining('settings:')]);
    const { final, settings } = JSON.parse(stdout) as { final: { accuracy: number }; settings: object };
    expect(final.accuracy).toBeGreaterThan(0.95);
    expect(settings).toMatchObject({ model: at('m.json'), learningRate: 0.001 });
    expect(settings).not.toHaveProperty('hidden');
    expect(loadModel(at('m')).layers.map(String)).toEqual(['Dense(2, 6)', 'Tanh()', 'Dense(6, 2)', 'Softmax()']);
    const again = await run(...words(`train --resume ${at('m')} --epochs 2100`));
    expect([again.code, again.stderr]).toEqual([0, '']);
  });

  test('pictures; goes on exactly, without the file', async () => {
    const list = json(
      { kind: 'Conv2D', config: { channels: 1, filters: 3, kernelSize: 3 } },
      { kind: 'BatchNormalization', config: { features: 3 } },
      { kind: 'ReLU' },
      { kind: 'Flatten' },
      { kind: 'Dropout', config: { rate: 0.2 } },
      dense(48, 3),
      { kind: 'Softmax' },
    );
    const at = folderWith({ ...lines(8, 'd/'), 'm.json': Buffer.from(`\ufeff${list}`) });
    const options = `--data ${at('d')} --model ${at('m.json')} --batch-size 5 --schedule constant`;
    await run(...words(`train ${options} --epochs 7 --save ${at('whole')}`));
    await run(...words(`train ${options} --epochs 3 --save ${at('part')}`));
    const { code, stderr } = await run(...words(`train --resume ${at('part')} --epochs 7`));
    expect([code, stderr]).toEqual([0, '']);
    const parameters = (name: string) => loadModel(at(name)).getParameters().map(({ data }) => [...data]); // prettier-ignore
    expect(parameters('part')).toEqual(parameters('whole'));
    const { stdout } = await run('summary', at('part'));
    expect(stdout).toMatch(/\n0 {2}Conv2D\(1, 3, 3\) +\[N, 4, 4, 3\] +30\n[^]*\n5 {2}Dense\(48, 3\) +\[N, 3\] +147\n/);
  });
});

describe('refuses', () => {
  test.each<[string, string, string, string]>([
    ['no JSON', '[{', 'spiral', ': expected JSON, received "[{".'],
    ['no list', '{"layers":[]}', 'spiral', ': expected a list of layers, received something else. It begins with [ and has { "kind": "Dense", "config": { ... } } for each layer.'],
    ['no layer', '[]', 'spiral', ', layers: expected one layer or more, received none.'],
    ['an option out of range', json(dense(2, 3), { kind: 'Dropout', config: { rate: 2 } }), 'spiral', ', layers[1].config.rate: expected rate from 0 to below 1, received 2.'],
    ['layers that do not fit', json(dense(2, 4), dense(5, 3), { kind: 'Softmax' }), 'spiral', ', layers[1], Dense(5, 3): expected inputs [N, 5], received [1, 4]. For these inputs the layer is new Dense(4, 3).'],
    ['other inputs', json(dense(3, 3), { kind: 'Softmax' }), 'spiral', ', layers[0], Dense(3, 3): expected inputs [N, 3], received [1, 2]. For these inputs the layer is new Dense(2, 3).'],
    ['other outputs', json(dense(2, 2), { kind: 'Softmax' }), 'spiral', ', layers: expected outputs [N, 3], as the target asks for, received [N, 2].'],
    ['another last layer', json(dense(2, 3)), 'spiral', ', layers: expected Softmax as its last layer, for the loss categorical, received Dense(2, 3). --loss says which layer comes last.'],
    ['other outputs for a table', json(dense(1, 3), { kind: 'Softmax' }), 'TABLE', ', layers: expected outputs [N, 2], as the target asks for, received [N, 3].'],
    ['other inputs for pictures', json({ kind: 'Flatten' }, dense(64, 3), { kind: 'Softmax' }), 'PICTURES', ', layers[1], Dense(64, 3): expected inputs [N, 64], received [1, 36]. For these inputs the layer is new Dense(36, 3).'],
  ])('%s', async (_, list, data, message) => {
    const rows = Array.from({ length: 20 }, (_, i) => `${i % 7},${i % 2 ? 'x' : 'y'}`).join('\n');
    const at = folderWith({ ...lines(2, 'p/'), 'd.csv': Buffer.from(`a,kind\n${rows}\n`), 'm.json': Buffer.from(list) });
    const path = data === 'TABLE' ? at('d.csv') : data === 'PICTURES' ? at('p') : data;
    const result = await run(...words(`train --data ${path} --epochs 1 --model ${at('m.json')}`));
    expect(result).toEqual({ code: 1, stdout: '', stderr: `nnfs: ${at('m.json')}${message}\n` });
  }); // prettier-ignore

  test('an unknown kind, and what cannot be read', async () => {
    const at = folder({ 'm.json': json({ kind: 'Conv9D' }), 'latin': Uint8Array.of(0xe4) }); // prettier-ignore
    const { stderr } = await run(...words(`train --data spiral --model ${at('m.json')}`));
    expect(stderr).toMatch(/m\.json, layers\[0\]\.kind: expected the name of a layer: Dense, .*, Conv2D, .*, received "Conv9D"\.\n$/); // prettier-ignore
    const bytes = await run(...words(`train --data spiral --model ${at('latin')}`));
    expect(bytes.stderr).toBe(`nnfs: ${at('latin')}: expected JSON in UTF-8, received other bytes.\n`);
    const none = await run(...words(`train --data spiral --model ${at('none')}`));
    expect(none.stderr).toMatch(/^nnfs: --model: expected a file that can be read, received ".*none": ENOENT/);
  });

  test.each(['--hidden 3', '--activation tanh', '--l2 0.1', '--dropout 0.1', '--recipe dense'])('%s beside it', async (option) => {
    const at = folder({ 'm.json': POINTS });
    const { code, stderr } = await run(...words(`train --data spiral --model ${at('m.json')} ${option}`));
    const flag = option.split(' ')[0]!;
    expect([code, stderr]).toEqual([2, `nnfs: train: expected a network by --model, or by what says how layers are chosen, received ${flag}.\n`]);
  }); // prettier-ignore

  test('to write its result over the list', async () => {
    const at = folder({ 'm.json': POINTS });
    const { code, stderr } = await run(...words(`train --data spiral --model ${at('m.json')} --save ${at('m.json')}`));
    expect([code, stderr]).toEqual([2, `nnfs: --save: expected another file than that of --model, received "${at('m.json')}".\n`]); // prettier-ignore
  });
});

/** Models of tables at their next command: files that somebody changed, rows without names. */
import { writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { EventEmitter } from 'node:events';
import { describe, expect, test, vi } from 'vitest';
import { loadModel } from 'nnfs/node';
import { main } from '../../src/cli/main.ts';
import { folder, run, words } from './run.ts';

const FIXED = '--hidden 4 --l2 0 --epochs 3 --learning-rate 0.01';
const COLORS = `a,b,color\n${Array.from({ length: 30 }, (_, i) => `${(i * 7) % 11},${(i * 5) % 13},${i % 2 ? 'red' : 'blue'}`).join('\n')}\n`; // prettier-ignore

test('an encoder that does not fit is told before data is read, with the path of the file', async () => {
  const at = folder({ 'd.csv': COLORS });
  await run(...words(`train --data ${at('d.csv')} ${FIXED} --save ${at('m')}`));
  const model = loadModel(at('m'));
  const encoder = model.notes.encoder as { inputs: { scale: number }[]; target: { labels: string[] } };
  const told = async (encoder: object, message: string): Promise<void> => {
    model.notes = { ...model.notes, encoder };
    writeFileSync(at('other'), model.toBytes({ training: true }));
    for (const call of ['predict --data none.csv', 'evaluate --data none.csv', 'summary', 'train --resume']) {
      const result = await run(...words(call), at('other'));
      expect(result).toEqual({ code: 1, stdout: '', stderr: `nnfs: ${at('other')}: ${message}\n` });
    }
  };
  await told(
    { ...encoder, inputs: [{ ...encoder.inputs[0], scale: 0 }, encoder.inputs[1]] },
    'TableEncoder.fromJSON, encoder.inputs[0].scale: expected a number above 0, received 0.',
  );
  await told(
    { ...encoder, target: { ...encoder.target, labels: ['red', 'blue', 'green'] } },
    'notes.encoder: expected a model of 3 classes, as its encoder has, received 2.',
  );
  await told(
    { ...encoder, inputs: encoder.inputs.slice(1) },
    'notes.encoder: expected a model of 1 input, as its encoder has, received 2.',
  );
});

describe('R² of one row is nan, and null in JSON', () => {
  const PRICES = `a,price\n${Array.from({ length: 30 }, (_, i) => `${(i * 7) % 11},${3 * i + 0.5}`).join('\n')}\n`;
  const TOLD = 'R² is nan of one row: it needs two\n';

  test('train, with one row for validation and one for a test', async () => {
    const at = folder({ 'd.csv': PRICES, 'v.csv': 'a,price\n3,10.5\n' });
    const line = words(`train --data ${at('d.csv')} --validation ${at('v.csv')} --test ${at('v.csv')} ${FIXED}`);
    const { stdout, stderr } = await run(...line);
    expect(stderr).toContain(`validation: ${TOLD}`);
    expect(stderr).toContain(`test: ${TOLD}`);
    expect(stdout).not.toMatch(/inf/);
    expect(stdout.match(/validation_r2: nan/g)).toHaveLength(3); // epochs 0 and 2, and the best one
    expect(stdout).toMatch(/\nvalidation, r2: nan, mae: \d\S+, rmse: \d\S+, loss: \d\S+\n$/);
    const json = JSON.parse((await run(...line, '--json')).stdout) as Record<string, { r2: number | null }>;
    expect([json.validation!.r2, json.test!.r2, json.best!.r2]).toEqual([null, null, null]);
  });

  test('evaluate', async () => {
    const at = folder({ 'd.csv': PRICES, 'v.csv': 'a,price\n3,10.5\n4,\n' });
    await run(...words(`train --data ${at('d.csv')} ${FIXED} --save ${at('m')}`));
    const { stdout, stderr } = await run('evaluate', at('m'), '--data', at('v.csv'));
    expect(stderr).toBe(`${TOLD}1 row without a target left out\n`);
    expect(stdout).toMatch(/^R² +nan$/m);
    const json = JSON.parse((await run('evaluate', at('m'), '--data', at('v.csv'), '--json')).stdout) as object;
    expect(json).toMatchObject({ r2: null, validation: { r2: null } });
  });
});

describe('rows without names of columns', () => {
  const NAMELESS = COLORS.slice(COLORS.indexOf('\n') + 1);
  const answersTo = async (model: string, text: string, ...more: string[]) => {
    const written = { stdout: '', stderr: '' };
    const sink = (to: keyof typeof written) => ({ write: (part: string) => (written[to] += part) });
    const streams = { stdout: sink('stdout'), stderr: sink('stderr'), stdin: Readable.from([Buffer.from(text)]) };
    const code = await main(['predict', model, '--data', '-', '--classes-only', ...more], streams);
    return { code, ...written };
  };

  test('a single one is read as the model was trained: on a file without them', async () => {
    const at = folder({ 'd.csv': NAMELESS, 't.csv': '3,8,red\n', 'v.csv': '1,2,blue\n' });
    const more = `--validation ${at('v.csv')} --test ${at('t.csv')}`;
    const trained = await run(...words(`train --data ${at('d.csv')} ${more} ${FIXED} --save ${at('m')}`));
    expect(trained).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/\ntest, acc: .*\nbaseline, .*\nvalidation, acc: /),
    });
    const both = await answersTo(at('m'), '3,8\n4,7\n');
    expect(both.stderr).toBe('');
    expect(both.stdout).toMatch(/^column_1,column_2,column_3\n3,8,(red|blue)\n4,7,(red|blue)\n$/);
    const one = await answersTo(at('m'), '3,8\n');
    expect(one).toEqual({ code: 0, stderr: '', stdout: both.stdout.split('\n').slice(0, 2).join('\n') + '\n' });
    const counting = await answersTo(at('m'), '1,2,red'); // as a header of pandas might
    expect(counting.stdout).toMatch(/^column_1,column_2,column_3,column_3_predicted\n1,2,red,(red|blue)\n$/);
    const { code, stdout } = await run('evaluate', at('m'), '--data', at('t.csv'));
    expect({ code, last: stdout.split('\n').at(-2) }).toEqual({ code: 0, last: expect.stringMatching(/^acc: /) });
    const named = await answersTo(at('m'), 'a,b\n3,8\n4,7\n'); // a text above numbers is a name, whatever the model knows
    expect(named.stderr).toMatch(
      /expected columns column_1, column_2, received none of the name column_1, column_2, of a, b/,
    );
  });

  test('a model of named columns knows their row, and asks for names where there is none', async () => {
    const shapes = `shape,size,color\n${Array.from({ length: 30 }, (_, i) => `${['round', 'long'][i % 2]},${['big', 'small'][i % 3 ? 1 : 0]},${i % 2 ? 'red' : 'blue'}`).join('\n')}\n`; // prettier-ignore
    const at = folder({ 'd.csv': shapes });
    await run(...words(`train --data ${at('d.csv')} ${FIXED} --save ${at('m')}`));
    const rows = 'shape,size\nshape,size\nround,big\nshape,size\n'; // words that are values here
    expect((await answersTo(at('m'), rows)).stdout).toMatch(
      /^shape,size,color\nshape,size,.*\nround,big,.*\nshape,size,/,
    );
    expect((await answersTo(at('m'), 'round,big\n')).stderr).toBe(
      'nnfs: standard input: expected rows below the column names, received none. --header names the columns of rows without them.\n',
    );
    expect((await answersTo(at('m'), 'round,big\n', '--header', 'shape,size')).stdout).toMatch(
      /^shape,size,color\nround,big,/,
    );
  });
});

test('a table without the target is told so', async () => {
  const at = folder({ 'd.csv': COLORS, 'other.csv': 'a,b,c\n1,2,3\n' });
  await run(...words(`train --data ${at('d.csv')} ${FIXED} --save ${at('m')}`));
  const message = `${at('other.csv')}: expected a column "color", the target, received columns a, b, c.`;
  const data = `--data ${at('other.csv')}`;
  for (const call of [`evaluate ${at('m')} ${data}`, `train --resume ${at('m')} ${data} --epochs 5`]) {
    const result = await run(...words(call));
    expect(result).toEqual({ code: 1, stdout: '', stderr: `nnfs: ${message}\n` });
  }
});

test('of many classes the most frequent ones are listed, and the matrix is not shown', async () => {
  const rows = Array.from({ length: 360 }, (_, i) => `${i % 110},c${i % 110}`);
  const at = folder({ 'd.csv': `x,y\n${rows.join('\n')}\n` });
  await run(...words(`train --data ${at('d.csv')} ${FIXED} --save ${at('m')}`));
  const { stdout } = await run('evaluate', at('m'), '--data', at('d.csv'));
  const lines = stdout.trimEnd().split('\n');
  expect(lines.slice(1, 31).every((line) => line.endsWith('   4'))).toBe(true); // 30 classes have 4 rows, 80 have 3
  expect(lines.slice(101, -1)).toEqual([
    '... and 10 classes more; --json has all of them',
    '',
    'the confusion matrix of 110 classes is too large to show; --json has it',
    '',
  ]);
  const json = JSON.parse((await run('evaluate', at('m'), '--data', at('d.csv'), '--json')).stdout) as { confusion: object }; // prettier-ignore
  expect(json.confusion).toHaveLength(110);
});

describe('predict into a stream that takes its time', () => {
  const start = async () => {
    const at = folder({ 'd.csv': COLORS, 'more.csv': `a,b\n${'1,2\n'.repeat(60_000)}` });
    await run(...words(`train --data ${at('d.csv')} ${FIXED} --save ${at('m')}`));
    const stream = Object.assign(new EventEmitter(), { written: [] as string[], write: (text: string) => !stream.written.push(text) }); // prettier-ignore
    const done = main(words(`predict ${at('m')} --data ${at('more.csv')}`), { stdout: stream, stderr: { write: () => true } }); // prettier-ignore
    await vi.waitFor(() => expect(stream.written).toHaveLength(1), 20_000);
    return { stream, done };
  };

  test('waits until it takes more', async () => {
    const { stream, done } = await start();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(stream.written).toHaveLength(1);
    const drain = setInterval(() => stream.emit('drain'), 1);
    expect(await done).toBe(0);
    clearInterval(drain);
    expect(stream.written.length).toBeGreaterThan(2);
    expect(stream.written.join('').split('\n')).toHaveLength(60_002);
    expect(stream.eventNames()).toEqual([]);
  });

  test.each(['error', 'close'])('ends where %s says that nobody reads on', async (event) => {
    const { stream, done } = await start();
    stream.emit(event);
    expect(await done).toBe(0);
    expect(stream.written).toHaveLength(1);
  });
});

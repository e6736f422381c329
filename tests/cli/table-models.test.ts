/** Models of tables at their next command: files that somebody changed, rows without names. */
import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadModel } from 'nnfs/node';
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
    for (const call of ['predict M --data none.csv', 'evaluate M --data none.csv', 'summary M', 'train --resume M']) {
      const result = await run(...words(call.replace('M', at('other'))));
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

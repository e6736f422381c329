/** Models of tables at their next command: files that somebody changed, rows without names. */
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
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

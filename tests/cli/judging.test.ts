/** Rows that judge a model: what is refused before a setting is tried. */
import { expect, test } from 'vitest';
import { folder, run, runIn, words } from './run.ts';

const rows = (target: (i: number) => string): string =>
  `a,y\n${Array.from({ length: 40 }, (_, i) => `${(i * 7) % 11},${target(i)}`).join('\n')}\n`;
const CLASSES = rows((i) => (i % 2 === 0 ? 'p' : 'q'));
const NUMBERS = rows((i) => `${(i * 7) % 11}.5`);

test.each(['validation', 'test'])('--%s in which no row has a target, or that lacks the column', async (option) => {
  const at = folder({ 'd.csv': CLASSES, 'none.csv': 'a,y\n1,\n2,NA\n', 'lacks.csv': 'a,z\n1,p\n2,q\n' });
  const result = (file: string) => runIn({ terminal: true }, ...words(`train --data ${at('d.csv')} --${option} ${at(file)}`)); // prettier-ignore
  expect(await result('none.csv')).toEqual({
    code: 1,
    stdout: '',
    stderr: `nnfs: ${at('none.csv')}: expected rows with a value in "y", the target, received none.\n`,
  });
  expect(await result('lacks.csv')).toEqual({
    code: 1,
    stdout: '',
    stderr: `nnfs: ${at('lacks.csv')}: expected a column "y", the target, received columns a, z.\n`,
  });
});

test('the target lacks where all is learnt from: that file is named', async () => {
  const at = folder({ 'd.csv': CLASSES });
  const { stderr } = await run(...words(`train --data ${at('d.csv')} --target z --test ${at('d.csv')}`));
  expect(stderr).toMatch(/d\.csv: expected columns a, y, received "z"\.\n$/);
});

test('a test of numbers that are none is refused before training', async () => {
  const at = folder({ 'd.csv': NUMBERS, 't.csv': 'a,y\n1,few\n2,many\n' });
  const fixed = '--hidden none --l2 0 --epochs 1 --learning-rate 0.01';
  const { code, stdout, stderr } = await run(...words(`train --data ${at('d.csv')} ${fixed} --test ${at('t.csv')}`));
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain(`nnfs: ${at('t.csv')}: expected number values in "y", the target, received none.`);
});

test.each([
  ['--data - --validation -', '--validation: expected a file, since --data reads standard input, received -.'],
  ['--data d.csv --validation - --test -', '--test: expected a file, since --validation reads standard input, received -.'], // prettier-ignore
])('%s', async (line, message) => {
  expect(await run('train', ...words(line))).toEqual({ code: 2, stdout: '', stderr: `nnfs: ${message}\n` });
});

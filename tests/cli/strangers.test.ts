/** What evaluate, predict and train tell of rows that hold what was not there in training. */
import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Dense, Model } from 'nnfs';
import { folder, run, words } from './run.ts';

const CARS = `size,origin,fast,y\n${Array.from({ length: 40 }, (_, i) => {
  return `${(i * 7) % 11}.5,${['usa', 'japan', i < 3 ? 'malta' : 'italy'][i % 3]},${i % 4 === 0},${i % 2 === 0 ? 'a' : 'b'}`;
}).join('\n')}\n`;
const FIXED = '--hidden none --l2 0 --epochs 2 --learning-rate 0.01';
const STRANGE = 'size,origin,fast,y\nwide,usa,true,a\n1,peru,false,b\nhuge,chad,false,a\n2,NA,,b\n';
const TOLD = `\
"size": 2 of 4 values are no number and count as gaps, "wide" in row 0
"origin": 2 rows have a category that was rare in training or not there, "peru" in row 1
`;

async function trained(data: string) {
  const at = folder({ 'd.csv': data, 's.csv': STRANGE });
  await run(...words(`train --data ${at('d.csv')} ${FIXED} --save ${at('m')}`));
  return at;
}

test.each(['evaluate', 'predict'])('%s', async (command) => {
  const at = await trained(CARS);
  const { code, stderr } = await run(command, at('m'), '--data', at('s.csv'));
  expect({ code, stderr }).toEqual({ code: 0, stderr: TOLD });
  expect((await run(command, at('m'), '--data', at('d.csv'), '--types', 'size=number')).stderr).toBe(
    '"origin": 1 row has a category that was rare in training or not there, "malta" in row 2\n',
  );
});

test('where no category was rare in training', async () => {
  const at = await trained(CARS.replace('malta', 'italy'));
  const { stderr } = await run('predict', at('m'), '--data', at('s.csv'));
  expect(stderr).toContain('"origin": 2 rows have a category that was not there in training, "peru" in row 1\n');
});

test('train, of the rows that judge', async () => {
  const at = await trained(CARS);
  const argv = `train --data ${at('d.csv')} ${FIXED} --validation ${at('s.csv')} --test ${at('s.csv')}`;
  const { code, stderr } = await run(...words(argv));
  expect(code).toBe(0);
  for (const part of ['validation', 'test']) {
    const lines = stderr.split('\n').filter((line) => line.startsWith(`${part}: `));
    expect(lines).toEqual(TOLD.trimEnd().split('\n').map((line) => `${part}: ${line}`)); // prettier-ignore
  }
});

test('an odd text is in the same row for data and predict', async () => {
  const at = await trained(CARS);
  writeFileSync(at('odd.csv'), CARS.split('\n').slice(0, 20).join('\n').replace('\n3.5,', '\nodd,'));
  const row = CARS.split('\n')
    .slice(1)
    .findIndex((line) => line.startsWith('3.5,'));
  expect((await run('data', at('odd.csv'))).stdout).toContain(
    `since "odd" in row ${row}, line ${row + 2}, is no number`,
  );
  const { stderr } = await run('predict', at('m'), '--data', at('odd.csv'));
  expect(stderr).toContain(`"size": 1 of 19 values are no number and count as gaps, "odd" in row ${row}\n`);
});

test('a whole column of another kind', async () => {
  const days = Array.from({ length: 40 }, (_, i) => `2020-01-${String((i % 28) + 1).padStart(2, '0')},${i},${i % 3}.5`);
  const at = folder({ 'd.csv': `day,size,y\n${days.join('\n')}\n`, 's.csv': 'day,size,y\n20200110,2021-03-04,1.5\n' });
  await run(...words(`train --data ${at('d.csv')} --features day,size ${FIXED} --save ${at('m')}`));
  const told = [
    '"day": 1 of 1 values are no date and count as gaps, 20200110 in row 0',
    '"size": 1 of 1 values are no number and count as gaps, "2021-03-04" in row 0',
  ];
  for (const command of ['predict', 'evaluate']) {
    const { code, stderr } = await run(command, at('m'), '--data', at('s.csv'));
    expect({ code, lines: stderr.split('\n').slice(0, 2) }).toEqual({ code: 0, lines: told });
  }
  const others = `--validation ${at('s.csv')} --test ${at('s.csv')}`;
  const { stderr } = await run(...words(`train --data ${at('d.csv')} --features day,size ${FIXED} ${others}`));
  for (const part of ['validation', 'test']) for (const line of told) expect(stderr).toContain(`${part}: ${line}\n`);
});

describe('answers that are no finite numbers', () => {
  const training = (target: (i: number) => string | number): string =>
    `a,b,y\n${Array.from({ length: 40 }, (_, i) => `${i},${(i * 7) % 11},${target(i)}`).join('\n')}\n`;

  test.each([
    ['a number', training((i) => 1.5 * i), ['--hidden', '8']],
    ['classes', training((i) => (i < 20 ? 'low' : 'high')), ['--hidden', '8']],
  ])('are told once, of %s, with their rows', async (_, csv, words) => {
    const at = folder({ 'd.csv': csv, 'new.csv': `a,b,y\n1,2,${csv.endsWith('high\n') ? 'low' : 3}\n-1e308,1e308,${csv.endsWith('high\n') ? 'high' : 4}\n` }); // prettier-ignore
    await run('train', '--data', at('d.csv'), '--epochs', '3', ...words, '--save', at('m'));
    const told =
      '1 row is answered by what is no finite number, NaN in row 1: are its inputs in the unit of training?\n';
    const predicted = await run('predict', at('m'), '--data', at('new.csv'));
    expect(predicted).toMatchObject({ code: 0, stderr: told });
    expect(predicted.stdout).toContain('NaN');
    expect(await run('predict', at('m'), '--data', at('d.csv'))).toMatchObject({ code: 0, stderr: '' });
    const evaluated = await run('evaluate', at('m'), '--data', at('new.csv'));
    if (csv.endsWith('high\n')) expect(evaluated).toMatchObject({ code: 0, stderr: told });
    else expect(evaluated).toMatchObject({ code: 1, stderr: `nnfs: ${at('new.csv')}, r2: expected finite predictions, received NaN at sample 1.\n` }); // prettier-ignore
  });

  test('are told of samples without a table', async () => {
    const model = new Model([new Dense(2, 1)]);
    model.setParameters([[[1e5], [1e5]], [[0]]]);
    const at = folder({ 'new.csv': 'a,b\n1,2\n1e38,1e38\n-1e38,-1e38\n', m: model.toBytes() });
    const { code, stderr } = await run('predict', at('m'), '--data', at('new.csv'));
    expect(code).toBe(0);
    expect(stderr).toBe('2 rows are answered by what is no finite number, Infinity in row 1: are its inputs in the unit of training?\n'); // prettier-ignore
  });
});

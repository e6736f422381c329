/** What evaluate, predict and train tell of rows that hold what was not there in training. */
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
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

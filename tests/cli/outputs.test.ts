import { linkSync, readFileSync, symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { folder, run, words } from './run.ts';

const ROWS = 'a,b,c\n1,2,x\n2,3,y\n3,4,x\n';
const NET = '--epochs 1 --hidden 2';

/** A folder with data, links to it, a model of it, and links to what is not there yet. */
async function files() {
  const at = folder({ 'd.csv': ROWS });
  symlinkSync('d.csv', at('soft'));
  linkSync(at('d.csv'), at('hard'));
  symlinkSync('x.svg', at('soft.svg'));
  await run(...words(`train --data ${at('d.csv')} ${NET} --save ${at('m.svg')}`));
  return at;
}

describe.skipIf(process.platform === 'win32')('a file that the same call reads or writes is not written over', () => {
  test.each([
    [`train --data d.csv ${NET} --save d.csv`, '--save', '--data', 'd.csv'],
    [`train --data soft ${NET} --save d.csv`, '--save', '--data', 'd.csv'],
    [`train --data d.csv ${NET} --save soft`, '--save', '--data', 'soft'],
    [`train --data d.csv ${NET} --save hard`, '--save', '--data', 'hard'],
    [`train --resume m.svg --epochs 2 --save d.csv`, '--save', '--data', 'd.csv'],
    [`train --resume m.svg --epochs 2 --plot m.svg`, '--plot', '--resume', 'm.svg'],
    [`train --resume m.svg --epochs 2 --save m2 --plot m.svg`, '--plot', '--resume', 'm.svg'],
    [`train --data d.csv ${NET} --save x.svg --plot x.svg`, '--plot', '--save', 'x.svg'],
    [`train --data d.csv ${NET} --save x.svg --plot soft.svg`, '--plot', '--save', 'soft.svg'],
    [`predict m.svg --data d.csv --output d.csv`, '--output', '--data', 'd.csv'],
    [`predict m.svg --data soft --output hard`, '--output', '--data', 'hard'],
    [`predict m.svg --data d.csv --output m.svg`, '--output', 'MODEL', 'm.svg'],
  ])('%s', async (line, where, other, path) => {
    const at = await files();
    const model = readFileSync(at('m.svg'));
    const argv = words(line).map((word) => (/^[a-z]\w*([.]\w+)?$/.test(word) && !/^(train|predict)$/.test(word) ? at(word) : word)); // prettier-ignore
    const stderr = `nnfs: ${where}: expected another file than that of ${other}, received "${at(path)}".\n`;
    expect(await run(...argv)).toEqual({ code: 2, stdout: '', stderr });
    expect(readFileSync(at('d.csv'), 'utf8')).toBe(ROWS);
    expect(readFileSync(at('m.svg')).equals(model)).toBe(true);
  });
});

test('--save may replace the model that --resume reads', async () => {
  const at = await files();
  const argv = ['train', '--resume', at('m.svg'), '--epochs', '2', '--save', at('m.svg')];
  expect((await run(...argv)).code).toBe(0);
});

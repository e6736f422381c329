/** Reports and where they go: names of any length and writing, files that must not be harmed. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sheetOf } from '../../src/cli/plots/sheet.ts';
import { shellLine } from '../../src/cli/text.ts';
import { svgOf } from '../../src/plots/picture.ts';
import { widthOf } from '../../src/plots/text-width.ts';
import { checkMarkup } from '../support/markup.ts';
import { folderWith, lines } from './picture-folder.ts';
import { folder, run, words } from './run.ts';

const SPIRAL = '--data spiral --samples 5 --hidden 2 --epochs 1';
const LONG = 'W'.repeat(5000);

test.each(['.svg', '.html', 'RUN.SVG', 'a.Html', 'a.htm', '.png'])(
  '--plot %s has the form of its end',
  async (name) => {
    const at = folder();
    expect(await run('train', ...words(SPIRAL), '--plot', at(name))).toMatchObject({ code: 0 });
    const begins = /png$/i.test(name) ? '\x89PNG' : /svg$/i.test(name) ? '<svg ' : '<!doctype html>';
    expect(readFileSync(at(name), 'latin1').startsWith(begins)).toBe(true);
  },
);

test.skipIf(!existsSync('/bin/bash'))('the call is what a shell takes for it, and all of it is seen', () => {
  const argv = ['plain', 'two words', "it's", '', '\x1b[31mred', 'line\nend', 'a\\b\t\'c\'\x07', '\u202eturned', '中文 $HOME `ls` "q"', '!x'];
  const line = shellLine(argv);
  expect(line).not.toMatch(/[\p{Cc}\u202e]/u);
  const said = execFileSync('/bin/bash', ['--norc', '-c', String.raw`printf '%s\0' ${line}`], { env: { LC_ALL: 'C.UTF-8' } });
  expect(said.toString().split('\0').slice(0, -1)).toEqual(argv);
}); // prettier-ignore

test('names that turn the direction, or are long, stay in their place', async () => {
  const rows = Array.from({ length: 24 }, (_, i) => `${i % 7},${i % 2 ? LONG : 'b\u009b\u202e'}`);
  const at = folder({ 'd.csv': `"\u202ename\x1b[31m",${LONG}\n${rows.join('\n')}\n` });
  for (const end of ['html', 'svg']) {
    expect(await run('train', ...words(`--data ${at('d.csv')} --hidden 2 --epochs 1 --plot ${at(`run.${end}`)}`))).toMatchObject({ code: 0 }); // prettier-ignore
  }
  const [page, svg] = [readFileSync(at('run.html'), 'utf8'), readFileSync(at('run.svg'), 'utf8')];
  expect(page).toContain(String.raw`<dt>features</dt><dd>\u202ename\u001b[31m</dd>`);
  expect(page).toMatch(/<th scope="row">W{30,60}…<\/th>/);
  checkMarkup(svg);
  expect(svg).not.toContain('W'.repeat(200));
});

test('a sheet breaks its lines where they end, whatever they are written in', () => {
  const report = { title: `${LONG}.csv`, notes: ['中'.repeat(300), 'i'.repeat(300), `${'word '.repeat(99)}\nend`], figures: [], panels: [], judgements: [], settings: [['data', LONG] as const], call: 'nnfs', versions: '1' }; // prettier-ignore
  const sheet = sheetOf(report);
  checkMarkup(svgOf(sheet));
  const said = [...sheet.body.matchAll(/<text x="16" [^>]*?(font-size="18")?[^>]*>([^<]*)</g)];
  for (const [, title, text] of said) expect(16 + widthOf(text!, title ? 19 : 12)).toBeLessThanOrEqual(sheet.width);
  const [first] = said.flatMap(([, , text]) => (text!.startsWith('i') ? [text!] : []));
  expect(first!.length).toBeGreaterThan(80); // of narrow letters a line has more
  expect(said.filter(([, , text]) => text!.startsWith('中')).map(([, , text]) => text).join('')).toBe('中'.repeat(300)); // prettier-ignore
});

test.each([
  ['--plot', 'pictures/stands/0.png'],
  ['--plot', 'pictures/stands/new.svg'],
  ['--plot', 'pictures/new.png'],
  ['--plot', 'link/new.png'],
  ['--save', 'pictures/lies/1.png'],
  ['--save', 'pictures/train-images-idx3-ubyte.gz'],
])('%s %s: not among the pictures that are read', async (option, name) => {
  const at = folderWith(lines(8, 'pictures/'));
  symlinkSync('pictures', at('link'));
  const before = existsSync(at(name)) ? readFileSync(at(name)) : undefined;
  const stderr = `nnfs: ${option}: expected a file that is not among the pictures of --data, received "${at(name)}".\n`;
  const result = await run('train', ...words(`--data ${at('pictures')} --epochs 1 ${option} ${at(name)}`));
  expect(result).toEqual({ code: 2, stdout: '', stderr });
  expect(existsSync(at(name)) ? readFileSync(at(name)) : undefined).toEqual(before);
});

test('beside the folders of classes there is room for what a run writes', async () => {
  const at = folderWith(lines(8, 'pictures/'));
  const line = `--data ${at('pictures')} --epochs 1 --save ${at('pictures/m.safetensors')} --plot ${at('pictures/run.html')}`;
  expect(await run('train', ...words(line))).toMatchObject({ code: 0 });
  expect(await run('train', ...words(line))).toMatchObject({ code: 0 }); // which are passed over
});

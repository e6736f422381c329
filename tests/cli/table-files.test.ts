/** Every file of tests/datasets/tables/files: learnt, or refused in one line. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { run, words } from './run.ts';

const folder = fileURLToPath(new URL('../datasets/tables/files/', import.meta.url));

const COLOR = 'target: color, 2 classes: classification';
const INPUTS = [COLOR, 'numbers: a, b'];
const GAP = [...INPUTS, 'a: 1 gap, filled with the median 3 and marked'];

/** What is said of each, the assumed target aside; a text where it is refused. */
const FILES: Readonly<Record<string, readonly string[] | string>> = {
  'MASS-birthwt-norow.csv --target bwt': ['target: bwt, 131 distinct numbers: regression', 'numbers: low, age, lwt, race, smoke, ptl, ht, ui, ... (9)'],
  'MASS-birthwt-norow.csv --target low --drop bwt': ['target: low, 2 distinct numbers: classification', 'numbers: age, lwt, race, smoke, ptl, ht, ui, ftv'],
  'MASS-fgl-csv2.csv': ['target: type, 6 classes: classification', 'numbers: RI, Na, Mg, Al, Si, K, Ca, Ba, ... (9)'],
  'barley.csv --target yield': ['target: yield, 114 distinct numbers: regression', 'numbers: year', 'variety: 10 categories', 'site: 6 categories'],
  'bool.csv': [COLOR, 'numbers: a', 'b: true or false'],
  'both_trailing.csv': INPUTS,
  'cars-200.csv --target Miles_per_Gallon': ['target: Miles_per_Gallon, 29 distinct numbers: regression', '7 rows without a target left out'],
  'comment.csv': INPUTS,
  'const.csv': [...INPUTS, 'k: left out, it is 5 in every row'],
  'currency.csv': INPUTS,
  'date.csv': [COLOR, 'numbers: b', 'day: a date, with its place in the week'],
  'diabetes-4cols.csv': ['target: target, 106 distinct numbers: regression', 'numbers: bmi, bp, s5'],
  'dup.csv': ['more than one column is called "a": the others got a number', COLOR, 'numbers: a, a_2'],
  'empty.csv': GAP,
  'floatreg.csv': ['target: price, 24 distinct numbers: regression', 'numbers: a, b'],
  'id.csv': [...INPUTS, 'id: left out, it numbers the rows'],
  'indexcol.csv': ['the first column has no name and no value twice: it is left out; --index no keeps it', ...INPUTS],
  'intreg2.csv': ['target: price, 24 distinct numbers: regression', 'numbers: a, b'],
  'na.csv': GAP,
  'na_target.csv': [...INPUTS, '1 row without a target left out'],
  'nan.csv': GAP,
  'noheader.csv': ['no names of columns are found, so they are called column_1, column_2, column_3; --header yes takes the first row for names', 'target: column_3, 2 classes: classification'],
  'oneclass.csv': 'target "color": expected two classes or more, received only "red". --target names another column.',
  'penguins.csv': ['target: Sex, 2 classes: classification', '11 rows without a target left out', 'Species: 3 categories'],
  'penguins.csv --target Species': ['target: Species, 3 classes: classification', 'Body Mass (g): 2 gaps, filled with the median 4050 and marked'],
  'q.csv': GAP,
  'quotebad.csv': ['target: color, 3 classes: classification', 'numbers: a, b'],
  'semicolon.csv': INPUTS,
  'spelling.csv': ['target: color, 4 classes: classification', '"color": the classes "RED", "Red", "red" differ in case only. Are they one?'],
  'tab.csv': INPUTS,
  'text.csv': [COLOR, 'numbers: a', 'shape: 2 categories'],
  'thousands.csv': INPUTS,
  'trailing_comma.csv': INPUTS,
}; // prettier-ignore

test('all files are here', () => {
  const named = new Set(Object.keys(FILES).map((line) => line.split(' ')[0]));
  expect([...named].sort()).toEqual(readdirSync(folder).sort());
});

test.each(Object.entries(FILES))('%s', async (line, said) => {
  const options = '--hidden 4 --l2 0 --epochs 3 --learning-rate 0.01';
  const { code, stdout, stderr } = await run(...words(`train --data ${folder}${line} ${options}`));
  if (typeof said === 'string') {
    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: `nnfs: ${folder}${line}, ${said}\n` });
    return;
  }
  expect(code).toBe(0);
  const figure = said.some((notice) => notice.endsWith('regression')) ? 'r2' : 'acc';
  expect(stdout).toMatch(new RegExp(`^epoch: 0, ${figure}: .*\nepoch: 2, ${figure}: .*\n$`));
  const lines = stderr.trimEnd().split('\n').filter((notice) => !notice.startsWith('no --target: ')); // prettier-ignore
  expect(lines).toEqual(expect.arrayContaining([...said]));
  expect(line.includes('--target')).toBe(!stderr.includes('no --target: '));
});

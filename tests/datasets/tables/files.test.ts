/** Files as people have them. */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { parseCsv, type Cell } from 'nnfs';
import { loadTable } from 'nnfs/node';

const folder = fileURLToPath(new URL('./files/', import.meta.url));
const read = (file: string): string => readFileSync(folder + file, 'utf8');

type Types = Readonly<Record<string, string>>;

const plain: Types = { a: 'number', b: 'number', color: 'category' };

/** The columns of each file and their types; what else there is to say: missing values by column, and notices. */
const FILES: Readonly<Record<string, readonly [types: Types, missing?: Readonly<Record<string, number>>, notice?: RegExp]>> = {
  'MASS-birthwt-norow.csv': [Object.fromEntries(['low', 'age', 'lwt', 'race', 'smoke', 'ptl', 'ht', 'ui', 'ftv', 'bwt'].map((name) => [name, 'number']))],
  'MASS-fgl-csv2.csv': [{ ...Object.fromEntries(['RI', 'Na', 'Mg', 'Al', 'Si', 'K', 'Ca', 'Ba', 'Fe'].map((name) => [name, 'number'])), type: 'category' }],
  'barley.csv': [{ yield: 'number', variety: 'category', year: 'number', site: 'category' }],
  'bool.csv': [{ a: 'number', b: 'boolean', color: 'category' }],
  'both_trailing.csv': [plain],
  'cars-200.csv': [
    { Name: 'text', Miles_per_Gallon: 'number', Cylinders: 'number', Displacement: 'number', Horsepower: 'number', Weight_in_lbs: 'number', Acceleration: 'number', Year: 'date', Origin: 'category' },
    { Miles_per_Gallon: 7, Horsepower: 2 },
  ],
  'comment.csv': [plain],
  'const.csv': [{ a: 'number', b: 'number', k: 'number', color: 'category' }],
  'currency.csv': [plain],
  'date.csv': [{ day: 'date', b: 'number', color: 'category' }],
  'diabetes-4cols.csv': [{ bmi: 'number', bp: 'number', s5: 'number', target: 'number' }],
  'dup.csv': [{ a: 'number', a_2: 'number', color: 'category' }, {}, /called "a"/],
  'empty.csv': [plain, { a: 1 }],
  'floatreg.csv': [{ a: 'number', b: 'number', price: 'number' }],
  'id.csv': [{ id: 'number', a: 'number', b: 'number', color: 'category' }],
  'indexcol.csv': [plain, {}, /left out; index: false keeps it/],
  'intreg2.csv': [{ a: 'number', b: 'number', price: 'number' }],
  'na.csv': [plain, { a: 1 }],
  'na_target.csv': [plain, { color: 1 }],
  'nan.csv': [plain, { a: 1 }],
  'noheader.csv': [{ column_1: 'number', column_2: 'number', column_3: 'category' }, {}, /called column_1, column_2/],
  'oneclass.csv': [plain],
  'penguins.csv': [
    { Species: 'category', Island: 'category', 'Beak Length (mm)': 'number', 'Beak Depth (mm)': 'number', 'Flipper Length (mm)': 'number', 'Body Mass (g)': 'number', Sex: 'category' },
    { 'Beak Length (mm)': 2, 'Beak Depth (mm)': 2, 'Flipper Length (mm)': 2, 'Body Mass (g)': 2, Sex: 11 },
  ],
  'q.csv': [plain, { a: 1 }],
  'quotebad.csv': [plain],
  'semicolon.csv': [plain],
  'spelling.csv': [plain],
  'tab.csv': [plain],
  'text.csv': [{ a: 'number', shape: 'category', color: 'category' }],
  'thousands.csv': [plain],
  'trailing_comma.csv': [plain],
}; // prettier-ignore

/** What csv-parse makes of a file, column by column under the names of ours, as texts. */
function cellsOf(file: string, names: readonly string[]): Record<string, string[]> {
  const text = read(file).replace(/^#.*\n/, '');
  const delimiter = ['\t', ';', ','].find((mark) => text.split('\n', 1)[0]!.includes(mark))!;
  const rows = parse(text, { delimiter, relax_quotes: true, relax_column_count: true });
  const body = file === 'noheader.csv' ? rows : rows.slice(1);
  const first = file === 'indexcol.csv' ? 1 : 0;
  return Object.fromEntries(names.map((name, i) => [name, body.map((row) => row[first + i]!)]));
}

/** A text as the value of a column of a type. */
function valueOf(file: string, text: string, type: string): Cell {
  if (['', 'NA', 'NaN', '?', '.'].includes(text)) return null;
  if (type === 'boolean') return text === 'true';
  if (type !== 'number') return text;
  return Number(file === 'MASS-fgl-csv2.csv' ? text.replace(',', '.') : text.replace(/[$,]/, ''));
}

test('all files are here', () => {
  expect(readdirSync(folder).sort()).toEqual(Object.keys(FILES).sort());
});

describe.each(Object.entries(FILES))('%s', (file, [types, missing = {}, notice]) => {
  const table = parseCsv(read(file), { name: file });

  test('has the columns, types, gaps and notices it should', () => {
    expect(Object.fromEntries(table.columns.map(({ name, type }) => [name, type]))).toEqual(types);
    const gaps = table.columns.filter((column) => column.missing > 0);
    expect(Object.fromEntries(gaps.map((column) => [column.name, column.missing]))).toEqual(missing);
    expect(table.notices).toEqual(notice === undefined ? [] : [expect.stringMatching(notice)]);
  });

  test('has the values that csv-parse reads', () => {
    const cells = cellsOf(file, table.names);
    for (const column of table.columns) {
      expect([...column], column.name).toEqual(cells[column.name]!.map((text) => valueOf(file, text, column.type)));
    }
  });

  test('is the same loaded from the disk', async () => {
    const loaded = await loadTable(folder + file);
    expect(loaded.toRows()).toEqual(table.toRows());
    expect(loaded.notices).toEqual(table.notices);
  });
});

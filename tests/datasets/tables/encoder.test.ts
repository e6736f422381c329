import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormatError, TableEncoder, parseCsv, parseJson, tableFromRows, type EncoderOptions, type Table } from 'nnfs';

const folder = fileURLToPath(new URL('./files/', import.meta.url));

/** The columns of the inputs by their names. */
function inputsOf(encoder: TableEncoder, table: Table): Record<string, number[]> {
  const X = encoder.transformInputs(table).transpose();
  return Object.fromEntries(encoder.names.map((name, i) => [name, [...X.slice(i, i + 1).data]]));
}

function fit(text: string, options: EncoderOptions = {}): { encoder: TableEncoder; inputs: Record<string, number[]> } {
  const table = parseCsv(text);
  const encoder = new TableEncoder(options).fit(table);
  return { encoder, inputs: inputsOf(encoder, table) };
}

const f = Math.fround;

describe('numbers', () => {
  test('are standardized as by StandardScaler, from 0 to 1, or left alone', () => {
    // sklearn.preprocessing.StandardScaler().fit_transform([[1], [2], [6]])
    const standard = [-0.9258200997725514, -0.46291004988627565, 1.3887301496588274].map(f);
    expect(fit('a\n1\n2\n6\n').inputs.a).toEqual(standard);
    expect(fit('a\n1\n2\n6\n', { scale: 'minmax' }).inputs.a).toEqual([0, f(0.2), 1]);
    expect(fit('a\n1\n2\n6\n', { scale: 'none' }).inputs.a).toEqual([1, 2, 6]);
  });

  test('of great size keep finite inputs', () => {
    const { inputs } = fit('a,b\n1e308,1\n-1e308,2\n1.5e308,4\n');
    expect(inputs.a!.every(Number.isFinite)).toBe(true);
  });

  test('that lack become the median, and are marked where they lacked in training', () => {
    const { encoder, inputs } = fit('a\n1\n2\n9\nNA\n', { scale: 'none' });
    expect(inputs).toEqual({ a: [1, 2, 9, 2], 'a=NA': [0, 0, 0, 1] });
    expect(encoder.notices).toContain('a: 1 gap, filled with the median 2 and marked');
    const whole = new TableEncoder({ scale: 'none' }).fit(parseCsv('a\n1\n2\n9\n'));
    expect(inputsOf(whole, tableFromRows([{ a: null }, { a: 5 }]))).toEqual({ a: [2, 5] });
  });

  test('that a person takes for gaps are gaps, in training and after', () => {
    const { encoder, inputs } = fit('a,b\n1,x\n-9999,y\n3,none\n', { scale: 'none', missing: ['-9999', 'none'] });
    expect(inputs).toEqual({ a: [1, 2, 3], 'a=NA': [0, 1, 0], 'b=x': [1, 0, 0], 'b=y': [0, 1, 0], 'b=NA': [0, 0, 1] });
    const copy = TableEncoder.fromJSON(JSON.parse(JSON.stringify(encoder)));
    expect(inputsOf(copy, tableFromRows([{ a: -9999, b: 'none' }]))).toMatchObject({ 'a=NA': [1], 'b=NA': [1] });
  });

  test('come as texts, too', () => {
    const { encoder } = fit('a\n1\n2\n9\n', { scale: 'none' });
    expect(inputsOf(encoder, tableFromRows([{ a: '3' }, { a: '1,000' }]))).toEqual({ a: [3, 1000] });
    const strange = tableFromRows([{ a: '3' }, { a: 'three' }, { a: null }]);
    expect(inputsOf(encoder, strange)).toEqual({ a: [3, 2, 2] });
    expect(encoder.strays(strange)).toEqual(['"a": 1 of 3 values are no number and count as gaps, "three" in row 1']);
    expect(encoder.strays(tableFromRows([{ a: '3' }]))).toEqual([]);
  });
});

describe('categories', () => {
  test('have an input each; rare and unseen ones share one', () => {
    const text = `c\n${'x\n'.repeat(3)}${'y\n'.repeat(4)}z\n`;
    const { encoder, inputs } = fit(text);
    expect(encoder.names).toEqual(['c=x', 'c=y', 'c=other']);
    expect(inputs['c=other']).toEqual([0, 0, 0, 0, 0, 0, 0, 1]);
    expect(inputsOf(encoder, tableFromRows([{ c: 'w' }, { c: 'y' }, { c: null }]))).toEqual({
      'c=x': [0, 0, 0],
      'c=y': [0, 1, 0],
      'c=other': [1, 0, 0],
    });
  });

  test.each([
    [50, 2],
    [120, 3],
    [1000, 5],
  ])('of %i rows are rare below %i', (rows, least) => {
    const cells = Array.from({ length: rows }, (_, i) => ({ c: i < least ? 'a' : i < 2 * least - 1 ? 'b' : 'most' }));
    expect(new TableEncoder().fit(tableFromRows(cells)).names).toEqual(['c=a', 'c=most', 'c=other']);
  });

  test('of more than 100 kinds have an input for the 100 most frequent', () => {
    const rows = Array.from({ length: 110 }, (_, i) =>
      Array.from({ length: 5 + (i % 11) }, () => ({ c: `k${i}` })),
    ).flat();
    const encoder = new TableEncoder().fit(tableFromRows(rows));
    expect(encoder.names).toHaveLength(101);
    expect(encoder.names).toContain('c=k10');
    expect(encoder.names).not.toContain('c=k99');
  });

  test('that are codes by their name, or by a word of a person, are no numbers', () => {
    const rows = Array.from({ length: 12 }, (_, i) => ({ cluster: i % 3, size: i % 4 }));
    const names = (options: EncoderOptions): readonly string[] =>
      new TableEncoder(options).fit(tableFromRows(rows)).names;
    expect(names({})).toEqual(['cluster=0', 'cluster=1', 'cluster=2', 'size']);
    expect(names({ categories: ['size'], drop: ['cluster'] })).toEqual(['size=0', 'size=1', 'size=2', 'size=3']);
  });

  test('are true and false, too', () => {
    const { inputs } = fit('b\ntrue\nfalse\nNA\n');
    expect(inputs).toEqual({ 'b=false': [0, 1, 0], 'b=true': [1, 0, 0], 'b=NA': [0, 0, 1] });
  });
});

describe('dates', () => {
  test('are a number, and places in the week and the year', () => {
    const days = Array.from({ length: 800 }, (_, i) => new Date(Date.UTC(2020, 0, 1 + i)).toISOString().slice(0, 10));
    const { encoder, inputs } = fit(`d\n${days.join('\n')}\n`);
    const circles = ['sin(week of d)', 'cos(week of d)', 'sin(year of d)', 'cos(year of d)'];
    expect(encoder.names).toEqual(['d', ...circles]);
    for (let i = 0; i + 7 < 800; i += 31) {
      expect(inputs['sin(week of d)']![i]).toBeCloseTo(inputs['sin(week of d)']![i + 7]!, 5);
      expect(Math.hypot(inputs['sin(year of d)']![i]!, inputs['cos(year of d)']![i]!)).toBeCloseTo(1, 6);
    }
    // np.sin(2 * np.pi * (18262 / 365.2425 % 1)) for 2020-01-01, day 18262 since 1970
    expect(inputs['sin(year of d)']![0]).toBe(f(-0.002150345477632882));
  });

  test('that are years alone have no season, times of day have one', () => {
    expect(fit('d,a\n1970-01-01,1\n1971-01-01,2\n1975-01-01,3\n').encoder.names).toEqual(['d', 'a']);
    const hours = fit('d\n2024-01-01 06:00\n2024-01-01 12:00\n2024-01-01 18:00\n');
    expect(hours.encoder.names).toEqual(['d', 'sin(day of d)', 'cos(day of d)']);
    expect(hours.inputs['sin(day of d)']!.map(Math.round)).toEqual([1, 0, -1]);
  });

  test('that lack are the median at the centre of the circles', () => {
    const { inputs } = fit('d,a\n2024-01-01 06:00,1\n,2\n2024-01-01 18:00,3\n');
    expect(inputs).toMatchObject({ 'd=NA': [0, 1, 0] });
    expect([inputs.d![1], inputs['sin(day of d)']![1], inputs['cos(day of d)']![1]]).toEqual([0, 0, 0]);
    const { encoder } = fit('d\n2024-01-01\n2024-01-09\n2025-01-05\n');
    const strange = tableFromRows([{ d: 'soon' }, { d: '2024-01-05' }]);
    expect(inputsOf(encoder, strange).d![0]).toBe(inputsOf(encoder, tableFromRows([{ d: null }])).d![0]);
    expect(encoder.strays(strange)).toEqual(['"d": 1 of 2 values are no date and count as gaps, "soon" in row 0']);
  });
});

describe('a whole column of another kind', () => {
  const dates = fit('d,y\n2024-01-01,1\n2024-01-09,2\n2025-01-05,4\n').encoder;
  const numbers = fit('a\n1\n2\n9\n', { scale: 'none' }).encoder;

  test.each([
    [
      'numbers',
      'd,y\n20240131,1\n,2\n20240203,3\n',
      '"d": 2 of 3 values are no date and count as gaps, 20240131 in row 0',
    ],
    [
      'milliseconds',
      'd,y\n,1\n1706659200000,2\n',
      '"d": 1 of 2 values are no date and count as gaps, 1706659200000 in row 1',
    ],
    ['true and false', 'd,y\ntrue,1\n', '"d": 1 of 1 values are no date and count as gaps, true in row 0'],
  ])('where there were dates, %s, is told', (_, text, notice) => {
    const table = parseCsv(text);
    expect(dates.strays(table)).toEqual([notice]);
    const gap = tableFromRows([{ d: null, y: 1 }]);
    expect(inputsOf(dates, table).d![0]).toBe(inputsOf(dates, gap).d![0]);
  });

  test('where there were numbers, dates are told; true is 1', () => {
    const table = parseCsv('a\n2024-01-31\n2024-02-29\n');
    expect(numbers.strays(table)).toEqual([
      '"a": 2 of 2 values are no number and count as gaps, "2024-01-31" in row 0',
    ]);
    expect(inputsOf(numbers, table)).toEqual({ a: [2, 2] });
    expect(numbers.strays(parseCsv('a\ntrue\n'))).toEqual([]);
    expect(inputsOf(numbers, parseCsv('a\ntrue\nfalse\n'))).toEqual({ a: [1, 0] });
  });

  test('that has no value at all is none', () => {
    expect(dates.strays(tableFromRows([{ d: null, y: 1 }]))).toEqual([]);
    expect(numbers.strays(tableFromRows([{ a: null }]))).toEqual([]);
  });
});

describe('one odd cell among others', () => {
  const rows = Array.from({ length: 40 }, (_, i) => ({ n: i * 1.5, code: i % 3, flag: i % 2 > 0, d: `2024-01-${10 + (i % 20)}`, y: i % 4 > 1 })); // prettier-ignore
  const encoder = new TableEncoder({ target: 'y', categories: ['code'], scale: 'none' }).fit(tableFromRows(rows));

  test('changes nothing of these', () => {
    const odd = { n: 'oops', code: 'AB', flag: 'maybe', d: 'soon', y: 'perhaps' };
    const mixed = tableFromRows([...rows.map((row) => ({ ...row, code: `0${row.code}` })), odd]);
    const alone = encoder.transform(tableFromRows(rows));
    expect(encoder.transformInputs(mixed).slice(0, 40).data).toEqual(alone.X.data);
    expect(encoder.transformTarget(mixed.take([...rows.keys()])).data).toEqual(alone.y!.data);
    expect(encoder.known(mixed).rows).toBe(40);
  });

  test.each<[cell: string, number: number]>([
    ['\u00a0130', 130],
    ['130\u00a0', 130],
    ['\ufeff5', 5],
    ['\u202f7\u3000', 7],
    ['\x855', 22.5], // a gap: no blank, as String.prototype.trim has it
    ['$3', 3],
    ['1,300.5', 1300.5],
    ['TRUE', 1],
    ['-9,999', 22.5],
    ['-9999.0', 22.5],
    ['\u00a0NA ', 22.5],
  ])('a cell %j is the same number beside numbers, beside texts, alone, in files and in objects', (cell, number) => {
    const { inputs } = new TableEncoder({ missing: ['-9999'], features: ['n'], scale: 'none' }).fit(tableFromRows(rows)).toJSON(); // prettier-ignore
    const learnt = TableEncoder.fromJSON({ version: 1, missing: ['-9999'], notices: [], inputs: inputs.map((input) => ({ ...input, fill: 22.5 })) }); // prettier-ignore
    for (const others of [[], [1, 2.5], ['oops'], [1, 'oops'], ['true'], ['2024-01-31']]) {
      const csv = ['n', cell, ...others].map((text) => `"${text}",0\n`).join('');
      const objects = [cell, ...others].map((n) => ({ n }));
      for (const table of [parseCsv(csv, { header: true, ...learnt.reading }), parseJson(JSON.stringify(objects), { missing: ['-9999'] }), learnt.fromRows('rows', objects)]) {
        expect(inputsOf(learnt, table).n![0], JSON.stringify(others)).toBe(number);
      }
    }
  }); // prettier-ignore

  test('nor do blanks around it, in quotes or not', () => {
    const countries = ['USA', 'Chad', 'USA', 'Chad', 'USA', 'Chad'].map((c, i) => ({
      c,
      d: `000${i % 3}-01-02`,
      y: i,
    }));
    const learnt = new TableEncoder({ target: 'y', task: 'regression' }).fit(tableFromRows(countries));
    const wanted = inputsOf(learnt, tableFromRows([{ c: 'USA', d: '0000-01-02' }]));
    expect(wanted).toMatchObject({ 'c=USA': [1], 'c=Chad': [0] });
    const ways = [
      parseCsv('c,d\n" USA","\u00a00000-01-02"\n', learnt.reading),
      parseCsv('c,d\n\u00a0USA\u2003,0000/1/2\n', learnt.reading),
      parseJson('[{"c": "USA ", "d": " 2 Jan 0000"}]', { types: learnt.reading.types }),
      learnt.fromRows('rows', [{ c: '\tUSA', d: '0000-01-02T00:00Z' }]),
    ];
    for (const table of ways) expect(inputsOf(learnt, table)).toEqual(wanted);
  });

  test('nor do numbers with a decimal comma become others', () => {
    const comma = parseCsv('p;q\n1.234;5,5\n8.000;6,5\n2.500;7,25\n');
    const learnt = new TableEncoder({ scale: 'none' }).fit(comma);
    const copy = TableEncoder.fromJSON(JSON.parse(JSON.stringify(learnt)));
    expect(inputsOf(copy, parseCsv('p;q\n1.234;5\n', copy.reading))).toEqual({ p: [1234], q: [5] });
    expect(inputsOf(copy, copy.fromRows('rows', [{ p: '1.234', q: '5,5' }, { p: 'x', q: '6,5' }]))).toEqual({ p: [1234, 2500], q: [5.5, 6.5] }); // prettier-ignore
  });
});

describe('what tells nothing', () => {
  const ids = Array.from(
    { length: 30 },
    (_, i) => `${1000 + i},${(i * 7919) % 104729},5,${2000 + i},${i % 4},text no. ${i}`,
  );
  const text = `number,customer_id,k,year,size,note\n${ids.join('\n')}\n`;

  test('is left out and told', () => {
    const { encoder } = fit(text);
    expect(encoder.names).toEqual(['year', 'size']);
    expect(encoder.notices).toEqual([
      'numbers: year, size',
      'number: left out, it numbers the rows',
      'customer_id: left out, it numbers the rows',
      'k: left out, it is 5 in every row',
      'note: left out, 30 different texts in 30 rows tell too little of each',
    ]);
  });

  test('is taken where a person wants it', () => {
    expect(fit(text, { features: ['number', 'size'] }).encoder.names).toEqual(['number', 'size']);
    expect(fit(text, { drop: ['size'] }).encoder.names).toEqual(['year']);
  });

  test('is an error where there is nothing else', () => {
    const table = parseCsv('k,y\n5,1\n5,2\n');
    expect(() => new TableEncoder({ target: 'y' }).fit(table)).toThrow(
      'TableEncoder.fit: expected a column that tells something, received k (it is 5 in every row). features names columns to use whatever they look like.',
    );
    expect(() => new TableEncoder({ target: 'y' }).fit(table.select(['y']))).toThrow('received the target alone');
  });
});

describe('the target', () => {
  test.each([
    ['texts', 'red\nblue\nred', 'classification', ['blue', 'red']],
    ['true and false', 'true\nfalse\ntrue', 'classification', ['false', 'true']],
    ['few whole numbers without a hole', '2\n0\n1', 'classification', ['0', '1', '2']],
    ['two whole numbers', '10\n20\n10', 'classification', ['10', '20']],
    ['whole numbers with holes', '10\n20\n40', 'regression', undefined],
    ['fractions', '0.5\n1\n2', 'regression', undefined],
  ])('%s', (_, cells, task, labels) => {
    const rows = cells.split('\n').map((cell, i) => `${i * i},${cell}`).join('\n'); // prettier-ignore
    const { encoder } = fit(`a,y\n${rows}\n`, { target: 'y' });
    expect(encoder.target).toMatchObject({ task, ...(labels && { labels }) });
  });

  test('is another where a person says so', () => {
    const text = 'a,y\n1,0\n5,1\n7,2\n';
    const { encoder } = fit(text, { target: 'y', task: 'regression' });
    const { y } = encoder.transform(parseCsv(text));
    expect([...y!.data]).toEqual([f(-1.224744871391589), 0, f(1.224744871391589)]);
    expect(encoder.target!.value(y!.data[2]!)).toBeCloseTo(2, 6);
    expect(fit('a,y\n1,10\n5,20\n7,40\n', { target: 'y', task: 'classification' }).encoder.target).toMatchObject({
      labels: ['10', '20', '40'],
    });
  });

  test('answers in the own type of the column', () => {
    const { encoder } = fit('a,y\n1,3\n5,4\n7,5\n', { target: 'y' });
    expect(encoder.target!.value(1)).toBe(4);
  });

  test('rows without one are left out and told', () => {
    const table = parseCsv('a,y\n1,x\n2,\n3,z\n');
    const encoder = new TableEncoder({ target: 'y' }).fit(table);
    expect(encoder.notices).toContain('1 row without a target left out');
    expect(encoder.labeled(table).rows).toBe(2);
    expect(() => encoder.transform(table)).toThrow(
      'column "y", row 1: expected "x", "z", received none. Drop such rows.',
    );
    expect(encoder.transform(table.drop(['y'])).y).toBeUndefined();
  });

  test.each([
    [
      'one class',
      'a,y\n1,x\n2,x\n',
      'target "y": expected two classes or more, received only "x". Name another target.',
    ],
    [
      'one number',
      'a,y\n1,0.5\n2,0.5\n',
      'target "y": expected numbers that differ, received only 0.5. Name another target.',
    ],
    [
      'numbers beyond float32',
      'a,y\n1,1e200\n2,-7.5\n',
      'target "y": expected numbers up to 1e30, with a deviation above 1.2e-38, received 1e+200. Write them in another unit, or as logarithms.',
    ],
    [
      'numbers of next to no deviation',
      'a,y\n1,2e-310\n2,4e-310\n',
      'target "y": expected numbers up to 1e30, with a deviation above 1.2e-38, received a deviation of 1e-310. Write them in another unit, or as logarithms.',
    ],
    ['no value', 'a,y\n1,\n2,\n', 'TableEncoder.fit: expected rows to learn from, received none.'],
  ])('%s cannot be learnt', (_, text, message) => {
    expect(() => fit(text, { target: 'y' })).toThrow(message);
  });

  test('a number beyond float32 that was not in training is an error that names it', () => {
    const { encoder } = fit('a,y\n1,-1e30\n2,1e30\n', { target: 'y', task: 'regression' });
    expect([...encoder.transform(parseCsv('a,y\n1,1e30\n')).y!.data]).toEqual([1]);
    expect(() => encoder.transform(parseCsv('a,y\n1,0\n1,1e40\n'))).toThrow(
      'column "y", row 1: expected a number up to 3.4e38, received 1e+40. Drop such rows.',
    );
  });

  test('a class that was not in training is an error that names it', () => {
    const { encoder } = fit('a,y\n1,x\n2,z\n', { target: 'y' });
    expect(() => encoder.transform(parseCsv('a,y\n1,x\n2,w\n'))).toThrow(
      'column "y", row 1: expected "x", "z", received "w". Drop such rows.',
    );
  });
});

describe('hazards', () => {
  test.each([
    ['codes', `a,y\n${Array.from({ length: 30 }, (_, i) => `${i % 7 === 0 ? -9999 : i},${i / 2}`).join('\n')}`, '"a" is -9999 in 5 rows and from 1 to 29 elsewhere: if it stands for a gap, name it as missing.'],
    ['copies', `a,b,y\n${Array.from({ length: 30 }, (_, i) => `${(i * 7) % 11},${3 * i + 1},${i / 2}`).join('\n')}`, '"b" tells "y" all but exactly: drop it, unless it is known before the answer is.'],
    ['copies by name', `a,b,y\n${Array.from({ length: 30 }, (_, i) => `${(i * 7) % 11},${'pqr'[i % 3]!},${'xyz'[i % 3]!}`).join('\n')}`, '"b" tells "y" all but exactly: drop it, unless it is known before the answer is.'],
    ['a threshold', parted(['p', 0, 25], ['q', 25, 50]), '"b" tells "y" by one threshold, 24.5: drop it, unless it is known before the answer is.'],
    ['thresholds', parted(['r', 0, 20], ['p', 20, 40], ['q', 40, 60]), '"b" tells "y" by 2 thresholds, 19.5, 39.5: drop it, unless it is known before the answer is.'],
    ['spellings', 'a,y\n1,Red\n2,red\n3,blue\n', '"y": the classes "Red", "red" differ in case only. Are they one?'],
  ])('%s', (_, text, notice) => {
    expect(fit(text, { target: 'y' }).encoder.notices).toContain(notice);
  }); // prettier-ignore
});

/** A class and the whole numbers that its rows have in `b`, or as many gaps. */
type Part = readonly [y: string, from: number, to: number, gaps?: 'gaps'];

/** Rows of some classes, mixed, so that no column numbers them. */
function parted(...parts: readonly Part[]): string {
  const rows = parts.flatMap(([y, from, to, gaps]) =>
    Array.from({ length: to - from }, (_, i) => `${gaps ? '' : from + i},${y}`),
  );
  const mixed = rows.map((_, i) => rows[(i * 7) % rows.length]!);
  return `a,b,y\n${mixed.map((row, i) => `${(i * 5) % 11},${row}`).join('\n')}\n`;
}

test.each<[string, readonly Part[]]>([
  ['there are few rows on a side', [['p', 0, 40], ['q', 40, 59]]],
  ['one row is on the other side', [['p', 0, 30], ['q', 29, 60]]],
  ['only one class of three is parted', [['p', 0, 30], ['q', 30, 61], ['r', 30, 61]]],
  ['most rows lack the number', [['p', 0, 20], ['q', 20, 40], ['p', 0, 41, 'gaps']]],
])('no threshold is told where %s', (_, parts) => {
  const { notices } = fit(parted(...parts), { target: 'y' }).encoder;
  expect(notices.filter((notice) => notice.includes('threshold'))).toEqual([]);
}); // prettier-ignore

describe('errors', () => {
  const table = parseCsv('a,b,y\n1,2,x\n2,1,z\n');
  test.each([
    ['an unknown option', () => new TableEncoder({ tarket: 'y' } as EncoderOptions), /the option "tarket"/],
    ['a scale', () => new TableEncoder({ scale: 'log' as 'none' }), /scale to be one of standard, minmax, none/],
    ['a target that is not there', () => new TableEncoder({ target: 'z' }).fit(table), 'TableEncoder.fit: expected columns a, b, y, received "z".'],
    ['before fit', () => new TableEncoder().transform(table), 'TableEncoder.transform: expected a fitted encoder, received a new one. Call fit(table) first.'],
    ['columns that lack', () => new TableEncoder().fit(table).transform(table.drop(['b'])), 'TableEncoder.transform: expected columns a, b, y, received none of the name b, of a, y.'],
    ['other JSON', () => TableEncoder.fromJSON({ version: 2 }), 'TableEncoder.fromJSON, encoder.version: expected 1, received 2.'],
  ])('%s', (_, call, message) => {
    expect(call).toThrow(message);
  }); // prettier-ignore
});

describe.each(readdirSync(folder))('%s', (file) => {
  const table = parseCsv(readFileSync(folder + file));
  const encoder = new TableEncoder().fit(table);

  test('has finite inputs, the same from JSON, whole or row by row', () => {
    const { X } = encoder.transform(table);
    expect(X.shape).toEqual([table.rows, encoder.names.length]);
    expect(X.data.every(Number.isFinite)).toBe(true);
    const copy = TableEncoder.fromJSON(JSON.parse(JSON.stringify(encoder)));
    expect(copy.transform(table).X.data).toEqual(X.data);
    expect(copy.toJSON()).toEqual(encoder.toJSON());
    const { types, missing } = copy.reading;
    const last = table.rows - 1;
    const row = tableFromRows([table.row(last)], { types, missing });
    expect(copy.transform(row).X.data).toEqual(X.slice(last, last + 1).data);
  });

  test('is not changed by fitting', () => {
    expect(table.toRows()).toEqual(parseCsv(readFileSync(folder + file)).toRows());
  });
});

test('mutated JSON is refused or understood', () => {
  const encoder = new TableEncoder({ target: 'y' }).fit(
    parseCsv('a,c,d,y\n1,p,2024-01-01,x\n,q,,z\n3,p,2025-03-01,x\n'),
  );
  const text = JSON.stringify(encoder);
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.string({ maxLength: 4 }), fc.nat(6), (at, put, cut) => {
      const mutated = text.slice(0, at) + put + text.slice(at + cut);
      let json: unknown;
      try {
        json = JSON.parse(mutated);
      } catch {
        return;
      }
      try {
        TableEncoder.fromJSON(json).toJSON();
      } catch (error) {
        expect(error).toBeInstanceOf(FormatError);
      }
    }),
    { numRuns: 2000 },
  );
});

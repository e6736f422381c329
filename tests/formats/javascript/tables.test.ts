/** `predictRows` of a module answers as that of the library, whatever rows hold. JAVASCRIPT_TABLES sets how many random ones there are. */
import { describe, expect, it, test } from 'vitest';
import { Dense, Linear, Model, RandomState, Softmax, TableEncoder, Tanh, predictRows, tableFromRows, toJavaScript, trainTable, type Layer } from 'nnfs'; // prettier-ignore
import { load } from './load.ts';

const COUNT = Number(process.env.JAVASCRIPT_TABLES ?? 40);

type Row = Record<string, unknown>;

/** What a cell may be; each list is that of a column in training, `STRANGE` may stand anywhere afterwards. */
const NUMBERS = [1, 2.5, -3, 0, -0, 1e21, '4', '5.25', '-1e3', '+7', '.5', '1,234', null, undefined, '', 'NA', -9999];
const PRICES = ['$1.20', '$ 3', '-$5', '12 €', '7 %', '1,234.50', '9', null, '?'];
const COMMAS = ['1,5', '2,25', '1.234,5', '3', '-4,0', '', '1.000'];
const WORDS = ['red', 'green', ' blue ', 'it’s', '"quoted"', '</script>', 'x', null, 'NaN', '', 'true', '5'];
const FLAGS = [true, false, 'true', 'FALSE', 'True', null];
const DATES = ['2024-01-31', '2023-05-06 12:30', '2024/3/5', '31 Jan 2024', 'February 3, 2021', '2022-07-08T10:00:00.289+02:00', null, new Date(1.7e12 + 289), '1900-01-01']; // prettier-ignore
const GRADES = [1, 2, 3, '4', '5.0'];
const STRANGE = ['abc', true, false, 'TRUE', 12, -9999, '-9999.0', '-9,999', '1.5', '1,5', '$3', '4 %', '5 €', Infinity, -Infinity, NaN, 'Infinity', '9007199254740993', '2024-02-30', '2024-01-31', new Date(0), '1900/1/1', 'Jan 1, 1900', 20240131, '  ', '-', 'unseen', '1_000', '0x10', 1e21, '1e400']; // prettier-ignore
const COLUMNS = { number: NUMBERS, price: PRICES, comma: COMMAS, word: WORDS, flag: FLAGS, date: DATES, grade: GRADES };

/** A model of a random table, and rows to ask it for. Of a network that is not trained: what it answers does not matter. */
function randomTable(seed: number): { model: Model; rows: Row[] } {
  const random = new RandomState(seed);
  const pick = <T>(values: readonly T[]): T => values[random.randint(0, values.length)]!;
  const names = (Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]).filter(() => random.randint(0, 2) > 0);
  const columns = names.length > 0 ? names : (['number', 'word', 'date'] satisfies typeof names);
  const decimal = columns.includes('comma') ? ',' : '.';
  const task = pick(['classification', 'regression'] as const);
  const target = (n: number): unknown => (task === 'regression' ? n * 1.25 : pick([['a', 'b', 'c'], ['no', 'yes'], [1, 2]])[n % 2]); // prettier-ignore
  const row = (): Row => Object.fromEntries(columns.map((name) => [name, pick<unknown>(COLUMNS[name])]));
  const training = Array.from({ length: 60 }, (_, n) => ({ ...row(), target: target(n) }));
  const missing = pick([undefined, undefined, ['-9999', '1900-01-01', 'x']]);
  const table = tableFromRows(training, { decimal, ...(missing && { missing }) });
  const features = [...columns];
  const categories = columns.filter((name) => name === 'grade' || (name === 'date' && random.randint(0, 3) === 0) || (name === 'number' && random.randint(0, 3) === 0)); // prettier-ignore
  const scale = pick(['standard', 'minmax', 'none'] as const);
  const encoder = new TableEncoder({ target: 'target', task, features, categories, scale, ...(missing && { missing }) }).fit(table); // prettier-ignore
  const [I, C] = [encoder.names.length, encoder.target?.task === 'classification' ? encoder.target.labels.length : 1];
  const weights = { random, initializer: 'glorotUniform' } as const;
  const layers: Layer[] = [new Dense(I, 4, weights), new Tanh(), new Dense(4, C, weights), C > 1 ? new Softmax() : new Linear()]; // prettier-ignore
  const model = new Model(layers);
  model.notes = { encoder: encoder.toJSON(), dotPrecision: pick(['float32', 'float64']) };
  const rows = Array.from({ length: random.randint(1, 6) }, () => {
    const given = Object.entries(row()).filter(() => random.randint(0, 8) > 0);
    return Object.fromEntries(given.map(([name, value]) => [name, random.randint(0, 3) ? value : pick<unknown>(STRANGE)])); // prettier-ignore
  });
  return { model, rows: [...rows, { ...row(), other: 1 }] };
}

test(`${COUNT} random tables`, async () => {
  for (let seed = 0; seed < COUNT; seed++) {
    const { model, rows } = randomTable(seed);
    const module = await load(toJavaScript(model));
    for (const some of [rows, ...rows.map((row) => [row])]) {
      if (some.every((row) => Object.keys(row).length === 0)) continue;
      const told = `${seed}: ${JSON.stringify(some)}`;
      expect(module.predictRows(some), told).toStrictEqual(predictRows(model, some));
    }
  }
});

const HOSTILE = [
  '__proto__', 'constructor', 'hasOwnProperty', 'toString', '</script><script>globalThis.broken = 1</script>', '<!--', '-->', "'); globalThis.broken = 1; ('",
  '"; globalThis.broken = 1; "', '`${globalThis.broken = 1}`', '*/ globalThis.broken = 1; /*', '\\', '\\"', "\\'", '\u2028globalThis.broken = 1', 'a\u2029b',
  'line\nglobalThis.broken = 1\r\n', '\0\x07', '\ud800 alone', '{@link x} @type {number}', '${0}', '// x', ']]>', '𝒳 é',
]; // prettier-ignore

describe('names and labels are values, whatever they are', () => {
  it.each(HOSTILE)('%j', async (name) => {
    const labels = [name, 'other', ...HOSTILE.filter((other) => other !== name)];
    const rows = labels.map((label, i) => Object.fromEntries<string | number>([[`${name} `, i % 5], [name, label], ['target of ' + name, label]])); // prettier-ignore
    const table = tableFromRows([...rows, ...rows, ...rows]);
    const target = `target of ${name}`;
    const encoder = new TableEncoder({ target, task: 'classification', features: [name, `${name} `], categories: [name], missing: [name.slice(1)] }).fit(table); // prettier-ignore
    const C = encoder.target?.task === 'classification' ? encoder.target.labels.length : 0;
    const random = new RandomState(3);
    const model = new Model([new Dense(encoder.names.length, C, { random, initializer: 'glorotUniform' }), new Softmax()]); // prettier-ignore
    model.notes = { encoder: encoder.toJSON() };
    const code = toJavaScript(model);
    const asked = [...rows, { [name]: 'unseen' }, JSON.parse(`{${JSON.stringify(name)}: ${JSON.stringify(name)}}`) as object]; // prettier-ignore
    const module = await load(code);
    expect(module.predictRows(asked)).toStrictEqual(predictRows(model, asked));
    expect(globalThis).not.toHaveProperty('broken');
    expect(code).not.toMatch(/<\/script|<!--|[\u2028\u2029\0]/);
    model.notes = {};
    model.labels = labels.slice(0, C);
    expect((await load(toJavaScript(model))).labels).toEqual(model.labels);
  });

  it.each(['__proto__', 'confidence', 'constructor'])('a target %s', async (target) => {
    const rows = Array.from({ length: 30 }, (_, i) => Object.fromEntries<string | number>([["x", i % 7], [target, i % 2 ? 'yes' : 'no']])); // prettier-ignore
    const { model } = await trainTable(tableFromRows(rows), { target, hidden: [4], epochs: 2 });
    const { predictRows: predict } = await load(toJavaScript(model));
    const [answer] = predict([{ x: 3 }]);
    expect(Object.entries(answer!)).toEqual(Object.entries(predictRows(model, [{ x: 3 }])[0]!));
    expect(Object.getPrototypeOf(answer)).toBe(Object.prototype);
  });
});

describe('rows', () => {
  const rows = Array.from({ length: 40 }, (_, i) => ({ size: i % 9, color: ['red', 'green'][i % 2], price: i }));
  const trained = trainTable(tableFromRows(rows), { target: 'price', hidden: [4], epochs: 2 });

  it('none', async () => {
    const { predictRows: predict } = await load(toJavaScript((await trained).model));
    expect(predict([])).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['no list', 3, 'predictRows: expected a list of objects, received 3.'],
    ['no objects', [{ size: 1 }, [1]], 'predictRows, row 1: expected an object of values by column names, received [1].'],
    ['other columns', [{ weight: 1 }], 'predictRows: expected the columns size, color, received "weight".'],
    ['a list in a cell', [{ size: [1] }], 'predictRows, row 0, size: expected a number, a text, true or false, or a date, received [1].'],
    ['a date that is none', [{ size: new Date(NaN) }], 'predictRows, row 0, size: expected a number, a text, true or false, or a date, received Invalid Date.'],
  ])('%s', async (_, wrong, message) => {
    const { predictRows: predict } = await load(toJavaScript((await trained).model));
    expect(() => predict(wrong as object[])).toThrow(message);
  }); // prettier-ignore

  it('of true and false in a column of numbers, in more spellings than such columns have', async () => {
    const encoder = new TableEncoder({ target: 'price' }).fit(tableFromRows(rows));
    const model = new Model([new Dense(encoder.names.length, 1, { initializer: 'glorotUniform' })]);
    model.notes = { encoder: encoder.toJSON() };
    const { predictRows: predict } = await load(toJavaScript(model));
    const spellings = ['true', 'True', 'TRUE', 'tRue', 'false', 'False', 'FALSE'];
    for (const texts of [spellings.slice(1), spellings]) {
      const asked = texts.map((size) => ({ size }));
      expect(predict(asked)).toStrictEqual(predictRows(model, asked));
    }
  });

  it('a model of a table takes encoded rows too, in the precision that it was trained in', async () => {
    const { model } = await trained;
    const { predict } = await load(toJavaScript(model));
    const X = TableEncoder.fromJSON(model.notes.encoder).transform(tableFromRows(rows)).X;
    expect(predict(X.toArray() as unknown[])).toEqual(model.predict(X).toArray());
  });
});

/** Dates as objects: to a table, and to a model of one, they are the text that they stand for. */
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { Dense, Linear, MeanSquaredError, Model, RandomState, TableEncoder, predictRows, tableFromRows } from 'nnfs';

const TEXTS = ['2024-01-31', '2024-02-29', '1999-12-31', '0000-01-01', '9999-12-31', '0050-06-01'];
const TIMES = ['2024-01-31T12:00:00Z', '2024-03-01T00:00:00.057Z', '1969-12-31T23:59:59.999Z', '2024-05-01T00:00:00Z'];

test.each([TEXTS, TIMES])('a table of them is that of their texts: %s, ...', (...texts) => {
  const [texted, dated] = [texts, texts.map((text) => new Date(text))].map((days) => tableFromRows(days.map((day) => ({ day })))); // prettier-ignore
  expect(dated!.column('day').type).toBe('date');
  expect(dated!.toRows()).toEqual(texted!.toRows());
  expect(tableFromRows(texts.map((text, i) => ({ day: i % 2 ? text : new Date(text) }))).toRows()).toEqual(texted!.toRows()); // prettier-ignore
});

test('those of another realm are dates, too', () => {
  const day = runInNewContext("new Date('2024-01-31')") as Date;
  expect(tableFromRows([{ day }]).toRows()).toEqual([{ day: '2024-01-31' }]);
});

test.each([
  ['an invalid one', new Date(NaN), 'Invalid Date'],
  ['a year of five digits', new Date(Date.UTC(10000, 0, 1)), /\b10000\b/],
  ['a year before the first', new Date(-62_167_219_200_001), /./],
])('%s is refused', (_, day, received) => {
  const call = (): unknown => tableFromRows([{ day: '2024-01-31' }, { day }]);
  expect(call).toThrow('rows, row 1, "day": expected a date of the years 0 to 9999, received ');
  expect(call).toThrow(received);
});

describe('a model answers them to the bit as their texts', () => {
  const times = Array.from({ length: 40 }, (_, i) => new Date(Date.UTC(2023, 0, 1 + 19 * i, (5 * i) % 24, 0, 0, i)));
  const rows = times.map((when, i) => ({ when: when.toISOString(), day: when.toISOString().slice(0, 10), size: i % 7, hot: i % 3 === 0, y: i + 0.5 })); // prettier-ignore
  const encoder = new TableEncoder({ target: 'y' }).fit(tableFromRows(rows));
  const I = encoder.names.length;
  const model = new Model([new Dense(I, 1, { initializer: 'heNormal', random: new RandomState(1) }), new Linear()]);
  model.set({ loss: new MeanSquaredError() }).notes = { encoder: encoder.toJSON() };

  test('in whole rows, one by one, with gaps', () => {
    expect(encoder.names).toContain('sin(day of when)');
    const objects = rows.map((row, i) => ({ ...row, when: times[i], day: new Date(row.day) }));
    const answers = predictRows(model, rows);
    expect(predictRows(model, objects)).toEqual(answers);
    objects.forEach((row, i) => expect(predictRows(model, [row])).toEqual([answers[i]]));
    expect(predictRows(model, [{ when: times[3], day: null }])).toEqual(predictRows(model, [{ when: rows[3]!.when }]));
  });
});

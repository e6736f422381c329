/** More classes than an output of all rows, or a matrix of them, has room for. */
import { expect, test } from 'vitest';
import { CategoricalCrossentropy, Dense, Model, RandomState, Softmax, TableEncoder, evaluateTable, predictRows, tableFromRows } from 'nnfs'; // prettier-ignore
import { answersFor } from '../../src/recipes/predict-rows.ts';

const C = 600;
const table = tableFromRows(Array.from({ length: 7000 }, (_, i) => ({ x: ((i * 37) % 1000) / 100, y: `c${i % C}` })));
const encoder = new TableEncoder({ target: 'y', features: ['x'] }).fit(table);
const model = new Model([new Dense(1, C, { initializer: 'heNormal', random: new RandomState(4) }), new Softmax()]);
model.set({ loss: new CategoricalCrossentropy() }).notes = { encoder: encoder.toJSON() };

test('answers come in blocks of at most 4 million confidences, the same as all at once', () => {
  const { X, y } = encoder.transform(table);
  const blocks = [...answersFor('test', model, table).blocks];
  expect(blocks.map(({ from, confidences }) => [from, confidences!.shape])).toEqual([
    [0, [6666, C]],
    [6666, [334, C]],
  ]);
  const output = model.predict(X);
  expect(blocks.flatMap(({ indices }) => [...indices!])).toEqual([...model.classes(X).data]);
  const answers = predictRows(model, table);
  expect(answers).toHaveLength(7000);
  expect(answers[6999]!.confidence).toBe(Math.max(...output.slice(6999, 7000).data));
  const right = answers.filter(({ y: answer }, n) => answer === `c${n % C}`).length;
  const scores = evaluateTable(model, table);
  expect(scores).toMatchObject({ task: 'classification', rows: 7000, accuracy: right / 7000, unknown: [] });
  expect(scores.loss).toBeCloseTo(model.evaluate(X, y!).loss, 5); // sums of several batches round otherwise
});

test('the confusion matrix of more than 500 classes is left out', () => {
  const scores = evaluateTable(model, table);
  if (scores.task !== 'classification') throw new Error('another task');
  expect('confusion' in scores).toBe(false);
  expect(scores.classes).toHaveLength(C);
  expect(scores.classes.reduce((sum, { rows }) => sum + rows, 0)).toBe(7000);
});

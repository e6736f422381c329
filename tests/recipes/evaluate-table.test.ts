import { describe, expect, test } from 'vitest';
import { CategoricalCrossentropy, Dense, Linear, MeanSquaredError, Model, Softmax, TableEncoder, evaluateTable, parseCsv, r2 } from 'nnfs'; // prettier-ignore

/** Answers a class for each third of the line: below -1, between, above 1. */
function thirds(text: string): Model {
  const encoder = new TableEncoder({ target: 'y', features: ['x'], scale: 'none' }).fit(parseCsv(text));
  const dense = new Dense(1, 3);
  dense.weights = [[-4, 0, 4]];
  dense.biases = [[-4, 0, -4]];
  const model = new Model([dense, new Softmax()]).set({ loss: new CategoricalCrossentropy() });
  model.notes = { encoder: encoder.toJSON() };
  return model;
}

const trained = 'x,y\n-2,a\n0,b\n2,c\n';

describe('classes', () => {
  // sklearn.metrics: y = [a, a, b, c, c], answers [a, b, b, c, a]; precision_recall_fscore_support(y, answers)
  const scores = evaluateTable(thirds(trained), parseCsv('x,y\n-2,a\n0,a\n0,b\n2,c\n-2,c\n5,\n'));

  test('have scores each, rows without a target aside', () => {
    expect(scores).toMatchObject({
      task: 'classification',
      rows: 5,
      accuracy: 0.6,
      classes: [
        { label: 'a', precision: 0.5, recall: 0.5, f1: 0.5, rows: 2 },
        { label: 'b', precision: 0.5, recall: 1, f1: 2 / 3, rows: 1 },
        { label: 'c', precision: 1, recall: 0.5, f1: 2 / 3, rows: 2 },
      ],
      confusion: [
        [1, 1, 0],
        [0, 1, 0],
        [1, 0, 1],
      ],
      unknown: [],
    });
  });

  test('have the loss of the model', () => {
    const model = thirds(trained);
    const X = [[-2], [0], [0], [2], [-2]];
    expect(scores.loss).toBe(model.evaluate(X, [0, 0, 1, 2, 2]).loss);
  });

  test('that are not known count as wrong answers', () => {
    const model = thirds(trained);
    expect(evaluateTable(model, parseCsv('x,y\n-2,a\n0,d\n2,c\n2,d\n'))).toMatchObject({
      rows: 4,
      accuracy: 0.5,
      loss: model.evaluate([[-2], [2]], [0, 2]).loss,
      unknown: ['d'],
      confusion: [
        [1, 0, 0, 0],
        [0, 0, 0, 0],
        [0, 0, 1, 0],
        [0, 1, 1, 0],
      ],
    });
    expect(evaluateTable(model, parseCsv('x,y\n-2,e\n0,d\n'))).toMatchObject({ accuracy: 0, loss: NaN });
  });
});

test('numbers are judged in their own unit', () => {
  const text = 'x,y\n1,100\n2,250\n3,300\n4,1000\n';
  const encoder = new TableEncoder({ target: 'y', task: 'regression', scale: 'none' }).fit(parseCsv(text));
  const dense = new Dense(1, 1);
  dense.weights = [[0.5]];
  const model = new Model([dense, new Linear()]).set({ loss: new MeanSquaredError() });
  model.notes = { encoder: encoder.toJSON() };
  const [mean, deviation] = [412.5, Math.sqrt((312.5 ** 2 + 162.5 ** 2 + 112.5 ** 2 + 587.5 ** 2) / 4)];
  const answers = [1, 2, 3, 4].map((x) => mean + 0.5 * x * deviation);
  const distances = [100, 250, 300, 1000].map((y, i) => answers[i]! - y);
  const scores = evaluateTable(model, parseCsv(text));
  expect(scores).toMatchObject({ task: 'regression', rows: 4 });
  if (scores.task !== 'regression') throw new Error('another task');
  expect(scores.mae).toBeCloseTo(distances.reduce((sum, d) => sum + Math.abs(d), 0) / 4, 4);
  expect(scores.rmse).toBeCloseTo(Math.sqrt(distances.reduce((sum, d) => sum + d * d, 0) / 4), 4);
  expect(scores.r2).toBeCloseTo(r2(answers, [100, 250, 300, 1000]), 6);
  expect(scores.loss).toBeCloseTo((scores.rmse / deviation) ** 2, 6);
  expect(evaluateTable(model, parseCsv('x,y\n1,100\n')).rows).toBe(1);
});

test('no row with a target is an error', () => {
  expect(() => evaluateTable(thirds(trained), parseCsv('x,y\n1,\n'))).toThrow(
    'evaluateTable: expected rows with a target, received none.',
  );
});

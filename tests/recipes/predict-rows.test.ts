import { afterEach, describe, expect, test } from 'vitest';
import { Dense, Linear, Model, MeanSquaredError, Sigmoid, Softmax, BinaryCrossentropy, CategoricalCrossentropy, CategoricalCrossentropyFromLogits, LogSoftmax, SoftmaxFocalCrossentropy, TableEncoder, init, parseCsv, predictRows, tableFromRows, trainTable, type EncoderOptions, type Layer, type Loss } from 'nnfs'; // prettier-ignore
import { setDotPrecision } from '../../src/tensor/precision.ts';

afterEach(() => {
  setDotPrecision('float32');
});

const text = 'size,color,price\n1,red,10.5\n2,blue,20\n3,red,30\n,blue,40\n';
const table = parseCsv(text);

/** A model with these weights behind an encoder of the table. */
function modelOf(options: EncoderOptions, weights: number[][], closing: Layer, loss: Loss): Model {
  const encoder = new TableEncoder(options).fit(table);
  const dense = new Dense(weights.length, weights[0]!.length, { initializer: 'heNormal' });
  dense.weights = weights;
  const model = new Model([dense, closing]).set({ loss });
  model.notes = { encoder: encoder.toJSON() };
  return model;
}

const price = modelOf({ target: 'price', features: ['size'], scale: 'none' }, [[1], [0]], new Linear(), new MeanSquaredError()); // prettier-ignore
const color = modelOf({ target: 'color', features: ['size', 'price'], scale: 'none' }, [[1, -1], [0, 0], [0, 0]], new Softmax(), new CategoricalCrossentropy()); // prettier-ignore

describe('answers', () => {
  test('numbers come in the unit of the target', () => {
    // mean 25.125 and population deviation of 10.5, 20, 30, 40
    const answers = predictRows(price, [{ size: 1 }, { size: 0 }]).map(({ price }) => price as number);
    const deviation = Math.sqrt((14.625 ** 2 + 5.125 ** 2 + 4.875 ** 2 + 14.875 ** 2) / 4);
    expect(answers[0]).toBeCloseTo(25.125 + deviation, 10);
    expect(answers[1]).toBe(25.125);
  });

  test('classes come by their label, with the confidence in it', () => {
    const answers = predictRows(color, [
      { size: 1, price: 5 },
      { size: -2, price: 5 },
    ]);
    expect(answers).toEqual([
      { color: 'blue', confidence: expect.closeTo(1 / (1 + Math.exp(-2)), 6) },
      { color: 'red', confidence: expect.closeTo(1 / (1 + Math.exp(-4)), 6) },
    ]);
  });

  test('of one output for a yes, either class has its confidence', () => {
    const yes = modelOf({ target: 'color', features: ['size'], scale: 'none' }, [[1], [0]], new Sigmoid(), new BinaryCrossentropy()); // prettier-ignore
    expect(predictRows(yes, [{ size: 2 }, { size: -2 }])).toEqual([
      { color: 'red', confidence: expect.closeTo(1 / (1 + Math.exp(-2)), 6) },
      { color: 'blue', confidence: expect.closeTo(1 / (1 + Math.exp(-2)), 6) },
    ]);
  });

  test('of logits, each class has the confidence that they stand for', () => {
    const weights = [[1, -1], [0, 0], [0, 0]]; // prettier-ignore
    for (const loss of [new SoftmaxFocalCrossentropy(), new CategoricalCrossentropyFromLogits()]) {
      for (const closing of [new Linear(), new LogSoftmax()]) {
        const logits = modelOf({ target: 'color', features: ['size', 'price'], scale: 'none' }, weights, closing, loss);
        const [answer] = predictRows(logits, [{ size: 1, price: 5 }]);
        expect(answer).toEqual({ color: 'blue', confidence: expect.closeTo(1 / (1 + Math.exp(-2)), 6) });
      }
    }
  });

  test('classes that are numbers stay numbers', () => {
    const rows = Array.from({ length: 12 }, (_, i) => ({ a: i % 4, grade: 1 + (i % 4 > 1 ? 1 : 0) }));
    const encoder = new TableEncoder({ target: 'grade', scale: 'none' }).fit(tableFromRows(rows));
    const dense = new Dense(1, 2);
    dense.weights = [[-1, 1]];
    const model = new Model([dense, new Softmax()]).set({ loss: new CategoricalCrossentropy() });
    model.notes = { encoder: encoder.toJSON() };
    expect(predictRows(model, rows.slice(2, 4)).map(({ grade }) => grade)).toEqual([2, 2]);
  });

  test('gaps and rows as a table, without a target, are taken', () => {
    expect(predictRows(price, parseCsv('size,note\n2,x\nNA,y\n'))).toHaveLength(2);
    expect(predictRows(price, [{ size: null }])[0]!.price).toBeTypeOf('number');
    expect(predictRows(price, [])).toEqual([]);
    expect(() => predictRows(price, [{}])).toThrow('expected columns size, received none of the name size');
    expect(predictRows(color, [{ size: 1 }])).toEqual(predictRows(color, [{ size: 1, price: null }]));
    expect(predictRows(color, [{ size: 1 }, { price: 3 }])[0]).toEqual(predictRows(color, [{ size: 1 }])[0]);
    expect(predictRows(price, [{ size: 'large' }])).toEqual(predictRows(price, [{ size: null }]));
  });
});

describe('the same to the bit', () => {
  const rows = table.toRows();

  test('from a file, loaded without further kinds', () => {
    for (const model of [price, color]) {
      expect(predictRows(Model.fromBytes(model.toBytes()), rows)).toEqual(predictRows(model, rows));
    }
  });

  test('whatever the precision of the session, which stays', async () => {
    const data = tableFromRows(
      Array.from({ length: 40 }, (_, i) => ({ a: Math.sin(i), b: Math.cos(3 * i), y: i % 7 > 3 })),
    );
    const settings = { target: 'y', hidden: [16, 16], epochs: 30, learningRate: 0.01 };
    const { model } = await trainTable(data, settings);
    const before = predictRows(model, data);
    init({ dotPrecision: 'float64' });
    expect(predictRows(model, data)).toEqual(before);
    expect((await trainTable(data, settings)).model.parameters()).toEqual(model.parameters());
    const { model: exact } = await trainTable(data, { ...settings, dotPrecision: 'float64' });
    const answers = predictRows(exact, data);
    expect(answers).not.toEqual(before);
    setDotPrecision('float32');
    expect(predictRows(exact, data)).toEqual(answers);
  });
});

describe('errors', () => {
  test.each([
    ['a model without an encoder', () => predictRows(new Model([new Dense(1, 1)]), []), 'predictRows: expected a model with the encoder of its table, received one without. trainTable and nnfs train make one; model.notes.encoder = encoder.toJSON() adds one.'],
    ['rows without a column', () => predictRows(price, [{ sise: 1 }]), 'predictRows: expected columns size, received none of the name size.'],
    ['an encoder without a target', () => predictRows(withNotes(new TableEncoder({ features: ['size'] }).fit(table).toJSON()), table), 'predictRows: expected an encoder with a target, received one without.'],
    ['notes that are no encoder', () => predictRows(withNotes({ version: 3 }), []), 'TableEncoder.fromJSON, encoder.version: expected 1, received 3.'],
    ['a model of other classes', () => predictRows(withNotes(new TableEncoder({ target: 'color', features: ['size'] }).fit(table).toJSON()), table), 'predictRows: expected a model of 2 classes, as its encoder has, received 3.'],
  ])('%s', (_, call, message) => {
    expect(call).toThrow(message);
  }); // prettier-ignore

  function withNotes(encoder: unknown): Model {
    const model = new Model([new Dense(2, 3), new Softmax()]).set({ loss: new CategoricalCrossentropy() });
    model.notes = { encoder };
    return model;
  }
});

/** Models as ONNX Runtime computes them. ONNX_MODELS=300 sets how many random ones; the default keeps the test quick. */
import { describe, expect, it, test } from 'vitest';
import { Conv1D, Conv2D, Dense, Flatten, GlobalAveragePooling2D, Linear, MaxPooling2D, MinMaxScaler, Model, RandomState, ReLU, RobustScaler, Softmax, StandardScaler, parseCsv, predictRows, tensor, toOnnx, trainTable, type Layer, type Scaler, type Shape } from 'nnfs'; // prettier-ignore
import { withDotPrecision } from '../../../src/tensor/precision.ts';
import { randomNetwork } from '../networks.ts';
import { distance, hasRuntime, runOnnx } from './runtime.ts';

const COUNT = Number(process.env.ONNX_MODELS ?? 15);

test.skipIf(!hasRuntime)(`${COUNT} random models give the same numbers`, { timeout: 600_000 }, async () => {
  for (let i = 0; i < COUNT; i++) {
    const { model, X } = randomNetwork(i);
    const wanted = withDotPrecision('float64', () => model.predict(X)); // so that only their sums are rounded
    const { output } = await runOnnx(toOnnx(model, { inputShape: X.shape.slice(1) }), { input: X });
    expect(output!.dims, `${i}: ${model.toString()}`).toEqual(wanted.shape);
    expect(distance(output!.data as Float32Array, wanted.data), `${i}: ${model.toString()}`).toBeLessThan(1e-6);
  }
});

describe.skipIf(!hasRuntime)('what the layers leave open is open in the file', () => {
  const random = new RandomState(1);
  test.each<[string, Layer[], number[][]]>([
    ['images', [new Conv2D(2, 3, 3, { padding: 'same', strides: 2, random }), new ReLU(), new MaxPooling2D(2, { padding: 'same', strides: 1 }), new GlobalAveragePooling2D(), new Dense(3, 2, { random })], [[1, 5, 7, 2], [3, 8, 4, 2]]],
    ['images that stay images', [new MaxPooling2D(2)], [[2, 4, 6, 3], [1, 3, 5, 1]]],
    ['sequences', [new Conv1D(2, 2, 2, { padding: 'causal', random })], [[1, 5, 2], [4, 9, 2]]],
    ['samples', [new Dense(3, 2, { random }), new Softmax()], [[1, 3], [7, 3]]],
    ['nothing to compute', [new Linear()], [[2, 3]]],
  ])('%s', async (_, layers, shapes) => {
    const model = new Model(layers);
    const file = toOnnx(model, layers[0] instanceof Linear ? { inputShape: [3] } : {});
    for (const shape of shapes) {
      const X = random.randn(shape);
      const wanted = model.predict(X);
      const { output } = await runOnnx(file, { input: X });
      expect(output!.dims).toEqual(wanted.shape);
      expect(distance(output!.data as Float32Array, wanted.data)).toBeLessThan(1e-6);
    }
  }); // prettier-ignore
});

test.skipIf(!hasRuntime).each<[string, Scaler, I: number, Shape]>([
  ['StandardScaler', new StandardScaler(), 2, [2]],
  ['MinMaxScaler', new MinMaxScaler({ range: [-1, 1] }), 2, [2]],
  ['RobustScaler, of images', new RobustScaler(), 4, [2, 2, 1]],
])('with a scaler: %s', async (_, scaler, I, sample) => {
  const random = new RandomState(3);
  const X = random.uniform(100, 1000, [6, I]);
  const weights = { random, initializer: 'glorotUniform' } as const;
  const layers = sample.length > 1 ? [new Conv2D(1, 2, 2, weights), new Flatten()] : [new Dense(I, 2, weights)];
  const model = new Model(layers, { inputShape: sample });
  model.scaler = scaler.fit(X).toJSON();
  const wanted = model.predict(scaler.transform(X).reshape([6, ...sample]));
  const { output } = await runOnnx(toOnnx(model), { input: X.reshape([6, ...sample]) });
  expect(distance(output!.data as Float32Array, wanted.data)).toBeLessThan(1e-6);
});

describe.skipIf(!hasRuntime)('with the encoder of a table', () => {
  const csv = Array.from({ length: 60 }, (_, i) => {
    const size = i % 7 === 0 ? '' : (2015 + (i % 11) / 4).toString();
    const color = i % 9 === 0 ? '' : i === 5 || i === 8 ? `rare ${i}` : ['red', 'green', 'blue'][i % 3]!;
    const day = i % 13 === 0 ? '' : new Date(Date.UTC(2020, 0, 1 + 9 * i, i % 24)).toISOString().slice(0, 16);
    return `${size},${color},${i % 2 === 0},${day},${['low', 'high'][i % 2]!},${100 + 3 * (i % 17)},${1 + (i % 3)}`;
  });
  const table = parseCsv(`size,color,output,day,level,price,grade\n${csv.join('\n')}`);
  const settings = { hidden: [6], epochs: 20 } as const;
  const { names } = table;
  const features = ['size', 'color', 'output', 'day'];

  /** The columns as the file takes them. */
  const feeds = {
    size: tensor(csv.map((row) => [row.split(',')[0] === '' ? NaN : Number(row.split(',')[0])]), 'float64'),
    color: csv.map((row) => row.split(',')[1]!),
    output: csv.map((row) => row.split(',')[2]!),
    day: tensor(csv.map((row) => [row.split(',')[3] === '' ? NaN : Date.parse(`${row.split(',')[3]!}Z`)]), 'float64'),
  }; // prettier-ignore

  it.each(['level', 'price', 'grade'])('%s', async (target) => {
    expect(names).toContain(target);
    const { model } = await trainTable(table.select([...features, target]), { target, ...settings });
    const rows = predictRows(model, table);
    const results = await runOnnx(toOnnx(model), feeds);
    const answers = Array.from(results[target]!.data as ArrayLike<unknown> as string[]);
    expect(Object.keys(results)).toContain('output_1'); // a column has the name output
    if (target === 'price') {
      expect(results.price!.dims).toEqual([60]);
      expect(
        distance(
          answers.map(Number),
          rows.map((row) => Number(row.price)),
        ),
      ).toBeLessThan(1e-6);
      return;
    }
    expect(answers).toEqual(rows.map((row) => row[target]));
    const confidences = results.confidences!;
    expect(confidences.dims).toEqual([60, target === 'level' ? 2 : 3]);
    const [, C] = confidences.dims as [number, number];
    const most = rows.map((_, n) => Math.max(...(confidences.data as Float32Array).slice(n * C, (n + 1) * C)));
    expect(
      distance(
        most,
        rows.map((row) => Number(row.confidence)),
      ),
    ).toBeLessThan(1e-6);
  });
});

describe('refused, by name', () => {
  class Own extends ReLU {}
  class Named extends ReLU {
    static override readonly kind: string = 'Named';
  }
  it.each([new Own(), new Named()])('a layer from outside', (layer) => {
    expect(() => toOnnx(new Model([new Dense(1, 1), layer]))).toThrow(
      /^toOnnx, layers\.1: expected one of the layers Dense, Conv2D, .*LogSoftmax, received (ReLU|Named)\(\)\. A layer from outside has no equal there\.$/,
    );
  });

  it('what is no model, or has no layer', () => {
    expect(() => toOnnx({} as unknown as Model)).toThrow('toOnnx: expected a model, received an object.');
    expect(() => toOnnx(new Model())).toThrow('toOnnx: expected a model of at least one layer, received none.');
  });

  it('a model that does not tell the shape of a sample, or is told a wrong one', () => {
    const model = new Model([new Flatten()]);
    expect(() => toOnnx(model)).toThrow(
      'toOnnx: expected layers that tell the shape of a sample, received none that does. Tell it: { inputShape: [28, 28, 1] }.',
    );
    expect(() => toOnnx(model, { inputShape: [0] })).toThrow('toOnnx: expected inputShape to be the lengths of a sample, as [28, 28, 1], received [0].'); // prettier-ignore
    const ofTable = new Model([new Dense(2, 1)]);
    ofTable.notes = { encoder: {} };
    expect(() => toOnnx(ofTable, { inputShape: [2] })).toThrow('toOnnx: expected no inputShape for a model of a table, whose columns tell it, received [2].'); // prettier-ignore
    expect(() => toOnnx(new Model([new Dense(2, 1)]), { inputShape: [3] })).toThrow('expected inputs [N, 2], received [1, 3]'); // prettier-ignore
    const dilated = new Model([new Conv2D(1, 1, 3, { padding: 'same', strides: 2, dilation: 2 })]);
    expect(() => toOnnx(dilated)).toThrow("toOnnx: expected a known shape for padding 'same' with strides and a dilation, received none."); // prettier-ignore
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FormatError, MinMaxScaler, ShapeError, StandardScaler, tensor, Tensor, ValueError, type Scaler } from 'nnfs';

const SETTINGS = { seed: 20240306, numRuns: 100 };
const X = tensor(
  [
    [1, -2.5, 4],
    [2, 0.25, 4],
    [4, 8, 4],
    [9, 1e-3, 4],
  ],
  'float64',
);

// scikit-learn 1.9: StandardScaler().fit_transform(X), MinMaxScaler(range).fit_transform(X); in the last one, ours reaches 1 exactly
const cases: { name: string; make: () => Scaler; offset: number[]; scale: number[]; Z: number[][] }[] = [
  {
    name: 'StandardScaler()',
    make: () => new StandardScaler(),
    offset: [4, 1.43775, 4],
    scale: [3.082207001484488, 3.938400714439809, 1],
    Z: [
      [-0.9733285267845753, -0.9998347769851292, 0],
      [-0.6488856845230502, -0.3015818059460573, 0],
      [0, 1.6662220215276906, 0],
      [1.6222142113076254, -0.3648054385965042, 0],
    ],
  },
  {
    name: 'MinMaxScaler()',
    make: () => new MinMaxScaler(),
    offset: [1, -2.5, 4],
    scale: [8, 10.5, 1],
    Z: [
      [0, 0, 0],
      [0.125, 0.26190476190476186, 0],
      [0.375, 1, 0],
      [1, 0.23819047619047617, 0],
    ],
  },
  {
    name: 'MinMaxScaler({ range: [-1, 1] })',
    make: () => new MinMaxScaler({ range: [-1, 1] }),
    offset: [1, -2.5, 4],
    scale: [8, 10.5, 1],
    Z: [
      [-1, -1, -1],
      [-0.75, -0.4761904761904762, -1],
      [-0.25, 1, -1],
      [1, -0.5236190476190477, -1],
    ],
  },
];

const ROUNDING = { ulps: 4 }; // scikit-learn multiplies and adds in another order
const fromJSON = { StandardScaler, MinMaxScaler };
const revive = (scaler: Scaler): Scaler =>
  fromJSON[scaler.kind as keyof typeof fromJSON].fromJSON(JSON.parse(JSON.stringify(scaler)));

describe.each(cases)('$name', ({ make, offset, scale, Z }) => {
  it('scales as scikit-learn does', () => {
    const scaler = make();
    expect(scaler.fit(X)).toBe(scaler);
    expect(scaler.transform(X)).toEqualTensor(tensor(Z, 'float64'), ROUNDING);
    expect(scaler.offset).toEqualTensor(tensor(offset, 'float64'));
    expect(scaler.scale).toEqualTensor(tensor(scale, 'float64'));
    expect(make().fitTransform(X)).toEqualTensor(scaler.transform(X));
  });

  it.each(['float32', 'int32', 'uint8'] as const)('computes in float64 and rounds once, for %s', (dtype) => {
    const given = tensor(
      X.data.map((x) => Math.abs(Math.round(x * 7))),
      'float64',
    ).reshape(X.shape);
    expect(make().fitTransform(given.astype(dtype))).toEqualTensor(make().fitTransform(given).astype('float32'));
  });

  it('takes plain arrays, and rows that it has not seen', () => {
    const rows = tensor([[20, 0, 5]]);
    const scaler = make().fit(X.toArray() as number[][]);
    const same = make().fit(X.astype('float32'));
    expect(scaler.transform([[20, 0, 5]])).toEqualTensor(same.transform(rows));
  });

  it('leaves its input alone, and gives copies of what it learnt', () => {
    const given = X.clone();
    const scaler = make();
    scaler.fitTransform(given);
    scaler.offset.data.fill(0);
    scaler.scale.data.fill(0);
    expect(given).toEqualTensor(X);
    expect(scaler.offset.data[0]).toBe(offset[0]);
  });

  it('learns anew with each fit', () => {
    expect(
      make()
        .fit([[5, 6]])
        .fit(X)
        .toJSON(),
    ).toEqual(make().fit(X).toJSON());
  });

  const cells = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  const tables = fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 4 }))
    .chain(([N, I]) => fc.array(fc.array(cells, { minLength: I, maxLength: I }), { minLength: N, maxLength: N }))
    .map((rows) => tensor(rows, 'float64'));

  it('undoes itself, and survives JSON bit for bit', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const scaler = make().fit(table);
        const scaled = scaler.transform(table);
        const back = scaler.inverseTransform(scaled);
        const reach = table.data.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
        back.data.forEach((x, i) => {
          expect(Math.abs(x - table.data[i]!)).toBeLessThanOrEqual(1e-14 * reach);
        });
        const copy = revive(scaler);
        expect(copy.transform(table)).toEqualTensor(scaled);
        expect(copy.inverseTransform(scaled)).toEqualTensor(back);
        expect(JSON.stringify(copy)).toBe(JSON.stringify(scaler));
      }),
      SETTINGS,
    );
  });

  it.each<[string, (scaler: Scaler) => unknown]>([
    ['transform', (scaler) => scaler.transform(X)],
    ['inverseTransform', (scaler) => scaler.inverseTransform(X)],
    ['toJSON', (scaler) => scaler.toJSON()],
    ['offset', (scaler) => scaler.offset],
    ['scale', (scaler) => scaler.scale],
  ])('has no %s before fit', (method, call) => {
    const scaler = make();
    expect(() => call(scaler)).toThrow(ValueError);
    expect(() => call(scaler)).toThrow(
      `${scaler.kind}.${method}: expected a fitted scaler, received a new one. Call fit(X) first.`,
    );
  });

  it.each<[string, (scaler: Scaler) => unknown, typeof ShapeError | typeof ValueError, string]>([
    ['fit', (scaler) => scaler.fit([1, 2]), ShapeError, 'expected a table [N, I] of one sample or more, received [2].'],
    [
      'fit',
      (scaler) => scaler.fit(tensor(new Float32Array(0)).reshape([0, 3])),
      ShapeError,
      'expected a table [N, I] of one sample or more, received [0, 3].',
    ],
    [
      'transform',
      (scaler) => scaler.transform([[1, 2]]),
      ShapeError,
      'expected a table [N, 3] of one sample or more, received [1, 2].',
    ],
    [
      'inverseTransform',
      (scaler) => scaler.inverseTransform([1, 2, 3]),
      ShapeError,
      'expected a table [N, 3] of one sample or more, received [3].',
    ],
    [
      'fit',
      (scaler) => scaler.fit([[1, 2], [3, NaN]]), // prettier-ignore
      ValueError,
      'expected finite numbers, received NaN at sample 1, column 1. Drop or fill in such samples.',
    ],
    [
      'transform',
      (scaler) => scaler.transform([[-Infinity, 1, 2]]),
      ValueError,
      'expected finite numbers, received -Infinity at sample 0, column 0. Drop or fill in such samples.',
    ],
  ])('%s is refused: %#', (method, call, type, text) => {
    const scaler = make().fit(X);
    const before = scaler.toJSON();
    expect(() => call(scaler)).toThrow(type);
    expect(() => call(scaler)).toThrow(`${scaler.kind}.${method}: ${text}`);
    expect(scaler.toJSON()).toEqual(before);
  });

  it('refuses a spread that no float64 holds', () => {
    const wide = tensor([[0, 1.7e308], [0, -1.7e308]], 'float64'); // prettier-ignore
    const { kind } = make();
    expect(() => make().fit(wide)).toThrow(
      `${kind}.fit: expected columns whose spread is below 1.8e308, received a wider column 1.`,
    );
  });

  const changed = (change: object): unknown => ({ ...make().fit(X).toJSON(), ...change });

  it.each([
    [null, 'what toJSON() returned, received null.'],
    ['{}', 'what toJSON() returned, received "{}".'],
    [changed({ kind: 'Scaler' }), `kind "${make().kind}", received "Scaler".`],
    [changed({ range: [1, 0] }), 'range [low, high], received [1, 0].'],
    [changed({ range: undefined }), 'range [low, high], received undefined.'],
    [changed({ offset: [] }), 'offset of finite numbers, received [].'],
    [changed({ offset: [0, null, 0] }), 'offset of finite numbers, received [0, null, 0].'],
    [changed({ scale: [1, 1] }), 'scale of 3 numbers above 0, received [1, 1].'],
    [changed({ scale: [1, 0, 1] }), 'scale of 3 numbers above 0, received [1, 0, 1].'],
  ])('fromJSON refuses %o', (json, text) => {
    const { kind } = make();
    const read = () => fromJSON[kind as keyof typeof fromJSON].fromJSON(json);
    expect(read).toThrow(FormatError);
    expect(read).toThrow(`${kind}.fromJSON: expected ${text}`);
  });
});

describe('StandardScaler', () => {
  it('takes a column for constant when it varies no more than its mean is rounded, as scikit-learn does', () => {
    const table = [0, 1, 2].map((n) => [0.1, 1e9 + (n === 2 ? 1e-6 : 0), 1e9 + n]);
    expect(new StandardScaler().fit(tensor(table, 'float64')).scale.toArray()).toEqual([1, 1, Math.sqrt(2 / 3)]);
  });

  // scikit-learn's test_standard_scaler_numerical_stability
  it.each([
    [8, Math.log(1e-5)],
    [10, Math.log(1e-5)],
    [22, Math.log(1e-5)],
    [10, 1e-100],
    [10, 1e100],
    [1000, 0.1],
    [999, -1e9 - 0.3],
  ])('brings %d times %d to 0 exactly', (N, value) => {
    const scaler = new StandardScaler();
    const Z = scaler.fitTransform(new Tensor('float64', [N, 1], new Float64Array(N).fill(value)));
    expect(new Set(Z.data)).toEqual(new Set([0]));
    expect([scaler.offset.item(), scaler.scale.item()]).toEqual([value, 1]);
  });

  it('leaves no mean where a large one was rounded', () => {
    const N = 1000;
    const X = new Tensor(
      'float64',
      [N, 1],
      Float64Array.from({ length: N }, (_, n) => 1e15 + (n % 7)),
    );
    const Z = Array.from(new StandardScaler().fitTransform(X).data);
    expect(Math.abs(Z.reduce((sum, z) => sum + z, 0) / N)).toBeLessThan(0.05); // the offset has steps of 1/8, the scale is 2
  });

  it('makes mean 0 and deviation 1', () => {
    const table = tensor(
      Array.from({ length: 50 }, (_, n) => [n ** 2, 100 - n]),
      'float64',
    );
    const Z = new StandardScaler().fitTransform(table);
    for (const column of [0, 1]) {
      const values = Array.from({ length: 50 }, (_, n) => Z.at(n, column));
      expect(values.reduce((sum, z) => sum + z, 0) / 50).toBeCloseTo(0, 14);
      expect(values.reduce((sum, z) => sum + z * z, 0) / 50).toBeCloseTo(1, 14);
    }
  });
});

describe('MinMaxScaler', () => {
  it('reaches both ends of the range exactly and never leaves it', () => {
    const columns = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(columns, (values) => {
        fc.pre(Math.min(...values) < Math.max(...values));
        const rows = tensor(values, 'float64').reshape([-1, 1]);
        for (const range of [
          [0, 1],
          [-1, 1],
          [-3, 5],
        ] as const) {
          const Z = [...new MinMaxScaler({ range }).fitTransform(rows).data];
          expect([Math.min(...Z), Math.max(...Z)].map((z) => z + 0)).toEqual(range);
        }
      }),
      SETTINGS,
    );
  });

  it.each<[unknown, string]>([
    [{ range: [1, 1] }, 'range [low, high], low < high, received [1, 1].'],
    [{ range: [0, NaN] }, 'range [low, high], low < high, received [0, NaN].'],
    [{ range: 1 }, 'range [low, high], low < high, received 1.'],
    [{ feature_range: [0, 1] }, 'options { range }, received the option "feature_range".'],
  ])('%o is refused', (options, text) => {
    expect(() => new MinMaxScaler(options as object)).toThrow(`MinMaxScaler: expected ${text}`);
  });
});

/** How weights start: the draws, their spread, and what a function of one's own must give. */
import { describe, expect, it } from 'vitest';
import {
  Dense,
  DTypeError,
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  RandomState,
  scaledNormal,
  ShapeError,
  tensor,
  ValueError,
  zeros,
  type Initializer,
  type InitializerName,
  type NnfsError,
} from 'nnfs';

const rows: readonly {
  name: InitializerName;
  initializer: Initializer;
  deviation: (I: number, O: number) => number;
  uniform: boolean;
}[] = [
  { name: 'glorotNormal', initializer: glorotNormal, deviation: (I, O) => Math.sqrt(2 / (I + O)), uniform: false },
  { name: 'glorotUniform', initializer: glorotUniform, deviation: (I, O) => Math.sqrt(2 / (I + O)), uniform: true },
  { name: 'heNormal', initializer: heNormal, deviation: (I) => Math.sqrt(2 / I), uniform: false },
  { name: 'heUniform', initializer: heUniform, deviation: (I) => Math.sqrt(2 / I), uniform: true },
];

describe.each(rows)('$name', ({ name, initializer, deviation, uniform }) => {
  it('draws from the stream it is given', () => {
    const [I, O] = [5, 7];
    const random = new RandomState(3);
    const limit = deviation(I, O) * Math.sqrt(3); // of a uniform draw with this deviation
    const expected = uniform
      ? random.uniform(-limit, limit, [I, O])
      : tensor(random.randn([I, O]).data.map((x) => Math.fround(deviation(I, O)) * x)).reshape([I, O]);
    const found = initializer([I, O], new RandomState(3));
    // √(6 / n) and √(2 / n) √3 differ in their last digit.
    expect(found).toEqualTensor(expected, { ulps: uniform ? 2 : 0 });
  });

  it('goes by its name, and by itself', () => {
    const byName = new Dense(5, 7, { initializer: name, random: new RandomState(3) });
    const itself = new Dense(5, 7, { initializer, random: new RandomState(3) });
    expect(byName.weights).toEqualTensor(itself.weights);
    expect(byName.weights.dtype).toBe('float32');
    expect(byName.biases).toEqualTensor(zeros([1, 7]));
  });

  it('has the spread its paper asks for', () => {
    const [I, O] = [100, 50];
    const { data } = initializer([I, O], new RandomState(1));
    const mean = [...data].reduce((sum, x) => sum + x, 0) / data.length;
    const spread = Math.sqrt([...data].reduce((sum, x) => sum + (x - mean) ** 2, 0) / data.length);
    // 5,000 draws: the standard error of their mean is σ / 70, of their deviation at most σ / 100; five of each.
    expect(Math.abs(mean)).toBeLessThan((5 * deviation(I, O)) / 70);
    expect(Math.abs(spread / deviation(I, O) - 1)).toBeLessThan(0.05);
  });
});

it('scaledNormal scales', () => {
  const draws = new RandomState(2).randn([2, 3]).data;
  expect(scaledNormal(0.5)([2, 3], new RandomState(2)).data).toEqual(draws.map((x) => 0.5 * x));
  expect(scaledNormal()([2, 3], new RandomState(2)).data).toEqual(draws.map((x) => Math.fround(0.01) * x));
});

it('weights of float64 make a float64 layer', () => {
  const dense = new Dense(2, 3, { initializer: (shape, random) => random.randn(shape, { dtype: 'float64' }) });
  expect([dense.weights.dtype, dense.biases.dtype, dense.forward([[1, 2]]).dtype]).toEqual([
    'float64',
    'float64',
    'float64',
  ]);
});

describe('refused', () => {
  const bad = (initializer: unknown): never => initializer as never;
  it.each<[unknown, typeof NnfsError, string]>([
    [
      'xavier',
      ValueError,
      'initializer to be a function or one of glorotNormal, glorotUniform, heNormal, heUniform, received "xavier"',
    ],
    [
      'toString',
      ValueError,
      'initializer to be a function or one of glorotNormal, glorotUniform, heNormal, heUniform, received "toString"',
    ],
    [
      0.01,
      ValueError,
      'initializer to be a function or one of glorotNormal, glorotUniform, heNormal, heUniform, received 0.01',
    ],
    [() => zeros([3, 2]), ShapeError, 'initial weights [2, 3], received [3, 2]'],
    [() => zeros([2, 3], 'int32'), DTypeError, 'an initializer that gives a float tensor, received a tensor of int32'],
    [
      () => [
        [1, 2, 3],
        [4, 5, 6],
      ],
      DTypeError,
      'an initializer that gives a float tensor, received [[1, 2, 3], [4, 5, 6]]',
    ],
    [() => undefined, DTypeError, 'an initializer that gives a float tensor, received undefined'],
  ])('%#', (initializer, kind, message) => {
    expect(() => new Dense(2, 3, { initializer: bad(initializer) })).toThrow(
      expect.objectContaining({ constructor: kind, message: `Dense: expected ${message}.` }),
    );
  });
});

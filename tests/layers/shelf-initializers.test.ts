/** The initializers beyond the first five: their spread, NumPy's QR, gains, and what they refuse. */
import { describe, expect, it } from 'vitest';
import type { Tensor } from 'nnfs';
import {
  Dense,
  ELU,
  LeakyReLU,
  Linear,
  Model,
  RandomState,
  ReLU,
  SELU,
  Softmax,
  Tanh,
  constant,
  dot,
  full,
  gainOf,
  heNormal,
  lecunNormal,
  lecunUniform,
  orthogonal,
  scaled,
  truncatedNormal,
  type Initializer,
  type Layer,
} from 'nnfs';
import { askNumPy } from '../support/numpy.ts';

const deviation = ({ data }: Tensor): number => {
  const mean = [...data].reduce((sum, x) => sum + x, 0) / data.length;
  return Math.sqrt([...data].reduce((sum, x) => sum + (x - mean) ** 2, 0) / data.length);
};

it.each<[string, Initializer, number]>([
  ['lecunNormal', lecunNormal, 0.1],
  ['lecunUniform', lecunUniform, 0.1],
  // At two deviations: √(1 - 4 φ(2) / (2 Φ(2) - 1)) = 0.87962566.
  ['truncatedNormal', truncatedNormal({ deviation: 0.2 }), 0.2 * 0.87962566],
  ['orthogonal', orthogonal({ gain: 2 }), 2 * 0.1],
  ['scaled heNormal', scaled(heNormal, Math.SQRT1_2), 0.1],
])('%s has the spread that it promises', (_, initializer, expected) => {
  // 5,000 draws: the standard error of a deviation is at most σ / 100; five of these.
  expect(Math.abs(deviation(initializer([100, 50], new RandomState(1))) / expected - 1)).toBeLessThan(0.05);
});

it('truncatedNormal draws again what is too far out, and nothing else', () => {
  const found = truncatedNormal({ deviation: 0.5, limit: 1 })([20, 10], new RandomState(4)).data;
  const random = new RandomState(4);
  const wanted: number[] = [];
  while (wanted.length < 200) {
    const z = random.randn();
    if (Math.abs(z) <= 1) wanted.push(Math.fround(0.5 * z));
  }
  expect([...found]).toEqual(wanted);
});

describe('orthogonal', () => {
  it.each([[[6, 4]], [[4, 6]], [[3, 3, 2, 5]], [[1, 7]], [[5, 5]]])(
    '%j has rows or columns of length 1 at right angles',
    (shape) => {
      const Q = orthogonal()(shape, new RandomState(2))
        .astype('float64')
        .reshape([-1, shape.at(-1)]);
      const [rows, columns] = Q.shape as [number, number];
      const product = rows >= columns ? dot(Q.transpose(), Q) : dot(Q, Q.transpose());
      const n = Math.min(rows, columns);
      // Each element has been rounded to float32.
      product.data.forEach((x, i) => expect(Math.abs(x - (i % (n + 1) === 0 ? 1 : 0))).toBeLessThan(2e-7));
    },
  );

  it('is the Q of NumPy’s QR, with R’s diagonal above 0', ({ skip }) => {
    const draws = new RandomState(3).randn([8, 5], { dtype: 'float64' });
    const answers = askNumPy([
      { code: '(lambda q, r: (q * np.sign(np.diag(r))).astype(np.float32))(*np.linalg.qr(draws))', arrays: { draws } },
    ]);
    if (typeof answers === 'string') return skip(answers);
    // Two ways to the same Q, 1e-16 apart before they are rounded.
    expect(orthogonal()([8, 5], new RandomState(3))).toEqualTensor(answers[0]!, { ulps: 1 });
    expect(orthogonal()([5, 8], new RandomState(3))).toEqualTensor(
      orthogonal()([8, 5], new RandomState(3)).transpose(),
    );
  });
});

describe('gainOf', () => {
  it.each<[Layer, number]>([
    [new ReLU(), Math.SQRT2],
    [new LeakyReLU({ slope: 0.2 }), Math.sqrt(2 / 1.04)],
    [new Linear(), 1],
    [new SELU(), 1], // by the choice of its constants
    [new Tanh(), 1.59253741972283], // scipy.integrate.quad(lambda z: np.tanh(z) ** 2 * norm.pdf(z), -12, 12)[0] ** -0.5
    [new ELU(), 1.2451983007007064], // likewise
  ])('%s: %d', (activation, expected) => {
    // The trapezoids of a function with a kink in its curvature.
    expect(gainOf(activation)).toBeCloseTo(expected, 7);
  });

  it('keeps the size of values through a deep network', () => {
    const random = new RandomState(5);
    const initializer = scaled(lecunNormal, gainOf(new Tanh()));
    const layers = Array.from({ length: 10 }, () => [new Dense(200, 200, { initializer, random }), new Tanh()]).flat();
    const output = new Model(layers).predict(random.randn([50, 200]));
    const start = deviation(new Tanh().forward(random.randn([50, 200])));
    expect(Math.abs(deviation(output) / start - 1)).toBeLessThan(0.15); // ten layers of one draw each
  });
});

it('constant draws nothing', () => {
  const random = new RandomState(1);
  expect(constant(0.5)([2, 3], random)).toEqualTensor(full([2, 3], 0.5));
  expect(random.randn()).toBe(new RandomState(1).randn());
});

const bad = (value: unknown): never => value as never;
it.each<[() => unknown, string]>([
  [() => constant(NaN), 'constant: expected value to be a finite number, received NaN.'],
  [() => truncatedNormal({ deviation: 0 }), 'truncatedNormal: expected deviation above 0, received 0.'],
  [() => truncatedNormal({ limit: -1 }), 'truncatedNormal: expected limit above 0, received -1.'],
  [() => truncatedNormal(bad({ std: 1 })), 'truncatedNormal: expected options { deviation, limit }, received the option "std".'], // prettier-ignore
  [() => orthogonal({ gain: Infinity }), 'orthogonal: expected gain to be a finite number, received Infinity.'],
  [() => scaled(lecunNormal, NaN), 'scaled: expected a finite gain, received NaN.'],
  [() => gainOf(bad('relu')), 'gainOf: expected an activation of single values, received "relu".'],
  [() => gainOf(new Softmax()), 'gainOf: expected an activation of single values, received Softmax().'],
])('%#: refused', (call, message) => {
  expect(call).toThrow(expect.objectContaining({ message }));
});

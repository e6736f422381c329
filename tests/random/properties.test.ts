import fc from 'fast-check';
import openAlea from 'seedrandom/lib/alea.js';
import { describe, expect, it } from 'vitest';
import { RandomState, type RandomStateData } from '../../src/random/random-state.ts';
import { Tensor } from '../../src/tensor/tensor.ts';

const SETTINGS = { seed: 20240229, numRuns: 60 };
const uint32 = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const seeds = fc.oneof(uint32, fc.array(uint32, { minLength: 1, maxLength: 5 }), fc.string());
const float64 = { dtype: 'float64' } as const;

const throughJson = (state: RandomStateData): RandomStateData => JSON.parse(JSON.stringify(state)) as RandomStateData;

/** One of each draw, so that a difference anywhere in the state shows. */
const sample = (random: RandomState): unknown[] => [
  random.randn(),
  [...random.randn([701], float64).data],
  [...random.randomSample([7], float64).data],
  [...random.randint(0, 1000, [7]).data],
  [...random.binomial(40, 0.4, [7]).data],
  random.permutation(['a', 'b', 'c', 'd', 'e']),
  random.getState(),
];

describe('getState and setState', () => {
  it('continue with the same numbers, whatever was drawn before, through JSON too', () => {
    fc.assert(
      fc.property(seeds, seeds, fc.nat(1300), fc.nat(3), (seed, other, samples, normals) => {
        const random = new RandomState(seed);
        random.randomSample([samples]);
        random.randn([normals]);
        const state = throughJson(random.getState());
        const expected = sample(random);
        const elsewhere = new RandomState(other);
        elsewhere.randn();
        elsewhere.setState(state);
        expect(sample(elsewhere)).toEqual(expected);
        expect(sample(RandomState.fromState(state))).toEqual(expected);
      }),
      SETTINGS,
    );
  });

  it('do not tie the copy to the stream', () => {
    const random = new RandomState(0);
    const state = random.getState();
    const before = throughJson(state);
    random.randn([1000]);
    expect(state).toEqual(before);
  });

  it("have NumPy's fields", () => {
    const random = new RandomState([1, 2]);
    random.randn();
    const { bitGenerator, state, hasGauss, gauss } = random.getState();
    expect(bitGenerator).toBe('MT19937');
    expect(state).toEqual({ key: expect.any(Array) as number[], pos: 4 });
    expect(hasGauss).toBe(true);
    expect(random.randn()).toBe(gauss);
    expect(random.getState()).toMatchObject({ hasGauss: false, gauss: 0 });
  });
});

describe('seeds', () => {
  it('start the same stream each time, in the constructor and in seed()', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = new RandomState('something else');
        random.randn(); // leaves a second normal behind, which seed() drops
        random.seed(seed);
        expect(sample(random)).toEqual(sample(new RandomState(seed)));
      }),
      SETTINGS,
    );
  });

  it('of text give what seedrandom gives', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (seed) => {
        const source = openAlea(seed, { state: true });
        const random = new RandomState(seed);
        for (let i = 0; i < 5; i++) expect(random.randomSample()).toBe(source.double());
        for (let i = 0; i < 5; i++) expect(random.randint(0, 2 ** 32)).toBe(source.int32() >>> 0);
      }),
      SETTINGS,
    );
    expect(new RandomState('1').randomSample()).not.toBe(new RandomState(1).randomSample());
  });

  it.each([
    ['an integer', 5, [5]],
    ['an array', [5, 6], [5, 6, 0]],
    ['text', 'a', 'A'],
    ['text', '', ' '],
  ])('of %s differ', (_, a, b) => {
    expect(new RandomState(a).randomSample()).not.toBe(new RandomState(b).randomSample());
  });

  it('of entropy differ each time, and their state can be saved', () => {
    const random = RandomState.fromEntropy();
    const words = (from: RandomState): string => JSON.stringify(from.getState());
    expect(words(random)).not.toBe(words(RandomState.fromEntropy()));
    expect(words(new RandomState(null))).not.toBe(words(new RandomState(null)));
    expect(sample(RandomState.fromState(random.getState()))).toEqual(sample(random));
  });
});

describe('shapes', () => {
  const draws: [string, (random: RandomState, shape?: number[] | number) => number | Tensor][] = [
    [
      'randomSample',
      (random, shape) => (shape === undefined ? random.randomSample() : random.randomSample(shape, float64)),
    ],
    ['uniform', (random, shape) => (shape === undefined ? random.uniform(2, 5) : random.uniform(2, 5, shape, float64))],
    ['randn', (random, shape) => (shape === undefined ? random.randn() : random.randn(shape, float64))],
    [
      'randint',
      (random, shape) => (shape === undefined ? random.randint(-5, 90) : random.randint(-5, 90, shape, float64)),
    ],
    [
      'binomial',
      (random, shape) => (shape === undefined ? random.binomial(90, 0.6) : random.binomial(90, 0.6, shape, float64)),
    ],
  ];

  it.each(draws)('%s draws one number after the other', (_, draw) => {
    for (const shape of [0, 7, [2, 3], [3, 0, 2], [], [1, 1, 5]]) {
      const [a, b] = [new RandomState(3), new RandomState(3)];
      const tensor = draw(a, shape) as Tensor;
      expect(tensor).toBeInstanceOf(Tensor);
      expect(tensor.shape).toEqual(typeof shape === 'number' ? [shape] : shape);
      expect([...tensor.data]).toEqual(Array.from(tensor.data, () => draw(b)));
      expect(a.getState()).toEqual(b.getState());
    }
  });

  it.each([
    ['randomSample', (r: RandomState) => r.randomSample(2), 'float32'],
    ['uniform', (r: RandomState) => r.uniform(0, 1, 2), 'float32'],
    ['randn', (r: RandomState) => r.randn(2), 'float32'],
    ['randint', (r: RandomState) => r.randint(0, 9, 2), 'int32'],
    ['binomial', (r: RandomState) => r.binomial(1, 0.5, 2), 'int32'],
    ['permutation', (r: RandomState) => r.permutation(2), 'int32'],
    ['randint as asked', (r: RandomState) => r.randint(0, 256, 2, { dtype: 'uint8' }), 'uint8'],
    ['binomial as asked', (r: RandomState) => r.binomial(1, 0.5, 2, { dtype: 'float32' }), 'float32'],
    ['permutation as asked', (r: RandomState) => r.permutation(2, { dtype: 'float64' }), 'float64'],
    ['randn as asked', (r: RandomState) => r.randn(2, { dtype: 'float64' }), 'float64'],
  ])('%s is of its type', (_, draw, dtype) => expect(draw(new RandomState(0)).dtype).toBe(dtype));

  it('fillRandn and draws of many continue the stream as single draws do', () => {
    for (const lengths of [
      [1, 0, 1],
      [2, 3, 4],
      [0, 5, 5, 1],
      [700, 701],
    ]) {
      const [a, b] = [new RandomState(8), new RandomState(8)];
      for (const length of lengths) {
        const normals = new Float64Array(length);
        a.fillRandn(normals);
        expect([...normals]).toEqual(Array.from(normals, () => b.randn()));
        const mask = a.binomial(1, 0.9, [length]).data;
        expect([...mask]).toEqual(Array.from(mask, () => b.binomial(1, 0.9)));
        expect(a.getState()).toEqual(b.getState());
      }
    }
  });
});

describe('ranges', () => {
  it('of uniform: low to high', () => {
    const bound = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(seeds, bound, bound, (seed, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        for (const value of new RandomState(seed).uniform(low, high, [40], float64).data) {
          expect(value).toBeGreaterThanOrEqual(low);
          expect(value).toBeLessThanOrEqual(high);
        }
      }),
      SETTINGS,
    );
  });

  it('of randint: every number from low to high - 1, each about as often', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 1, max: 9 }), (seed, low, range) => {
        const counts = new Map<number, number>();
        const draws = 200 * range;
        for (const value of new RandomState(seed).randint(low, low + range, draws).data) {
          counts.set(value, (counts.get(value) ?? 0) + 1);
        }
        expect([...counts.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: range }, (_, i) => low + i));
        for (const count of counts.values()) expect(Math.abs(count - 200)).toBeLessThan(6 * Math.sqrt(200));
      }),
      SETTINGS,
    );
  });

  it('of binomial: 0 to n, around n p', () => {
    const trials = fc.oneof(fc.nat(3), fc.nat(200), fc.nat(2 ** 31 - 1));
    fc.assert(
      fc.property(seeds, trials, fc.double({ min: 0, max: 1, noNaN: true }), (seed, n, p) => {
        const { data } = new RandomState(seed).binomial(n, p, 64);
        for (const value of data) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(n);
        }
        const mean = data.reduce((sum, value) => sum + value, 0) / 64;
        // Six standard deviations of the mean, and room for one rare success where n p is next to nothing.
        expect(Math.abs(mean - n * p)).toBeLessThanOrEqual(6 * Math.sqrt((n * p * (1 - p)) / 64) + 1 / 32);
      }),
      SETTINGS,
    );
  });

  it('of randn: mean 0, variance 1', () => {
    for (const seed of [0, 'text']) {
      const { data } = new RandomState(seed).randn(100_000, float64);
      const mean = data.reduce((sum, x) => sum + x, 0) / data.length;
      const variance = data.reduce((sum, x) => sum + (x - mean) ** 2, 0) / data.length;
      expect(Math.abs(mean)).toBeLessThan(0.02);
      expect(Math.abs(variance - 1)).toBeLessThan(0.03);
    }
  });
});

describe('permutation and shuffle', () => {
  const identity = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
  const sorted = (values: Iterable<number>): number[] => [...values].sort((a, b) => a - b);

  it('keep every element', () => {
    fc.assert(
      fc.property(seeds, fc.nat(400), (seed, n) => {
        const random = new RandomState(seed);
        expect(sorted(random.permutation(n).data)).toEqual(identity(n));
        const list = identity(n);
        random.shuffle(list);
        expect(sorted(list)).toEqual(identity(n));
      }),
      SETTINGS,
    );
  });

  it('of an integer, an array, a typed array, a vector and rows are one order', () => {
    fc.assert(
      fc.property(seeds, fc.nat(60), fc.integer({ min: 0, max: 4 }), (seed, n, width) => {
        const order = [...new RandomState(seed).permutation(n).data];
        const wide = identity(n * width);
        const rows = order.flatMap((row) => wide.slice(row * width, (row + 1) * width));
        const tensors = [
          [new Tensor('float32', [n], Float32Array.from(identity(n))), order],
          [new Tensor('uint8', [n, width], Uint8Array.from(wide)), rows],
          [new Tensor('float64', [n, 1, width], Float64Array.from(wide)), rows],
        ] as const;
        for (const [tensor, expected] of tensors) {
          const before = [...tensor.data];
          const copy = new RandomState(seed).permutation(tensor as Tensor);
          expect([copy.dtype, copy.shape]).toEqual([tensor.dtype, tensor.shape]);
          expect([...copy.data]).toEqual(expected);
          expect([...tensor.data]).toEqual(before);
          new RandomState(seed).shuffle(tensor);
          expect([...tensor.data]).toEqual(expected);
        }
        for (const list of [identity(n), Uint16Array.from(identity(n)), Buffer.from(identity(n))]) {
          const copy = new RandomState(seed).permutation(list as number[]);
          expect(copy.constructor).toBe(list instanceof Buffer ? Uint8Array : list.constructor);
          expect([...copy]).toEqual(order);
          expect([...list]).toEqual(identity(n));
          new RandomState(seed).shuffle(list);
          expect([...list]).toEqual(order);
        }
      }),
      SETTINGS,
    );
  });

  it('of an array take elements of any kind', () => {
    const objects = [{ a: 1 }, null, 'x', [2], undefined];
    const copy = new RandomState(1).permutation(objects);
    expect(new Set(copy)).toEqual(new Set(objects));
    expect(copy).not.toEqual(objects);
    const big = BigInt64Array.of(1n, 2n, 3n);
    new RandomState(1).shuffle(big);
    expect([...big].sort()).toEqual([1n, 2n, 3n]);
  });
});

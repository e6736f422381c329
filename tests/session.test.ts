/** The global stream and the precision of dot products. Each test imports the package afresh, as a program does. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type * as Package from 'nnfs';

let nnfs: typeof Package;
beforeEach(async () => {
  vi.resetModules();
  nnfs = await import('nnfs');
});

/** A sum that float32 rounds at every step and float64 only at the end. */
const terms = [1e8, 1, 1, 1, 1, 1, 1, 1, 1, -1e8];
const dotOfTerms = (): number =>
  nnfs
    .dot(
      [terms],
      terms.map(() => [1]),
    )
    .item();

describe('init', () => {
  it('restarts the stream at seed 0', () => {
    const fresh = nnfs.random.randn([3]);
    expect(fresh).toEqualTensor(new nnfs.RandomState(0).randn([3])); // before init too
    nnfs.random.randn([5]); // leaves half a pair of normals waiting
    nnfs.init();
    expect(nnfs.random.randn([3])).toEqualTensor(fresh);
  });

  it.each([7, 'any text', [1, 2, 3]])('restarts it at the seed %o', (seed) => {
    nnfs.init({ seed });
    const first = nnfs.random.randomSample();
    expect(first).toBe(new nnfs.RandomState(seed).randomSample());
    nnfs.init({ seed });
    expect(nnfs.random.randomSample()).toBe(first);
  });

  it('draws entropy for null', () => {
    const draws = Array.from({ length: 4 }, () => {
      nnfs.init({ seed: null });
      return nnfs.random.randomSample();
    });
    expect(new Set(draws).size).toBe(4); // two alike: once in 2^51 runs
  });

  it('makes everything repeat', () => {
    const run = () => {
      nnfs.init();
      const { X } = nnfs.spiralData({ samples: 5, classes: 2 });
      return [X, new nnfs.Dense(2, 3).forward(X), nnfs.verticalData({ samples: 2 }).X] as const;
    };
    const first = run();
    run().forEach((x, i) => {
      expect(x).toEqualTensor(first[i]!);
    });
  });

  it('keeps the stream and the precision where an option is wrong', () => {
    const before = nnfs.random.getState();
    expect(() => nnfs.init({ seed: -1 })).toThrow('a seed');
    expect(() => nnfs.init({ seed: 1, dotPrecision: 'half' as never })).toThrow('dotPrecision');
    expect(nnfs.random.getState()).toEqual(before);
    expect(dotOfTerms()).toBe(0); // float32 still
  });
});

describe('dot products of float32', () => {
  it('accumulate in float32 at first, in float64 after init, and as init says', () => {
    expect(dotOfTerms()).toBe(0);
    nnfs.init();
    expect(dotOfTerms()).toBe(8);
    nnfs.init({ dotPrecision: 'float32' });
    expect(dotOfTerms()).toBe(0);
    nnfs.init({ dotPrecision: 'float64' });
    expect(dotOfTerms()).toBe(8);
  });

  it('of float64 tensors always accumulate in float64', () => {
    const wide = nnfs.tensor(terms, 'float64');
    expect(nnfs.dot(wide, nnfs.ones([terms.length], 'float64')).item()).toBe(8);
  });

  it('in layers follow the same setting, the backward pass that of its forward pass', () => {
    const dense = new nnfs.Dense(terms.length, 1);
    dense.weights = terms.map(() => [1]);
    expect(dense.forward([terms]).item()).toBe(0);
    nnfs.init();
    expect(dense.forward([terms]).item()).toBe(8);
    dense.forward(terms.map(() => terms));
    const column = terms.map((value) => [value]);
    expect(dense.backward(column).shape).toEqual([terms.length, terms.length]);
    expect(nnfs.divide(dense.dweights, 1e8).data[1]).toBeCloseTo(8e-8, 10);
  });
});

it('importing the package draws nothing and has the stream at seed 0', () => {
  expect(nnfs.random.getState()).toEqual(new nnfs.RandomState(0).getState());
});

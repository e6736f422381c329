/** The Python package's datasets, and the next number of the stream after each. */
import { expect, it } from 'vitest';
import { init, random, RandomState, sineData, spiralData, verticalData } from 'nnfs';
import { decode, golden, type GoldenArray } from '../support/golden.ts';

interface Case {
  readonly dataset: 'spiral' | 'vertical' | 'sine';
  readonly seed: number;
  readonly args: readonly [samples: number, classes: number];
  readonly X: GoldenArray;
  readonly y: GoldenArray;
  readonly next_random_sample: number;
}

const { cases } = golden<{ cases: readonly Case[] }>('datasets.json');
const of = (dataset: string): readonly Case[] => cases.filter((one) => one.dataset === dataset);
const points = [
  ...of('spiral').map((one) => ({ ...one, make: spiralData })),
  ...of('vertical').map((one) => ({ ...one, make: verticalData })),
];

it.each(points)(
  '$dataset of $args from seed $seed, every bit',
  ({ make, seed, args: [samples, classes], ...wanted }) => {
    init({ seed });
    const own = new RandomState(seed);
    const { X, y } = make({ samples, classes, random: own });
    expect(make({ samples, classes }).X).toEqualTensor(X); // the global stream
    expect(X).toEqualTensor(decode(wanted.X));
    expect(y).toEqualTensor(decode(wanted.y));
    expect(random.randomSample()).toBe(wanted.next_random_sample);
    expect(own.randomSample()).toBe(wanted.next_random_sample);
  },
);

it.each(of('sine'))('sine of $args', ({ seed, args: [samples], ...wanted }) => {
  init({ seed });
  const { X, y } = sineData({ samples });
  expect(X).toEqualTensor(decode(wanted.X));
  expect(y).toEqualTensor(decode(wanted.y), { ulps: 3 }); // NumPy takes float64 sin from the processor's vendor
  expect(y.astype('float32')).toEqualTensor(decode(wanted.y).astype('float32'));
  expect(sineData({ samples, dtype: 'float32' })).toEqual({ X: X.astype('float32'), y: y.astype('float32') });
  expect(random.randomSample()).toBe(wanted.next_random_sample); // nothing was drawn
});

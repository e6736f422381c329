import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  arange,
  init,
  kFold,
  RandomState,
  takeRows,
  tensor,
  trainTestSplit,
  type KFoldOptions,
  type TrainTestSplitOptions,
} from 'nnfs';
import { groupByLabel, splitIndices } from '../../src/datasets/split-indices.ts';

const SETTINGS = { seed: 20240305, numRuns: 100 };
const ROW_BY_ROW = [0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2];
const MIXED = [2, 0, 1, 1, 0, 2, 2, 1, 0, 0, 1, 2];
const numbers = (N: number) => arange(0, N, 1, 'int32');
/** The same, as test tables hold it. */
const list = (x: { data: Iterable<number> }): number[] => [...x.data];
const ascending = (rows: number[]): number[] => rows.sort((a, b) => a - b);
const count = (labels: Iterable<number>, k: number): number => [...labels].filter((label) => label === k).length;

describe('takeRows', () => {
  const X = tensor([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);

  it.each([
    [
      [2, 0, 2],
      [5, 6, 1, 2, 5, 6],
      [3, 2],
    ],
    [[], [], [0, 2]],
  ])('rows %o', (rows, data, shape) => {
    for (const dtype of ['float32', 'float64', 'int32', 'uint8'] as const) {
      const taken = takeRows(X.astype(dtype), rows);
      expect(taken).toMatchObject({ dtype, shape });
      expect(list(taken)).toEqual(data);
    }
  });

  it('takes axes of any number, and copies', () => {
    const cube = numbers(12).reshape([3, 2, 2]);
    const taken = takeRows(cube, new Int32Array([1]));
    expect(taken.toArray()).toEqual([
      [
        [4, 5],
        [6, 7],
      ],
    ]);
    taken.data[0] = 100;
    expect(cube.at(1, 0, 0)).toBe(4);
    expect(list(takeRows(numbers(3), [2]))).toEqual([2]);
  });

  it.each<[unknown, unknown, string]>([
    [X, [3], 'takeRows: expected whole indices from 0 to 2, received 3 at index 0.'],
    [X, [0, -1], 'takeRows: expected whole indices from 0 to 2, received -1 at index 1.'],
    [X, [0.5], 'takeRows: expected whole indices from 0 to 2, received 0.5 at index 0.'],
    [X, [[0]], 'takeRows: expected indices [M], received [1, 1].'],
    [tensor(1), [0], 'takeRows: expected a tensor with rows, received a single number.'],
  ])('%s, %o is refused', (x, rows, text) => {
    expect(() => takeRows(x as typeof X, rows as number[])).toThrow(text);
  });
});

describe('trainTestSplit', () => {
  // scikit-learn 1.9: train_test_split(np.arange(N), test_size=share, random_state=seed)
  it.each([
    [10, 0.25, 0, [9, 1, 6, 7, 3, 0, 5], [2, 8, 4]],
    [7, 0.5, 42, [4, 3, 6], [0, 1, 5, 2]],
    [10, 0.01, 3, [4, 1, 2, 9, 6, 7, 0, 3, 8], [5]],
  ])('takes from %i samples, share %f, seed %i, the rows that scikit-learn takes', (N, share, seed, train, test) => {
    const X = numbers(N);
    const parts = trainTestSplit(X, X, { testShare: share, random: new RandomState(seed) });
    expect(list(parts.XTrain)).toEqual(train);
    expect(list(parts.XTest)).toEqual(test);
    expect(list(parts.yTrain)).toEqual(train);
    expect(list(parts.yTest)).toEqual(test);
    init({ seed });
    expect(trainTestSplit(X, X, { testShare: share })).toEqual(parts);
  });

  // the same with stratify=labels
  it.each([
    [ROW_BY_ROW, 0.3, 0, [3, 2, 1, 8, 6, 5, 10], [4, 0, 9, 7]],
    [ROW_BY_ROW, 0.5, 5, [4, 2, 10, 6, 5], [3, 9, 8, 7, 1, 0]],
    [MIXED, 0.25, 1, [11, 2, 9, 1, 0, 6, 3, 7, 8], [5, 4, 10]],
  ])('stratifies as scikit-learn does: %o, share %f, seed %i', (labels, testShare, seed, train, test) => {
    const X = numbers(labels.length);
    const again = (stratify: boolean | number[], y: number[]) =>
      trainTestSplit(X, y, { testShare, stratify, random: new RandomState(seed) });
    const { XTrain, XTest, yTest } = again(true, labels);
    expect(list(XTrain)).toEqual(train);
    expect(list(XTest)).toEqual(test);
    expect(list(yTest)).toEqual(test.map((n) => labels[n]));
    expect(list(again(labels, [...X.data]).yTrain)).toEqual(train);
  });

  it('keeps the order on request, draws nothing then, and takes a quarter by default', () => {
    const random = new RandomState(1);
    const { XTrain, XTest } = trainTestSplit(numbers(10), numbers(10), { shuffle: false, random });
    expect(list(XTrain)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(list(XTest)).toEqual([7, 8, 9]);
    expect(random.getState()).toEqual(new RandomState(1).getState());
  });

  it('keeps rows together, and types', () => {
    const X = numbers(40).reshape([10, 2, 2]).astype('uint8');
    const y = tensor(numbers(10), 'float64');
    const parts = trainTestSplit(X, y, { random: new RandomState(2) });
    expect(parts.XTrain).toMatchObject({ dtype: 'uint8', shape: [7, 2, 2] });
    expect(parts.yTest).toMatchObject({ dtype: 'float64', shape: [3] });
    parts.yTrain.data.forEach((n, i) => {
      expect(parts.XTrain.slice(i, i + 1)).toEqualTensor(X.slice(n, n + 1));
    });
  });

  const labels = fc.array(fc.nat(3), { minLength: 4, maxLength: 60 });
  const shares = fc.double({ min: 0.01, max: 0.99, noNaN: true });

  it('loses no sample and takes none twice; strata differ from their share by less than one sample', () => {
    fc.assert(
      fc.property(labels, shares, fc.nat(1000), fc.boolean(), (y, share, seed, stratified) => {
        const N = y.length;
        fc.pre(Math.ceil(N * share) < N);
        const groups = stratified ? groupByLabel('test', y, N) : undefined;
        const { train, test } = splitIndices('test', N, share, new RandomState(seed), groups);
        expect(ascending([...train.data, ...test.data])).toEqual(list(numbers(N)));
        expect(test.size).toBe(Math.ceil(N * share));
        for (const [k, { length }] of groups ?? []) {
          const inTest = count(
            list(test).map((n) => y[n]!),
            k,
          );
          expect(Math.abs(inTest - (length / N) * test.size)).toBeLessThan(1 + 1e-9);
        }
      }),
      SETTINGS,
    );
  });

  const split =
    (options: unknown, y: unknown = [0, 0, 1, 1], X: unknown = numbers(4)) =>
    () =>
      trainTestSplit(X as number[], y as number[], options as TrainTestSplitOptions);

  it.each<[() => unknown, string]>([
    [split({ testShare: 0 }), 'a share above 0 and below 1, received 0.'],
    [split({ testShare: 1 }), 'a share above 0 and below 1, received 1.'],
    [split({ testShare: NaN }), 'a share above 0 and below 1, received NaN.'],
    [split({ testShare: 0.9 }), 'a share that leaves samples in both parts, received 0.9 of 4.'],
    [split({}, [], new Float32Array(0)), 'a share that leaves samples in both parts, received 0.25 of 0.'],
    [split({}, [0, 1]), 'X and y of one number of samples, received [4] and [2].'],
    [split({}, tensor(1), tensor(1)), 'X and y of one number of samples, received [] and [].'],
    [split({ stratify: true, shuffle: false }), 'shuffle where stratify is set, received shuffle false.'],
    [split({ stratify: true }, [0, 1, 1, 1]), '2 or more samples of each class, received 1 of class 0.'],
    [split({ stratify: true }), 'room for 2 classes in both parts, received a part of 1 samples.'],
    [split({ stratify: [0, 1] }), 'labels [4] to stratify by, received [2].'],
    [
      split({ stratify: true }, [0, 0.5, 0, 0.5]),
      'whole labels, 0 or more, received 0.5 at sample 1. Labels count classes from 0.',
    ],
    [split({ testSize: 0.5 }), 'options { testShare, stratify, shuffle, random }, received the option "testSize".'],
    [split({ random: 3 }), 'random to be a RandomState, received 3. A seed becomes one: new RandomState(seed).'],
  ])('%# is refused', (call, text) => {
    expect(call).toThrow(`trainTestSplit: expected ${text}`);
  });
});

describe('kFold', () => {
  const tests = (N: number, options: KFoldOptions): number[][] => kFold(N, options).map(({ test }) => list(test));

  // scikit-learn 1.9: KFold(folds, shuffle=True, random_state=seed).split(np.zeros(N))
  it.each([
    [
      7,
      3,
      0,
      [
        [1, 2, 6],
        [0, 3],
        [4, 5],
      ],
    ],
    [
      6,
      2,
      9,
      [
        [1, 2, 5],
        [0, 3, 4],
      ],
    ],
  ])('cuts %i samples in %i as scikit-learn does', (N, folds, seed, expected) => {
    expect(tests(N, { folds, random: new RandomState(seed) })).toEqual(expected);
    init({ seed });
    expect(tests(N, { folds })).toEqual(expected);
  });

  // StratifiedKFold(folds, ...).split(np.zeros(N), labels), shuffled and not
  it.each([
    [
      [0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2],
      3,
      0,
      [
        [1, 2, 5, 9],
        [0, 3, 7, 10],
        [4, 6, 8],
      ],
      [
        [0, 1, 5, 8],
        [2, 3, 6, 9],
        [4, 7, 10],
      ],
    ],
    [
      MIXED,
      4,
      9,
      [
        [2, 4, 6],
        [0, 3, 9],
        [7, 8, 11],
        [1, 5, 10],
      ],
      [
        [0, 1, 2],
        [3, 4, 5],
        [6, 7, 8],
        [9, 10, 11],
      ],
    ],
  ])('stratifies as scikit-learn does: %o in %i', (stratify, folds, seed, shuffled, inOrder) => {
    const N = stratify.length;
    expect(tests(N, { folds, stratify, random: new RandomState(seed) })).toEqual(shuffled);
    expect(tests(N, { folds, stratify, shuffle: false })).toEqual(inOrder);
  });

  it('cuts runs of neighbours without shuffling, and draws nothing then', () => {
    const random = new RandomState(1);
    expect(tests(7, { folds: 3, shuffle: false, random })).toEqual([
      [0, 1, 2],
      [3, 4],
      [5, 6],
    ]);
    expect(random.getState()).toEqual(new RandomState(1).getState());
  });

  it('counts the rows of X, and makes 5 folds of int32 indices by default', () => {
    const folds = kFold(numbers(24).reshape([12, 2]));
    expect(folds).toHaveLength(5);
    expect(folds.map(({ test }) => test.size)).toEqual([3, 3, 2, 2, 2]);
    expect(folds[0]!.train.dtype).toBe('int32');
  });

  it('tests each sample once and trains it in all other folds, classes in equal shares', () => {
    const sizes = fc.array(fc.integer({ min: 6, max: 20 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        sizes,
        fc.integer({ min: 2, max: 6 }),
        fc.nat(1000),
        fc.boolean(),
        fc.boolean(),
        (perClass, folds, seed, shuffle, stratified) => {
          const random = new RandomState(seed);
          const labels = random.permutation(perClass.flatMap((size, k) => new Array<number>(size).fill(k)));
          const N = labels.length;
          const parts = kFold(N, { folds, shuffle, random, ...(stratified && { stratify: labels }) });
          expect(parts).toHaveLength(folds);
          expect(ascending(parts.flatMap(({ test }) => list(test)))).toEqual(list(numbers(N)));
          for (const { train, test } of parts) {
            expect(ascending([...train.data, ...test.data])).toEqual(list(numbers(N)));
            expect(Math.abs(test.size - N / folds)).toBeLessThan(1);
            perClass.forEach((size, k) => {
              const inTest = count(
                list(test).map((n) => labels[n]!),
                k,
              );
              if (stratified) expect(Math.abs(inTest - size / folds)).toBeLessThan(1);
            });
          }
        },
      ),
      SETTINGS,
    );
  });

  it.each<[unknown, unknown, string]>([
    [4, {}, 'folds from 2 to 4, the samples, received 5.'],
    [4, { folds: 1 }, 'folds from 2 to 4, the samples, received 1.'],
    [4, { folds: 2.5 }, 'folds to be a whole number, 1 or more, received 2.5.'],
    [0, {}, 'samples to be a whole number, 1 or more, received 0.'],
    [1.5, {}, 'samples to be a whole number, 1 or more, received 1.5.'],
    [tensor(1), {}, 'samples to be a whole number, 1 or more, received 0.'],
    [4, { folds: 2, stratify: [0, 1, 1] }, 'labels [4] to stratify by, received [3].'],
    [4, { folds: 2, stratify: [0, 1, 1, 1] }, '2 or more samples of each class, received 1 of class 0.'],
    [4, { k: 2 }, 'options { folds, stratify, shuffle, random }, received the option "k".'],
  ])('%s, %o is refused', (samples, options, text) => {
    expect(() => kFold(samples as number, options as KFoldOptions)).toThrow(`kFold: expected ${text}`);
  });
});

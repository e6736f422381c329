/** RobustScaler, folds beyond `kFold`, and crossValidate: scikit-learn's numbers, and what is refused. */
import { describe, expect, it } from 'vitest';
import {
  Adam,
  Dense,
  MAE,
  MeanSquaredError,
  Model,
  RandomState,
  RobustScaler,
  crossValidate,
  groupKFold,
  kFold,
  repeatedKFold,
  takeRows,
  timeSeriesSplit,
  type Split,
} from 'nnfs';
import { decode, golden, type GoldenArray } from '../support/golden.ts';

interface Pair {
  readonly train: GoldenArray;
  readonly test: GoldenArray;
}

const { cases } = golden<{
  cases: {
    scalers: readonly Record<'X' | 'offset' | 'scale' | 'Z', GoldenArray>[];
    groups: GoldenArray;
    grouped: readonly { folds: number; splits: readonly Pair[] }[];
    timed: readonly { N: number; folds: number; gap: number; splits: readonly Pair[] }[];
    repeated: readonly Pair[];
  };
}>('preparation.json');

function expectSplits(found: readonly Split[], wanted: readonly Pair[]): void {
  expect(found.length).toBe(wanted.length);
  found.forEach(({ train, test }, i) => {
    expect(train).toEqualTensor(decode(wanted[i]!.train));
    expect(test).toEqualTensor(decode(wanted[i]!.test));
  });
}

describe.each(cases.scalers.map((one) => ({ one, N: one.X.shape[0]! })))('RobustScaler of $N samples', ({ one }) => {
  it('is scikit-learn’s, and goes back', () => {
    const X = decode(one.X);
    const scaler = new RobustScaler().fit(X);
    // NumPy adds the distance to the lower neighbour or takes it from the upper, by a rule of its own: a unit in the last place.
    expect(scaler.offset).toEqualTensor(decode(one.offset), { ulps: 2 });
    expect(scaler.scale).toEqualTensor(decode(one.scale), { relative: 1e-14 });
    const Z = scaler.transform(X);
    Z.data.forEach((z, i) => expect(z).toBeCloseTo(decode(one.Z).data[i]!, 12));
    expect(RobustScaler.fromJSON(JSON.parse(JSON.stringify(scaler))).transform(X)).toEqualTensor(Z);
    scaler.inverseTransform(Z).data.forEach((x, i) => expect(x).toBeCloseTo(X.data[i]!, 9));
  });
});

describe('folds are scikit-learn’s', () => {
  it.each(cases.grouped)('grouped, $folds', ({ folds, splits }) => {
    expectSplits(groupKFold(decode(cases.groups), { folds }), splits);
  });
  it.each(cases.timed)('in time, $folds of $N with a gap of $gap', ({ N, folds, gap, splits }) => {
    expectSplits(timeSeriesSplit(N, { folds, gap }), splits);
  });
  it('repeated', () => {
    expectSplits(repeatedKFold(10, { folds: 3, repeats: 2, random: new RandomState(9) }), cases.repeated);
  });
});

describe('crossValidate', () => {
  const random = new RandomState(1);
  const X = random.randn([20, 2]);
  const y = random.randn([20, 1]);
  const makeModel = (fold: number): Model =>
    new Model([new Dense(2, 1, { random: new RandomState(fold) })]).set({
      loss: new MeanSquaredError(),
      optimizer: new Adam({ learningRate: 0.1 }),
      metrics: [new MAE()],
    });

  it('is training and evaluation of each fold by hand, with mean and spread', async () => {
    const folds = kFold(X, { folds: 4, random: new RandomState(2) });
    const { folds: found, mean, spread } = await crossValidate(makeModel, X, y, folds, { epochs: 5, batchSize: 4 });
    for (const [fold, { train, test }] of folds.entries()) {
      const model = makeModel(fold);
      await model.train(takeRows(X, train), takeRows(y, train), { epochs: 5, batchSize: 4 });
      expect(found[fold]).toEqual(model.evaluate(takeRows(X, test), takeRows(y, test)));
    }
    const maes = found.map(({ mae }) => mae!);
    const middle = maes.reduce((sum, value) => sum + value, 0) / 4;
    expect(mean.mae).toBe(middle);
    expect(spread.mae).toBeCloseTo(Math.sqrt(maes.reduce((sum, value) => sum + (value - middle) ** 2, 0) / 3), 15);
    expect(Object.keys(mean)).toEqual(Object.keys(found[0]!));
    const one = await crossValidate(makeModel, X, y, folds.slice(0, 1));
    expect(one.spread.loss).toBe(0);
  });

  it('needs a fold', async () => {
    await expect(crossValidate(makeModel, X, y, [])).rejects.toThrow(
      'crossValidate: expected a fold or more, received none. For example kFold(X).',
    );
  });
});

it.each<[() => unknown, string]>([
  [() => groupKFold([1, 1, 2], { folds: 3 }), 'groupKFold: expected folds from 2 to 2, the groups, received 3.'],
  [() => groupKFold([[1]]), 'groupKFold: expected groups [N], received [1, 1].'],
  [
    () => repeatedKFold(5, { repeats: 0 }),
    'repeatedKFold: expected repeats to be a whole number, 1 or more, received 0.',
  ],
  [() => repeatedKFold(5, { folds: 6 }), 'kFold: expected folds from 2 to 5, the samples, received 6.'],
  [
    () => timeSeriesSplit(3, { folds: 3 }),
    'timeSeriesSplit: expected samples for 3 folds and one to train with, received 3.',
  ],
  [
    () => timeSeriesSplit(8, { folds: 3, gap: -1 }),
    'timeSeriesSplit: expected gap to be a whole number, 0 or more, received -1.',
  ],
  [
    () => new RobustScaler().transform([[1]]),
    'RobustScaler.transform: expected a fitted scaler, received a new one. Call fit(X) first.',
  ],
])('%#: refused', (call, message) => {
  expect(call).toThrow(expect.objectContaining({ message }));
});

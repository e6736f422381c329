/** The metrics beyond the book: scikit-learn's values, edges by hand, and what is refused. */
import { describe, expect, it } from 'vitest';
import {
  averagePrecision,
  balancedAccuracy,
  calibrationError,
  classificationReport,
  cohenKappa,
  explainedVariance,
  f1,
  fBeta,
  logLoss,
  matthews,
  medianAbsoluteError,
  oneHot,
  r2,
  r2Scores,
  RandomState,
  rocAuc,
  type Average,
} from 'nnfs';
import { decode, golden, type GoldenArray } from '../support/golden.ts';

type Arrays = 'scores' | 'yes' | 'targets' | 'predictions' | 'balancedPredictions' | 'confidences' | 'values' | 'predicted'; // prettier-ignore
type Numbers = 'rocAuc' | 'averagePrecision' | 'balancedAccuracy' | 'cohenKappa' | 'matthews' | 'logLoss' | 'calibrationError' | 'explainedVariance' | 'medianAbsoluteError'; // prettier-ignore
const { cases } = golden<{
  cases: readonly (Record<Arrays | 'r2Scores', GoldenArray> &
    Record<Numbers, number> & { fBeta: Record<string, number>; report: string })[];
}>('metrics.json');

describe.each(cases.map((one) => ({ one, C: one.confidences.shape[1]! })))(
  'of $C classes, as scikit-learn',
  ({ one }) => {
    const x = Object.fromEntries(Object.entries(one).flatMap(([name, value]) => (typeof value === 'object' && 'dtype' in value ? [[name, decode(value as GoldenArray)]] : []))) as Record<Arrays, ReturnType<typeof decode>>; // prettier-ignore

    it.each<[Numbers, () => number]>([
      ['rocAuc', () => rocAuc(x.scores, x.yes)],
      ['averagePrecision', () => averagePrecision(x.scores, x.yes)],
      ['balancedAccuracy', () => balancedAccuracy(x.balancedPredictions, x.targets)],
      ['cohenKappa', () => cohenKappa(x.predictions, x.targets)],
      ['matthews', () => matthews(x.predictions, x.targets)],
      ['logLoss', () => logLoss(x.confidences, x.targets)],
      ['calibrationError', () => calibrationError(x.confidences, x.targets, { bins: 10 })],
      ['explainedVariance', () => explainedVariance(x.predicted, x.values)],
      ['medianAbsoluteError', () => medianAbsoluteError(x.predicted, x.values)],
    ])('%s', (name, value) => {
      expect(value()).toBeCloseTo(one[name], 13); // sums in another order
    });

    it.each(['macro', 'micro', 'weighted'] as const)('fBeta, %s', (average) => {
      expect(fBeta(x.predictions, x.targets, { beta: 0.5, average })).toBeCloseTo(one.fBeta[average]!, 14);
      expect(fBeta(x.predictions, x.targets, { average })).toBeCloseTo(f1(x.predictions, x.targets, { average }), 14);
    });

    it('r2Scores, whose mean is r2', () => {
      expect(r2Scores(x.predicted, x.values)).toEqualTensor(decode(one.r2Scores), { relative: 1e-13 });
      const [a, b] = r2Scores(x.predicted, x.values).data;
      expect(r2(x.predicted, x.values)).toBeCloseTo((a! + b!) / 2, 14);
    });

    it('classificationReport, to the letter', () => {
      expect(`${classificationReport(x.predictions, x.targets)}\n`).toBe(one.report);
    });
  },
);

describe('at the edges', () => {
  it('rocAuc counts equal scores one half, and does not change where scores rise alike', () => {
    expect(rocAuc([1, 1, 1], [0, 1, 1])).toBe(0.5);
    expect(rocAuc([[0], [1]], [[0], [1]])).toBe(1);
    expect(rocAuc([-Infinity, Infinity], [1, 0])).toBe(0);
    const random = new RandomState(1);
    const [scores, yes] = [random.randn([50], { dtype: 'float64' }), random.randint(0, 2, [50])];
    const risen = Array.from(scores.data, (score) => Math.atan(score) + 7);
    expect(rocAuc(risen, yes)).toBe(rocAuc(scores, yes));
    expect(averagePrecision(risen, yes)).toBe(averagePrecision(scores, yes));
    // Every pair by hand.
    let [pairs, right] = [0, 0];
    yes.data.forEach((a, i) => yes.data.forEach((b, j) => {
      if (a !== 1 || b !== 0) return;
      pairs++;
      right += scores.data[i]! > scores.data[j]! ? 1 : scores.data[i] === scores.data[j] ? 0.5 : 0;
    })); // prettier-ignore
    expect(rocAuc(scores, yes)).toBeCloseTo(right / pairs, 14);
  });

  it('agreement of one class alone', () => {
    expect([cohenKappa([0, 0], [0, 0]), matthews([0, 0], [0, 0]), balancedAccuracy([0, 0], [0, 0])]).toEqual([1, 0, 1]);
    expect(matthews([1, 0], [0, 1])).toBe(-1);
    // Class 1 is predicted alone: it has no recall to count.
    expect(balancedAccuracy([0, 1], [0, 0])).toBe(0.5);
  });

  it('confidences of 0 and 1', () => {
    expect(logLoss([[0, 1]], [1])).toBe(-0 + 0);
    expect(logLoss([[1, 0]], [1])).toBeCloseTo(52 * Math.LN2, 12);
    expect(calibrationError([[0, 1], [1, 0]], [1, 0])).toBe(0); // prettier-ignore
    expect(logLoss([[0.25, 0.75]], oneHot([1], 2))).toBe(logLoss([[0.25, 0.75]], [1]));
  });

  it('calibrationError counts a confidence at an edge of two bins to the lower', () => {
    const confidences = [[0.5, 0.5], [0.75, 0.25]]; // prettier-ignore
    expect(calibrationError(confidences, [0, 1], { bins: 2 })).toBe((0.5 + 0.75) / 2);
  });

  it('explainedVariance forgives a constant error, and targets that are all equal', () => {
    expect(explainedVariance([1.1, 2.1, 3.1], [1, 2, 3])).toBeCloseTo(1, 14);
    expect([explainedVariance([5, 5], [4, 4]), explainedVariance([5, 6], [4, 4])]).toEqual([1, 0]);
    expect(medianAbsoluteError([1], [3])).toBe(2);
  });

  it('classificationReport has the names of classes', () => {
    const report = classificationReport([0, 1], [0, 1], { labels: ['a long name of a class', 'no'] });
    expect(report.split('\n')[2]).toBe('a long name of a class       1.00      1.00      1.00         1');
    expect(report.split('\n')[3]).toBe('                    no       1.00      1.00      1.00         1');
  });
});

const bad = (value: unknown): never => value as never;
it.each<[() => unknown, string]>([
  [() => rocAuc([1, 2], [1, 1]), 'rocAuc: expected targets of both kinds, received 2 of 1, 0 of 0.'],
  [() => rocAuc([1, NaN], [0, 1]), 'rocAuc: expected scores, received NaN at sample 1.'],
  [() => rocAuc([1, 2], [0, 2]), 'rocAuc: expected targets of 0 and 1, received 2 at sample 1.'],
  [() => rocAuc([[1, 2]], [0, 1]), 'rocAuc: expected scores [N] or [N, 1], received [1, 2].'],
  [() => rocAuc([1, 2], [1]), 'rocAuc: expected targets [2], one for each score, received [1].'],
  [() => averagePrecision([1], [0]), 'averagePrecision: expected targets with a 1 among them, received none.'],
  [() => fBeta([0], [0], { beta: 0 }), 'fBeta: expected beta above 0, received 0.'],
  [
    () => fBeta([0], [0], bad({ b: 0 })),
    'fBeta: expected options { beta, average, classes }, received the option "b".',
  ],
  [() => fBeta([2], [0], { average: 'binary' as Average }), "fBeta: expected two classes for the average 'binary', received 3."], // prettier-ignore
  [() => logLoss([[0.5, 1.5]], [0]), 'logLoss: expected confidences from 0 to 1, received 1.5 at sample 0.'],
  [() => logLoss([[0.5]], [0]), 'logLoss: expected confidences [N, C] of two classes or more, received [1, 1].'],
  [() => logLoss([[0.5, 0.5]], [2]), 'logLoss: expected whole labels from 0 to 1, received 2 at sample 0. Labels count classes from 0.'], // prettier-ignore
  [() => calibrationError([[0.5, 0.5]], [0], { bins: 0 }), 'calibrationError: expected bins to be a whole number, 1 or more, received 0.'], // prettier-ignore
  [() => r2Scores([1], [1]), 'r2Scores: expected predictions [N] or [N, O] of two samples or more, received [1].'],
  [() => explainedVariance([1], [1, 2]), 'explainedVariance: expected targets [1], as the output, received [2].'],
  [
    () => medianAbsoluteError([NaN], [1]),
    'medianAbsoluteError: expected finite predictions, received NaN at sample 0.',
  ],
  [() => classificationReport([0, 1], [0, 1], { labels: ['a'] }), 'classificationReport: expected 2 labels, received ["a"].'], // prettier-ignore
])('%#: refused', (call, message) => {
  expect(call).toThrow(expect.objectContaining({ message }));
});

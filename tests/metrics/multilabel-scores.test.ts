/** Samples with any number of labels: scikit-learn's values, edges by hand, and what is refused. */
import { describe, expect, it } from 'vitest';
import { multilabelScores, type MultilabelOptions, type MultilabelScores } from 'nnfs';
import { decode, golden, type GoldenArray } from '../support/golden.ts';

type Average = NonNullable<MultilabelOptions['average']>;
const { cases } = golden<{
  cases: readonly {
    targets: GoldenArray;
    confidences: GoldenArray;
    scores: Readonly<Partial<Record<Average, MultilabelScores>>>;
  }[];
}>('multilabel.json');

const rows = cases.flatMap(({ targets, confidences, scores }) =>
  Object.entries<MultilabelScores>(scores).map(([average, wanted]) => ({
    C: targets.shape[1]!,
    average: average as Average,
    targets,
    confidences,
    wanted,
  })),
);

it.each(rows)('of $C labels, $average, as scikit-learn', ({ average, targets, confidences, wanted }) => {
  const found = multilabelScores(decode(confidences), decode(targets), { average });
  for (const [name, value] of Object.entries<number>({ ...wanted })) {
    expect(found[name as keyof MultilabelScores], name).toBeCloseTo(value, 14); // sums in another order
  }
});

describe('at the edges', () => {
  it('no yes at all', () => {
    const none = { precision: 0, recall: 0, f1: 0, accuracy: 1, hamming: 0 };
    for (const average of ['macro', 'micro', 'weighted', 'samples'] as const) {
      expect(multilabelScores([[0, 0.5]], [[0, 0]], { average })).toEqual(none);
    }
  });

  it('macro without being asked', () => {
    const predictions = [[1, 0], [1, 1], [0, 1]]; // prettier-ignore
    const targets = [[1, 1], [1, 1], [1, 0]]; // prettier-ignore
    expect(multilabelScores(predictions, targets)).toEqual(
      multilabelScores(predictions, targets, { average: 'macro' }),
    );
  });
});

const bad = (value: unknown): never => value as never;
it.each<[() => unknown, string]>([
  [() => multilabelScores([1], [1]), 'multilabelScores: expected predictions [N, C], received [1].'],
  [() => multilabelScores([[1, 0]], [[1]]), 'multilabelScores: expected targets [1, 2], as the output, received [1, 1].'], // prettier-ignore
  [() => multilabelScores([[1, 2]], [[1, 0]]), 'multilabelScores: expected confidences from 0 to 1, received 2 at sample 0. Logits become confidences by Sigmoid.'], // prettier-ignore
  [() => multilabelScores([[1], [0]], [[1], [0.5]]), 'multilabelScores: expected targets of 0 and 1, received 0.5 at sample 1.'], // prettier-ignore
  [() => multilabelScores([[1]], [[1]], { average: bad('binary') }), 'multilabelScores: expected average to be one of macro, micro, weighted, samples, received "binary".'], // prettier-ignore
])('%#: refused', (call, message) => {
  expect(call).toThrow(expect.objectContaining({ message }));
});

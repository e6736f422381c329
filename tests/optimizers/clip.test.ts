/** Bounds on gradients, as Keras has them: clipNorm for each parameter, globalClipNorm for all together, clipValue for each element. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Adam, Dense, RandomState, SGD, tensor, type OptimizerOptions, type Tensor } from 'nnfs';

/** The gradients as a step of SGD at rate 1 took them: two layers, weights [1, 2] and biases [1, 2] each. */
function clipped(options: OptimizerOptions, gradients: readonly number[][]): number[][] {
  const layers = [new Dense(1, 2), new Dense(1, 2)];
  const parameters = layers.flatMap((layer) => layer.parameters);
  parameters.forEach((parameter, i) => {
    parameter.value = tensor([[0, 0]]);
    parameter.gradient = tensor([gradients[i]!]);
  });
  new SGD({ learningRate: 1, ...options }).update(layers);
  return parameters.map(({ value }) => [...value.data].map((x) => 0 - x));
}

const G = [[3, 4], [0.3, -0.4], [-6, 8], [0, 0]]; // prettier-ignore
const f = (rows: number[][]): number[][] => rows.map((row) => row.map(Math.fround));

describe('a step takes', () => {
  it.each<[string, OptimizerOptions, number[][]]>([
    ['gradients as they are', {}, G],
    ['each parameter down to a norm', { clipNorm: 1 }, [[0.6, 0.8], [0.3, -0.4], [-0.6, 0.8], [0, 0]]], // prettier-ignore
    ['each element into bounds', { clipValue: 3.5 }, [[3, 3.5], [0.3, -0.4], [-3.5, 3.5], [0, 0]]], // prettier-ignore
    ['nothing that is within', { clipNorm: 10, globalClipNorm: 12, clipValue: 8 }, G],
    ['elements first, then norms', { clipValue: 4, clipNorm: 5 }, [[3, 4], [0.3, -0.4], [-4 * (5 / Math.hypot(4, 4)), 4 * (5 / Math.hypot(4, 4))], [0, 0]]], // prettier-ignore
  ])('%s', (_, options, expected) => {
    // The factor is rounded to float32 before it scales: one unit in the last place.
    f(expected).forEach((row, i) =>
      row.forEach((value, k) => expect(clipped(options, G)[i]![k]).toBeCloseTo(value, 6)),
    );
  });

  it('all gradients together down to a norm, in their proportions', () => {
    const norm = Math.hypot(...G.flat());
    const found = clipped({ globalClipNorm: 2 }, G);
    expect(Math.hypot(...found.flat())).toBeCloseTo(2, 6);
    found.forEach((row, i) => row.forEach((value, k) => expect(value).toBeCloseTo((G[i]![k]! * 2) / norm, 6)));
  });
});

it('norms are never above the bound by more than rounding, nor directions changed', () => {
  const scale = fc.double({ min: -30, max: 18, noNaN: true }).map((power) => 10 ** power);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e6 }), scale, scale, (seed, size, bound) => {
      const rows = [0, 1, 2, 3].map(() => [...new RandomState(seed).randn([2]).data].map((x) => Math.fround(x * size)));
      for (const row of clipped({ clipNorm: bound }, rows)) {
        expect(Math.hypot(...row)).toBeLessThanOrEqual(bound * (1 + 1e-6));
      }
      expect(Math.hypot(...clipped({ globalClipNorm: bound }, rows).flat())).toBeLessThanOrEqual(bound * (1 + 1e-6));
      for (const row of clipped({ clipValue: bound }, rows)) {
        row.forEach((value) => expect(Math.abs(value)).toBeLessThanOrEqual(Math.fround(bound)));
      }
    }),
    { seed: 42, numRuns: 100 },
  );
});

it('a norm whose square would overflow float32 is no infinity', () => {
  const [row] = clipped({ clipNorm: 1 }, [[3e25, 4e25], [0, 0], [0, 0], [0, 0]]); // prettier-ignore
  expect(row![0]).toBeCloseTo(0.6, 6);
  expect(row![1]).toBeCloseTo(0.8, 6);
});

it('optimizers with a memory remember the clipped gradient', () => {
  const [a, b] = [new Dense(1, 2), new Dense(1, 2)];
  b.weights = a.weights;
  const [clip, plain] = [new Adam({ clipValue: 0.5 }), new Adam()];
  const step = (dense: Dense, gradient: Tensor): void => {
    dense.dweights = gradient;
    dense.dbiases = [[0, 0]];
  };
  step(a, tensor([[9, -0.1]]));
  step(b, tensor([[0.5, -0.1]]));
  clip.update([a]);
  plain.update([b]);
  expect(a.weights).toEqualTensor(b.weights);
  expect(clip.slotsOf(a.parameters[0])).toEqual(plain.slotsOf(b.parameters[0]));
});

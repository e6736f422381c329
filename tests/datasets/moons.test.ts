import fc from 'fast-check';
import { expect, it } from 'vitest';
import { moonsData } from 'nnfs';
import { itScatters } from './points.ts';

const y = [0, 0, 0, 1, 1, 1];
const options = { samples: 3, noise: 0.2 };

// scikit-learn 1.9: make_moons(6, shuffle=False, noise=0.2, random_state=seed), as float32
itScatters(
  'moonsData',
  moonsData,
  [
    {
      seed: 0,
      options,
      X: [
        [1.3528105, 0.08003144],
        [0.1957476, 1.4481786],
        [-0.6264884, -0.19545558],
        [0.19001769, 0.46972856],
        [0.9793562, -0.4178803],
        [2.0288088, 0.7908547],
      ],
      y,
    },
    {
      seed: 7,
      options,
      X: [
        [1.3381051, -0.09318747],
        [0.0065640328, 1.0815033],
        [-1.1577846, 0.00041311458],
        [-0.00017807717, 0.14905514],
        [1.2035316, -0.3799003],
        [1.8749142, 0.46569034],
      ],
      y,
    },
  ],
  2,
);

it('puts the points on two half circles of radius 1, end to end', () => {
  const center = [
    [0, 0],
    [1, 0.5],
  ];
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 200 }), (samples) => {
      const { X, y: labels } = moonsData({ samples, noise: 0 });
      labels.data.forEach((k, n) => {
        const dx = X.at(n, 0) - center[k]![0]!;
        const dy = X.at(n, 1) - center[k]![1]!;
        expect(Math.hypot(dx, dy)).toBeCloseTo(1, 6);
        expect(k === 0 ? dy : -dy).toBeGreaterThan(-1e-6);
      });
      for (const [n, x] of [1, -1, 0, 2].entries()) {
        const end = Math.floor(n / 2) * samples + (n % 2) * (samples - 1);
        expect(X.at(end, 0)).toBe(x);
      }
    }),
    { seed: 1, numRuns: 20 },
  );
});

it('starts where a single point of each class is', () => {
  expect(moonsData({ samples: 1, noise: 0 }).X.toArray()).toEqual([
    [1, 0],
    [0, 0.5],
  ]);
});

it('refuses a third moon', () => {
  expect(() => moonsData({ classes: 3 })).toThrow('moonsData: expected classes to be 2, received 3.');
});

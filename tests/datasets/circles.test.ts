import fc from 'fast-check';
import { expect, it } from 'vitest';
import { circlesData } from 'nnfs';
import { itScatters } from './points.ts';

const y = [0, 0, 0, 1, 1, 1];
const options = { samples: 3, noise: 0.2 };

// scikit-learn 1.9: make_circles(6, shuffle=False, noise=0.2, factor=0.5, random_state=seed), as float32
itScatters(
  'circlesData',
  circlesData,
  [
    {
      seed: 0,
      options,
      X: [
        [1.3528105, 0.08003144],
        [-0.30425242, 1.3142041],
        [-0.1264884, -1.061481],
        [0.6900177, -0.03027144],
        [-0.27064377, 0.5151324],
        [-0.22119129, -0.142158],
      ],
      y,
    },
    {
      seed: 7,
      options,
      X: [
        [1.3381051, -0.09318747],
        [-0.49343598, 0.94752866],
        [-0.6577846, -0.86561227],
        [0.49982193, -0.35094485],
        [-0.0464684, 0.5531124],
        [-0.3750858, -0.46732235],
      ],
      y,
    },
  ],
  2,
);

it('goes round both circles in equal steps', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), (samples) => {
      const { X, y: labels } = circlesData({ samples, noise: 0 });
      labels.data.forEach((k, n) => {
        expect(Math.hypot(X.at(n, 0), X.at(n, 1))).toBeCloseTo(k === 0 ? 1 : 0.5, 6);
        const angle = Math.atan2(X.at(n, 1), X.at(n, 0)) / (2 * Math.PI);
        const turns = angle - (n % samples) / samples;
        expect(turns).toBeCloseTo(Math.round(turns), 6);
      });
    }),
    { seed: 1, numRuns: 20 },
  );
});

it('refuses a third circle', () => {
  expect(() => circlesData({ classes: 3 })).toThrow('circlesData: expected classes to be 2, received 3.');
});

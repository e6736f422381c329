import { expect, it } from 'vitest';
import { blobsData, RandomState } from 'nnfs';
import { itScatters } from './points.ts';

const y = [0, 0, 1, 1, 2, 2];
const options = { samples: 2, noise: 0.2 };

// scikit-learn 1.9: make_blobs(6, centers=3, shuffle=False, center_box=(-1, 1), cluster_std=0.2, random_state=seed), as float32
itScatters(
  'blobsData',
  blobsData,
  [
    {
      seed: 0,
      options,
      X: [
        [0.28764468, 0.4001073],
        [0.076983236, 0.51249844],
        [0.23433547, 0.38062108],
        [0.3577343, 0.11410137],
        [-0.063917756, 0.3585231],
        [0.1461254, 0.25075656],
      ],
      y,
      before: 6,
    },
    {
      seed: 7,
      options,
      X: [
        [-1.0051681, 0.5602507],
        [-0.8475615, 0.20889272],
        [0.080350064, 0.5670301],
        [-0.24826734, 0.4126207],
        [1.0570389, 0.024720458],
        [0.9074292, -0.21365654],
      ],
      y,
      before: 6,
    },
  ],
  3,
);

it('spreads each class around its center as far as noise says', () => {
  const centers = new RandomState(3).uniform(-1, 1, [4, 2]);
  const { X } = blobsData({ samples: 4000, classes: 4, noise: 0.3, random: new RandomState(3) });
  for (let k = 0; k < 4; k++) {
    for (const column of [0, 1]) {
      const values = Array.from({ length: 4000 }, (_, i) => X.at(k * 4000 + i, column));
      const mean = values.reduce((sum, x) => sum + x) / 4000;
      const deviation = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 4000);
      expect(Math.abs(mean - centers.at(k, column))).toBeLessThan(0.02); // 4 standard errors of the mean
      expect(Math.abs(deviation - 0.3)).toBeLessThan(0.0135); // 4 of the deviation
    }
  }
});

it('stays at the centers without noise', () => {
  const { X } = blobsData({ samples: 2, classes: 5, noise: 0, random: new RandomState(3) });
  const centers = new RandomState(3).uniform(-1, 1, [5, 2]);
  for (let n = 0; n < 10; n++) expect(X.slice(n, n + 1)).toEqualTensor(centers.slice(n >> 1, (n >> 1) + 1));
});

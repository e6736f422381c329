import { describe, expect, it } from 'vitest';
import { RandomState, sineData, spiral_data, spiralData, sum, tensor, vertical_data, verticalData } from 'nnfs';

describe.each([
  { name: 'spiralData', make: spiralData },
  { name: 'verticalData', make: verticalData },
])('$name', ({ make }) => {
  it('has 100 points of 3 classes by default, class after class', () => {
    const { X, y } = make();
    expect(X.shape).toEqual([300, 2]);
    expect(y).toEqualTensor(
      tensor(
        Array.from({ length: 300 }, (_, n) => Math.floor(n / 100)),
        'int32',
      ),
    );
  });

  it.each([
    { samples: 1, classes: 1 },
    { samples: 7, classes: 2 },
    { samples: 1, classes: 5 },
  ])('of $samples samples and $classes classes', ({ samples, classes }) => {
    const { X, y } = make({ samples, classes, random: new RandomState(1) });
    expect(X.shape).toEqual([samples * classes, 2]);
    expect(X.data.every(Number.isFinite)).toBe(true);
    expect(y.shape).toEqual([samples * classes]);
    expect(y.at(-1)).toBe(classes - 1);
  });

  it('knows more than 256 classes', () => {
    const { y } = make({ samples: 2, classes: 600 });
    expect(y.at(-1)).toBe(599);
    expect(new Set(y.data).size).toBe(600);
  });

  it('is the same from the same stream, and leaves the global one alone', () => {
    const of = (seed: number) => make({ samples: 4, random: new RandomState(seed) }).X;
    expect(of(1)).toEqualTensor(of(1));
    expect(of(1)).not.toEqualTensor(of(2));
  });
});

it('a spiral starts in the middle and ends on the unit circle', () => {
  const { X } = spiralData({ samples: 50, classes: 4 });
  for (let k = 0; k < 4; k++) {
    expect(X.slice(50 * k, 50 * k + 1)).toEqualTensor(tensor([[0, 0]]).astype('float32'), { ulps: 0 });
    const [x, y] = X.slice(50 * k + 49, 50 * k + 50).data;
    expect(Math.hypot(x!, y!)).toBeCloseTo(1, 6);
  }
});

it('a sine has 1000 points by default, of one period', () => {
  const { X, y } = sineData();
  expect(X.shape).toEqual([1000, 1]);
  expect(y.shape).toEqual([1000, 1]);
  expect(y.at(250, 0)).toBe(1);
  expect(Math.abs(sum(y).item())).toBeLessThan(1e-12);
  expect(sineData({ samples: 1 }).X.item()).toBe(0);
});

it('the Python package’s names are the same functions', () => {
  expect(spiral_data).toBe(spiralData);
  expect(vertical_data).toBe(verticalData);
});

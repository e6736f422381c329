/** Bars and shapes: what is drawn, and what is the same from the same stream. */
import { describe, expect, it } from 'vitest';
import { RandomState, barsData, shapesData, type DrawnImages, type DrawnImagesOptions } from 'nnfs';

const SETS = [
  { name: 'barsData', make: barsData, classes: 4, least: 2, most: 4, size: 8, smallest: 4 },
  { name: 'shapesData', make: shapesData, classes: 3, least: 3, most: 8, size: 16, smallest: 8 },
];

describe.each(SETS)('$name', ({ name, make, classes, least, most, size, smallest }) => {
  it('has 100 pictures of each class by default, class after class, from 0 to 1', () => {
    const { X, y, labels } = make({ random: new RandomState(5) });
    expect([X.dtype, X.shape]).toEqual(['float32', [100 * classes, size, size, 1]]);
    expect(y.dtype).toBe('int32');
    expect([...y.data]).toEqual(Array.from({ length: 100 * classes }, (_, n) => Math.floor(n / 100)));
    expect(labels.length).toBe(classes);
    expect(X.data.every((bright) => bright >= 0 && bright <= 1)).toBe(true);
    expect(make({ samples: 100, classes, size, noise: 0.1, random: new RandomState(5) }).X).toEqualTensor(X);
  });

  it('draws the same pictures from the same stream, whatever the noise', () => {
    const of = (seed: number, noise: number): DrawnImages => make({ samples: 3, noise, random: new RandomState(seed) });
    expect(of(1, 0.1).X).toEqualTensor(of(1, 0.1).X);
    expect(of(1, 0.1).X).not.toEqual(of(2, 0.1).X);
    const [clean, noisy] = [of(1, 0), of(1, 0.001)];
    clean.X.data.forEach((bright, i) => expect(Math.abs(bright - noisy.X.data[i]!)).toBeLessThan(0.01));
    expect(noisy.X).not.toEqual(clean.X);
  });

  it('draws no two classes alike, and no picture without a bright and a dark pixel', () => {
    for (const side of [smallest, size, 28]) {
      const { X, y, labels } = make({ samples: 20, classes: most, size: side, noise: 0, random: new RandomState(3) });
      expect(new Set(labels).size).toBe(most);
      const classOf = new Map<string, number>();
      y.data.forEach((k, n) => {
        const { data } = X.slice(n, n + 1);
        expect(Math.min(...data)).toBe(0);
        expect(Math.max(...data), `${labels[k]!} of ${side}`).toBeGreaterThan(0.5); // thin ones cover no pixel whole
        expect(classOf.get(data.join()) ?? k).toBe(k);
        classOf.set(data.join(), k);
      });
    }
  });

  it.each<[string, DrawnImagesOptions, string]>([
    ['no samples', { samples: 0 }, 'samples to be a whole number, 1 or more, received 0.'],
    [
      'few classes',
      { classes: least - 1 },
      `classes to be a whole number from ${least} to ${most}, received ${least - 1}.`,
    ],
    [
      'many classes',
      { classes: most + 1 },
      `classes to be a whole number from ${least} to ${most}, received ${most + 1}.`,
    ],
    [
      'small pictures',
      { size: smallest - 1 },
      `size to be a whole number, ${smallest} or more, received ${smallest - 1}.`,
    ],
    ['negative noise', { noise: -0.1 }, 'noise to be 0 or more, received -0.1.'],
    [
      'a misspelt option',
      { sample: 3 } as never,
      'options { samples, classes, size, noise, random }, received the option "sample".',
    ],
    [
      'a seed for a stream',
      { random: 1 } as never,
      'random to be a RandomState, received 1. A seed becomes one: new RandomState(seed).',
    ],
  ])('refuses %s', (_, options, text) => {
    expect(() => make(options)).toThrow(`${name}: expected ${text}`);
  });
});

it('a pixel of bars is bright as often in each class', () => {
  const { X } = barsData({ samples: 2000, size: 6, noise: 0, random: new RandomState(1) });
  for (let k = 0; k < 4; k++) {
    for (const pixel of [0, 7, 20, 35]) {
      let bright = 0;
      for (let n = 2000 * k; n < 2000 * (k + 1); n++) bright += X.data[36 * n + pixel]!;
      expect(Math.abs(bright / 2000 - 0.5)).toBeLessThan(0.06); // five deviations of 2,000 draws
    }
  }
});

it('shapes have the areas that their distances say', () => {
  const { X, labels } = shapesData({ samples: 40, classes: 8, size: 48, noise: 0, random: new RandomState(2) });
  const area = (k: number): number => X.slice(40 * k, 40 * k + 40).data.reduce((sum, bright) => sum + bright, 0);
  // In squares of the radius, whose mean square is (0.4³ - 0.25³) / (3 · 0.15) of the side's.
  const square = 40 * 48 ** 2 * ((0.4 ** 3 - 0.25 ** 3) / 0.45);
  const known: Readonly<Record<string, number>> = {
    disc: Math.PI,
    square: 1.5 ** 2,
    triangle: 0.75 * Math.sqrt(3),
    ring: Math.PI * (1 - 0.6 ** 2),
    frame: 1.6 ** 2 - 0.8 ** 2,
    cross: 2 - 0.25,
    saltire: 2 - 0.25,
  };
  // The radii of 40 pictures are a draw: their mean square is known to some 5 %.
  for (const [name, expected] of Object.entries(known)) {
    expect(Math.abs(area(labels.indexOf(name)) / square / expected - 1), name).toBeLessThan(0.15);
  }
  expect(area(labels.indexOf('moon'))).toBeLessThan(area(labels.indexOf('disc')) / 1.5);
});

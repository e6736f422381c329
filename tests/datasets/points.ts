import { expect, it } from 'vitest';
import {
  init,
  random,
  RandomState,
  tensor,
  type LabeledPoints,
  type NestedArray,
  type NoisyPointsOptions,
  type ValueError,
} from 'nnfs';

type Make = (options?: NoisyPointsOptions) => LabeledPoints;

/** Points as scikit-learn draws them. */
export interface Drawn {
  readonly seed: number;
  readonly options: NoisyPointsOptions;
  readonly X: NestedArray;
  readonly y: readonly number[];
  /** How many numbers were taken from the stream before the noise. */
  readonly before?: number;
}

/** What moons, circles and blobs have in common. */
export function itScatters(name: string, make: Make, drawn: readonly Drawn[], classes: number): void {
  it.each(drawn)('gives scikit-learn its points from seed $seed', ({ seed, options, X, y, before = 0 }) => {
    const own = new RandomState(seed);
    const points = make({ ...options, random: own });
    expect(points.X).toEqualTensor(tensor(X));
    expect(points.y).toEqualTensor(tensor(y, 'int32'));

    const reference = new RandomState(seed); // the stream gave this and nothing else
    if (before > 0) reference.uniform(0, 1, [before]);
    reference.randn([2 * y.length]);
    expect(own.getState()).toEqual(reference.getState());

    init({ seed });
    expect(make(options).X).toEqualTensor(points.X);
    expect(random.getState()).toEqual(reference.getState());
  });

  it(`has ${classes} classes of 100 points with noise 0.1 by default`, () => {
    const { X, y } = make({ random: new RandomState(5) });
    expect(X.shape).toEqual([100 * classes, 2]);
    expect([...y.data]).toEqual(Array.from({ length: 100 * classes }, (_, n) => Math.floor(n / 100)));
    expect(make({ samples: 100, classes, noise: 0.1, random: new RandomState(5) }).X).toEqualTensor(X);
  });

  it.each<[string, () => unknown, string]>([
    ['no samples', () => make({ samples: 0 }), 'samples to be a whole number, 1 or more, received 0.'],
    ['half a sample', () => make({ samples: 1.5 }), 'samples to be a whole number, 1 or more, received 1.5.'],
    ['no classes', () => make({ classes: 0 }), 'classes to be a whole number, 1 or more, received 0.'],
    ['negative noise', () => make({ noise: -0.1 }), 'noise to be 0 or more, received -0.1.'],
    ['no noise at all', () => make({ noise: NaN }), 'noise to be 0 or more, received NaN.'],
    [
      'a misspelt option',
      () => make({ sample: 3 } as NoisyPointsOptions),
      'options { samples, classes, noise, random }, received the option "sample".',
    ],
    [
      'a seed for a stream',
      () => make({ random: 1 } as unknown as NoisyPointsOptions),
      'random to be a RandomState, received 1. A seed becomes one: new RandomState(seed).',
    ],
  ])('refuses %s', (_, call, text) => {
    expect(call).toThrow(expect.objectContaining<Partial<ValueError>>({ message: `${name}: expected ${text}` }));
  });
}

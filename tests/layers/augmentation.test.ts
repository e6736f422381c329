/** Layers that move pictures or drop their channels in training: what they draw, where they read, and the way back. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  Dropout,
  RandomFlip,
  RandomRotation,
  RandomState,
  RandomTranslation,
  Rescaling,
  SpatialDropout,
  Tensor,
  arange,
  init,
  multiply,
  ones,
  sum,
  tensor,
  zeros,
  type FillMode,
  type FlipMode,
  type Interpolation,
  type Layer,
  type Shape,
} from 'nnfs';

beforeEach(() => init({ dotPrecision: 'float32' }));
afterEach(() => init());

const TRAINING = { training: true };
const MODES: readonly FillMode[] = ['reflect', 'wrap', 'constant', 'nearest'];
const flips = (mode: FlipMode, seed: number): RandomFlip => new RandomFlip(mode, { random: new RandomState(seed) });

/** A picture of one channel as rows of numbers. */
const picture = (rows: readonly (readonly number[])[]): Tensor =>
  tensor(rows.map((row) => [...row])).reshape([1, rows.length, rows[0]!.length, 1]);
const rowsOf = ({ data, shape: [, H, W] }: Tensor): number[][] =>
  Array.from({ length: H! }, (_, y) => [...data.slice(y * W!, (y + 1) * W!)]);

describe('RandomFlip', () => {
  it('draws a number for each picture and each direction, the horizontal first', () => {
    const X = arange(4 * 2 * 3 * 2).reshape([4, 2, 3, 2]);
    for (const mode of ['horizontal', 'vertical', 'horizontalAndVertical'] as const) {
      const output = flips(mode, 5).forward(X, TRAINING);
      const drawn = new RandomState(5);
      for (let n = 0; n < 4; n++) {
        const [left, up] = [mode !== 'vertical' && drawn.randomSample() < 0.5, mode !== 'horizontal' && drawn.randomSample() < 0.5]; // prettier-ignore
        for (let y = 0; y < 2; y++) {
          for (let x = 0; x < 3; x++) {
            for (let c = 0; c < 2; c++) {
              expect(output.at(n, y, x, c)).toBe(X.at(n, up ? 1 - y : y, left ? 2 - x : x, c));
            }
          }
        }
      }
    }
  });

  it('twice is what there was, and the way back is the same mirror', () => {
    const X = new RandomState(1).randn([20, 3, 4, 2]);
    const flipped = flips('horizontalAndVertical', 3).forward(X, TRAINING);
    expect(flipped).not.toEqualTensor(X);
    const again = flips('horizontalAndVertical', 3);
    expect(again.forward(flipped, TRAINING)).toEqualTensor(X);
    expect(again.backward(flipped)).toEqualTensor(X);
  });

  it('gives each of its four pictures about as often', () => {
    const X = picture([[1, 2], [3, 4]]).data; // prettier-ignore
    const many = new Tensor(
      'float32',
      [1000, 2, 2, 1],
      Float32Array.from({ length: 4000 }, (_, i) => X[i % 4]!),
    );
    const { data } = flips('horizontalAndVertical', 0).forward(many, TRAINING);
    const counts = [1, 2, 3, 4].map((first) => data.filter((value, i) => i % 4 === 0 && value === first).length);
    for (const count of counts) expect(Math.abs(count - 250)).toBeLessThan(70); // five deviations of 1,000 draws
  });
});

describe('RandomTranslation', () => {
  const shifted = (dy: number, dx: number, X: Tensor, fillMode: FillMode, options = {}): Tensor => {
    const [, H, W] = X.shape as [number, number, number, number];
    const factors = [dy / H, dx / W].map((part) => [part, part] as const);
    return new RandomTranslation(factors[0]!, factors[1]!, { fillMode, ...options }).forward(X, TRAINING);
  };

  it('by whole pixels moves numbers as they are, whatever lies beside them', () => {
    const X = picture([[1, 2, 3, Infinity], [5, 6, 7, 8]]); // prettier-ignore
    expect(rowsOf(shifted(0, 1, X, 'constant', { fillValue: -1 }))).toEqual([[-1, 1, 2, 3], [-1, 5, 6, 7]]); // prettier-ignore
    expect(rowsOf(shifted(0, -2, X, 'reflect'))).toEqual([[3, Infinity, Infinity, 3], [7, 8, 8, 7]]); // prettier-ignore
    expect(rowsOf(shifted(0, 2, X, 'reflect'))).toEqual([[2, 1, 1, 2], [6, 5, 5, 6]]); // prettier-ignore
    expect(rowsOf(shifted(0, -2, X, 'nearest'))).toEqual([[3, Infinity, Infinity, Infinity], [7, 8, 8, 8]]); // prettier-ignore
    expect(rowsOf(shifted(1, 1, X, 'wrap'))).toEqual([[8, 5, 6, 7], [Infinity, 1, 2, 3]]); // prettier-ignore
    expect(rowsOf(shifted(-2, 0, X, 'constant'))).toEqual([[0, 0, 0, 0], [0, 0, 0, 0]]); // prettier-ignore
  });

  it('by parts of pixels is a mean of both, or the nearer one', () => {
    const X = picture([[0, 4, 8, 16]]);
    expect(rowsOf(shifted(0, 0.25, X, 'nearest'))).toEqual([[0, 3, 7, 14]]);
    expect(rowsOf(shifted(0, 0.25, X, 'wrap'))).toEqual([[4, 3, 7, 14]]);
    expect(rowsOf(shifted(0, 0.25, X, 'constant', { fillValue: 8 }))).toEqual([[2, 3, 7, 14]]);
    expect(rowsOf(shifted(0, 0.25, X, 'constant', { interpolation: 'nearest' }))).toEqual([[0, 4, 8, 16]]);
    expect(rowsOf(shifted(0, 0.75, X, 'constant', { interpolation: 'nearest' }))).toEqual([[0, 0, 4, 8]]);
  });

  it('draws from the range, the height first, for each picture apart', () => {
    const random = new RandomState(8);
    const drawn = new RandomState(8);
    const rows = arange(30).reshape([30, 1, 1]);
    const slope = new Tensor('float64', [2, 30, 1, 1], Float64Array.from([...rows.data, ...rows.data]));
    const output = new RandomTranslation([0.1, 0.3], 0.2, { random }).forward(slope, TRAINING);
    for (const n of [0, 1]) {
      expect(Math.abs(20 - output.at(n, 20, 0, 0) - 30 * drawn.uniform(0.1, 0.3))).toBeLessThan(1e-12); // a mean of floats
      drawn.uniform(-0.2, 0.2);
    }
    expect(random.getState()).toEqual(drawn.getState());
  });
});

describe('RandomRotation', () => {
  const turned = (turns: number, X: Tensor, fillMode: FillMode = 'reflect'): Tensor =>
    new RandomRotation([turns, turns], { fillMode }).forward(X, TRAINING);

  it('by quarters turns numbers as they are, against the clock', () => {
    const X = picture([[1, 2, Infinity], [4, 5, 6], [7, 8, 9]]); // prettier-ignore
    expect(rowsOf(turned(0.25, X))).toEqual([[Infinity, 6, 9], [2, 5, 8], [1, 4, 7]]); // prettier-ignore
    expect(rowsOf(turned(-0.25, X))).toEqual([[7, 4, 1], [8, 5, 2], [9, 6, Infinity]]); // prettier-ignore
    expect(turned(-0.75, X)).toEqualTensor(turned(0.25, X));
    for (const whole of [-1, 0, 1]) expect(turned(whole, X)).toEqualTensor(X);
  });

  it('by a half is both mirrors, of pictures of any sides', () => {
    const X = new RandomState(2).randn([1, 3, 4, 2]);
    const both = new Tensor('float32', X.shape, Float32Array.from(X.data));
    for (let p = 0; p < 12; p++) for (let c = 0; c < 2; c++) both.data[2 * p + c] = X.data[2 * (11 - p) + c]!;
    expect(turned(0.5, X)).toEqualTensor(both);
    expect(turned(-0.5, X, 'constant')).toEqualTensor(both);
  });
});

describe('the way back', () => {
  it('is the adjoint: dvalues weigh what they were read from, wherever that was', () => {
    const factor = fc.double({ min: -1, max: 1, noNaN: true }).map((turns) => [turns, turns] as const);
    const options = fc.record({
      fillMode: fc.constantFrom<FillMode>(...MODES),
      interpolation: fc.constantFrom<Interpolation>('bilinear', 'nearest'),
      fillValue: fc.constantFrom(0, 7),
    });
    const layer: fc.Arbitrary<Layer> = fc.oneof(
      fc.tuple(factor, factor, options).map(([dy, dx, options]) => new RandomTranslation(dy, dx, options)),
      fc.tuple(factor, options).map(([turns, options]) => new RandomRotation(turns, options)),
    );
    const side = fc.integer({ min: 1, max: 6 });
    fc.assert(
      fc.property(layer, side, side, fc.nat(), (layer, H, W, seed) => {
        const random = new RandomState(seed);
        const shape: Shape = [2, H, W, 2];
        const [X, dvalues] = [0, 1].map(() => random.randn(shape, { dtype: 'float64' })) as [Tensor, Tensor];
        const fill = layer.forward(zeros(shape, 'float64'), TRAINING); // what is read around
        const output = layer.forward(X, TRAINING);
        const linear = sum(multiply(output, dvalues)).item() - sum(multiply(fill, dvalues)).item();
        const back = sum(multiply(X, layer.backward(dvalues))).item();
        expect(Math.abs(linear - back)).toBeLessThan(1e-12); // sums of at most 144 numbers near 1
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

describe('outside training', () => {
  it.each<[string, (random: RandomState) => Layer]>([
    ['RandomFlip', (random) => new RandomFlip('horizontal', { random })],
    ['RandomTranslation', (random) => new RandomTranslation(0.5, 0.5, { random })],
    ['RandomRotation', (random) => new RandomRotation(0.5, { random })],
    ['SpatialDropout', (random) => new SpatialDropout(0.5, { random })],
  ])('%s passes everything on, in both directions, and draws nothing', (_, make) => {
    const random = new RandomState(3);
    const state = random.getState();
    const X = new RandomState(4).randn([2, 3, 3, 2]);
    const layer = make(random);
    expect(layer.forward(X)).toEqualTensor(X);
    expect(layer.backward(X)).toEqualTensor(X);
    expect(random.getState()).toEqual(state);
  });
});

describe('SpatialDropout', () => {
  it('draws for each channel of each sample what Dropout draws for a number', () => {
    for (const between of [[4], [2, 3], [2, 1, 2]]) {
      const X = new RandomState(1).randn([5, ...between, 6]);
      const output = new SpatialDropout(0.3, { random: new RandomState(2) }).forward(X, TRAINING);
      const mask = new Dropout(0.3, { random: new RandomState(2) }).forward(ones([5, 6]), TRAINING);
      const pixels = X.size / 30;
      output.data.forEach((value, i) => {
        const [n, c] = [Math.floor(i / (pixels * 6)), i % 6];
        expect(value).toBe(Math.fround(X.data[i]! * mask.at(n, c)));
      });
    }
  });

  it('is of the types of Dropout', () => {
    init();
    const layer = new SpatialDropout(0.5);
    const X = ones([2, 3, 4]);
    expect(layer.forward(X, TRAINING).dtype).toBe(new Dropout(0.5).forward(X, TRAINING).dtype);
    expect(layer.backward(X).dtype).toBe('float64');
  });
});

describe('Rescaling', () => {
  it('makes of bytes the numbers that readers of pictures make', () => {
    const bytes = new Tensor(
      'uint8',
      [256],
      Uint8Array.from({ length: 256 }, (_, byte) => byte),
    );
    const shares = Float32Array.from(bytes.data, (byte) => byte / 255);
    expect(new Rescaling({ scale: 1 / 255 }).forward(bytes).data).toEqual(shares);
  });

  it('goes back by its scale', () => {
    const layer = new Rescaling({ scale: -2, offset: 5 });
    expect([...layer.forward([1, 2]).data]).toEqual([3, 1]);
    expect([...layer.backward([10, 20]).data]).toEqual([-20, -40]);
  });
});

describe('what is wrong', () => {
  it.each<[string, () => unknown]>([
    [
      'RandomFlip: expected mode to be one of horizontal, vertical, horizontalAndVertical, received "both".',
      () => new RandomFlip('both' as never),
    ],
    [
      'RandomFlip: expected random to be a RandomState, received 1. A seed becomes one: new RandomState(seed).',
      () => new RandomFlip('vertical', { random: 1 as never }),
    ],
    [
      'RandomTranslation: expected heightFactor to be a number from 0 to 1, or two from -1 to 1, the lower first, received -0.1.',
      () => new RandomTranslation(-0.1, 0),
    ],
    [
      'RandomTranslation: expected widthFactor to be a number from 0 to 1, or two from -1 to 1, the lower first, received [0.2, 0.1].',
      () => new RandomTranslation(0, [0.2, 0.1]),
    ],
    [
      'RandomTranslation: expected widthFactor to be a number from 0 to 1, or two from -1 to 1, the lower first, received undefined.',
      () => new RandomTranslation(0, undefined as never),
    ],
    [
      'RandomTranslation: expected options { fillMode, fillValue, interpolation, random }, received the option "fill".',
      () => new RandomTranslation(0, 0, { fill: 0 } as never),
    ],
    [
      'RandomRotation: expected factor to be a number from 0 to 1, or two from -1 to 1, the lower first, received 15.',
      () => new RandomRotation(15),
    ],
    [
      'RandomRotation: expected fillMode to be one of reflect, wrap, constant, nearest, received "edge".',
      () => new RandomRotation(0.1, { fillMode: 'edge' as never }),
    ],
    [
      'RandomRotation(0.1).forward: expected inputs [N, H, W, C], received [3, 8, 8].',
      () => new RandomRotation(0.1).forward(zeros([3, 8, 8])),
    ],
    ['SpatialDropout: expected rate from 0 to below 1, received 1.', () => new SpatialDropout(1)],
    [
      'SpatialDropout(0.5).forward: expected inputs [N, ..., C] of 3 axes or more, received [3, 8].',
      () => new SpatialDropout(0.5).forward(zeros([3, 8])),
    ],
    ['Rescaling: expected scale to be a finite number, received Infinity.', () => new Rescaling({ scale: Infinity })],
  ])('%s', (message, call) => {
    expect(call).toThrow(message);
  });
});

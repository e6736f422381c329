import { describe, expect, it } from 'vitest';
import { exp, log, tanh } from '../../../src/tensor/kernels/float32.ts';
import { decode, golden, type GoldenArray } from '../../support/golden.ts';
import { ulpsApart } from '../../support/matchers.ts';

const stored = golden<Record<'x' | 'exp' | 'log' | 'tanh', GoldenArray>>('float32_math.json');

const COUNT = 2 ** 19;

/** f of COUNT float32 arguments. */
function table(f: (x: number) => number, argument: (i: number) => number): Float32Array {
  const values = new Float32Array(COUNT);
  for (let i = 0; i < COUNT; i++) values[i] = f(Math.fround(argument(i)));
  return values;
}

/** The sum of bits(i) (2i + 1) modulo 2^32, every NaN counted as 0x7fc00000. */
function digest(values: Float32Array): number {
  const bits = new Uint32Array(values.buffer);
  return bits.reduce((sum, b, i) => (sum + Math.imul(Number.isNaN(values[i]!) ? 0x7fc00000 : b, 2 * i + 1)) >>> 0, 0);
}

/** Float32 numbers of all sizes, signs and kinds: every 8191st bit pattern. */
const everyKind = new Float32Array(Uint32Array.from({ length: COUNT }, (_, i) => (i * 8191) % 2 ** 32).buffer);

describe('exp and log have the bits of NumPy 1.24 with AVX2', () => {
  it.each([
    ['exp', exp],
    ['log', log],
  ] as const)('%s of the stored values', (name, f) => {
    const x = decode(stored.x);
    const result = { dtype: x.dtype, shape: x.shape, data: Float32Array.from(x.data, f) };
    expect(result).toEqualTensor(decode(stored[name]));
  });

  // The digests are those of np.exp and np.log in NumPy 1.24.2.
  it.each([
    ['exp of every kind of number', exp, (i: number) => everyKind[i]!, 0x731b23cb],
    ['log of every kind of number', log, (i: number) => everyKind[i]!, 0x713d23e7],
    ['exp from -104 to 24', exp, (i: number) => (i * 128) / COUNT - 104, 0x8ce9e6c4],
    ['log from 0 to 4', log, (i: number) => ((i + 1) * 4) / COUNT, 0xe407d960],
  ])('%s', (_, f, argument, expected) => {
    expect(digest(table(f, argument))).toBe(expected);
  });
});

describe('exp', () => {
  it.each([
    ['0', 0, 1],
    ['-0', -0, 1],
    ['1', 1, 2.7182819843292236],
    ['-1', -1, 0.3678794205188751],
    ['the last before Infinity', 88.72283172607422, 3.402798519021476e38],
    ['128 ln 2', 88.72283935546875, Infinity],
    ['the largest number', 3.4028234663852886e38, Infinity],
    ['Infinity', Infinity, Infinity],
    ['a result next to the denormals', -87.33654022216797, 1.1754998158862984e-38],
    ['the last before 0', -103.972076416015625, 1.401298464324817e-45],
    ['-150 ln 2', -103.97208404541016, 0],
    ['-Infinity', -Infinity, 0],
    ['NaN', NaN, NaN],
    // x / ln 2 lies so near to a half that a product rounded before the addition would choose the other integer.
    ['a near tie', 76.59276580810547, 1.8357583059318306e33],
    ['a near tie', -53.71890640258789, 4.67924008313652e-24],
    ['a near tie', -18.36840057373047, 1.0536709282860102e-8],
    ['a near tie', -17.67525291442871, 2.10734274475044e-8],
  ])('of %s, %d', (_, x, expected) => {
    expect(exp(x)).toBe(expected);
  });
});

describe('log', () => {
  it.each([
    ['0', 0, -Infinity],
    ['-0', -0, -Infinity],
    ['1', 1, 0],
    ['a negative number', -1e-45, NaN],
    ['-Infinity', -Infinity, NaN],
    ['Infinity', Infinity, Infinity],
    ['NaN', NaN, NaN],
    ['the smallest denormal', 1.401298464324817e-45, -103.2789306640625],
    ['the largest denormal', 1.1754942106924411e-38, -87.3365478515625],
    ['sqrt(1/2), which is doubled', 0.7071067690849304, -0.3465735912322998],
    ['its successor, which is not', 0.7071068286895752, -0.34657350182533264],
    ['sqrt(2)', 1.4142135381698608, 0.3465735912322998],
    ['its successor', 1.41421365737915, 0.34657368063926697],
    ['the predecessor of 1', 0.9999999403953552, -5.960465188081798e-8],
    ['the successor of 1', 1.0000001192092896, 1.1920927533992653e-7],
    ['the largest number', 3.4028234663852886e38, 88.72283935546875],
  ])('of %s, %d', (_, x, expected) => {
    expect(log(x)).toBe(expected);
  });
});

describe('tanh', () => {
  it.each([
    ['0', 0, 0],
    ['-0', -0, -0],
    ['the smallest denormal', 1.401298464324817e-45, 1.401298464324817e-45],
    ['a small number', 9.999999747378752e-5, 9.999999747378752e-5],
    ['0.01', 0.009999999776482582, 0.00999966636300087],
    ['0.5', 0.5, 0.46211716532707214],
    ['1', 1, 0.7615941762924194],
    ['5', 5, 0.9999092221260071],
    ['the last below 1', 9.010912895202637, 0.9999999403953552],
    ['the first of 1', 9.010913848876953, 1],
    ['Infinity', Infinity, 1],
    ['-Infinity', -Infinity, -1],
    ['NaN', NaN, NaN],
  ])('of %s, %d', (_, x, expected) => {
    expect(tanh(x)).toBe(expected);
  });

  it('is as near to the stored values as NumPy itself is to the truth', () => {
    const x = decode(stored.x);
    const tolerance = { ulps: 2 }; // NumPy's own error; ours is below 1
    const result = { dtype: x.dtype, shape: x.shape, data: Float32Array.from(x.data, tanh) };
    expect(result).toEqualTensor(decode(stored.tanh), tolerance);
  });

  it('is odd, to the bit', () => {
    const minus = table(tanh, (i) => -everyKind[i]!);
    expect(digest(minus)).toBe(
      digest(
        table(
          (x) => -tanh(x),
          (i) => everyKind[i]!,
        ),
      ),
    );
  });

  it('never falls as x rises, neighbours included', () => {
    const falls = [0x38800000, 0x3d000000, 0x3f800000, 0x40c00000, 0x410f0000].filter((start) => {
      const x = new Float32Array(Uint32Array.from({ length: COUNT }, (_, i) => start + i).buffer);
      const y = x.map(tanh);
      return y.some((value, i) => i > 0 && value < y[i - 1]!);
    });
    expect(falls).toEqual([]);
  });

  it('differs from the correctly rounded result at most by one ulp', () => {
    // Math.tanh may be some ulps of float64 off, which rounding to float32 nearly always hides.
    const apart = everyKind.map((x) => ulpsApart(tanh(x), Math.fround(Math.tanh(x)), 'float32'));
    expect(apart.reduce((a, b) => Math.max(a, b))).toBeLessThanOrEqual(1);
  });
});

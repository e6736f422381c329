import { describe, expect, it } from 'vitest';
import * as float64 from '../../../src/tensor/kernels/float64.ts';
import {
  LOWEST_POWER,
  erfTable,
  expTable,
  halfPi,
  logTable,
  powerTable,
  trigonometricTable,
} from '../../../src/tensor/kernels/float64-tables.ts';
import snippets from '../../golden/snippets.json' with { type: 'json' };
import { ulpsApart } from '../../support/matchers.ts';

const { exp, expm1, log, log1p, sin, cos, sincos, tanh, erf } = float64;

type Name = Exclude<keyof typeof float64, 'sincos'>;

/** COUNT arguments from low to high, spread evenly but on no simple grid. */
const COUNT = 20_000;
const GOLDEN_RATIO = 0.6180339887498949;

function spread(low: number, high: number): Float64Array {
  return Float64Array.from({ length: COUNT }, (_, i) => low + (high - low) * ((i * GOLDEN_RATIO) % 1));
}

/** Argument and correctly rounded value, by mpmath 1.2.1 at 1500 bits. */
const CORRECTLY_ROUNDED: Record<Name, [x: number, value: number][]> = {
  exp: [
    [0.5, 1.6487212707001282],
    [1, 2.718281828459045],
    [-1, 0.36787944117144233],
    [2, 7.38905609893065],
    [10, 22026.465794806718],
    [-10, 4.5399929762484854e-5],
    [1e-10, 1.0000000001],
    [-0.3, 0.7408182206817179],
    [5.2, 181.27224187515122],
    [1.6486586255873816, 5.2],
    [100.125, 3.0460357809113723e43],
    [-700.5, 5.980196118639791e-305],
    [709.782712893384, 1.7976931348622732e308],
    [-708.5, 2.006132305331306e-308],
    [-720.25, 1.5827029403e-313],
    [-740, 4.2e-322],
    [-745.1332191019411, 5e-324],
    [0.00541, 1.0054246604758015],
    [-0.005416, 0.9945986400858405],
  ],
  expm1: [
    [1e-300, 1e-300],
    [1e-10, 1.00000000005e-10],
    [-1e-10, -9.999999999500001e-11],
    [0.0624, 0.06438801479426252],
    [0.0626, 0.06460091368640093],
    [-0.0626, -0.06068087379589682],
    [0.5, 0.6487212707001282],
    [-0.5, -0.3934693402873666],
    [1, 1.7182818284590453],
    [-1, -0.6321205588285577],
    [5, 147.4131591025766],
    [-5, -0.9932620530009145],
    [30, 10686474581523.463],
    [44.9, 3.160983562462312e19],
    [-36, -0.9999999999999998],
    [100, 2.6881171418161356e43],
    [709.7, 1.6549840276802644e308],
  ],
  log: [
    [0.1, -2.3025850929940455],
    [0.2, -1.6094379124341003],
    [0.7, -0.35667494393873245],
    [0.9, -0.10536051565782628],
    [0.95, -0.05129329438755058],
    [0.01, -4.605170185988091],
    [1e-7, -16.11809565095832],
    [0.9999999, -1.0000000494736474e-7],
    [1.0000001, 9.999999505838704e-8],
    [2, 0.6931471805599453],
    [3, 1.0986122886681098],
    [5.2, 1.6486586255873816],
    [10, 2.302585092994046],
    [0.7071067811865475, -0.34657359027997275],
    [0.7071067811865476, -0.3465735902799726],
    [1.4142135623730951, 0.3465735902799727],
    [0.9921875, -0.007843177461025893],
    [1.0078125, 0.007782140442054949],
    [0.9999999999999999, -1.1102230246251565e-16],
    [1.0000000000000002, 2.2204460492503128e-16],
    [5e-324, -744.4400719213812],
    [1e-310, -713.8013788281542],
    [2.2250738585072014e-308, -708.3964185322641],
    [1.7976931348623157e308, 709.782712893384],
  ],
  log1p: [
    [1e-300, 1e-300],
    [1e-10, 9.999999999500001e-11],
    [-1e-10, -1.00000000005e-10],
    [0.0078, 0.007769737264360664],
    [0.0079, 0.00786895837869518],
    [-0.0078, -0.007830579115188535],
    [-0.0079, -0.007931370326280263],
    [0.5, 0.4054651081081644],
    [-0.5, -0.6931471805599453],
    [1, 0.6931471805599453],
    [-0.999999, -13.815510557935518],
    [2, 1.0986122886681098],
    [10000000000, 23.025850930040455],
    [1.7976931348623157e308, 709.782712893384],
  ],
  sin: [
    [1e-300, 1e-300],
    [1e-9, 1e-9],
    [0.1, 0.09983341664682815],
    [0.2499, 0.24730706677549358],
    [0.25, 0.24740395925452294],
    [0.5, 0.479425538604203],
    [0.785, 0.706825181105366],
    [0.786, 0.707532215844074],
    [1, 0.8414709848078965],
    [1.5707963267948966, 1],
    [2, 0.9092974268256817],
    [3, 0.1411200080598672],
    [3.141592653589793, 1.2246467991473532e-16],
    [6.283185307179586, -2.4492935982947064e-16],
    [10, -0.5440211108893698],
    [-22, 0.008851309290403876],
    [100, -0.5063656411097588],
    [355, -3.014435335948845e-5],
    [100000, 0.03574879797201651],
    [102943.70807279, -4.034192193566435e-8],
    [1048575.5, -0.1624508310778367],
    [1048576, 0.3304931400217347],
    [10000000000, -0.4875060250875107],
    [1e22, -0.8522008497671888],
    [1e300, -0.8178819121159085],
    [6381956970095103 * 2 ** 797, 1],
    [1.7976931348623157e308, 0.004961954789184062],
  ],
  cos: [
    [1e-300, 1],
    [0.0001, 0.999999995],
    [0.1, 0.9950041652780258],
    [0.2499, 0.9689371572619669],
    [0.25, 0.9689124217106447],
    [0.5, 0.8775825618903728],
    [0.785, 0.7073882691671998],
    [0.786, 0.7066810904097934],
    [1, 0.5403023058681398],
    [1.5707963267948966, 6.123233995736766e-17],
    [2, -0.4161468365471424],
    [3, -0.9899924966004454],
    [3.141592653589793, -1],
    [4.71238898038469, -1.8369701987210297e-16],
    [10, -0.8390715290764524],
    [-22, -0.9999608263946371],
    [100, 0.8623188722876839],
    [355, -0.999999999545659],
    [100000, -0.9993608074382124],
    [102943.70807279, 0.9999999999999992],
    [1048575.5, 0.9867166399134658],
    [1048576, 0.943808393901312],
    [10000000000, 0.873119622676856],
    [1e22, 0.523214785395139],
    [1e300, -0.5753861119575491],
    [6381956970095103 * 2 ** 797, -4.687165924254628e-19],
    [1.7976931348623157e308, -0.9999876894265599],
  ],
  tanh: [
    [1e-300, 1e-300],
    [1e-9, 1e-9],
    [0.01, 0.00999966667999946],
    [0.0624, 0.06231913573607965],
    [0.0626, 0.06251835651543425],
    [0.1, 0.09966799462495582],
    [-0.3, -0.2913126124515909],
    [0.5, 0.46211715726000974],
    [1, 0.7615941559557649],
    [2, 0.9640275800758169],
    [5, 0.9999092042625951],
    [10, 0.9999999958776927],
    [18, 0.9999999999999996],
    [19.06, 0.9999999999999999],
    [19.07, 1],
  ],
  erf: [
    [1e-300, 1.1283791670955126e-300],
    [1e-9, 1.1283791670955127e-9],
    [0.1, 0.1124629160182849],
    [0.25, 0.27632639016823696],
    [0.4999, 0.5204119951613866],
    [0.5, 0.5204998778130465],
    [0.7071067811865476, 0.682689492137086],
    [-0.75, -0.7111556336535151],
    [1, 0.8427007929497149],
    [1.5, 0.9661051464753108],
    [2, 0.9953222650189527],
    [3, 0.9999779095030014],
    [4.5, 0.9999999998033839],
    [5.8, 0.9999999999999998],
    [5.92, 0.9999999999999999],
    [5.93, 1],
  ],
};

describe.each(Object.entries(CORRECTLY_ROUNDED))('%s is correctly rounded', (name, cases) => {
  it.each(cases)('at %d', (x, value) => {
    expect(float64[name as Name](x)).toBe(value);
  });
});

describe("log has the digits of the book's examples", () => {
  const { math_log: logs, batch_loss: batch } = snippets;
  it.each(logs.map(({ expr, value }) => [expr, Number(/\d[\d.]*/.exec(expr)), value] as const))('%s', (_, x, value) => {
    expect(log(x)).toBe(value);
  });

  it('losses of a batch', () => {
    expect(batch.confidences.data.map((x) => -log(x))).toEqual(batch.neg_log.data);
  });
});

describe('sincos', () => {
  it.each([0.3, 0.8, 7, 3e6, 1e300])('has the bits of sin and cos up to %d', (high) => {
    const pair = new Float64Array(2);
    for (const x of [0, -0, 5e-324, -high, high, Infinity, NaN, ...spread(-high, high).subarray(1, 2000)]) {
      sincos(x, pair);
      expect([...pair]).toEqual([sin(x), cos(x)]);
    }
  });
});

describe('limits and signs of zero', () => {
  const LIMITS: Record<Name, [x: number, value: number][]> = {
    exp: [
      [0, 1],
      [-0, 1],
      [Infinity, Infinity],
      [-Infinity, 0],
      [709.7827128933841, Infinity],
      [-745.1332191019412, 0],
      [1e300, Infinity],
      [-1e300, 0],
    ],
    expm1: [
      [0, 0],
      [-0, -0],
      [5e-324, 5e-324],
      [Infinity, Infinity],
      [-Infinity, -1],
      [-1e300, -1],
      [709.7827128933841, Infinity],
    ],
    log: [
      [0, -Infinity],
      [-0, -Infinity],
      [1, 0],
      [-5e-324, NaN],
      [Infinity, Infinity],
      [-Infinity, NaN],
    ],
    log1p: [
      [0, 0],
      [-0, -0],
      [5e-324, 5e-324],
      [-1, -Infinity],
      [-1.0000000000000002, NaN],
      [Infinity, Infinity],
      [-Infinity, NaN],
    ],
    sin: [
      [0, 0],
      [-0, -0],
      [5e-324, 5e-324],
      [Infinity, NaN],
      [-Infinity, NaN],
    ],
    cos: [
      [0, 1],
      [-0, 1],
      [5e-324, 1],
      [Infinity, NaN],
      [-Infinity, NaN],
    ],
    tanh: [
      [0, 0],
      [-0, -0],
      [5e-324, 5e-324],
      [Infinity, 1],
      [-Infinity, -1],
    ],
    erf: [
      [0, 0],
      [-0, -0],
      [5e-324, 5e-324],
      [Infinity, 1],
      [-Infinity, -1],
    ],
  };
  it.each(Object.entries(LIMITS))('%s', (name, limits) => {
    const f = float64[name as Name];
    expect(limits.map(([x]) => f(x))).toEqual(limits.map(([, value]) => value));
    expect(f(NaN)).toBeNaN();
  });
});

describe('identities', () => {
  it.each([
    ['sin', sin, 1],
    ['tanh', tanh, 1],
    ['erf', erf, 1],
    ['cos', cos, -1],
  ] as const)('%s is odd (cos even), to the bit', (_, f, sign) => {
    const xs = [0.8, 30, 1e6, 1e300].flatMap((high) => [...spread(0, high).subarray(1, 2000)]);
    expect(xs.filter((x) => f(-x) !== -sign * f(x))).toEqual([]);
  });

  // The distance follows from one rounding of each function (u = 2^-53) and those of the identity itself.
  it.each([
    ['log(exp x) = x', spread(1, 700), (x: number) => (log(exp(x)) - x) / x, 2 ** -51],
    ['exp(log x) = x', spread(0, 3), (x: number) => (exp(log(x + 1)) - (x + 1)) / (x + 1), 2 ** -51],
    ['exp(-x) exp(x) = 1', spread(-700, 700), (x: number) => exp(-x) * exp(x) - 1, 2 ** -51],
    ['sin^2 + cos^2 = 1', spread(-1e5, 1e5), (x: number) => sin(x) ** 2 + cos(x) ** 2 - 1, 2 ** -51],
    ['expm1 x = exp x - 1', spread(1, 40), (x: number) => expm1(x) / (exp(x) - 1) - 1, 2 ** -50],
    ['log1p(expm1 x) = x', spread(-0.5, 5), (x: number) => log1p(expm1(x)) / x - 1, 2 ** -50],
    ['tanh x = 1 - 2 / (exp 2x + 1)', spread(1, 20), (x: number) => tanh(x) - (1 - 2 / (exp(2 * x) + 1)), 2 ** -52],
  ])('%s', (_, xs, error, bound) => {
    const worst = xs.reduce((most, x) => Math.max(most, x === 0 ? 0 : Math.abs(error(x))), 0);
    expect(worst).toBeLessThanOrEqual(bound);
  });
});

describe('never falls as x rises', () => {
  // Wide, and at the joints between two ways of computing.
  it.each([
    ['exp', -745.2, 709.7],
    ['exp', -708.4, -708.38],
    ['expm1', -50, 50],
    ['expm1', -0.06251, -0.06249],
    ['expm1', 0.06249, 0.06251],
    ['log', 1e-300, 10],
    ['log', 0.99, 1.01],
    ['log1p', -0.999, 10],
    ['log1p', 0.0078124, 0.0078126],
    ['sin', -1.5707, 1.5707],
    ['sin', 0.24999, 0.25001],
    ['sin', 0.78499, 0.78501],
    ['cos', -3.1415, 0],
    ['tanh', -20, 20],
    ['tanh', 0.06249, 0.06251],
    ['erf', -6, 6],
    ['erf', 0.49999, 0.50001],
  ] as const)('%s from %d to %d', (name, low, high) => {
    const values = spread(low, high).sort().map(float64[name]);
    expect(values.findIndex((value, i) => i > 0 && value < values[i - 1]!)).toBe(-1);
  });
});

describe('stays near to the functions of the engine', () => {
  // Ours are within 0.6 ulp; the engine's may be off by more than one themselves.
  it.each([
    ['exp', -740, 709],
    ['exp', -1, 1],
    ['expm1', -2, 2],
    ['log', 0, 2],
    ['log', 0, 1e300],
    ['log1p', -0.9, 2],
    ['sin', -7, 7],
    ['sin', -1e5, 1e5],
    ['sin', 1e6, 1e12],
    ['cos', -7, 7],
    ['cos', -1e5, 1e5],
    ['cos', 1e6, 1e12],
    ['tanh', -3, 3],
  ] as const)('%s from %d to %d', (name, low, high) => {
    const apart = spread(low, high).map((x) => ulpsApart(float64[name](x), Math[name](x), 'float64'));
    expect(apart.reduce((a, b) => Math.max(a, b))).toBeLessThanOrEqual(2);
  });
});

describe('the bits', () => {
  /** The sum of bits(i) (2i + 1) modulo 2^64. */
  function digest(values: Float64Array): string {
    const bits = new BigUint64Array(values.buffer);
    const sum = bits.reduce((total, b, i) => BigInt.asUintN(64, total + b * BigInt(2 * i + 1)), 0n);
    return sum.toString(16);
  }

  // Recorded from these functions: every engine and every translation of them must come to the same.
  it.each([
    ['exp', -746, 710, '81d87537888611c5'],
    ['expm1', -3, 3, 'ee6d579dce7ac1bf'],
    ['log', 0, 10, 'bf2a44a65954e162'],
    ['log1p', -1, 3, '5d79759079970739'],
    ['sin', -3e6, 3e6, '3302cba20ab1e9d0'],
    ['cos', -3e6, 3e6, 'a8f4a9ec5cbee0a'],
    ['tanh', -3, 3, '9d15ffd6670db16c'],
    ['erf', -6, 6, 'afb1236e871ab7a5'],
  ] as const)('of %s from %d to %d are the same everywhere', (name, low, high, expected) => {
    expect(digest(spread(low, high).map(float64[name]))).toBe(expected);
  });
});

/** The tables once more, in integers that count 2^-200. */
describe('tables', () => {
  const BITS = 200n;
  const ONE = 1n << BITS;

  /** A double as such an integer, exactly (or cut off below 2^-200). */
  function fixed(x: number): bigint {
    const exponent = Math.min(0, Math.floor(Math.log2(Math.abs(x) || 1)) - 60);
    return (BigInt(x / 2 ** exponent) << BITS) >> BigInt(-exponent);
  }

  /** first + its successors, each made of the one before, until they vanish. */
  function series(first: bigint, next: (term: bigint, n: bigint) => bigint): bigint {
    let sum = 0n;
    for (let term = first, n = 1n; term !== 0n && term !== -1n; term = next(term, n++)) sum += term;
    return sum;
  }

  const times = (a: bigint, b: bigint): bigint => (a * b) >> BITS;
  const expOf = (x: bigint): bigint => series(ONE, (term, n) => times(term, x) / n);
  const sinOf = (x: bigint): bigint => series(x, (term, n) => -times(times(term, x), x) / (2n * n * (2n * n + 1n)));
  const cosOf = (x: bigint): bigint => series(ONE, (term, n) => -times(times(term, x), x) / (2n * n * (2n * n - 1n)));
  /** log x = 2 artanh((x - 1) / (x + 1)), the n-th term divided by 2n - 1 on the way. */
  function logOf(x: bigint): bigint {
    const t = ((x - ONE) << BITS) / (x + ONE);
    let sum = 0n;
    for (let power = t, n = 1n; power !== 0n && power !== -1n; power = times(times(power, t), t), n += 2n)
      sum += power / n;
    return 2n * sum;
  }
  /** The integral of exp(-t^2) from 0 to x. */
  function gaussian(x: bigint): bigint {
    let sum = 0n;
    for (let power = x, n = 0n; power !== 0n && power !== -1n; power = -times(times(power, x), x) / ++n) {
      sum += power / (2n * n + 1n);
    }
    return sum;
  }
  /** 16 arctan(1/5) - 4 arctan(1/239), Machin's formula. */
  const pi = ((): bigint => {
    const arctan = (q: bigint): bigint => {
      let sum = 0n;
      for (let power = ONE / q, n = 1n; power !== 0n; power /= -q * q, n += 2n) sum += power / n;
      return sum;
    };
    return 16n * arctan(5n) - 4n * arctan(239n);
  })();
  const squareRoot = (x: bigint): bigint => {
    let root = ONE;
    for (let i = 0; i < 20; i++) root = (root + (x << BITS) / root) / 2n;
    return root;
  };

  /** How far head + tail (or a double alone) is from the value, in units of 2^-53 of the value. */
  const error = (value: bigint, ...parts: number[]): number => {
    const sum = parts.reduce((total, part) => total + fixed(part), 0n);
    return value === 0n ? Number(sum) : Math.abs(Number(((sum - value) << 80n) / value)) * 2 ** -27;
  };
  const NEGLIGIBLE = 2 ** -14;

  it('hold every power of two', () => {
    const powers = powerTable();
    expect(powers[0]).toBe(Number.MIN_VALUE);
    expect(powers[-LOWEST_POWER]).toBe(1);
    expect(powers.length).toBe(2098);
    expect(powers.every((power, i) => i === 0 || power === 2 * powers[i - 1]!)).toBe(true);
  });

  it('hold 2^(j/64)', () => {
    const ln2 = logOf(2n * ONE);
    const table = expTable();
    const errors = Array.from({ length: 64 }, (_, j) =>
      error(expOf((ln2 * BigInt(j)) / 64n), table[2 * j]!, table[2 * j + 1]!),
    );
    expect(Math.max(...errors)).toBeLessThan(NEGLIGIBLE);
  });

  it('hold -log c for a c of ten bits next to 1/m, the head a multiple of 2^-42', () => {
    for (let row = 0; row <= 64; row++) {
      const [c, head, tail] = [...logTable().subarray(3 * row, 3 * row + 3)];
      const half = row < 27 ? 1 : 2; // from row 27 on for m/2
      expect(c! * half).toBe(Math.round((1024 * half) / (1 + row / 64)) / 1024);
      expect(Number.isInteger(head! * 2 ** 42)).toBe(true);
      expect(error(-logOf(fixed(c! * half)), head!, tail!)).toBeLessThan(NEGLIGIBLE);
    }
  });

  it('hold sin and cos of j/64', () => {
    for (let j = -50; j <= 50; j++) {
      const x = (ONE * BigInt(j)) / 64n;
      const [sine, sineTail, cosine, cosineTail] = [...trigonometricTable().subarray(4 * (50 + j), 4 * (51 + j))];
      expect(error(sinOf(x), sine!, sineTail!)).toBeLessThan(NEGLIGIBLE);
      expect(error(cosOf(x), cosine!, cosineTail!)).toBeLessThan(NEGLIGIBLE);
    }
  });

  it('hold pi/2', () => {
    expect(Number((halfPi() >> 1000n) - pi / 2n)).toBeLessThan(2 ** 10);
    expect(Number((halfPi() >> 1000n) - pi / 2n)).toBeGreaterThan(-(2 ** 10));
  });

  it('hold erf of j/8 and its slope', () => {
    const twoOverRootPi = (2n * ONE * ONE) / squareRoot(pi);
    for (let j = 0; j <= 48; j++) {
      const x = (ONE * BigInt(j)) / 8n;
      const [value, tail, slope] = [...erfTable().subarray(3 * j, 3 * j + 3)];
      expect(error(times(twoOverRootPi, gaussian(x)), value!, tail!)).toBeLessThan(NEGLIGIBLE);
      expect(error((twoOverRootPi * ONE) / expOf(times(x, x)), slope!)).toBeLessThan(1);
    }
  });
});

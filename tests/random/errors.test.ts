import { describe, expect, it } from 'vitest';
import { DTypeError, ShapeError, ValueError } from '../../src/errors.ts';
import { RandomState } from '../../src/random/random-state.ts';
import { Tensor } from '../../src/tensor/tensor.ts';

/** A stream that takes any argument, to be called wrongly. */
type Loose = { [Name in keyof RandomState]: (...args: unknown[]) => unknown };
const RandomStateLoose = RandomState as unknown as { new (seed?: unknown): Loose; fromState(state: unknown): unknown };
type ErrorClass = typeof DTypeError | typeof ShapeError | typeof ValueError;
const SEEDS = 'expected a seed from 0 to 2^32 - 1, a non-empty array of such, or a string, received';

describe('a seed is refused', () => {
  it.each([
    [-1, '-1. Seed with its text instead: String(seed) may be any text.'],
    [2 ** 32, '4294967296. Seed with its text instead: String(seed) may be any text.'],
    [1.5, '1.5. Seed with its text instead: String(seed) may be any text.'],
    [NaN, 'NaN. Seed with its text instead: String(seed) may be any text.'],
    [Infinity, 'Infinity. Seed with its text instead: String(seed) may be any text.'],
    [undefined, 'undefined. For a stream that differs each time use RandomState.fromEntropy().'],
    [true, 'true.'],
    [new Map(), 'a Map.'],
    [[], '[].'],
    [[1, -2], '-2 at index 1. Seed with its text instead: String(seed) may be any text.'],
    [['1'], '"1" at index 0.'],
    [[[1, 2]], '[1, 2] at index 0.'],
  ])('%o', (seed, text) => {
    expect(() => new RandomStateLoose(seed)).toThrow(ValueError);
    expect(() => new RandomStateLoose(seed)).toThrow(`RandomState: ${SEEDS} ${text}`);
    expect(() => new RandomStateLoose(0).seed(seed)).toThrow(`RandomState.seed: ${SEEDS} ${text}`);
  });
});

const LOOK = 'The shape is one argument, for example [2, 3];';

describe('a draw is refused', () => {
  it.each<[string, (random: Loose) => unknown, ErrorClass, string]>([
    [
      'a negative length',
      (r) => r.randn([2, -1]),
      ShapeError,
      'RandomState.randn: expected a shape of whole numbers, 0 or more',
    ],
    [
      'half a row',
      (r) => r.randomSample([1.5]),
      ShapeError,
      'RandomState.randomSample: expected a shape of whole numbers',
    ],
    ['no length', (r) => r.uniform(0, 1, NaN), ShapeError, 'RandomState.uniform: expected a shape of whole numbers'],
    [
      'a text as shape',
      (r) => r.randint(0, 1, '3'),
      ShapeError,
      'RandomState.randint: expected a shape such as [2, 3]',
    ],
    [
      'a null as shape',
      (r) => r.binomial(1, 0.5, null),
      ShapeError,
      'RandomState.binomial: expected a shape such as [2, 3]',
    ],
    ["NumPy's randn(2, 3)", (r) => r.randn(2, 3), ValueError, `expected options { dtype }, received 3. ${LOOK}`],
    ['a bare type', (r) => r.randn(2, 'float64'), ValueError, `received "float64". ${LOOK}`],
    ['null options', (r) => r.randn(2, null), ValueError, 'expected options { dtype }, received null.'],
    ['an unknown option', (r) => r.randn(2, { type: 'float64' }), ValueError, 'received the option "type"'],
    ['an unknown type', (r) => r.randn(2, { dtype: 'float16' }), DTypeError, '"float16"'],
    [
      'whole normals',
      (r) => r.randn(2, { dtype: 'int32' }),
      DTypeError,
      "expected dtype 'float32' or 'float64', received \"int32\"",
    ],
    ['an unknown whole type', (r) => r.randint(0, 2, 2, { dtype: 'int64' }), DTypeError, '"int64"'],

    [
      'uniform downwards',
      (r) => r.uniform(1, 0),
      ValueError,
      'uniform: expected low <= high, received low 1 and high 0.',
    ],
    [
      'uniform from NaN',
      (r) => r.uniform(NaN, 0),
      ValueError,
      'expected low and high finite, and their difference, received NaN and 0',
    ],
    ['uniform to infinity', (r) => r.uniform(0, Infinity, 2), ValueError, 'received 0 and Infinity'],
    ['uniform too wide', (r) => r.uniform(-1e308, 1e308), ValueError, 'received -1e+308 and 1e+308'],
    ['uniform of text', (r) => r.uniform('0', 1), ValueError, 'received "0" and 1'],

    [
      'randint of nothing',
      (r) => r.randint(5, 5),
      ValueError,
      'randint: expected low < high, received low 5 and high 5.',
    ],
    ['randint downwards', (r) => r.randint(5, 4, 3), ValueError, 'expected low < high, received low 5 and high 4.'],
    [
      'randint of one bound',
      (r) => r.randint(5),
      ValueError,
      'whole number high, received undefined. One number is not enough: randint(0, n)',
    ],
    ['randint of a half', (r) => r.randint(0.5, 4), ValueError, 'expected a whole number low, received 0.5.'],
    [
      'randint to infinity',
      (r) => r.randint(0, Infinity),
      ValueError,
      'expected a whole number high, received Infinity.',
    ],
    [
      'randint too wide',
      (r) => r.randint(-(2 ** 52) - 1, 2 ** 52),
      ValueError,
      'expected at most 2^53 different numbers',
    ],
    [
      'randint beyond int32',
      (r) => r.randint(0, 2 ** 31 + 1, 3),
      ValueError,
      "-2147483648 to 2147483647 for int32, received 0 to 2147483648. Ask for { dtype: 'float64' }.",
    ],
    [
      'randint beyond uint8',
      (r) => r.randint(-1, 5, 3, { dtype: 'uint8' }),
      ValueError,
      'expected numbers from 0 to 255 for uint8, received -1 to 4.',
    ],

    [
      'a negative n',
      (r) => r.binomial(-1, 0.5),
      ValueError,
      'binomial: expected a whole number n, 0 or more, received -1.',
    ],
    ['a broken n', (r) => r.binomial(1.5, 0.5), ValueError, 'expected a whole number n, 0 or more, received 1.5.'],
    ['an n of NaN', (r) => r.binomial(NaN, 0.5, 2), ValueError, 'expected a whole number n, 0 or more, received NaN.'],
    ['an n beyond int32', (r) => r.binomial(2 ** 31, 0.5, 2), ValueError, 'for int32, received 0 to 2147483648.'],
    ['p above 1', (r) => r.binomial(1, 1.1), ValueError, 'expected 0 <= p <= 1, received 1.1.'],
    ['p below 0', (r) => r.binomial(1, -0.1), ValueError, 'expected 0 <= p <= 1, received -0.1.'],
    ['p of NaN', (r) => r.binomial(1, NaN), ValueError, 'expected 0 <= p <= 1, received NaN.'],
    ['p as text', (r) => r.binomial(1, '0.5'), ValueError, 'expected 0 <= p <= 1, received "0.5".'],

    [
      'a negative permutation',
      (r) => r.permutation(-3),
      ValueError,
      'permutation: expected a whole number n, 0 or more, received -3.',
    ],
    [
      'half a permutation',
      (r) => r.permutation(2.5),
      ValueError,
      'expected a whole number n, 0 or more, received 2.5.',
    ],
    [
      'a permuted text',
      (r) => r.permutation('abc'),
      ValueError,
      'a whole number, an array, a typed array or a Tensor, received "abc"',
    ],
    [
      'a permuted number',
      (r) => r.permutation(new Tensor('int32', [])),
      ShapeError,
      'permutation: expected at least one axis, received a single number',
    ],
    [
      'a shuffled number',
      (r) => r.shuffle(5),
      ValueError,
      'shuffle: expected an array, a typed array or a Tensor, received 5.',
    ],
    ['a shuffled set', (r) => r.shuffle(new Set([1])), ValueError, 'received a Set.'],
    ['a shuffled view', (r) => r.shuffle(new DataView(new ArrayBuffer(8))), ValueError, 'received a DataView.'],
    [
      'a shuffled scalar',
      (r) => r.shuffle(new Tensor('int32', [])),
      ShapeError,
      'shuffle: expected at least one axis, received a single number',
    ],
  ])('%s', (_, draw, type, text) => {
    const random = new RandomStateLoose(0);
    const before = random.getState();
    expect(() => draw(random)).toThrow(type);
    expect(() => draw(random)).toThrow(text);
    expect(random.getState()).toEqual(before); // nothing was taken from the stream
  });
});

describe('a state is refused', () => {
  const twister = new RandomState(0).getState();
  const alea = new RandomState('a').getState();
  const key = (index: number, word: unknown): unknown[] =>
    Array.from({ length: 624 }, (_, i) => (i === index ? word : 1));
  const words = (state: unknown): object => ({ ...twister, state });
  const fractions = (state: object): object => ({ ...alea, state: { ...alea.state, ...state } });
  const last = 1 - 2 ** -32;

  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'expected what getState() returned, received undefined.'],
    ['null', null, 'expected what getState() returned, received null.'],
    ['text', JSON.stringify(twister), 'expected what getState() returned, received "'],
    ['an empty object', {}, 'expected hasGauss true or false, received undefined.'],
    [
      'another generator',
      { ...twister, bitGenerator: 'PCG64' },
      "expected bitGenerator 'MT19937' or 'alea', received \"PCG64\".",
    ],
    ['a 1 for true', { ...twister, hasGauss: 1 }, 'expected hasGauss true or false, received 1.'],
    ['a NaN that waits', { ...twister, gauss: NaN }, 'expected a finite gauss, received NaN.'],
    ['a gauss lost in JSON', { ...twister, gauss: null }, 'expected a finite gauss, received null.'],
    ['a twister without state', words(undefined), 'expected state { key, pos }, received undefined.'],
    ['a twister without key', words({ pos: 1 }), 'expected state.key of 624 words, received undefined.'],
    ['a short key', words({ key: [1, 2], pos: 1 }), 'expected state.key of 624 words, received [1, 2].'],
    ['a negative word', words({ key: key(3, -1), pos: 1 }), 'expected state.key[3] from 0 to 2^32 - 1, received -1.'],
    [
      'a broken word',
      words({ key: key(623, 0.5), pos: 1 }),
      'expected state.key[623] from 0 to 2^32 - 1, received 0.5.',
    ],
    [
      'a wide word',
      words({ key: key(0, 2 ** 32), pos: 1 }),
      'expected state.key[0] from 0 to 2^32 - 1, received 4294967296.',
    ],
    ['a position beyond', words({ key: key(0, 1), pos: 625 }), 'expected state.pos from 0 to 624, received 625.'],
    ['no position', words({ key: key(0, 1) }), 'expected state.pos from 0 to 624, received undefined.'],
    [
      'zeros',
      words({ key: key(0, 2 ** 31 - 1).map((word) => (word === 1 ? 0 : word)), pos: 1 }),
      'expected state.key with a bit set, received zeros only.',
    ],
    ['an alea without state', { ...alea, state: 5 }, 'expected state { c, s0, s1, s2 }, received 5.'],
    ['a missing carry', fractions({ c: undefined }), 'expected a whole state.c from 0 to 2091638, received undefined.'],
    ['a large carry', fractions({ c: 2091639 }), 'expected a whole state.c from 0 to 2091638, received 2091639.'],
    ['a fraction of 1', fractions({ s0: 1 }), 'expected state.s0 in [0, 1), a multiple of 2^-32, received 1.'],
    [
      'a negative fraction',
      fractions({ s1: -0.5 }),
      'expected state.s1 in [0, 1), a multiple of 2^-32, received -0.5.',
    ],
    ['a finer fraction', fractions({ s2: 2 ** -33 }), 'expected state.s2 in [0, 1), a multiple of 2^-32, received'],
    [
      'a standstill at 0',
      fractions({ c: 0, s0: 0, s1: 0, s2: 0 }),
      'expected a state that moves, received one that repeats itself.',
    ],
    [
      'a standstill at 1',
      fractions({ c: 2091638, s0: last, s1: last, s2: last }),
      'expected a state that moves, received one that repeats itself.',
    ],
  ])('%s', (_, state, text) => {
    const random = new RandomStateLoose(7);
    const before = random.getState();
    expect(() => random.setState(state)).toThrow(ValueError);
    expect(() => random.setState(state)).toThrow(`RandomState.setState: ${text}`);
    expect(random.getState()).toEqual(before);
    expect(() => RandomStateLoose.fromState(state)).toThrow(`RandomState.fromState: ${text}`);
  });

  it('but not the largest there are', () => {
    const state = { ...twister, state: { key: key(0, 2 ** 32 - 1), pos: 624 } };
    expect(() => RandomStateLoose.fromState(state)).not.toThrow();
  });
});

/**
 * The text form against NumPy itself, where it is installed: one Python process prints all of the seeded arrays and
 * numbers below. NUMPY_PYTHON names another interpreter; TEXT_ORACLE_SCALE=50 makes fifty times as many, and
 * TEXT_ORACLE_SEED others.
 */
import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { allocate, type DType } from '../../src/tensor/dtype.ts';
import { formatArray, formatFixed, formatNumber, type Printable } from '../../src/tensor/text/index.ts';

const PYTHON = process.env.NUMPY_PYTHON ?? '/usr/bin/python3';
const SCALE = Number(process.env.TEXT_ORACLE_SCALE ?? 1);
const SEED = Number(process.env.TEXT_ORACLE_SEED ?? 1);

const SCRIPT = `
import base64, json, sys
import numpy as np
if np.__version__.split('.')[:2] != ['1', '24']:
    sys.exit('NumPy ' + np.__version__)
def array(a):
    return np.frombuffer(base64.b64decode(a['data']), a['dtype']).reshape(a['shape'])
job = json.load(sys.stdin)
json.dump({
    'arrays': [str(array(a)) for a in job['arrays']],
    'numbers': [[str(x) for x in array(a)] for a in job['numbers']],
    'fixed': [[format(x, '.%df' % f['digits']) for x in array(f['values']).tolist()] for f in job['fixed']],
}, sys.stdout)
`;

interface Answers {
  arrays: string[];
  numbers: string[][];
  fixed: string[][];
}

/** Marsaglia's xorshift32, with the draws that the values below need. */
class Draws {
  #state: number;
  constructor(seed: number) {
    this.#state = (seed * 0x9e3779b1) | 1;
  }
  bits(): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return this.#state >>> 0;
  }
  uniform(): number {
    return this.bits() / 2 ** 32;
  }
  between(low: number, high: number): number {
    return low + (this.bits() % (high - low + 1));
  }
  pick<T>(choices: readonly T[]): T {
    return choices[this.between(0, choices.length - 1)]!;
  }
  /** Roughly normal, within 1.5. */
  bell(): number {
    return this.uniform() + this.uniform() + this.uniform() - 1.5;
  }
  sign(): number {
    return this.between(0, 2) === 0 ? -1 : 1;
  }
}

const draws = new Draws(SEED);

/** A number in the neighbourhood of those where a text form changes. */
type Kind = (dtype: DType) => () => number;

const anyBits: Kind = (dtype) => () => {
  const view = new DataView(new ArrayBuffer(8));
  view.setUint32(0, draws.bits());
  view.setUint32(4, draws.bits());
  return dtype === 'float32' ? view.getFloat32(0) : view.getFloat64(0);
};
const kinds: readonly Kind[] = [
  anyBits,
  () => () => draws.bell(),
  () => {
    const scale = 10 ** draws.between(-12, 20);
    return () => draws.bell() * scale;
  },
  () => {
    const widest = draws.between(1, 40);
    return () => draws.bell() * 10 ** draws.between(-widest, widest);
  },
  () => {
    const decimals = 10 ** draws.between(0, 6);
    return () => Math.round(draws.bell() * 20 * decimals) / decimals;
  },
  () => {
    const largest = 10 ** draws.between(1, 18);
    return () => Math.round(draws.bell() * largest);
  },
  () => () => draws.sign() * 2 ** draws.between(-160, 120),
  () => () => draws.sign() * 2 ** draws.between(-3, 28), // margins are uneven below a power of two
  () => () => (draws.sign() * (2 * draws.between(0, 5000) + 1)) / 2 ** draws.between(7, 12), // ties at eight decimals
  (dtype) => () => draws.between(0, 999) * (dtype === 'float32' ? 2 ** -149 : 2 ** -1074),
  () => () =>
    draws.pick([1e8, 99999992, 99999999, 99999996, 1e-4, 0.00010000001, 1, 1000, 1000.0001, 0.1, 100, 9.99999999]),
  () => () => draws.pick([0.001, 0.0010000001, 1, 0.9999999, 1.0000001, 0.99999999, 0.999999999]),
];
const unusual = [NaN, Infinity, -Infinity, 0, -0];

function values(dtype: DType, length: number): number[] {
  if (dtype === 'uint8') return Array.from({ length }, () => draws.between(0, 255));
  if (dtype === 'int32') {
    const shift = draws.between(0, 31);
    return Array.from({ length }, () => (draws.bits() | 0) >> shift);
  }
  const next = draws.pick(kinds)(dtype);
  const unusualEvery = draws.pick([Infinity, Infinity, Infinity, 1, 3, 30]);
  return Array.from({ length }, (_, i) => (i % unusualEvery === unusualEvery - 1 ? draws.pick(unusual) : next()));
}

function array(dtype: DType, shape: readonly number[]): Printable {
  const size = shape.reduce((product, length) => product * length, 1);
  const data = allocate(dtype, size);
  data.set(values(dtype, size));
  return { dtype, shape, data };
}

const smallShapes = [
  [],
  [1],
  [2],
  [3],
  [5],
  [12],
  [2, 3],
  [5, 3],
  [4, 1],
  [1, 1],
  [3, 2, 2],
  [2, 1, 3],
  [2, 2, 2, 2],
  [1, 1, 1, 1, 3],
];
const longShapes = [
  [40],
  [150],
  [2, 17],
  [3, 30],
  [2, 2, 25],
  [10, 10],
  [1000],
  [1, 1, 1, 1, 1, 30],
  [...Array<number>(29).fill(1), 2],
];
const emptyShapes = [[0], [0, 3], [3, 0], [2, 0, 2]];
const summarizedShapes = [
  [1001],
  [3000],
  [334, 3],
  [7, 200],
  [200, 7],
  [6, 200],
  [1, 1001],
  [30, 40],
  [5, 5, 50],
  [6, 6, 6, 6],
  [20, 8, 9],
  [2, 2, 2, 2, 80],
  [10, 7, 3, 9],
];

function makeArrays(): Printable[] {
  const arrays: Printable[] = [];
  const add = (dtypes: readonly DType[], shapes: readonly (readonly number[])[], count: number): void => {
    for (let i = 0; i < count * SCALE; i++) arrays.push(array(draws.pick(dtypes), draws.pick(shapes)));
  };
  const floats = ['float32', 'float64'] as const;
  const integers = ['int32', 'uint8'] as const;
  add(floats, smallShapes, 600);
  add(floats, longShapes, 120);
  add(floats, summarizedShapes, 60);
  add(integers, [...smallShapes, ...longShapes], 80);
  add(integers, summarizedShapes, 20);
  for (const dtype of [...floats, ...integers]) for (const shape of emptyShapes) arrays.push(array(dtype, shape));
  return arrays;
}

function makeNumbers(): Printable[] {
  return (['float32', 'float64'] as const).flatMap((dtype) =>
    kinds.map((kind) => {
      const next = kind(dtype);
      const data = allocate(dtype, 200 * SCALE);
      data.forEach((_, i) => (data[i] = next()));
      return { dtype, shape: [data.length], data };
    }),
  );
}

function makeFixed(): { digits: number; values: Printable }[] {
  return Array.from({ length: 40 * SCALE }, () => {
    const data = Float64Array.from(values('float64', 50));
    return { digits: draws.between(0, 12), values: { dtype: 'float64', shape: [data.length], data } };
  });
}

const encode = ({ dtype, shape, data }: Printable): object => ({
  dtype,
  shape,
  data: Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64'),
});

describe('the text form and NumPy 1.24', () => {
  const arrays = makeArrays();
  const numbers = makeNumbers();
  const fixed = makeFixed();
  let answers: Answers | undefined;
  let missing = '';

  beforeAll(() => {
    const input = JSON.stringify({
      arrays: arrays.map(encode),
      numbers: numbers.map(encode),
      fixed: fixed.map(({ digits, values }) => ({ digits, values: encode(values) })),
    });
    try {
      const output = execFileSync(PYTHON, ['-c', SCRIPT], {
        input,
        encoding: 'utf8',
        maxBuffer: 2 ** 30,
        stdio: ['pipe', 'pipe', 'pipe'],
      });
      answers = JSON.parse(output) as Answers;
    } catch (error) {
      const { code, stderr } = error as { code?: string; stderr?: string };
      const reason = code === 'ENOENT' ? 'not found' : /NumPy \d\S+|No module named 'numpy'/.exec(stderr ?? '')?.[0];
      if (reason === undefined) throw error;
      missing = `needs ${PYTHON} with NumPy 1.24: ${reason}`;
    }
  });

  it('print the same arrays', ({ skip }) => {
    if (!answers) return skip(missing);
    expect(answers.arrays).toHaveLength(arrays.length);
    const printed = arrays.map(formatArray);
    const worst = printed.findIndex((text, i) => text !== answers?.arrays[i]);
    if (worst >= 0) expect(printed[worst], JSON.stringify(arrays[worst]?.shape)).toBe(answers.arrays[worst]);
  });

  it('print the same numbers', ({ skip }) => {
    if (!answers) return skip(missing);
    const printed = numbers.map(({ dtype, data }) => Array.from(data, (x) => formatNumber(x, dtype)));
    expect(printed).toEqual(answers.numbers);
  });

  it('and Python agree on fixed decimals', ({ skip }) => {
    if (!answers) return skip(missing);
    const printed = fixed.map(({ digits, values }) => Array.from(values.data, (x) => formatFixed(x, digits)));
    expect(printed).toEqual(answers.fixed);
  });
});

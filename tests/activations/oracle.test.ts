/** Activations that the book does not have, and their slopes, against Python's functions of doubles. */
import { beforeAll, describe, expect, it } from 'vitest';
import { ELU, GELU, init, LeakyReLU, RandomState, Swish, Tanh, Tensor, type Layer } from 'nnfs';
import type { Tolerance } from '../support/matchers.ts';
import { askNumPy } from '../support/numpy.ts';

init();
const random = new RandomState(17);
const values = [...random.randn([300]).data, ...random.uniform(-12, 12, [200]).data, ...[-0, 0, 1e-8, -1e-8, 30, -30]];
const X = new Tensor('float64', [values.length], Float64Array.from(values, Math.fround));
const D = random.uniform(-1, 1, [values.length], { dtype: 'float64' });

interface Row {
  readonly name: string;
  readonly make: () => Layer;
  readonly f: string;
  readonly slope: string;
  /** Of float64 results; those of float32 may be one unit off, where the double is that near to half of one. */
  readonly double: Tolerance;
}

const SETUP = `
import math
erf = np.vectorize(math.erf)
phi = lambda x: (1 + erf(x / math.sqrt(2))) / 2
sigmoid = lambda x: 1 / (1 + np.exp(-x))
`;

// The last digits of exp, tanh and erf differ between libraries; a slope takes some more steps. Far below 0 the 1 + erf of GELU loses
// digits in both.
const rows: readonly Row[] = [
  { name: 'Tanh', make: () => new Tanh(), f: 'np.tanh(X)', slope: '1 - np.tanh(X) ** 2', double: { relative: 1e-12 } },
  {
    name: 'LeakyReLU',
    make: () => new LeakyReLU({ slope: 0.2 }),
    f: 'np.where(X > 0, X, 0.2 * X)',
    slope: 'np.where(X > 0, 1, 0.2)',
    double: {},
  },
  {
    name: 'ELU',
    make: () => new ELU({ alpha: 0.7 }),
    f: 'np.where(X > 0, X, 0.7 * np.expm1(X))',
    slope: 'np.where(X > 0, 1, 0.7 * np.exp(X))',
    double: { relative: 1e-15, ulps: 4 },
  },
  {
    name: 'Swish',
    make: () => new Swish(),
    f: 'X * sigmoid(X)',
    slope: 'sigmoid(X) * (1 + X * (1 - sigmoid(X)))',
    double: { relative: 1e-14 },
  },
  {
    name: 'GELU',
    make: () => new GELU(),
    f: 'X * phi(X)',
    slope: 'phi(X) + X * np.exp(-X * X / 2) / math.sqrt(2 * math.pi)',
    double: { relative: 1e-14 },
  },
];

let answers: Tensor[] | string;
beforeAll(() => {
  const questions = rows.flatMap(({ f, slope }) => [f, `D * (${slope})`]);
  answers = askNumPy(
    questions.map((code) => ({ code, arrays: { X, D } })),
    SETUP,
  );
});

/** Near 0 and where digits cancel, what counts is the distance on the scale of the values, which is 1. */
function expectNear(found: Tensor, wanted: Tensor, { relative = 0, ulps = 0 }: Tolerance): void {
  if (relative === 0) expect(found).toEqualTensor(wanted);
  found.data.forEach((value, i) => {
    const [x, limit] = [wanted.data[i]!, Math.max(relative, ulps * Number.EPSILON)];
    expect(Math.abs(value - x), `f(${X.data[i]!})`).toBeLessThanOrEqual(limit * Math.max(1, Math.abs(x)));
  });
}

describe.each(rows.map((row, i) => ({ ...row, i })))('$name', ({ make, double, i }) => {
  it('in float64', ({ skip }) => {
    if (typeof answers === 'string') return skip(answers);
    const layer = make();
    expectNear(layer.forward(X), answers[2 * i]!, double);
    expectNear(layer.backward(D), answers[2 * i + 1]!, double);
  });

  it('in float32, worked out in doubles and rounded once', ({ skip }) => {
    if (typeof answers === 'string') return skip(answers);
    const layer = make();
    const output = layer.forward(X.astype('float32'));
    expect(output.dtype).toBe('float32');
    expectNear(output, answers[2 * i]!.astype('float32'), { relative: 6e-8 }); // half a unit of float32
    const dinputs = layer.backward(D.astype('float32'));
    // The slope reads the output as stored, which is rounded.
    expectNear(dinputs, answers[2 * i + 1]!.astype('float32'), { relative: 2e-7 });
  });
});

describe('symmetries', () => {
  const negative = new Tensor('float64', X.shape, X.data.map((x) => 0 - x)); // prettier-ignore
  it('Tanh is odd', () => {
    const [there, back] = [new Tanh().forward(X), new Tanh().forward(negative)];
    there.data.forEach((y, i) => expect(0 - y).toBe(back.data[i]! + 0));
  });
  it('x - f(-x) is f(x), for GELU and Swish', () => {
    for (const make of [() => new GELU(), () => new Swish()]) {
      const [there, back] = [make().forward(X), make().forward(negative)];
      there.data.forEach((y, i) => expect(y - back.data[i]!).toBeCloseTo(X.data[i]!, 12));
    }
  });
});

/** The WebAssembly kernels against the plain ones: the same bits, in every array they are given and in nothing around it. */
import { describe, expect, it } from 'vitest';
import { binomialSampler } from '../../../src/random/binomial.ts';
import { MersenneTwister } from '../../../src/random/mersenne-twister.ts';
import { exp, log } from '../../../src/tensor/kernels/float64.ts';
import type { DotPrecision, Kernels } from '../../../src/tensor/kernels/kernels.ts';
import { createWasmKernels } from '../../../src/tensor/kernels/wasm/index.ts';
import { CONSTANTS } from '../../../src/tensor/kernels/wasm/memory.ts';
import { scratchBytes } from '../../../src/tensor/kernels/wasm/scratch.ts';
import { arena, bytes, draw, floats, memory, module, same, upTo, wasm } from './backends.ts';

const labels = (N: number, C: number): Int32Array => Int32Array.from({ length: N }, () => Math.floor(draw() * C));
const onehot = (N: number, C: number): Float32Array => {
  const rows = new Float32Array(N * C);
  labels(N, C).forEach((label, n) => (rows[n * C + label] = 1));
  return rows;
};

const LENGTHS = [...upTo(20), 64, 127, 128, 129, 255, 1000, 8191, 8192, 8193, 20011];
const SHARES = [0, 0.02, 0.3];

function products(where: string, N: number, I: number, O: number, share: number, precision: DotPrecision): void {
  const [x, w, biases, dy] = [floats(N * I, share), floats(I * O, share), floats(O, share), floats(N * O, share)];
  const at = `${where} ${N}x${I}x${O} ${precision}`;
  same(`dot ${at}`, (k, x, w, y) => k.dot(x, w, y, N, I, O, precision), x, w, floats(N * O));
  same(
    `dense ${at}`,
    (k, x, w, biases, y) => k.dense(x, w, biases, y, N, I, O, precision, false),
    ...([x, w, biases, floats(N * O)] as const),
  );
  same(
    `dense and relu ${at}`,
    (k, x, w, biases, y) => k.dense(x, w, biases, y, N, I, O, precision, true),
    ...([x, w, biases, floats(N * O)] as const),
  );
  same(`dotInputsT ${at}`, (k, x, dy, dw) => k.dotInputsT(x, dy, dw, N, I, O, precision), x, dy, floats(I * O));
  same(`dotWeightsT ${at}`, (k, dy, w, dx) => k.dotWeightsT(dy, w, dx, N, I, O, precision), dy, w, floats(N * I));
}

/** Shapes that meet blocks and panels of every kind. */
const SHAPES: [number, number, number][] = [
  [1, 1, 1],
  [20, 7, 5],
  [33, 330, 17],
  [17, 9, 40],
  [140, 65, 3],
];

describe.each(['float32', 'float64'] as const)('products in %s', (precision) => {
  it.each([0, 1, 2, 3, 4, 7])('all tails, inner length %i', (I) => {
    for (const N of upTo(20)) for (const O of upTo(20)) products('tails', N, I, O, (N + O) % 3 ? 0 : 0.05, precision);
  });

  it.each([
    ['a chapter', 300, 2, 64],
    ['three classes', 300, 64, 3],
    ['one output', 300, 64, 1],
    ['one sample', 1, 784, 128],
    ['ten classes', 128, 128, 10],
    ['twelve columns', 41, 33, 12],
    ['blocks of the inner length', 33, 650, 50],
    ['blocks of rows', 530, 9, 18],
    ['blocks of rows and inner length', 270, 330, 19],
    ['blocks of columns', 12, 321, 530],
    ['long and thin', 1000, 1, 1],
    ['a long chain', 1, 1000, 1],
  ])('%s', (name, N, I, O) => {
    products(name, N, I, O, 0, precision);
    products(name, N, I, O, 0.001, precision);
  });

  it.each([
    ['first', true, false],
    ['second', false, true],
    ['both', true, true],
  ])('float64 operands: %s', (name, first, second) => {
    const operand = (length: number, double: boolean, share: number): Float32Array | Float64Array => {
      const x = floats(length, share);
      return double ? Float64Array.from(x, (value) => value * 1.0000001) : x;
    };
    for (const share of [0, 0.01]) {
      for (const [N, I, O] of [...SHAPES, ...upTo(9).map((n): [number, number, number] => [3 * n, 3, n + 1])]) {
        const at = `${name} float64 ${N}x${I}x${O}`;
        const [x, w, dy] = [operand(N * I, first, share), operand(I * O, second, share), operand(N * O, first, share)];
        const dy2 = operand(N * O, second, share);
        const biases = floats(O, share);
        same(`dot ${at}`, (k, x, w, y) => k.dot(x, w, y, N, I, O, precision), x, w, floats(N * O));
        same(
          `dense ${at}`,
          (k, x, w, b, y) => k.dense(x, w, b, y, N, I, O, precision, false),
          x,
          w,
          biases,
          floats(N * O),
        );
        same(`dotInputsT ${at}`, (k, x, dy, dw) => k.dotInputsT(x, dy, dw, N, I, O, precision), x, dy2, floats(I * O));
        same(`dotWeightsT ${at}`, (k, dy, w, dx) => k.dotWeightsT(dy, w, dx, N, I, O, precision), dy, w, floats(N * I));
      }
    }
  });

  it('softmaxGradient', () => {
    for (const share of SHARES) {
      for (const C of upTo(20)) {
        const N = C === 0 ? 0 : 7;
        same(
          `softmaxGradient ${C}`,
          (k, y, dy, dx) => k.softmaxGradient(y, dy, dx, N, C, precision),
          floats(N * C, share, 0, 1),
          floats(N * C, share),
          floats(N * C),
        );
      }
    }
  });
});

/** Kernels of arrays of one length; the number counts the arrays. */
const FLAT: readonly [name: string, arrays: number, call: (k: Kernels, ...arrays: Float32Array[]) => unknown][] = [
  ['exp', 2, (k, x, y) => k.exp(x, y)],
  ['log', 2, (k, x, y) => k.log(x, y)],
  ['tanh', 2, (k, x, y) => k.tanh(x, y)],
  ['relu', 2, (k, x, y) => k.relu(x, y)],
  ['reluGradient', 3, (k, x, dy, dx) => k.reluGradient(x, dy, dx)],
  ['sigmoid', 2, (k, x, y) => k.sigmoid(x, y)],
  ['sigmoidGradient', 3, (k, y, dy, dx) => k.sigmoidGradient(y, dy, dx)],
  ['exp in place', 1, (k, x) => k.exp(x, x)],
  ['sigmoid in place', 1, (k, x) => k.sigmoid(x, x)],
  ['relu in place', 1, (k, x) => k.relu(x, x)],
  ['sum', 1, (k, x) => k.sum(x, 0, x.length)],
  ['sum of a part', 1, (k, x) => k.sum(x, x.length >> 2, x.length >> 1)],
  ['sumAbs', 1, (k, x) => k.sumAbs(x)],
  ['sumSquares', 1, (k, x) => k.sumSquares(x)],
  ['maxAbs', 1, (k, x) => k.maxAbs(x)],
  ['sgd', 2, (k, w, g) => k.sgd(w, g, 0.1)],
  ['momentum', 3, (k, w, g, v) => k.momentum(w, g, v, 0.1, 0.9, false)],
  ['momentum, Nesterov', 3, (k, w, g, v) => k.momentum(w, g, v, 0.1, 0.9, true)],
  ['adagrad', 3, (k, w, g, c) => k.adagrad(w, g, c, 0.1, 1e-7)],
  ['rmsprop', 3, (k, w, g, c) => k.rmsprop(w, g, c, 0.1, 0.9, 1e-7)],
  ['adam', 4, (k, w, g, m, c) => k.adam(w, g, m, c, 0.1, 0.9, 0.999, 0.1, 1 - 0.999, 1e-7)],
  ['adam, soon after', 4, (k, w, g, m, c) => k.adam(w, g, m, c, 0.1, 0.9, 0.999, 0.9999999, 0.02, 1e-7)],
  ['adam, later', 4, (k, w, g, m, c) => k.adam(w, g, m, c, 0.1, 0.9, 0.999, 1, 0.5, 1e-7)],
  ['scale', 1, (k, x) => k.scale(x, 0.3)],
  ['regularize', 2, (k, w, g) => k.regularize(w, g, 5e-4, 5e-4)],
  ['regularize, L1', 2, (k, w, g) => k.regularize(w, g, 5e-4, 0)],
  ['regularize, L2', 2, (k, w, g) => k.regularize(w, g, 0, 5e-4)],
];

describe('arrays of one length', () => {
  it.each(FLAT)('%s', (name, count, call) => {
    for (const share of SHARES) {
      for (const length of LENGTHS) {
        const arrays = Array.from({ length: count }, () => floats(length, share));
        same(`${name} of ${length}`, call, ...arrays);
      }
    }
  });

  it.each(['exp', 'log', 'tanh', 'sigmoid'] as const)('%s of any bits', (name) => {
    const x = new Float32Array(Uint32Array.from({ length: 100_000 }, () => draw() * 2 ** 32).buffer);
    same(name, (k, x, y) => k[name](x, y), x, floats(x.length));
  });
});

/** Kernels of N rows of C elements. */
const ROWS: readonly [name: string, (at: string, N: number, C: number, share: number) => void][] = [
  ['sumRows', (at, N, C, share) => same(at, (k, x, y) => k.sumRows(x, y, N, C), floats(N * C, share), floats(C))],
  [
    'argmaxRows',
    (at, N, C, share) => same(at, (k, x, y) => k.argmaxRows(x, y, N, C), floats(N * C, share), labels(N, 9)),
  ],
  [
    'argmaxRows of few values',
    (at, N, C) => same(at, (k, x, y) => k.argmaxRows(x, y, N, C), floats(N * C, 1), labels(N, 9)),
  ],
  ['softmax', (at, N, C, share) => same(at, (k, x, y) => k.softmax(x, y, N, C), floats(N * C, share), floats(N * C))],
  ['softmax in place', (at, N, C, share) => same(at, (k, x) => k.softmax(x, x, N, C), floats(N * C, share))],
  [
    'crossEntropy',
    (at, N, C, share) =>
      same(
        at,
        (k, x, targets, y) => k.crossEntropy(x, targets, y, N, C, 1e-7, 1 - 1e-7),
        floats(N * C, share, -0.1, 1.1),
        labels(N, C),
        floats(N),
      ),
  ],
  [
    'crossEntropyRows',
    (at, N, C, share) =>
      same(
        at,
        (k, x, targets, y) => k.crossEntropyRows(x, targets, y, N, C, 1e-7, 1 - 1e-7),
        floats(N * C, share, -0.1, 1.1),
        share > 0.1 ? floats(N * C, share) : onehot(N, C),
        floats(N),
      ),
  ],
  [
    'crossEntropyGradient',
    (at, N, C, share) =>
      same(
        at,
        (k, x, targets, dx) => k.crossEntropyGradient(x, targets, dx, N, C),
        floats(N * C, share),
        labels(N, C),
        floats(N * C),
      ),
  ],
  [
    'crossEntropyRowsGradient',
    (at, N, C, share) =>
      same(
        at,
        (k, x, targets, dx) => k.crossEntropyRowsGradient(x, targets, dx, N, C),
        floats(N * C, share),
        floats(N * C, share),
        floats(N * C),
      ),
  ],
  [
    'softmaxCrossEntropyGradient',
    (at, N, C, share) =>
      same(
        at,
        (k, x, targets, dx) => k.softmaxCrossEntropyGradient(x, targets, dx, N, C),
        floats(N * C, share),
        labels(N, C),
        floats(N * C),
      ),
  ],
  [
    'softmaxCrossEntropyRowsGradient',
    (at, N, C, share) =>
      same(
        at,
        (k, x, targets, dx) => k.softmaxCrossEntropyRowsGradient(x, targets, dx, N, C),
        floats(N * C, share),
        floats(N * C, share),
        floats(N * C),
      ),
  ],
];

describe('rows', () => {
  it.each(ROWS)('%s', (name, run) => {
    for (const share of SHARES) {
      for (const N of [0, 1, 2, 3, 4, 5, 8, 13, 20]) {
        for (const C of upTo(20).slice(1)) run(`${name} ${N}x${C}`, N, C, share);
      }
      for (const [N, C] of [
        [300, 3],
        [129, 64],
        [128, 10],
        [5, 1000],
        [9000, 1],
        [2, 9000],
      ] as const) {
        if (4 * C <= scratchBytes(0, 0, C)) run(`${name} ${N}x${C}`, N, C, share);
      }
    }
  });
});

/** Numbers that no float32 holds. */
const doubles = (length: number, share = 0): Float64Array => Float64Array.from(floats(length, share), (x) => x * 1.1);

const EITHER = { float32: floats, float64: doubles } as const;
const FLOATS = ['float32', 'float64'] as const;
const PAIRS = FLOATS.flatMap((x) => FLOATS.flatMap((y) => FLOATS.map((output) => ({ x, y, output }))));

describe.each(['add', 'multiply'] as const)('%s', (name) => {
  it.each(PAIRS)('of $x and $y to $output', ({ x, y, output }) => {
    for (const share of SHARES) {
      for (const length of LENGTHS) {
        const arrays = [EITHER[x](length, share), EITHER[y](length, share), EITHER[output](length)] as const;
        same(`${name} of ${length}`, (k, x, y, output) => k[name](x, y, output), ...arrays);
      }
    }
  });

  it.each(FLOATS)('in place, of %s', (type) => {
    for (const length of LENGTHS) {
      const arrays = [EITHER[type](length, 0.02), EITHER[type](length, 0.02)] as const;
      same(`${name} to x`, (k, x, y) => k[name](x, y, x), ...arrays);
      same(`${name} to y`, (k, x, y) => k[name](x, y, y), ...arrays);
      same(`${name} with itself`, (k, x) => k[name](x, x, x), arrays[0]);
    }
  });

  it('of any bits', () => {
    const bits = () => new Float32Array(Uint32Array.from({ length: 100_000 }, () => draw() * 2 ** 32).buffer);
    same(name, (k, x, y, output) => k[name](x, y, output), bits(), bits(), floats(100_000));
    same(`${name} in doubles`, (k, x, y, output) => k[name](x, y, output), bits(), bits(), doubles(100_000));
  });
});

describe('what dropout needs', () => {
  it('reluGradient and sumRows in float64', () => {
    for (const share of SHARES) {
      for (const n of LENGTHS) {
        const arrays = [floats(n, share), doubles(n, share), doubles(n, 0)] as const;
        same(`reluGradient of ${n}`, (k, x, dy, dx) => k.reluGradient(x, dy, dx), ...arrays);
      }
      for (const O of upTo(35).slice(1)) {
        same(`sumRows of 9x${O}`, (k, x, y) => k.sumRows(x, y, 9, O), doubles(9 * O, share), doubles(O, 0));
      }
    }
  });

  it.each([
    [0.9, 0],
    [0.5, 1],
    [0.1, 623],
    [0.8, 624],
    [1, 0],
    [0.7, 311],
  ])('bernoulli draws of probability %f after %i words', (p, used) => {
    for (const Type of [Float64Array, Float32Array]) {
      const [plain, simd] = [0, 1].map(() => {
        const twister = MersenneTwister.fromInteger(7);
        for (let i = 0; i < used; i++) twister.uint32();
        return twister;
      }) as [MersenneTwister, MersenneTwister];
      const mask = new Type(memory.buffer, arena + 8192, 5000);
      // For p above a half NumPy counts failures.
      const [success, above, below] = p > 0.5 ? [1 - p, 0, 1] : [p, 1, 0];
      const failure = 1 - success;
      const limit = exp(log(failure));
      wasm.bernoulli(simd, mask, limit, (success * limit) / failure, above, below);
      const sampler = binomialSampler(1, p);
      expect([...mask]).toEqual(Array.from(mask, () => sampler(plain)));
      expect(simd.getState()).toEqual(plain.getState());
      expect(simd.uint32()).toBe(plain.uint32());
    }
  });

  it('bernoulli draws again above the last step of the walk', () => {
    const plain = MersenneTwister.fromInteger(1);
    const draws = Array.from({ length: 1000 }, () => plain.double());
    const mask = new Float64Array(memory.buffer, arena + 8192, 500);
    wasm.bernoulli(MersenneTwister.fromInteger(1), mask, 0.25, 0.5, 2, 3);
    const kept = draws.filter((u) => !(u - 0.25 > 0.5)).slice(0, 500);
    expect([...mask]).toEqual(kept.map((u) => (u > 0.25 ? 2 : 3)));
    const again = new Float64Array(500); // not in the memory: the plain kernel
    wasm.bernoulli(MersenneTwister.fromInteger(1), again, 0.25, 0.5, 2, 3);
    expect([...again]).toEqual([...mask]);
  });
});

describe('what the module does not serve', () => {
  it('goes to the plain kernels: float64 data, and arrays of another memory', () => {
    const x = Float64Array.of(1, 2, 3);
    expect(wasm.sum(x, 0, 3)).toBe(6);
    const y = new Float32Array(3);
    wasm.relu(Float32Array.of(-1, 0, 2), y);
    expect([...y]).toEqual([0, 0, 2]);
  });

  it('goes to the plain kernels: a product that needs more scratch than there is', () => {
    const small = createWasmKernels(module, memory, new Uint8Array(memory.buffer, CONSTANTS, 64));
    const [x, w, y] = [0, 1, 2].map((i) => new Float32Array(memory.buffer, arena + 64 * i, 4)) as [
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    x.set([1, 2, 3, 4]);
    w.set([1, 0, 0, 1]);
    small.dot(x, w, y, 2, 2, 2, 'float32');
    expect([...y]).toEqual([1, 2, 3, 4]);
  });
});

it('keeps its constants where no array lies', () => {
  const own = new WebAssembly.Memory({ initial: 1 });
  createWasmKernels(module, own, new Uint8Array(own.buffer, CONSTANTS, scratchBytes(1, 1, 1)));
  const taken = new Uint8Array(own.buffer);
  expect(taken.subarray(0, CONSTANTS).some((byte) => byte !== 0)).toBe(true);
  expect(taken.subarray(CONSTANTS).every((byte) => byte === 0)).toBe(true);
});

it('serves the last, smaller batch with the scratch of the others', () => {
  for (const [I, O] of [
    [1, 1],
    [2, 64],
    [64, 3],
    [784, 128],
    [512, 512],
    [321, 9],
  ] as const) {
    for (let N = 1; N < 2100; N++) {
      if (scratchBytes(N, I, O) > scratchBytes(N + 1, I, O)) expect.fail(`${N} samples, ${I} to ${O}`);
    }
  }
});

it('keeps within the scratch it asks for', () => {
  for (const [N, I, O] of [
    [1, 1, 1],
    [300, 2, 64],
    [300, 64, 3],
    [3, 321, 5],
    [128, 784, 128],
    [270, 330, 300],
    [1, 2000, 2],
  ] as const) {
    const needed = scratchBytes(N, I, O);
    const tight = createWasmKernels(module, memory, new Uint8Array(memory.buffer, CONSTANTS, needed));
    const end = CONSTANTS + needed;
    bytes.fill(0x5a, end, end + 4096);
    let address = end + 4096;
    const place = (length: number): Float32Array => {
      const view = new Float32Array(memory.buffer, address, length);
      address += 4 * length;
      return view;
    };
    const [x, w, y] = [place(N * I), place(I * O), place(N * O)];
    for (const precision of ['float32', 'float64'] as const) {
      tight.dot(x, w, y, N, I, O, precision);
      tight.dotInputsT(x, y, w, N, I, O, precision);
      tight.dotWeightsT(y, w, x, N, I, O, precision);
    }
    expect(bytes.subarray(end, end + 4096).every((byte) => byte === 0x5a)).toBe(true);
  }
});

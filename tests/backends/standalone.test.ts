/** The kernels of layers standing alone, which go to the SIMD kernels by size, against the plain ones: the same bits at every size. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Kernels } from '../../src/tensor/kernels/kernels.ts';
import type * as memory from '../../src/tensor/kernels/wasm/memory.ts';
import { reference } from '../../src/tensor/kernels/reference/index.ts';
import { standalone } from '../../src/tensor/kernels/standalone.ts';

/** The SIMD kernels that ran since the last test. */
let ran: string[] = [];
beforeEach(() => void (ran = []));

vi.mock('../../src/tensor/kernels/wasm/memory.ts', async (load) => {
  const original = await load<typeof memory>();
  const kernelMemory: typeof memory.kernelMemory = (bytes, scratch) => {
    const made = original.kernelMemory(bytes, scratch);
    const noting: ProxyHandler<Kernels> = {
      get: (kernels, name: string) => {
        ran.push(name);
        return Reflect.get(kernels, name) as unknown;
      },
    };
    return made && { ...made, kernels: new Proxy(made.kernels, noting) };
  };
  return { ...original, kernelMemory };
});

/** A linear congruential generator: the tests draw the same numbers in every run. */
let state = 1;
const draw = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;

const SPECIAL = [0, -0, 1, Infinity, -Infinity, NaN, 1e-45, -1e-40, 3.4e38, -3.4e38, 88.73, -104];

type FloatArrayType = typeof Float32Array | typeof Float64Array;

/** Numbers around 0; a share of them special. */
function floats(length: number, share = 0, Type: FloatArrayType = Float32Array): Float32Array | Float64Array {
  const x = new Type(length);
  for (let i = 0; i < length; i++) {
    x[i] = draw() < share ? SPECIAL[Math.floor(draw() * SPECIAL.length)]! : 6 * draw() - 3;
  }
  return x;
}

type FloatArray = ReturnType<typeof floats>;

/** Runs `call` on the same arrays with both sets of kernels and compares what it returns and leaves in every array. */
function same(
  at: string,
  arrays: readonly FloatArray[],
  call: (kernels: Kernels, arrays: FloatArray[]) => unknown,
): void {
  const [received, expected] = [standalone, reference].map((kernels) => {
    const copies = arrays.map((array) => array.slice());
    return { result: call(kernels, copies), copies };
  }) as [{ result: unknown; copies: FloatArray[] }, { result: unknown; copies: FloatArray[] }];
  if (!Object.is(received.result, expected.result)) {
    expect.fail(`${at}: returned ${String(received.result)} instead of ${String(expected.result)}`);
  }
  received.copies.forEach((copy, a) => {
    const i = copy.findIndex((x, i) => !Object.is(x, expected.copies[a]![i]));
    if (i >= 0) expect.fail(`${at}: array ${a} has ${copy[i]!} at ${i} instead of ${expected.copies[a]![i]!}`);
  });
}

const MAPS = ['exp', 'log', 'tanh', 'sigmoid'] as const;
const PRODUCTS = ['dot', 'dense', 'dotInputsT', 'dotWeightsT'] as const;
const PRECISIONS = ['float32', 'float64'] as const;

function map(name: (typeof MAPS)[number], x: FloatArray, y: FloatArray): void {
  same(`${name} of ${x.length}`, [x, y], (kernels, [x, y]) => kernels[name](x!, y!));
}

/** Compares a product; `types` are those of its arrays in order. */
function product(
  name: (typeof PRODUCTS)[number],
  [N, I, O]: readonly [number, number, number],
  precision: (typeof PRECISIONS)[number],
  { share = 0, types = [] }: { share?: number; types?: readonly FloatArrayType[] } = {},
): void {
  const [x, w, y] = [N * I, I * O, N * O];
  const sizes = { dot: [x, w, y], dense: [x, w, O, y], dotInputsT: [x, y, w], dotWeightsT: [y, w, x] }[name];
  const arrays = sizes.map((size, i) => floats(size, share, types[i]));
  same(`${name} of ${N}, ${I}, ${O} in ${precision}`, arrays, (kernels, copies) => {
    if (name === 'dense') kernels.dense(copies[0]!, copies[1]!, copies[2]!, copies[3]!, N, I, O, precision, false);
    else kernels[name](copies[0]!, copies[1]!, copies[2]!, N, I, O, precision);
  });
}

it('only these kernels choose; the others are the plain ones', () => {
  const chosen = Object.keys(reference).filter(
    (name) => standalone[name as keyof Kernels] !== reference[name as keyof Kernels],
  );
  expect(Object.keys(standalone).sort()).toEqual(Object.keys(reference).sort());
  expect(chosen.sort()).toEqual([...MAPS, ...PRODUCTS, 'maxAbs', 'softmax', 'family'].sort());
});

describe.each(MAPS)('%s', (name) => {
  it.each([0, 1, 4095])('of %i goes to the plain kernel', (length) => {
    map(name, floats(length, 0.1), floats(length));
    expect(ran).toEqual([]);
  });

  it.each([
    [4096, 1],
    [4097, 1],
    [9999, 1],
    [2 ** 20 - 1, 1],
    [2 ** 20, 1],
    [2 ** 20 + 1, 2], // one slice more
  ])('of %i goes to the SIMD kernel', (length, times) => {
    map(name, floats(length, 0.01), floats(length));
    expect(ran).toEqual(Array(times).fill(name));
  });

  it('in float64 goes to the plain kernel, whatever the other array is', () => {
    map(name, floats(5000, 0.1, Float64Array), floats(5000, 0, Float64Array));
    map(name, floats(5000, 0.1), floats(5000, 0, Float64Array));
    map(name, floats(5000, 0.1, Float64Array), floats(5000));
    expect(ran).toEqual([]);
  });

  it('in place, and on a part of an array', () => {
    same(`${name} in place`, [floats(5000, 0.1)], (kernels, [x]) => kernels[name](x!, x!));
    same(`${name} of a part`, [floats(9000, 0.1), floats(9000)], (kernels, [x, y]) =>
      kernels[name](x!.subarray(3, 5003), y!.subarray(1, 5001)),
    );
    expect(ran).toEqual([name, name]);
  });
});

describe('softmax', () => {
  const softmax = (N: number, C: number, share: number, Type?: FloatArrayType): void =>
    same(`softmax of ${N}, ${C}`, [floats(N * C, share, Type), floats(N * C, 0, Type)], (kernels, [x, y]) =>
      kernels.softmax(x!, y!, N, C),
    );

  it.each([
    [0, 3, 0],
    [1365, 3, 0],
    [1366, 3, 1],
    [4095, 1, 0],
    [4096, 1, 1],
    [1, 4096, 1],
    [349_525, 3, 1],
    [349_526, 3, 2], // one slice more
    [3, 2 ** 19 + 1, 3], // only one row goes into a slice
  ])('of %i rows of %i', (N, C, times) => {
    softmax(N, C, 0.001);
    expect(ran).toEqual(Array(times).fill('softmax'));
  });

  it('in float64', () => {
    softmax(2000, 3, 0.01, Float64Array);
    expect(ran).toEqual([]);
  });
});

describe('maxAbs', () => {
  const maxAbs = (x: FloatArray): void => same(`maxAbs of ${x.length}`, [x], (kernels, [x]) => kernels.maxAbs(x!));

  it.each([
    [0, 0],
    [4095, 0],
    [4096, 1],
    [2 ** 20 + 1, 2],
  ])('of %i', (length, times) => {
    maxAbs(floats(length));
    maxAbs(floats(length, 0.001));
    expect(ran).toEqual(Array(2 * times).fill('maxAbs'));
  });

  it.each([0, 2 ** 20 - 1, 2 ** 20, 2 ** 21 + 4])('finds what is not a number, at %i', (at) => {
    const x = floats(2 ** 21 + 5);
    x[at] = NaN;
    maxAbs(x);
    x[at] = -Infinity;
    maxAbs(x);
  });

  it('in float64', () => {
    maxAbs(floats(5000, 0, Float64Array));
    expect(ran).toEqual([]);
  });
});

describe.each(PRODUCTS)('%s', (name) => {
  it.each([
    [0, 5, 7],
    [1, 1, 1],
    [7, 31, 151], // 32,767 multiplications
  ])('of %i, %i, %i goes to the plain kernel', (...size) => {
    for (const precision of PRECISIONS) product(name, size, precision, { share: 0.01 });
    expect(ran).toEqual([]);
  });

  it.each([
    [32, 32, 32], // 32,768 multiplications
    [3, 67, 163], // 32,763 would be one row less
    [300, 2, 64],
    [300, 64, 3],
    [1, 784, 128],
    [16_384, 1, 2],
    [128, 330, 19],
  ])('of %i, %i, %i goes to the SIMD kernel', (...size) => {
    for (const precision of PRECISIONS) {
      product(name, size, precision);
      product(name, size, precision, { share: 0.001 });
    }
    expect(ran).toEqual(Array(size[0] === 3 ? 0 : 4).fill(name));
  });

  it('of rows that go in slices', () => {
    for (const size of [[70_000, 16, 2], [70_000, 2, 16], [2 ** 20 + 1, 1, 1]] as const) product(name, size, 'float64'); // prettier-ignore
    expect(ran).toEqual(Array(name === 'dotInputsT' ? 3 : 6).fill(name));
  });

  it('with an array in float64 goes to the plain kernel', () => {
    for (let at = 0; at < (name === 'dense' ? 4 : 3); at++) {
      const types = [0, 1, 2, 3].map((i) => (i === at ? Float64Array : Float32Array));
      product(name, [40, 30, 30], 'float32', { types });
      product(name, [40, 30, 30], 'float64', { types });
    }
    product(name, [40, 30, 30], 'float64', { types: Array<FloatArrayType>(4).fill(Float64Array) });
    expect(ran).toEqual([]);
  });
});

describe('the memory between calls', () => {
  it('serves calls of all sizes in any order', () => {
    for (let i = 0; i < 60; i++) {
      const size = [1, 2, 3].map(() => 1 + Math.floor(90 * draw() ** 2)) as [number, number, number];
      product(PRODUCTS[i % 4]!, size, PRECISIONS[i % 2]!, { share: i % 3 ? 0 : 0.01 });
      if (i % 5 === 0) map(MAPS[(i / 5) % 4]!, floats(3000 + 200 * i, 0.01), floats(3000 + 200 * i));
    }
    expect(new Set(ran).size).toBeGreaterThan(6);
  });

  it('is not kept where it is large', () => {
    product('dotInputsT', [300_000, 16, 2], 'float64'); // 21 MB
    product('dotInputsT', [300, 16, 20], 'float64');
    expect(ran).toEqual(['dotInputsT', 'dotInputsT']);
  });

  it('is not what results lie in', () => {
    const x = floats(64 * 64) as Float32Array;
    const [first, second] = [new Float32Array(64 * 64), new Float32Array(64 * 64)];
    standalone.dot(x, x, first, 64, 64, 64, 'float32');
    const kept = first.slice();
    standalone.dot(first, x, second, 64, 64, 64, 'float32');
    expect(first).toEqual(kept);
  });
});

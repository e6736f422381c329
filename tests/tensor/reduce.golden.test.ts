/** NumPy's reductions, equal in every bit. */
import { describe, expect, it } from 'vitest';
import { argmax, clip, linspace, max, mean, RandomState, sum, Tensor, tensor } from 'nnfs';
import { decode, golden, thin, type GoldenArray } from '../support/golden.ts';

interface Run {
  readonly n: number;
  readonly sum: GoldenArray;
  readonly mean: GoldenArray;
  readonly sum_float64: GoldenArray;
  readonly max?: GoldenArray;
  readonly argmax?: number;
}

type Matrix = Readonly<Record<string, unknown>> & { readonly shape: readonly number[] };

interface Large {
  readonly seed: number;
  readonly x_head: GoldenArray;
  readonly x_tail: GoldenArray;
  readonly prefix: readonly Run[];
  readonly matrix: readonly Matrix[];
}

interface Reductions {
  readonly pool: GoldenArray;
  readonly prefix: readonly Run[];
  readonly large: Large;
  readonly matrix: readonly Matrix[];
  readonly ties: readonly { x: GoldenArray; max: GoldenArray; argmax: number }[];
  readonly ties_matrix: readonly Record<'x' | 'argmax_axis1' | 'argmax_axis0' | 'max_axis1', GoldenArray>[];
  readonly linspace: readonly { args: [number, number, number]; result: GoldenArray }[];
  readonly clip: readonly { x: GoldenArray; min: number; max: number; result: GoldenArray }[];
}

const file = golden<Reductions>('reductions.json');
const pool = decode(file.pool);

function checkRun(source: Tensor, run: Run): void {
  const x = source.slice(0, run.n);
  expect(sum(x)).toEqualTensor(decode(run.sum));
  expect(mean(x)).toEqualTensor(decode(run.mean));
  expect(sum(x.astype('float64'))).toEqualTensor(decode(run.sum_float64));
  if (run.max !== undefined) expect(max(x)).toEqualTensor(decode(run.max));
  if (run.argmax !== undefined) expect(argmax(x).item()).toBe(run.argmax);
}

const reductions = { sum, mean, max, argmax } as const;

/** What an entry of a matrix is called: `sum_axis0`, `mean_all`, `sum_float64_axis0`, `T_sum_axis1`. */
const ENTRY = /^(?<T>T_)?(?<name>sum|mean|max|argmax)(?<wide>_float64)?_(?:axis(?<axis>[01])|all)$/;

function checkMatrix(source: Tensor, matrix: Matrix): number {
  const { shape } = matrix;
  const x = source.slice(0, shape[0]! * shape[1]!).reshape(shape);
  let checked = 0;
  for (const [key, stored] of Object.entries(matrix)) {
    const parts = ENTRY.exec(key)?.groups;
    if (parts === undefined) continue;
    const typed = parts.wide === undefined ? x : x.astype('float64');
    const axis = parts.axis === undefined ? {} : { axis: Number(parts.axis) };
    const result = reductions[parts.name as keyof typeof reductions](
      parts.T === undefined ? typed : typed.transpose(),
      axis,
    );
    expect(thin(result, stored as GoldenArray), key).toEqualTensor(decode(stored as GoldenArray));
    checked++;
  }
  return checked;
}

describe('runs', () => {
  it.each(file.prefix)('of $n', (run) => checkRun(pool, run));

  const { large } = file;
  const x = new Tensor('float32', [30_000]);
  const random = new RandomState(large.seed);
  for (let i = 0; i < x.size; i++) x.data[i] = random.randomSample() * 2 - 1;

  it('of a long array: its numbers', () => {
    expect(x.slice(0, 5)).toEqualTensor(decode(large.x_head));
    expect(x.slice(-3)).toEqualTensor(decode(large.x_tail));
  });
  it.each(large.prefix)('of $n, summed in chunks', (run) => checkRun(x, run));
  it.each(large.matrix)('of a matrix $shape', (matrix) => {
    expect(checkMatrix(x, matrix)).toBeGreaterThanOrEqual(3);
  });
});

describe('matrices, and their transposes', () => {
  it.each(file.matrix)('$shape', (matrix) => {
    expect(checkMatrix(pool, matrix)).toBe(Object.keys(matrix).filter((key) => !/shape|keepdims/.test(key)).length);
    const x = pool.slice(0, matrix.shape[0]! * matrix.shape[1]!).reshape(matrix.shape);
    for (const axis of [0, 1]) {
      expect(sum(x, { axis, keepDims: true }).shape).toEqual(matrix[`sum_axis${axis}_keepdims`]);
    }
  });
});

describe('ties', () => {
  it.each(file.ties)('$x.data', ({ x, max: largest, argmax: index }) => {
    expect(max(decode(x))).toEqualTensor(decode(largest));
    expect(argmax(decode(x)).item()).toBe(index);
  });
  it.each(file.ties_matrix)('$x.data', ({ x, argmax_axis0, argmax_axis1, max_axis1 }) => {
    expect(argmax(decode(x), { axis: 0 })).toEqualTensor(decode(argmax_axis0));
    expect(argmax(decode(x), { axis: 1 })).toEqualTensor(decode(argmax_axis1));
    expect(max(decode(x), { axis: 1 })).toEqualTensor(decode(max_axis1));
  });
});

describe('linspace and clip', () => {
  it.each(file.linspace)('linspace $args', ({ args, result }) => {
    expect(thin(linspace(...args, 'float64'), result)).toEqualTensor(decode(result));
    expect(thin(linspace(...args), result)).toEqualTensor(tensor(decode(result)));
  });
  it.each(file.clip)('clip $x.dtype $x.data to $min..$max', ({ x, min, max: most, result }) => {
    expect(clip(decode(x), min, most)).toEqualTensor(decode(result));
  });
});

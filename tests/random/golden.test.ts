import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RandomState } from '../../src/random/random-state.ts';
import { Tensor } from '../../src/tensor/tensor.ts';
import { ulpsApart } from './support.ts';

interface Result {
  dtype: string;
  shape: number[];
  data: number[];
}
interface Draw {
  op: string;
  args: number[];
  kwargs: { size?: number | number[] };
  result: Result;
}
interface Case {
  seed: number | number[];
  fresh: Draw[];
  stream: Draw[];
  far: { skip: number; random_sample: Result; randn: Result };
}

const { cases } = JSON.parse(readFileSync(new URL('../golden/rng.json', import.meta.url), 'utf8')) as { cases: Case[] };
const float64 = { dtype: 'float64' } as const;

/** The draw in float64 (normals, uniforms) or int32, by NumPy's name for it. */
function draw(random: RandomState, { op, args, kwargs: { size = [] } }: Omit<Draw, 'result'>) {
  const [a = 0, b = 0] = args;
  switch (op) {
    case 'random_sample':
      return random.randomSample(args, float64);
    case 'randn':
      return random.randn(args, float64);
    case 'uniform':
      return random.uniform(a, b, size, float64);
    case 'randint':
      return random.randint(a, b, size);
    case 'binomial':
      return random.binomial(a, b, size);
    case 'permutation':
      return random.permutation(a);
    case 'shuffle': {
      const order = new Tensor(
        'int32',
        [a],
        Int32Array.from({ length: a }, (_, i) => i),
      );
      random.shuffle(order);
      return order;
    }
    default:
      throw new Error(`the golden file has ${op}`);
  }
}

function check(random: RandomState, wanted: Draw): void {
  const result = draw(random, wanted);
  expect(result.shape).toEqual(wanted.result.shape);
  const data = [...result.data];
  if (wanted.op !== 'randn') {
    expect(data).toEqual(wanted.result.data);
    return;
  }
  // NumPy takes log from the C library, which may be off by one unit in the last place of float64; never more, and ...
  data.forEach((value, i) => expect(ulpsApart(value, wanted.result.data[i]!)).toBeLessThanOrEqual(1));
  // ... not in float32, which is what the book computes with.
  expect(data.map(Math.fround)).toEqual(wanted.result.data.map(Math.fround));
}

describe.each(cases)('seed $seed, as NumPy', ({ seed, fresh, stream, far }) => {
  it.each(fresh)('$op($args) $kwargs from a fresh seed', (wanted) => check(new RandomState(seed), wanted));

  it('draws of all kinds from one stream', () => {
    const random = new RandomState(seed);
    for (const wanted of stream) check(random, wanted);
  });

  it.each(['random_sample', 'randn'] as const)('%s far into the stream', (op) => {
    const random = new RandomState(seed);
    draw(random, { op, args: [far.skip], kwargs: {} });
    check(random, { op, args: far[op].shape, kwargs: {}, result: far[op] });
  });

  it('float32 is float64 rounded once, in every draw', () => {
    const [a, b] = [new RandomState(seed), new RandomState(seed)];
    expect(a.randn([701]).data).toEqual(Float32Array.from(b.randn([701], float64).data));
    expect(a.randomSample([5, 7]).data).toEqual(Float32Array.from(b.randomSample([5, 7], float64).data));
    expect(a.uniform(-3, 7, 9).data).toEqual(Float32Array.from(b.uniform(-3, 7, 9, float64).data));
    expect(a.getState()).toEqual(b.getState());
  });
});

/** Laws of tensors, on random shapes and values, against plain definitions. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  argmax,
  clip,
  concat,
  divide,
  dot,
  init,
  max,
  maximum,
  mean,
  min,
  minimum,
  multiply,
  oneHot,
  Softmax,
  subtract,
  sum,
  tensor,
  Tensor,
  zeros,
  type DType,
  type FloatDType,
  type NestedNumbers,
} from 'nnfs';

const settings = { seed: 5, numRuns: 200 };

/** A float of a type, NaN and infinities apart. */
const finite = (dtype: FloatDType): fc.Arbitrary<number> =>
  dtype === 'float32'
    ? fc.float({ noNaN: true, noDefaultInfinity: true })
    : fc.double({ noNaN: true, noDefaultInfinity: true });
const moderate = fc.float({ noNaN: true, min: -1000, max: 1000 });
/** Few different values, so that there are ties, and NaN and both zeros among them. */
const tying = fc.constantFrom(-1, -0, 0, 1, 2, NaN, Infinity, -Infinity);

const shapeOf = (minRank: number, maxRank: number, least = 0): fc.Arbitrary<number[]> =>
  fc.array(fc.integer({ min: least, max: 5 }), { minLength: minRank, maxLength: maxRank });
const size = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);

function tensorOf<D extends FloatDType>(
  shape: readonly number[],
  value: fc.Arbitrary<number>,
  dtype: D,
): fc.Arbitrary<Tensor<D>> {
  const count = size(shape);
  return fc
    .array(value, { minLength: count, maxLength: count })
    .map((values) => tensor(Float64Array.from(values), dtype).reshape(shape));
}

const anyTensor = (value: fc.Arbitrary<number> = moderate, minRank = 0, least = 0): fc.Arbitrary<Tensor<'float32'>> =>
  shapeOf(minRank, 3, least).chain((shape) => tensorOf(shape, value, 'float32'));

/** All indices of a shape, row-major. */
function indicesOf(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (heads, length) => heads.flatMap((head) => Array.from({ length }, (_, i) => [...head, i])),
    [[]],
  );
}

describe('broadcasting', () => {
  // A shape, and two that broadcast to it: leading axes left out, lengths replaced by 1.
  const operands = shapeOf(0, 4).chain((shape) => {
    const thinned = fc
      .tuple(fc.nat(shape.length), fc.array(fc.boolean(), { minLength: shape.length, maxLength: shape.length }))
      .map(([dropped, flat]) => shape.map((length, axis) => (flat[axis] === true ? 1 : length)).slice(dropped));
    return fc
      .tuple(thinned, thinned)
      .chain(([a, b]) => fc.tuple(tensorOf(a, moderate, 'float32'), tensorOf(b, moderate, 'float32')));
  });

  const operations = [
    { name: 'add', operation: add, of: (x: number, y: number) => x + y },
    { name: 'subtract', operation: subtract, of: (x: number, y: number) => x - y },
    { name: 'multiply', operation: multiply, of: (x: number, y: number) => x * y },
    { name: 'divide', operation: divide, of: (x: number, y: number) => x / y },
    { name: 'maximum', operation: maximum, of: Math.max },
    { name: 'minimum', operation: minimum, of: Math.min },
  ];

  it.each(operations)('$name takes the element that repeats', ({ operation, of }) => {
    const element = (x: Tensor, index: readonly number[]): number =>
      x.at(...x.shape.map((length, axis) => (length === 1 ? 0 : index[index.length - x.rank + axis]!)));
    fc.assert(
      fc.property(operands, ([a, b]) => {
        const result = operation(a, b);
        const rank = Math.max(a.rank, b.rank);
        const padded = (x: Tensor): number[] => [...new Array<number>(rank - x.rank).fill(1), ...x.shape];
        const shape = padded(a).map((length, axis) => (length === 1 ? padded(b)[axis]! : length));
        const wanted = indicesOf(shape).map((index) => of(element(a, index), element(b, index)));
        // 0 and -0 are one to maximum here: which of equals is taken is NumPy's business, and tested there.
        expect(add(result, 0)).toEqualTensor(add(tensor(Float64Array.from(wanted), 'float32').reshape(shape), 0));
      }),
      settings,
    );
  });

  it('knows the type of each pair', () => {
    const order: readonly DType[] = ['uint8', 'int32', 'float32', 'float64'];
    for (const a of order) {
      for (const b of order) {
        const wider = order[Math.max(order.indexOf(a), order.indexOf(b))]!;
        expect(add(zeros([1], a), zeros([1], b)).dtype, `${a} + ${b}`).toBe(wider);
        const quotient = wider === 'float32' || wider === 'float64' ? wider : 'float64';
        expect(divide(zeros([1], a), zeros([1], b)).dtype, `${a} / ${b}`).toBe(quotient);
      }
    }
  });

  it.each([
    { dtype: 'float32', number: 0.1, result: 'float32' },
    { dtype: 'float64', number: 0.1, result: 'float64' },
    { dtype: 'int32', number: 2, result: 'int32' },
    { dtype: 'int32', number: 0.5, result: 'float64' },
    { dtype: 'int32', number: 2 ** 31, result: 'float64' },
    { dtype: 'uint8', number: 255, result: 'uint8' },
    { dtype: 'uint8', number: 256, result: 'int32' },
    { dtype: 'uint8', number: -1, result: 'int32' },
    { dtype: 'uint8', number: NaN, result: 'float64' },
  ] as const)('$dtype and the number $number give $result', ({ dtype, number, result }) => {
    const total = add(zeros([2], dtype), number);
    expect(total.dtype).toBe(result);
    expect(total.data[1]).toBe(result === 'float32' ? Math.fround(number) : number);
    expect(add(number, zeros([2], dtype))).toEqualTensor(total);
  });
});

/** NumPy's sum of a run, written once more from its description: in chunks of 8192, each by halves, eights and order. */
function pairwise(x: readonly number[], round: (x: number) => number): number {
  const inOrder = (values: readonly number[], start: number): number => values.reduce((s, v) => round(s + v), start);
  const inPairs = (values: readonly number[]): number => {
    const half = values.length / 2;
    return half < 1 ? values[0]! : round(inPairs(values.slice(0, half)) + inPairs(values.slice(half)));
  };
  const run = (values: readonly number[]): number => {
    if (values.length < 8) return inOrder(values, 0);
    const half = Math.floor(values.length / 16) * 8;
    if (values.length > 128) return round(run(values.slice(0, half)) + run(values.slice(half)));
    const whole = values.slice(0, Math.floor(values.length / 8) * 8);
    const lanes = whole.slice(0, 8).map((first, lane) =>
      inOrder(
        whole.slice(8).filter((_, i) => i % 8 === lane),
        first,
      ),
    );
    return inOrder(values.slice(whole.length), inPairs(lanes));
  };
  const chunks = Array.from({ length: Math.ceil(x.length / 8192) }, (_, i) => run(x.slice(i * 8192, (i + 1) * 8192)));
  return inOrder(chunks, 0);
}

describe('reductions', () => {
  it.each([
    { dtype: 'float32', round: Math.fround, unit: 2 ** -24 },
    { dtype: 'float64', round: (x: number) => x, unit: 2 ** -53 },
  ] as const)('sum and mean of a $dtype run are pairwise', ({ dtype, round, unit }) => {
    const runs = fc
      .oneof(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 8000, max: 20_000 }))
      .chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 1, max: 2 ** 31 })));
    fc.assert(
      fc.property(runs, ([n, seed]) => {
        let state = seed;
        const values = Array.from({ length: n }, () => round((state = Math.imul(state, 48271) | 1) / 2 ** 20));
        const x = tensor(Float64Array.from(values), dtype);
        const total = sum(x).item();
        expect(total).toBe(pairwise(values, round));
        expect(mean(x).item()).toBe(round(total / n));
        const magnitude = values.reduce((s, v) => s + Math.abs(v), 0);
        const inOrder = values.reduce((s, v) => s + v, 0);
        expect(Math.abs(total - inOrder)).toBeLessThanOrEqual(2 * n * unit * magnitude);
      }),
      { ...settings, numRuns: 60 },
    );
  });

  /** The runs of a tensor along an axis, in the order of the result. */
  function runsAlong(x: Tensor, axis: number): number[][] {
    const rest = x.shape.map((length, i) => (i === axis ? 1 : length));
    return indicesOf(rest).map((index) =>
      Array.from({ length: x.shape[axis]! }, (_, k) => x.at(...index.map((i, a) => (a === axis ? k : i)))),
    );
  }
  const largest = (run: readonly number[]): number => run.reduce((a, b) => Math.max(a, b));
  const smallest = (run: readonly number[]): number => run.reduce((a, b) => Math.min(a, b));
  const firstLargest = (run: readonly number[]): number => {
    const nan = run.findIndex(Number.isNaN);
    return nan >= 0 ? nan : run.indexOf(largest(run)); // indexOf takes 0 and -0 for equal, as argmax does
  };

  it.each([
    { name: 'max', reduce: max, of: largest },
    { name: 'min', reduce: min, of: smallest },
    { name: 'argmax', reduce: argmax, of: firstLargest },
  ])('$name along each axis, with ties and NaN', ({ reduce, of }) => {
    fc.assert(
      fc.property(anyTensor(tying, 1, 1), fc.nat(2), fc.boolean(), (x, chosen, keepDims) => {
        const axis = chosen % x.rank;
        const result = reduce(x, { axis, keepDims });
        expect(result.shape).toEqual(x.shape.flatMap((n, i) => (i !== axis ? [n] : keepDims ? [1] : [])));
        expect(Array.from(add(result, 0).data)).toEqual(runsAlong(x, axis).map((run) => of(run) + 0));
        expect(reduce(x, { axis: axis - x.rank, keepDims })).toEqualTensor(result);
        expect(reduce(x).item() + 0).toBe(of(Array.from(x.data)) + 0);
      }),
      settings,
    );
  });

  it('sums along each axis, of the tensor and its transpose', () => {
    fc.assert(
      fc.property(anyTensor(moderate, 1), fc.nat(2), (x, chosen) => {
        const axis = chosen % x.rank;
        const inner = size(x.shape.slice(axis + 1));
        const wanted = runsAlong(x, axis).map((run) =>
          inner === 1 ? pairwise(run, Math.fround) : run.reduce((s, v) => Math.fround(s + v), 0),
        );
        const result = sum(x, { axis });
        expect(Array.from(result.data)).toEqual(wanted);
        expect(sum(x, { axis, keepDims: true }).reshape(result.shape)).toEqualTensor(result);
        expect(sum(x.transpose(), { axis: x.rank - 1 - axis })).toEqualTensor(result.transpose());
        expect(sum(x.transpose())).toEqualTensor(sum(x));
      }),
      settings,
    );
  });

  it('sums whole numbers exactly', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 })), (values) => {
        const total = sum(tensor(values, 'int32'));
        expect(total).toEqualTensor(
          tensor(
            values.reduce((s, v) => s + v, 0),
            'int32',
          ),
        );
      }),
      settings,
    );
  });
});

describe('arrangement', () => {
  const flat = (x: NestedNumbers): number[] => (typeof x === 'number' ? [x] : x.flatMap(flat));

  it('toArray and tensor are inverse', () => {
    fc.assert(
      fc.property(anyTensor(finite('float32'), 0, 1), (x) => {
        expect(tensor(x.toArray() as number[])).toEqualTensor(x);
        expect(flat(x.toArray())).toEqual(Array.from(x.data));
      }),
      settings,
    );
  });

  it('reshape keeps the order of the elements', () => {
    fc.assert(
      fc.property(anyTensor(moderate, 0, 1), (x) => {
        expect(x.reshape([-1])).toEqualTensor(new Tensor('float32', [x.size], x.data));
        expect(x.reshape([-1]).reshape(x.shape)).toEqualTensor(x);
        expect(x.reshape([1, -1, 1]).shape).toEqual([1, x.size, 1]);
      }),
      settings,
    );
  });

  it('transpose reverses the indices, twice is nothing', () => {
    fc.assert(
      fc.property(anyTensor(), (x) => {
        const turned = x.transpose();
        for (const index of indicesOf(x.shape)) expect(turned.at(...[...index].reverse())).toBe(x.at(...index));
        expect(turned.shape).toEqual([...x.shape].reverse());
        expect(turned.transpose()).toEqualTensor(x);
      }),
      settings,
    );
  });

  it('transpose takes each axis from its place in any order of them', () => {
    const cases = anyTensor().chain((x) =>
      fc.tuple(
        fc.constant(x),
        fc.shuffledSubarray([...x.shape.keys()], { minLength: x.rank }),
        fc.array(fc.boolean(), { minLength: x.rank, maxLength: x.rank }),
      ),
    );
    fc.assert(
      fc.property(cases, ([x, order, negative]) => {
        const turned = x.transpose(order.map((axis, i) => (negative[i] === true ? axis - x.rank : axis)));
        expect(turned.shape).toEqual(order.map((axis) => x.shape[axis]));
        for (const index of indicesOf(x.shape)) {
          expect(turned.at(...order.map((axis) => index[axis]!))).toBe(x.at(...index));
        }
        expect(turned.transpose([...order.keys()].map((axis) => order.indexOf(axis)))).toEqualTensor(x);
      }),
      settings,
    );
  });

  it('slice is Array.slice of the rows', () => {
    const bound = fc.integer({ min: -7, max: 7 });
    fc.assert(
      fc.property(anyTensor(moderate, 1, 1), bound, fc.option(bound, { nil: undefined }), (x, begin, end) => {
        const rows = (x.toArray() as NestedNumbers[]).slice(begin, end);
        const part = x.slice(begin, end);
        expect(part.toArray()).toEqual(rows);
        expect(part.shape).toEqual([rows.length, ...x.shape.slice(1)]);
        part.data.fill(7); // a copy
        expect(x.slice(begin, end).toArray()).toEqual(rows);
      }),
      settings,
    );
  });

  it('concat joins what slice has parted, along any axis', () => {
    fc.assert(
      fc.property(anyTensor(moderate, 1, 1), fc.nat(5), (x, cut) => {
        const parts = [x.slice(0, cut), x.slice(Math.min(cut, x.shape[0]!))];
        expect(concat(parts)).toEqualTensor(x);
        const last = concat(
          parts.map((part) => part.transpose()),
          x.rank - 1,
        );
        expect(last).toEqualTensor(x.transpose());
        expect(
          concat(
            parts.map((part) => part.transpose()),
            -1,
          ),
        ).toEqualTensor(last);
      }),
      settings,
    );
  });

  it('negative indices count from the end', () => {
    fc.assert(
      fc.property(anyTensor(moderate, 1, 1), (x) => {
        for (const index of indicesOf(x.shape)) {
          expect(x.at(...index.map((i, axis) => i - x.shape[axis]!))).toBe(x.at(...index));
        }
      }),
      settings,
    );
  });

  it('oneHot and argmax are inverse', () => {
    const labels = fc
      .integer({ min: 1, max: 400 })
      .chain((classes) =>
        fc.tuple(fc.constant(classes), fc.array(fc.nat(classes - 1), { minLength: 1, maxLength: 9 })),
      );
    fc.assert(
      fc.property(labels, ([classes, values]) => {
        const rows = oneHot(values, classes);
        expect(rows.shape).toEqual([values.length, classes]);
        expect(argmax(rows, { axis: 1 })).toEqualTensor(tensor(values, 'int32'));
        expect(sum(rows).item()).toBe(values.length);
      }),
      settings,
    );
  });
});

describe('text', () => {
  // NumPy prints 8 digits after the point, in scientific form too: what is printed comes back to 8 of them.
  it.each(['float32', 'float64'] as const)('of %s, read back, is the tensor to 8 digits', (dtype) => {
    const tensors = shapeOf(1, 3, 1).chain((shape) => tensorOf(shape, fc.oneof(moderate, finite(dtype)), dtype));
    fc.assert(
      fc.property(tensors, (x) => {
        const text = x.toString();
        expect(/^\[*/.exec(text)![0].length).toBe(x.rank);
        const values = text.replaceAll(/[[\]]/g, ' ').trim().split(/\s+/).map(Number);
        expect(values.length).toBe(x.size);
        const step = text.includes('e') ? 0 : 0.5e-8; // fixed form: half a unit of the eighth decimal
        values.forEach((value, i) => {
          const wanted = x.data[i]!;
          const read = dtype === 'float32' ? Math.fround(value) : value;
          expect(Math.abs(read - wanted)).toBeLessThanOrEqual(step + Math.abs(wanted) * 0.51e-7);
        });
      }),
      settings,
    );
  });

  it('of whole numbers, read back, is the tensor', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1, maxLength: 40 }), (values) => {
        const x = tensor(values, 'int32');
        expect(tensor(x.toString().slice(1, -1).trim().split(/\s+/).map(Number), 'int32')).toEqualTensor(x);
      }),
      settings,
    );
  });
});

describe('arithmetic', () => {
  it('clip stays within its bounds and changes nothing else', () => {
    fc.assert(
      fc.property(anyTensor(fc.oneof(moderate, tying)), moderate, moderate, (x, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const wanted = x.data.map((value) => Math.min(Math.max(value, low), high));
        expect(add(clip(x, low, high), 0)).toEqualTensor(add(new Tensor('float32', x.shape, wanted), 0));
      }),
      settings,
    );
  });

  it.each([
    { precision: 'float32', dtype: 'float32', step: Math.fround },
    { precision: 'float64', dtype: 'float32', step: (x: number) => x },
    { precision: 'float32', dtype: 'float64', step: (x: number) => x },
    { precision: 'float64', dtype: 'float64', step: (x: number) => x },
  ] as const)('dot of $dtype in $precision is one chain over the inner axis', ({ precision, dtype, step }) => {
    const lengths = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.nat(6), fc.integer({ min: 1, max: 5 }));
    const matrices = lengths.chain(([N, I, O]) =>
      fc.tuple(tensorOf([N, I], moderate, dtype), tensorOf([I, O], moderate, dtype)),
    );
    init({ dotPrecision: precision });
    fc.assert(
      fc.property(matrices, ([a, b]) => {
        const [N, I, O] = [a.shape[0]!, a.shape[1]!, b.shape[1]!];
        const wanted = indicesOf([N, O]).map(([n, o]) => {
          let total = 0;
          for (let i = 0; i < I; i++) total = step(total + step(a.at(n!, i) * b.at(i, o!)));
          return total;
        });
        const product = tensor(Float64Array.from(wanted), dtype).reshape([N, O]);
        expect(dot(a, b)).toEqualTensor(product);
        expect(dot(a.slice(0, 1).reshape([I]), b)).toEqualTensor(product.slice(0, 1).reshape([O]));
        expect(dot(a, b.transpose().slice(0, 1).reshape([I]))).toEqualTensor(
          product.transpose().slice(0, 1).reshape([N]),
        );
      }),
      settings,
    );
  });
});

describe('softmax', () => {
  it('rows are shares of 1 for inputs up to 1e38', () => {
    const large = fc.float({ noNaN: true, min: -Math.fround(1e38), max: Math.fround(1e38) });
    const logits = fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 40 }))
      .chain(([N, C]) =>
        tensorOf([N, C], fc.oneof(large, moderate, fc.float({ noNaN: true, min: -5, max: 5 })), 'float32'),
      );
    fc.assert(
      fc.property(logits, (x) => {
        const output = new Softmax().forward(x);
        expect(output.data.every((share) => share >= 0 && share <= 1)).toBe(true);
        // C quotients, each rounded by at most 2^-25, of a total that was itself rounded in at most 8 + C / 8 additions.
        const C = x.shape[1]!;
        const bound = (C + 8 + C / 8) * 2 ** -24;
        for (let n = 0; n < x.shape[0]!; n++) {
          const total = Array.from(output.slice(n, n + 1).data).reduce((s, share) => s + share, 0);
          expect(Math.abs(total - 1)).toBeLessThanOrEqual(bound);
          const best = argmax(x.slice(n, n + 1)).item();
          expect(output.at(n, best)).toBe(max(output.slice(n, n + 1)).item());
        }
      }),
      settings,
    );
  });

  it.each([
    { inputs: [1e38, -1e38, 0], output: [1, 0, 0] },
    { inputs: [3.4e38, -3.4e38, 3.4e38], output: [0.5, 0, 0.5] },
    { inputs: [1e38, 1e38, 1e38, 1e38], output: [0.25, 0.25, 0.25, 0.25] },
    { inputs: [-Infinity, 0], output: [0, 1] },
    { inputs: [NaN, 0], output: [NaN, NaN] },
    { inputs: [Infinity, 0], output: [NaN, NaN] }, // Infinity - Infinity, as in NumPy
  ])('of $inputs is $output', ({ inputs, output }) => {
    expect(new Softmax().forward([inputs])).toEqualTensor(tensor([output]));
  });
});

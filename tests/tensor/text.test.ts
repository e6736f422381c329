import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DTypeError, ValueError } from '../../src/errors.ts';
import { allocate, type Data, type DType } from '../../src/tensor/dtype.ts';
import { formatArray, formatFixed, formatNumber, type Printable } from '../../src/tensor/text/index.ts';
import forward from '../golden/ch02_05_forward.json' with { type: 'json' };
import snippets from '../golden/snippets.json' with { type: 'json' };

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

function array(dtype: DType, shape: readonly number[], values: readonly (number | string)[]): Printable {
  const data = allocate(dtype, values.length);
  data.set(values.map(Number));
  return { dtype, shape, data };
}

/** str() of the scalar in NumPy 1.24.2. */
const numbers: readonly [DType, number, string][] = [
  ['float32', 0, '0.0'],
  ['float32', -0, '-0.0'],
  ['float32', 1.0986104, '1.0986104'],
  ['float32', 0.34, '0.34'],
  ['float32', 1e-7, '1e-07'],
  ['float32', 1 / 3, '0.33333334'],
  ['float32', 0.1, '0.1'],
  ['float32', -2.5, '-2.5'],
  ['float32', 16777216, '16777216.0'],
  ['float32', 99999992, '99999990.0'],
  ['float32', 123456789, '123456790.0'],
  ['float32', 1e8, '100000000.0'],
  ['float32', 9.9e15, '9900000000000000.0'],
  ['float32', 1e16, '1e+16'],
  ['float32', 1e-4, '1e-04'], // its float32 lies below
  ['float32', 0.00010000001, '0.00010000001'],
  ['float32', 1e-45, '1e-45'],
  ['float32', 2 ** -126, '1.1754944e-38'],
  ['float32', 3.4028235e38, '3.4028235e+38'],
  ['float32', 2 ** -20, '9.536743e-07'],
  ['float32', 2 ** -44, '5.684342e-14'],
  ['float32', 2 ** 63, '9.223372e+18'],
  ['float32', NaN, 'nan'],
  ['float32', Infinity, 'inf'],
  ['float32', -Infinity, '-inf'],
  ['float64', 0, '0.0'],
  ['float64', -0, '-0.0'],
  ['float64', 0.34, '0.34'],
  ['float64', 100, '100.0'],
  ['float64', 1e-7, '1e-07'],
  ['float64', 5e-5, '5e-05'],
  ['float64', 9.999e-5, '9.999e-05'],
  ['float64', 1e-4, '0.0001'],
  ['float64', 1.0000000494736474e-7, '1.0000000494736474e-07'],
  ['float64', 0.019999010049002574, '0.019999010049002574'],
  ['float64', 0.1 + 0.2, '0.30000000000000004'],
  ['float64', 1e8, '100000000.0'],
  ['float64', 9999999999999998, '9999999999999998.0'],
  ['float64', 1e16, '1e+16'],
  ['float64', 1e22, '1e+22'],
  ['float64', 1e23, '1e+23'], // half way between two doubles, the even one
  ['float64', 2 ** -44, '5.684341886080802e-14'], // ...801 is nearer, but reads as the double below
  ['float64', 2 ** -1000, '9.332636185032189e-302'],
  ['float64', 5e-324, '5e-324'],
  ['float64', 2.2250738585072014e-308, '2.2250738585072014e-308'],
  ['float64', 1.7976931348623157e308, '1.7976931348623157e+308'],
  ['float64', NaN, 'nan'],
  ['float64', -Infinity, '-inf'],
  ['int32', -2147483648, '-2147483648'],
  ['uint8', 255, '255'],
];

/** f"{x:.3f}" and so on in Python. */
const fixed: readonly [number, number, string][] = [
  [0.67, 3, '0.670'],
  [0.0625, 3, '0.062'],
  [0.1875, 3, '0.188'],
  [0.125, 2, '0.12'],
  [0.375, 2, '0.38'],
  [0.5, 0, '0'],
  [1.5, 0, '2'],
  [2.5, 0, '2'],
  [-0.5, 0, '-0'],
  [-0, 3, '-0.000'],
  [-0.0001, 3, '-0.000'],
  [0.0005, 3, '0.001'],
  [1.0005, 3, '1.000'],
  [2.675, 2, '2.67'],
  [9.9995, 3, '9.999'],
  [0.99951171875, 3, '1.000'],
  [1e-320, 3, '0.000'],
  [123456789.98765433, 6, '123456789.987654'],
  [1e21, 2, '1000000000000000000000.00'],
  [1e22, 1, '10000000000000000000000.0'],
  [NaN, 2, 'nan'],
  [Infinity, 2, 'inf'],
  [-Infinity, 0, '-inf'],
];

/** str() of the array in NumPy 1.24.2, line by line. */
const arrays: readonly [DType, readonly number[], readonly number[], ...string[]][] = [
  ['float32', [], [1 / 3], '0.33333334'],
  ['float32', [3], [1, 2, 3], '[1. 2. 3.]'],
  ['float32', [3], [1, -2.5, 1 / 3], '[ 1.         -2.5         0.33333334]'],
  ['float64', [4], [0.1, 0.25, 1000, 12.5], '[1.00e-01 2.50e-01 1.00e+03 1.25e+01]'],
  ['float32', [1], [99999992], '[99999992.]'],
  ['float32', [1], [1e8], '[1.e+08]'],
  ['float32', [1], [1e-4], '[1.e-04]'],
  ['float64', [1], [0.0001], '[0.0001]'],
  ['float32', [2], [1e-5, 0.0012345671], '[9.9999997e-06 1.2345671e-03]'],
  ['float32', [2], [1.0000001, 1000.0001], '[   1.0000001 1000.0001   ]'],
  ['float64', [2], [1.0000001, 1000.0002], '[1.0000001e+00 1.0000002e+03]'],
  ['float64', [2], [1, 1000], '[   1. 1000.]'],
  ['float64', [2], [1, 1000.5], '[1.0000e+00 1.0005e+03]'],
  [
    'float64',
    [5],
    [0.1, 0.2, 0.3, 0.9999999, 1e-7],
    '[1.000000e-01 2.000000e-01 3.000000e-01 9.999999e-01 1.000000e-07]',
  ],
  ['float64', [2], [1e-10, -1e100], '[ 1.e-010 -1.e+100]'],
  ['float64', [2], [5e-324, 1.7976931348623157e308], '[4.94065646e-324 1.79769313e+308]'],
  ['float32', [2], [1e-45, 0], '[1.e-45 0.e+00]'],
  ['float32', [1], [2 ** -20], '[9.536743e-07]'],
  ['float64', [3], [0.001953125, 0.005859375, 0.009765625], '[0.00195312 0.00585938 0.00976562]'],
  ['float64', [2], [0.999999999, 2], '[1. 2.]'],
  ['float64', [2], [9.999999999, 9.5], '[10.   9.5]'],
  ['float32', [3], [0, -0, 1], '[ 0. -0.  1.]'],
  ['float64', [2], [NaN, NaN], '[nan nan]'],
  ['float64', [1], [Infinity], '[inf]'],
  ['float64', [2], [-Infinity, Infinity], '[-inf  inf]'],
  ['float64', [3], [NaN, 1.5, -Infinity], '[ nan  1.5 -inf]'],
  ['float64', [2], [NaN, 10.25], '[  nan 10.25]'],
  ['float64', [3], [1e-9, NaN, -Infinity], '[1.e-09    nan   -inf]'],
  ['float64', [4], [1, 2, 3, -Infinity], '[  1.   2.   3. -inf]'],
  ['float32', [2, 3], [1, 2, 3, 4, 5, 6], '[[1. 2. 3.]', ' [4. 5. 6.]]'],
  ['float32', [2, 2], [-1, 0.5, 0, 100.125], '[[ -1.      0.5  ]', ' [  0.    100.125]]'],
  ['float32', [2, 2, 2], [0, 1, 2, 3, 4, 5, 6, 7], '[[[0. 1.]', '  [2. 3.]]', '', ' [[4. 5.]', '  [6. 7.]]]'],
  ['float32', [2, 1, 1, 2], [1, 2, 3, 4], '[[[[1. 2.]]]', '', '', ' [[[3. 4.]]]]'],
  ['float32', [1, 1], [7], '[[7.]]'],
  ['int32', [3], [1, -20, 300], '[  1 -20 300]'],
  ['int32', [2, 2], [-2147483648, 2147483647, 0, -1], '[[-2147483648  2147483647]', ' [          0          -1]]'],
  ['uint8', [2, 3], [0, 1, 255, 7, 42, 100], '[[  0   1 255]', ' [  7  42 100]]'],
  ['int32', [], [-5], '-5'],
  ['uint8', [], [200], '200'],
  ['float32', [0], [], '[]'],
  ['float32', [0, 3], [], '[]'],
  ['float64', [3, 0], [], '[]'],
  [
    'int32',
    [60],
    range(60),
    '[ 0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15 16 17 18 19 20 21 22 23',
    ' 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47',
    ' 48 49 50 51 52 53 54 55 56 57 58 59]',
  ],
  [
    'float64',
    [2, 12],
    range(24).map((i) => i / 7),
    '[[0.         0.14285714 0.28571429 0.42857143 0.57142857 0.71428571',
    '  0.85714286 1.         1.14285714 1.28571429 1.42857143 1.57142857]',
    ' [1.71428571 1.85714286 2.         2.14285714 2.28571429 2.42857143',
    '  2.57142857 2.71428571 2.85714286 3.         3.14285714 3.28571429]]',
  ],
  [
    'float32',
    [2, 2, 9],
    range(36).map((i) => 1.5 * i - 3.25),
    '[[[-3.25 -1.75 -0.25  1.25  2.75  4.25  5.75  7.25  8.75]',
    '  [10.25 11.75 13.25 14.75 16.25 17.75 19.25 20.75 22.25]]',
    '',
    ' [[23.75 25.25 26.75 28.25 29.75 31.25 32.75 34.25 35.75]',
    '  [37.25 38.75 40.25 41.75 43.25 44.75 46.25 47.75 49.25]]]',
  ],
  ['int32', [1001], range(1001), '[   0    1    2 ...  998  999 1000]'],
  [
    'int32',
    [300, 4],
    range(1200).map((i) => i + 1000),
    '[[1000 1001 1002 1003]',
    ' [1004 1005 1006 1007]',
    ' [1008 1009 1010 1011]',
    ' ...',
    ' [2188 2189 2190 2191]',
    ' [2192 2193 2194 2195]',
    ' [2196 2197 2198 2199]]',
  ],
  [
    'float32',
    [2, 1000],
    range(2000).map((i) => i / 8),
    '[[0.00000e+00 1.25000e-01 2.50000e-01 ... 1.24625e+02 1.24750e+02',
    '  1.24875e+02]',
    ' [1.25000e+02 1.25125e+02 1.25250e+02 ... 2.49625e+02 2.49750e+02',
    '  2.49875e+02]]',
  ],
  ['float32', [1006], [0, 1, 2, ...range(1000).map(() => 1e20), 3, 4, 5], '[0. 1. 2. ... 3. 4. 5.]'],
  [
    'uint8',
    [8, 50, 3],
    range(1200).map((i) => i % 256),
    '[[[  0   1   2]',
    '  [  3   4   5]',
    '  [  6   7   8]',
    '  ...',
    '  [141 142 143]',
    '  [144 145 146]',
    '  [147 148 149]]',
    '',
    ' [[150 151 152]',
    '  [153 154 155]',
    '  [156 157 158]',
    '  ...',
    '  [ 35  36  37]',
    '  [ 38  39  40]',
    '  [ 41  42  43]]',
    '',
    ' [[ 44  45  46]',
    '  [ 47  48  49]',
    '  [ 50  51  52]',
    '  ...',
    '  [185 186 187]',
    '  [188 189 190]',
    '  [191 192 193]]',
    '',
    ' ...',
    '',
    ' [[238 239 240]',
    '  [241 242 243]',
    '  [244 245 246]',
    '  ...',
    '  [123 124 125]',
    '  [126 127 128]',
    '  [129 130 131]]',
    '',
    ' [[132 133 134]',
    '  [135 136 137]',
    '  [138 139 140]',
    '  ...',
    '  [ 17  18  19]',
    '  [ 20  21  22]',
    '  [ 23  24  25]]',
    '',
    ' [[ 26  27  28]',
    '  [ 29  30  31]',
    '  [ 32  33  34]',
    '  ...',
    '  [167 168 169]',
    '  [170 171 172]',
    '  [173 174 175]]]',
  ],
];

describe('formatNumber', () => {
  it.each(numbers)('%s %d is %s', (dtype, x, text) => {
    expect(formatNumber(x, dtype)).toBe(text);
  });

  it('takes a float64 when no type is given', () => {
    expect(formatNumber(1.0986104011535645)).toBe('1.0986104011535645');
  });

  it('refuses an unknown type', () => {
    expect(() => formatNumber(1, 'float16' as DType)).toThrow(DTypeError);
  });

  it.each(['float32', 'float64'] as const)('is read back as the same %s', (dtype) => {
    const numbers = dtype === 'float32' ? fc.float() : fc.double();
    fc.assert(
      fc.property(numbers, (x) => {
        const text = formatNumber(x, dtype);
        const read = Number(text.replace('inf', 'Infinity'));
        expect(dtype === 'float32' ? Math.fround(read) : read).toBe(x);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  it('is never longer than the digits of the language', () => {
    const digits = (text: string): number => text.replace(/e.*|[-.]/g, '').replace(/^0+|0+$/g, '').length;
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        expect(digits(formatNumber(x))).toBe(digits(String(x)));
      }),
      { seed: 2, numRuns: 2000 },
    );
  });
});

describe('formatFixed', () => {
  it.each(fixed)('%d with %d decimals is %s', (x, digits, text) => {
    expect(formatFixed(x, digits)).toBe(text);
  });

  it.each([-1, 1.5, NaN])('refuses %d decimals', (digits) => {
    expect(() => formatFixed(1, digits)).toThrow(ValueError);
  });
});

describe('formatArray', () => {
  it.each(arrays)('%s %j', (dtype, shape, values, ...lines) => {
    expect(formatArray(array(dtype, shape, values))).toBe(lines.join('\n'));
  });

  it('does not break a line where that gains no room', () => {
    const shape = [...range(29).map(() => 1), 2];
    const text = formatArray(array('float64', shape, [-1.2345678912e200, -1.5]));
    expect(text).toBe(`${'['.repeat(30)}-1.23456789e+200\n${' '.repeat(30)}-1.50000000e+000${']'.repeat(30)}`);
  });

  it('reads only what it shows of a large array', () => {
    let reads = 0;
    const data: Data = new Proxy(new Float32Array(1e6), {
      get(target, key) {
        reads += 1;
        return Reflect.get(target, key) as unknown;
      },
    });
    expect(formatArray({ dtype: 'float32', shape: [1000, 1000], data })).toContain('...');
    expect(reads).toBe(2 * 36); // once for the format, once for the text
  });
});

describe('the chapters', () => {
  const rows = (x: { dtype: string; shape: number[]; data: number[] }, count: number): Printable => {
    const columns = x.shape[1]!;
    return array(x.dtype as DType, [count, columns], x.data.slice(0, count * columns));
  };

  it('chapter 5 prints its output and its loss', () => {
    const loss = formatNumber(forward.loss.data[0]!, 'float32');
    expect(`${formatArray(rows(forward.softmax_output, 5))}\nloss: ${loss}\n`).toBe(forward.printed);
    expect(`acc: ${formatNumber(forward.accuracy.data[0]!)}`).toBe(forward.print_acc);
  });

  it('chapters 2 to 4 print data, weights and classes', () => {
    expect(formatArray(rows(forward.X, 5))).toBe(forward.print_X_head);
    expect(formatArray(rows(forward.dense1_weights, 2))).toBe(forward.print_dense1_weights);
    const head = forward.predictions.data.slice(0, 5);
    expect(formatArray(array('int32', [5], head))).toBe(forward.printed_predictions_head);
  });

  it.each([...snippets.math_log, ...snippets.np_log_5_2, ...snippets.neg_log_clip])('$expr', ({ value, str }) => {
    expect(formatNumber(value)).toBe(str);
  });

  it.each([
    [snippets.batch_loss.neg_log, snippets.batch_loss.neg_log_printed],
    [snippets.batch_loss.average, snippets.batch_loss.average_printed],
    [snippets.accuracy.neg_log, snippets.accuracy.neg_log_printed],
    [snippets.accuracy.average, snippets.accuracy.average_printed],
    [snippets.clip.result, snippets.clip.printed],
  ])('array %#', ({ shape, data }, printed) => {
    expect(formatArray(array('float64', shape, data))).toBe(printed);
  });
});

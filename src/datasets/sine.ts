import { DTypeError, describe } from '../errors.ts';
import { any, count, readOptions } from '../options.ts';
import { isFloat, type FloatDType } from '../tensor/dtype.ts';
import { sin } from '../tensor/kernels/float64.ts';
import { Tensor } from '../tensor/tensor.ts';

export interface SineOptions<D extends FloatDType = 'float64'> {
  /** @default 1000 */
  readonly samples?: number;
  /** float64 holds NumPy's numbers; float32 halves the memory. @default 'float64' */
  readonly dtype?: D;
}

/**
 * One period of a sine, for regression.
 *
 *     X = 0, 1 / samples, 2 / samples, ...   y = sin(2 π X)
 *
 * Nothing is drawn. In float64, as `nnfs.datasets.sine_data` of the Python package.
 *
 * @returns X and y, both [samples, 1]
 * @throws ValueError unless samples is a whole number, 1 or more
 * @see the book, chapter 17
 *
 * @example
 * import { sineData } from 'nnfs';
 * console.log(sineData({ samples: 4 }).X);
 * // [[0.  ]
 * //  [0.25]
 * //  [0.5 ]
 * //  [0.75]]
 */
export function sineData<D extends FloatDType = 'float64'>(options?: SineOptions<D>): { X: Tensor<D>; y: Tensor<D> };
export function sineData(options: SineOptions<FloatDType> = {}): { X: Tensor; y: Tensor } {
  const rules = { samples: count(1000), dtype: any<FloatDType>('float64') };
  const { samples, dtype } = readOptions('sineData', [options], rules);
  if (!isFloat(dtype)) throw new DTypeError('sineData', "dtype 'float32' or 'float64'", describe(dtype));
  const X = new Tensor('float64', [samples, 1]);
  for (let i = 0; i < samples; i++) X.data[i] = i / samples;
  const y = new Tensor(
    'float64',
    [samples, 1],
    X.data.map((x) => sin(2 * Math.PI * x)),
  );
  return { X: X.astype(dtype), y: y.astype(dtype) };
}

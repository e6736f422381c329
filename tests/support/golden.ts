import { readFileSync } from 'node:fs';
import { allocate, type DType } from '../../src/tensor/dtype.ts';
import { sizeOf } from '../../src/tensor/shape.ts';
import { Tensor } from '../../src/tensor/tensor.ts';

/** An array of NumPy's as the golden files hold it (tests/golden/README.md). */
export interface GoldenArray {
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Flat, row-major; only every so-manieth element where `every` is set. */
  readonly data: readonly (number | string)[];
  readonly every?: number;
}

/** The parsed contents of a file in tests/golden. The caller names the parts it reads. */
export function golden<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../golden/${name}`, import.meta.url), 'utf8')) as T;
}

/** NumPy counts in int64, and in uint8 for labels; here both are int32. */
function typeOf({ dtype }: GoldenArray): DType {
  return dtype === 'float32' || dtype === 'float64' ? dtype : 'int32';
}

/** A stored array as a tensor. With `every`, the elements that were kept, [K]. */
export function decode(array: GoldenArray): Tensor {
  const dtype = typeOf(array);
  const shape = array.every === undefined ? array.shape : [array.data.length];
  const data = allocate(dtype, sizeOf(shape));
  array.data.forEach((value, i) => (data[i] = Number(value))); // Number reads 'NaN', 'Infinity' and '-Infinity' too
  return new Tensor(dtype, shape, data);
}

/** What a stored array kept of a tensor like this one: the tensor itself, or every so-manieth element. */
export function thin(tensor: Tensor, { every, shape }: GoldenArray): Tensor {
  if (every === undefined) return tensor;
  if (tensor.shape.join() !== shape.join()) throw new Error(`shape ${tensor.shape.join()}, stored ${shape.join()}`);
  const kept = tensor.data.filter((_, i) => i % every === 0);
  return new Tensor(tensor.dtype, [kept.length], kept);
}

import { DTypeError, ValueError, describe } from '../errors.ts';

/** The element types of a tensor. float32 is the default everywhere. */
export type DType = 'float32' | 'float64' | 'int32' | 'uint8';

/** The element types that layers compute in. */
export type FloatDType = 'float32' | 'float64';

interface Arrays {
  float32: Float32Array;
  float64: Float64Array;
  int32: Int32Array;
  uint8: Uint8Array;
}

/** The typed array that holds elements of a given type. */
export type DataOf<D extends DType> = Arrays[D];

/** Any tensor's elements. */
export type Data = DataOf<DType>;

/** The elements of a float tensor. */
export type FloatArray = Float32Array | Float64Array;

const ARRAYS = { float32: Float32Array, float64: Float64Array, int32: Int32Array, uint8: Uint8Array } as const;

const TYPES: Readonly<Record<string, DType | undefined>> = {
  Float32Array: 'float32',
  Float64Array: 'float64',
  Int32Array: 'int32',
  Uint8Array: 'uint8',
};

/**
 * A zero-filled array of `size` elements.
 *
 * @param where the operation that errors name
 * @throws DTypeError for a type that does not exist, ValueError for more elements than memory holds
 */
export function allocate<D extends DType>(dtype: D, size: number, where?: string): DataOf<D>;
export function allocate(dtype: DType, size: number, where = 'Tensor'): Data {
  if (!Object.hasOwn(ARRAYS, dtype)) {
    throw new DTypeError('dtype', "'float32', 'float64', 'int32' or 'uint8'", describe(dtype));
  }
  try {
    return new ARRAYS[dtype](size);
  } catch {
    throw new ValueError(where, 'a size that fits into memory', `${size} elements of ${dtype}`);
  }
}

/** `size` elements of a type in a buffer, from a byte offset on. */
export function viewOf<D extends DType>(dtype: D, buffer: ArrayBuffer, offset: number, size: number): DataOf<D>;
export function viewOf(dtype: DType, buffer: ArrayBuffer, offset: number, size: number): Data {
  return new ARRAYS[dtype](buffer, offset, size);
}

/** The array itself; of one of another realm, or of a kind of its own such as Node's Buffer, a plain view of the same memory. */
export function plainArray<D extends DType>(dtype: D, data: DataOf<D>): DataOf<D> {
  return data.constructor === ARRAYS[dtype]
    ? data
    : viewOf(dtype, data.buffer as ArrayBuffer, data.byteOffset, data.length);
}

/**
 * The element type of a typed array, or undefined for an array this package does not store. Frames, sandboxes and test runners have arrays
 * of their own, which are no instances of ours but have their names.
 */
export function dtypeOf(data: unknown): DType | undefined {
  return ArrayBuffer.isView(data) ? TYPES[(data as Data)[Symbol.toStringTag]] : undefined;
}

export function isFloat(dtype: DType): dtype is FloatDType {
  return dtype === 'float32' || dtype === 'float64';
}

/**
 * The type of the result when tensors of types `a` and `b` meet: the wider float wins, any float wins over integers,
 * int32 wins over uint8. (NumPy would go to float64 for int32 with float32; here float32 stays float32.)
 */
export function promote(a: DType, b: DType): DType {
  const order: readonly DType[] = ['uint8', 'int32', 'float32', 'float64'];
  return order[Math.max(order.indexOf(a), order.indexOf(b))]!;
}
